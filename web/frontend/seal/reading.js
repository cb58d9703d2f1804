/* What the codes on a picture say: by the browser's own reader where it has one, else by jsQR. */

import jsQR from 'jsqr';

const SIZES = [2600, 1600, 1000];
const SEAL = /\/S\/[A-Z2-7]/i;

/* The text of the large code; of another one where there is no such code; null where there is none. `source`: a picture
   or a frame of a film; `sizes`: the longer side that it is looked at with, in pixels. */
export async function read(source, width, height, sizes = SIZES) {
  const own = await natively(source);
  if (own.some(text => SEAL.test(text))) return best(own);
  for (const size of sizes) {
    const found = looked(source, width, height, Math.min(1, size / Math.max(width, height)));
    if (found.some(text => SEAL.test(text))) return best(found);
    own.push(...found);
  }
  return own.length ? best(own) : null;
}

export const isSeal = text => SEAL.test(text);

export async function ofFile(file) {
  const picture = await createImageBitmap(file);
  return read(picture, picture.width, picture.height);
}

function best(texts) {
  return texts.find(text => SEAL.test(text)) ?? texts[0];
}

async function natively(source) {
  if (!('BarcodeDetector' in globalThis)) return [];
  try {
    const reader = new BarcodeDetector({ formats: ['qr_code'] });
    return (await reader.detect(source)).map(code => code.rawValue);
  } catch {
    return []; // some browsers have it in name only
  }
}

/* One code after the other: what was found is covered, so that the next one is. */
function looked(source, width, height, scale) {
  const canvas = document.createElement('canvas');
  canvas.width = Math.round(width * scale);
  canvas.height = Math.round(height * scale);
  const paper = canvas.getContext('2d', { willReadFrequently: true });
  paper.drawImage(source, 0, 0, canvas.width, canvas.height);
  const texts = [];
  for (let turn = 0; turn < 3; turn += 1) {
    const { data } = paper.getImageData(0, 0, canvas.width, canvas.height);
    const code = jsQR(data, canvas.width, canvas.height, { inversionAttempts: 'dontInvert' });
    if (!code) break;
    texts.push(code.data);
    if (SEAL.test(code.data)) break;
    cover(paper, code.location);
  }
  return texts;
}

function cover(paper, { topLeftCorner, topRightCorner, bottomLeftCorner, bottomRightCorner }) {
  paper.fillStyle = '#fff';
  paper.beginPath();
  for (const { x, y } of [topLeftCorner, topRightCorner, bottomRightCorner, bottomLeftCorner]) paper.lineTo(x, y);
  paper.closePath();
  paper.fill();
}
