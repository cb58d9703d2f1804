/* Makes pages safer and quicker where scripts run. Every page is whole without it. */
document.documentElement.classList.add('js');
const one = (selector, root = document) => root.querySelector(selector);
const all = (selector, root = document) => [...root.querySelectorAll(selector)];
const on = (type, act) => document.addEventListener(type, act);
const [SAVED, UNSAVED, HELP, PICKED] = document.documentElement.lang === 'en'
  ? ['Draft saved ', 'Draft not saved: no connection', 'Shortcuts: / search, j k rows, Enter open, x select, g i inbox', ' selected']
  : ['Draf tersimpan ', 'Draf belum tersimpan: tidak ada sambungan', 'Pintasan: / cari, j k baris, Enter buka, x pilih, g i kotak masuk', ' tugas dipilih'];

/* What was typed: not left unwarned, saved in passing, sent once. */
let typed = false;
['input', 'change'].forEach(type => on(type, event => { typed ||= !!event.target.closest('form[data-keep]'); }));
addEventListener('beforeunload', event => { if (typed) event.preventDefault(); });

/* What sending.js does not send itself: once. */
on('submit', event => {
  const form = event.target;
  if (event.defaultPrevented || !form.matches('[data-once],[data-upload]')) return;
  if (form.dataset.sent) return event.preventDefault();
  form.dataset.sent = '1';
  typed = false;
  setTimeout(() => all('button[type=submit]', form).forEach(button => { button.disabled = true; }));
});
addEventListener('pageshow', () => all('form[data-sent]').forEach(form => {
  delete form.dataset.sent;
  all('button[type=submit]', form).forEach(button => { button.disabled = false; });
}));
on('arrived', () => { typed = false; });
on('shown', begin);

const post = (address, data) => fetch(address, { method: 'POST', body: new URLSearchParams(data) });
let waiting;
on('input', event => {
  const form = event.target.closest('form[data-draft]');
  if (!form) return;
  clearTimeout(waiting);
  waiting = setTimeout(() => save(form), 4000);
});
async function save(form) {
  const place = one('[data-saved]', form);
  if (form.dataset.sent) return;
  try {
    const answer = await post(form.dataset.draft, new FormData(form));
    if (!answer.ok) throw new Error(answer.status);
    place.textContent = SAVED + (await answer.json()).saved;
    typed = false;
  } catch {
    place.textContent = UNSAVED;
  }
}

/* Questions that depend on an answer are drawn by the server, unless the page itself judges them
   (frontend/forms/conditions.js); what was typed meanwhile stays. */
let asked = 0;
on('change', async event => {
  const form = event.target.closest('form');
  const judged = document.documentElement.dataset.judges && event.target.dataset.live === 'page';
  if (!event.target.matches('[data-live]') || judged || !form) return;
  const turn = ++asked, data = new FormData(form);
  data.set('aksi', 'perbarui');
  const answer = await post(form.action, data).catch(() => null);
  if (!answer || !answer.ok) return;
  const fresh = one('[data-form]', new DOMParser().parseFromString(await answer.text(), 'text/html'));
  if (fresh && turn === asked && !form.dataset.sent) swap(form, one('[data-form]', form), fresh);
});
function swap(form, place, fresh) {
  const now = new FormData(form), names = new Set(all('[name]', place).map(control => control.name));
  const { id, selectionStart: from, selectionEnd: to } = document.activeElement;
  all('[name]', fresh).filter(control => names.has(control.name)).forEach(control => {
    if (/radio|checkbox/.test(control.type)) control.checked = now.getAll(control.name).includes(control.value);
    else control.value = now.get(control.name);
  });
  place.replaceWith(fresh);
  const focused = id && document.getElementById(id);
  if (!focused) return;
  focused.focus({ preventScroll: true });
  if (from != null) focused.setSelectionRange(from, to);
}

/* The checklist: a return opens its reason and names the main button. */
on('change', event => {
  const paper = event.target.closest('[data-paper]');
  if (!paper || event.target.type !== 'radio') return;
  const details = one('details', paper);
  details.open = event.target.value === 'kembalikan';
  if (details.open) one('select', details).focus();
  weigh(paper.form);
});
function weigh(form) {
  const back = one('.bulk [value=kembalikan]', form), onward = one('.bulk [value=setuju]', form);
  if (!back) return;
  const returned = all('[data-paper] [value=kembalikan]:checked', form).length > 0;
  back.classList.toggle('main', returned);
  onward.classList.toggle('main', !returned);
  back.textContent = back.textContent.replace(/…$/, '') + (returned ? '' : '…');
}

/* Rows of a list: chosen one by one or all at once, and counted aloud. */
on('change', event => {
  const form = event.target.closest('form[data-many]'), box = event.target;
  if (!form || box.type !== 'checkbox') return;
  if (box.matches('[data-all]')) all('[name=pilih]', form).forEach(other => { other.checked = box.checked; });
  one('[data-picked]', form).textContent = all('[name=pilih]:checked', form).length + PICKED;
});

/* Keys, but for whoever switched them off. */
const OFF = 'tanpa-pintasan';
let before = '';
on('keydown', event => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.target.closest('input:not([type=checkbox]),select,textarea') || localStorage[OFF]) return;
  const key = event.key, rows = all('[data-rows] .lead a');
  const at = rows.findIndex(link => link === document.activeElement);
  if (key === '/' && one('#q')) { event.preventDefault(); one('#q').select(); }
  else if (key === 'j' && rows.length) rows[Math.min(at + 1, rows.length - 1)].focus();
  else if (key === 'k' && rows.length) rows[Math.max(at - 1, 0)].focus();
  else if (key === 'x' && at >= 0) one('[name=pilih]', rows[at].closest('tr'))?.click();
  else if (key === '?') tell(HELP);
  else if (before === 'g' && key === 'i') one('.nav a[href="/tugas"]')?.click();
  before = key;
});
function tell(text) {
  const note = one('#kunci') || Object.assign(document.createElement('p'), { id: 'kunci', className: 'note', role: 'status' });
  one('main').prepend(note);
  note.textContent = text;
}

on('htmx:afterSettle', () => {
  const heading = one('#daftar h1');
  if (!heading) return;
  heading.tabIndex = -1;
  heading.focus({ preventScroll: true });
});

/* Copies a field's text. */
on('click', async event => {
  const button = event.target.closest('[data-copy]'), field = button && one(button.dataset.copy);
  if (!field) return;
  field.select();
  await navigator.clipboard?.writeText(field.value).then(() => tell(button.dataset.copied), () => {});
});

function begin() {
  all('[data-copy]').forEach(button => { button.parentNode.hidden = false; });
  one('#galat')?.focus();
  const diagram = one('[data-diagram]'), here = diagram && one('.g-node.now', diagram);
  if (here) diagram.scrollLeft = here.getBoundingClientRect().left - diagram.getBoundingClientRect().left - diagram.clientWidth / 2;
  all('[data-print]').forEach(button => { button.hidden = false; button.onclick = () => print(); });
  all('[data-keys]').forEach(box => {
    box.closest('section').hidden = false;
    box.checked = !localStorage[OFF];
    box.onchange = () => { box.checked ? delete localStorage[OFF] : localStorage[OFF] = '1'; };
  });
}
begin();
