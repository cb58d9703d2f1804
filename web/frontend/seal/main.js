/* The page that checks seals without a network: pinned keys and a list of states stand in the page itself. */

import { bytesOf, check, known, parsedStates } from './check.js';

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
