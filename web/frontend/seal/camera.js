/* The camera: looks until it has read the large code, or somebody stops it. */

import { isSeal, read } from './reading.js';

const EVERY = 250;
let stream = null;

export const offered = () => Boolean(navigator.mediaDevices?.getUserMedia);

/* The text of the large code; null where it was stopped before. Raises where there is no camera to use. */
export async function look(film) {
  stop(film);
  const mine = await navigator.mediaDevices.getUserMedia({ video: { facingMode: 'environment', width: { ideal: 1920 } } });
  stream = mine;
  film.srcObject = mine;
  await film.play();
  try {
    while (stream === mine) {
      const text = film.videoWidth ? await read(film, film.videoWidth, film.videoHeight, [1000]) : null;
      if (stream === mine && text && isSeal(text)) return text;
      await new Promise(done => setTimeout(done, EVERY));
    }
    return null;
  } finally {
    if (stream === mine) stop(film);
    else mine.getTracks().forEach(track => track.stop());
  }
}

export function stop(film) {
  stream?.getTracks().forEach(track => track.stop());
  stream = null;
  film.srcObject = null;
}
