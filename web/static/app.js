/* Makes pages quicker and safer where scripts run. Every page is whole without it. */
(() => {
  'use strict';
  document.documentElement.classList.add('js');
  const one = (selector, root = document) => root.querySelector(selector);
  const all = (selector, root = document) => [...root.querySelectorAll(selector)];
  const words = document.documentElement.lang === 'en'
    ? { saved: 'Draft saved ', unsaved: 'Draft not saved: no connection', sending: 'Sending…', help: 'Shortcuts: / search, j k rows, Enter open, g i inbox' }
    : { saved: 'Draf tersimpan ', unsaved: 'Draf belum tersimpan: tidak ada sambungan', sending: 'Mengirim…', help: 'Pintasan: / cari, j k baris, Enter buka, g i kotak masuk' };

  /* What was typed: warned about before it is left, saved in passing, sent once. */
  let typed = false;
  const typing = event => { if (event.target.closest('form[data-keep]')) typed = true; };
  document.addEventListener('input', typing);
  document.addEventListener('change', typing);
  addEventListener('beforeunload', event => { if (typed) event.preventDefault(); });

  document.addEventListener('submit', event => {
    const form = event.target;
    if (event.defaultPrevented || !form.matches('[data-once],[data-upload]')) return;
    if (form.dataset.sent) return event.preventDefault();
    form.dataset.sent = '1';
    typed = false;
    const pressed = event.submitter;
    setTimeout(() => all('button[type=submit]', form).forEach(button => { button.disabled = true; }));
    if (pressed && !pressed.classList.contains('unseen')) {
      pressed.setAttribute('aria-busy', 'true');
      if (form.matches('[data-upload]')) pressed.textContent = words.sending;
    }
  });
  addEventListener('pageshow', () => all('form[data-sent]').forEach(form => {
    delete form.dataset.sent;
    all('button[type=submit]', form).forEach(button => { button.disabled = false; button.removeAttribute('aria-busy'); });
  }));

  const post = (address, form) => fetch(address, {
    method: 'POST', body: new URLSearchParams(new FormData(form)), credentials: 'same-origin'
  });
  let waiting;
  document.addEventListener('input', event => {
    const form = event.target.closest('form[data-draft]');
    if (!form) return;
    clearTimeout(waiting);
    waiting = setTimeout(() => save(form), 4000);
  });
  async function save(form) {
    const place = one('[data-saved]', form);
    if (form.dataset.sent) return;
    try {
      const answer = await post(form.dataset.draft, form);
      if (!answer.ok) throw new Error(answer.status);
      place.textContent = words.saved + (await answer.json()).saved;
      typed = false;
    } catch {
      place.textContent = words.unsaved;
    }
  }

  /* Questions that depend on an answer: the server draws the form again, the place stays. */
  document.addEventListener('change', async event => {
    const form = event.target.closest('form');
    if (!event.target.matches('[data-live]') || !form) return;
    const data = new FormData(form);
    data.set('aksi', 'perbarui');
    const answer = await fetch(form.action, { method: 'POST', body: new URLSearchParams(data), credentials: 'same-origin' }).catch(() => null);
    if (!answer || !answer.ok) return;
    const fresh = new DOMParser().parseFromString(await answer.text(), 'text/html');
    const drawn = one('[data-form]', fresh), place = one('[data-form]', form), focused = document.activeElement?.id;
    if (!drawn || !place) return;
    place.replaceWith(drawn);
    if (focused) document.getElementById(focused)?.focus({ preventScroll: true });
  });

  /* The checklist: the reason opens on a return, the main button says what comes next. */
  document.addEventListener('change', event => {
    const paper = event.target.closest('[data-paper]');
    if (!paper || event.target.type !== 'radio') return;
    const details = one('details', paper);
    details.open = event.target.value === 'kembalikan';
    if (details.open) one('select', details).focus();
    weigh(paper.form);
  });
  function weigh(form) {
    const back = one('.bulk [value=kembalikan]', form), on = one('.bulk [value=setuju]', form);
    if (!back || !on) return;
    const returned = all('[data-paper] [value=kembalikan]:checked', form).length > 0;
    back.classList.toggle('main', returned);
    on.classList.toggle('main', !returned);
    back.textContent = back.textContent.replace(/…$/, '') + (returned ? '' : '…');
  }

  /* Keys: never while typing, never with a modifier. */
  let before = '';
  document.addEventListener('keydown', event => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.target.closest('input,select,textarea,[contenteditable]')) return;
    const key = event.key, rows = all('[data-rows] .lead a');
    const at = rows.findIndex(link => link === document.activeElement);
    if (key === '/') { const box = one('input[type=search]'); if (box) { event.preventDefault(); box.focus(); box.select(); } }
    else if (key === 'j' && rows.length) rows[Math.min(at + 1, rows.length - 1)].focus();
    else if (key === 'k' && rows.length) rows[Math.max(at - 1, 0)].focus();
    else if (key === '?') tell(words.help);
    else if (before === 'g' && key === 'i') { const inbox = one('.nav a[href="/tugas"]'); if (inbox) inbox.click(); }
    before = key;
  });
  function tell(text) {
    let note = one('#catatan-kunci');
    if (!note) {
      note = Object.assign(document.createElement('p'), { id: 'catatan-kunci', className: 'note' });
      note.setAttribute('role', 'status');
      one('main').prepend(note);
    }
    note.textContent = text;
  }

  /* Where the eye should be: errors first, the current step of a wide diagram in sight. */
  one('#galat')?.focus();
  const diagram = one('[data-diagram]'), here = diagram && one('.g-node.now', diagram);
  if (here) diagram.scrollLeft = here.getBoundingClientRect().left - diagram.getBoundingClientRect().left - diagram.clientWidth / 2;
  all('[data-print]').forEach(button => { button.hidden = false; button.addEventListener('click', () => print()); });
})();
