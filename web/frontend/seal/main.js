/* The page that checks seals without a network: pinned keys and a list of states stand in the page itself. */

import { look, offered, stop } from './camera.js';
import { bytesOf, check, known, parsedStates } from './check.js';
import { isSeal, ofFile } from './reading.js';

const told = JSON.parse(document.getElementById('office').textContent);
const pinned = told.keys.map(one => known(one));
const byId = id => document.getElementById(id);
let listed = bytesOf(told.list);

function show(answer) {
  const panel = byId('answer');
  panel.dataset.code = answer.code;
  for (const words of panel.querySelectorAll('[data-for]')) {
    words.hidden = !words.dataset.for.split(' ').includes(answer.code);
  }
  byId('facts').hidden = !answer.seal;
  if (answer.seal) {
    byId('number').textContent = answer.seal.number;
    byId('kind').textContent = told.kinds[answer.seal.kind] ?? answer.seal.kind;
    byId('day').textContent = answer.seal.issuedOn;
  }
  panel.hidden = false;
  panel.focus();
}

function showList() {
  const { issuedAt, until } = parsedStates(listed, pinned);
  byId('listed').textContent = `${moment(issuedAt)} – ${moment(until)}`;
  byId('old').hidden = Date.now() <= until;
}

function moment(milliseconds) {
  return new Date(milliseconds).toLocaleString('id-ID', { dateStyle: 'medium', timeStyle: 'short' });
}

/* A list is taken in the place of an older one only. */
function take(content) {
  const problem = byId('refused');
  try {
    const fresh = parsedStates(content, pinned);
    if (fresh.issuedAt >= parsedStates(listed, pinned).issuedAt) listed = content;
    problem.hidden = true;
    showList();
  } catch {
    problem.hidden = false;
  }
}

function judge(text) {
  byId('seal').value = text;
  show(check(text, told.keys, listed, Date.now()));
}

function said(problem) {
  for (const name of ['none', 'small', 'camera-away']) byId(name).hidden = name !== problem;
}

byId('picture').addEventListener('change', async event => {
  const [file] = event.target.files;
  const text = file ? await ofFile(file).catch(() => null) : null;
  event.target.value = '';
  if (!file) return;
  said(text === null ? 'none' : isSeal(text) ? '' : 'small');
  if (text !== null && isSeal(text)) judge(text);
});

byId('scan').hidden = !offered();
byId('scan').addEventListener('click', async () => {
  const film = byId('film');
  filming(true);
  try {
    const text = await look(film);
    said('');
    if (text) judge(text);
  } catch {
    stop(film);
    said('camera-away');
  }
  filming(false);
});
byId('stop').addEventListener('click', () => stop(byId('film')));
function filming(on) {
  byId('film').hidden = byId('stop').hidden = !on;
  byId('scan').hidden = on;
}

byId('form').addEventListener('submit', event => {
  event.preventDefault();
  show(check(byId('seal').value, told.keys, listed, Date.now()));
});
byId('file').addEventListener('change', async event => {
  const [file] = event.target.files;
  if (file) take(new Uint8Array(await file.arrayBuffer()));
  event.target.value = ''; // or else the same name, written anew, is no change
});
byId('fetch').addEventListener('click', async () => {
  const away = byId('away');
  try {
    const answer = await fetch(told.address, { cache: 'no-cache' });
    if (!answer.ok) throw new Error(answer.status);
    away.hidden = true;
    take(new Uint8Array(await answer.arrayBuffer()));
  } catch {
    away.hidden = false;
  }
});
showList();
