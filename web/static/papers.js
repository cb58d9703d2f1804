/* Papers go up one after the other as soon as they are chosen: made smaller first, each with its progress, and again
   when the line was cut. The server keeps the same file once. */
const one = (selector, root = document) => root.querySelector(selector);
const all = (selector, root = document) => [...root.querySelectorAll(selector)];
const SIDE = 2000, QUALITY = 0.85, LIGHT = 1500000, MOST = 5000000, FIRST_WAIT = 4000, LONGEST_WAIT = 60000;
const [WAITS, SMALLER, CUT, RETRY, DROP, FAILED, HEAVY] = document.documentElement.lang === 'en'
  ? ['waiting', 'being made smaller', 'not sent: no connection', 'Send again', 'Do not send', 'Not taken. Load the page again.', 'This file is larger than 5 MB. Make the photo or scan smaller.']
  : ['menunggu', 'sedang diperkecil', 'belum terkirim: tidak ada sambungan', 'Kirim lagi', 'Batal kirim', 'Tidak diterima. Muat ulang halaman ini.', 'Berkas ini lebih dari 5 MB. Perkecil foto atau pindaiannya.'];
let papers = [], busy = false, timer, wait = FIRST_WAIT;

document.addEventListener('change', event => {
  const input = event.target, form = input.closest('form[data-files]');
  if (!form || input.type !== 'file') return;
  for (const file of input.files) papers.push(listed({ file, address: form.action, data: fields(form), section: form.closest('section').id, form }));
  input.value = '';
  next();
});
addEventListener('beforeunload', event => { if (papers.length) event.preventDefault(); });
addEventListener('online', again);

function fields(form) {
  const data = new FormData(form);
  data.delete('berkas');
  return [...data];
}
function listed(paper) {
  paper.line = document.createElement('li');
  one('.sending', paper.form).append(paper.line);
  say(paper, WAITS);
  return paper;
}
function say(paper, words, className = '') {
  const name = Object.assign(document.createElement('strong'), { textContent: words.includes(paper.file.name) ? '' : paper.file.name });
  const state = Object.assign(document.createElement('span'), { textContent: words, className });
  paper.line.replaceChildren(name, state);
}
function offer(paper, words, act) {
  paper.line.append(Object.assign(document.createElement('button'), { type: 'button', className: 'btn', textContent: words, onclick: act }));
}
function drop(paper) {
  papers = papers.filter(other => other !== paper);
  paper.line.remove();
}

async function next() {
  const paper = papers.find(other => !other.stopped);
  if (busy || !paper) return;
  busy = true;
  try {
    await send(paper);
  } finally {
    busy = false;
  }
  next();
}
async function send(paper) {
  say(paper, SMALLER);
  paper.small ??= await smaller(paper.file);
  if (paper.small.size > MOST) return refuse(paper, HEAVY);
  const answer = await post(paper);
  if (!answer || answer.status > 501) return cut(paper);
  wait = FIRST_WAIT;
  if (answer.status < 300) return arrived(paper, answer.page);
  const said = one('#galat li', answer.page) || one('#galat', answer.page);
  refuse(paper, said ? said.textContent.trim() : FAILED);
}
function post(paper) {
  const request = new XMLHttpRequest(), data = new FormData(), bar = document.createElement('progress');
  for (const [name, value] of paper.data) data.append(name, value);
  data.append('berkas', paper.small, paper.file.name);
  say(paper, '');
  bar.setAttribute('aria-label', paper.file.name);
  paper.line.append(bar);
  request.upload.onprogress = event => { bar.max = event.total; bar.value = event.loaded; };
  return new Promise(done => {
    request.onload = () => done({ status: request.status, page: request.response });
    request.onerror = request.ontimeout = () => done(null);
    request.open('POST', paper.address);
    request.responseType = 'document';
    request.send(data);
  });
}

/* The section as the server has it now; what still waits in it stays. */
function arrived(paper, page) {
  drop(paper);
  const old = document.getElementById(paper.section), fresh = page?.getElementById(paper.section);
  if (!old || !fresh) return;
  const waiting = all('.sending li', old), focused = document.activeElement?.id;
  old.replaceWith(fresh);
  all('.sending', fresh).at(-1)?.append(...waiting);
  const counts = all('[data-count]', page);
  all('[data-count]').forEach((place, index) => place.replaceWith(counts[index]));
  if (focused) document.getElementById(focused)?.focus({ preventScroll: true });
}
function refuse(paper, words) {
  papers = papers.filter(other => other !== paper);
  say(paper, words, 'err');
  paper.line.setAttribute('role', 'alert');
  offer(paper, 'OK', () => paper.line.remove());
}
function cut(paper) {
  paper.stopped = true;
  say(paper, CUT, 'err');
  offer(paper, RETRY, again);
  offer(paper, DROP, () => drop(paper));
  clearTimeout(timer);
  timer = setTimeout(again, wait);
  wait = Math.min(wait * 2, LONGEST_WAIT);
}
function again() {
  clearTimeout(timer);
  papers.forEach(paper => { paper.stopped = false; });
  next();
}

async function smaller(file) {
  if (!file.type.startsWith('image/') || !window.createImageBitmap) return file;
  try {
    const picture = await createImageBitmap(file, { imageOrientation: 'from-image' });
    const scale = Math.min(1, SIDE / Math.max(picture.width, picture.height));
    const known = /^image\/(jpeg|png)$/.test(file.type);
    if (known && scale === 1 && file.size < LIGHT) return file;
    const canvas = Object.assign(document.createElement('canvas'), { width: Math.round(picture.width * scale), height: Math.round(picture.height * scale) });
    const paint = canvas.getContext('2d');
    paint.fillStyle = 'white';
    paint.fillRect(0, 0, canvas.width, canvas.height);
    paint.drawImage(picture, 0, 0, canvas.width, canvas.height);
    picture.close();
    const made = await new Promise(done => canvas.toBlob(done, 'image/jpeg', QUALITY));
    return made && (!known || made.size < file.size) ? made : file;
  } catch {
    return file;
  }
}
