/* Answers and files leave the page only when the server has them. On a broken line they stay, under the request id of
   the first try, and go out again: by themselves while nobody types, or when asked to. */
const one = (selector, root = document) => root.querySelector(selector);
const FIRST_WAIT = 4000, LONGEST_WAIT = 60000;
const [SENDING, CUT, RETRY] = document.documentElement.lang === 'en'
  ? ['Sending…', 'Not sent: no connection. What you typed is still on this page and goes out as soon as there is one.', 'Send again']
  : ['Mengirim…', 'Belum terkirim: tidak ada sambungan. Isian Anda tetap di halaman ini dan dikirim begitu tersambung.', 'Kirim lagi'];
let retry = null, timer, wait = FIRST_WAIT;

document.addEventListener('submit', event => {
  const form = event.target;
  if (!form.matches('[data-keep],[data-upload]')) return;
  event.preventDefault();
  if (!form.dataset.sent) send(form, event.submitter);
}, true);
const tell = name => document.dispatchEvent(new Event(name));

async function send(form, pressed) {
  forget();
  const data = new FormData(form), files = form.enctype.startsWith('multipart');
  if (pressed?.name) data.append(pressed.name, pressed.value);
  busy(form, pressed, true);
  const answer = await fetch(form.action, { method: 'POST', body: files ? data : new URLSearchParams(data), headers: { 'X-Onward': '1' } })
    .then(async got => got.status < 502 && { to: got.headers.get('X-Onward'), text: await got.text() })
    .catch(() => null);
  if (!answer) return unsent(form, pressed);
  tell('arrived');
  if (answer.to !== null) return leave(new URL(answer.to, location));
  show(new DOMParser().parseFromString(answer.text, 'text/html'));
}
function busy(form, pressed, is) {
  if (is) form.dataset.sent = '1';
  else delete form.dataset.sent;
  form.querySelectorAll('button[type=submit]').forEach(button => { button.disabled = is; });
  if (!pressed || !form.matches('[data-upload]')) return;
  pressed.dataset.words ??= pressed.textContent;
  pressed.textContent = is ? SENDING : pressed.dataset.words;
}

function leave(to) {
  const stays = to.pathname + to.search === location.pathname + location.search;
  location.assign(to);
  if (stays) location.reload();
}
function show(page) {
  const before = one('h1').textContent;
  document.title = page.title;
  one('main').replaceWith(one('main', page));
  tell('shown');
  if (!one('#galat') && one('h1').textContent !== before) scrollTo(0, 0);
  one('#perhatikan,#penduduk')?.scrollIntoView();
}

function unsent(form, pressed) {
  busy(form, pressed, false);
  const note = Object.assign(document.createElement('p'), { id: 'putus', className: 'note bad row' });
  const said = Object.assign(document.createElement('strong'), { textContent: CUT });
  said.setAttribute('role', 'alert');
  retry = () => form.isConnected && form.requestSubmit(pressed);
  const button = Object.assign(document.createElement('button'), { type: 'button', className: 'btn', textContent: RETRY, onclick: retry });
  note.append(said, button);
  (one('.bulk', form) || pressed?.parentElement || form.lastElementChild).before(note);
  timer = setTimeout(retry, wait);
  wait = Math.min(wait * 2, LONGEST_WAIT);
}
function forget() {
  clearTimeout(timer);
  one('#putus')?.remove();
  retry = null;
}
document.addEventListener('input', () => { clearTimeout(timer); retry = null; });
addEventListener('online', () => retry?.());
