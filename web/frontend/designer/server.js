/* The two questions that the editor asks the server: keep this draft; what is wrong with it. */

import { ConflictError } from './autosave.js';

/** Nobody is signed in any more; what was drawn is still here. */
export class SignedOutError extends Error {}

const LATE = [404, 409];
const NOT_LET_IN = [401, 403];

export class Server {
  /** `page`: what the page was given; `ask` and `parse` are the browser's own. */
  constructor(page, { ask = (...request) => fetch(...request), parse = parsed } = {}) {
    Object.assign(this, { page, ask, parse, token: page.csrf_token });
  }

  save(text, revision) {
    return this._post(this.page.save_url, { path: this.page.path, text, revision });
  }

  check() {
    return this._post(this.page.check_url, {});
  }

  async _post(url, body) {
    let answer = await this._send(url, body);
    if (NOT_LET_IN.includes(answer.status)) {
      await this._renewToken();
      answer = await this._send(url, body);
    }
    if (LATE.includes(answer.status)) {
      throw new ConflictError();
    }
    if (!answer.ok) {
      throw new Error(`The server answered ${answer.status}`);
    }
    return answer.json();
  }

  _send(url, body) {
    return this.ask(url, {
      method: 'POST',
      credentials: 'same-origin',
      headers: { 'Content-Type': 'application/json', Accept: 'application/json', 'X-CSRF-Token': this.token },
      body: JSON.stringify(body)
    });
  }

  /** Whoever signed in again in another tab goes on here, with the token of that login. */
  async _renewToken() {
    const answer = await this.ask(this.page.own_url, { credentials: 'same-origin', headers: { Accept: 'text/html' } });
    const fresh = this.parse(await answer.text());
    if (!fresh) {
      throw new SignedOutError();
    }
    this.token = fresh.csrf_token;
  }
}

function parsed(html) {
  const place = new DOMParser().parseFromString(html, 'text/html').getElementById('editor-data');
  return place ? JSON.parse(place.textContent) : null;
}
