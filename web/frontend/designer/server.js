/* The two questions that the editor asks the server: keep this draft; what is wrong with it. */

import { ConflictError } from './autosave.js';

async function post(url, body, token) {
  const answer = await fetch(url, {
    method: 'POST',
    credentials: 'same-origin',
    headers: { 'Content-Type': 'application/json', Accept: 'application/json', 'X-CSRF-Token': token },
    body: JSON.stringify(body)
  });
  if (answer.status === 409) {
    throw new ConflictError();
  }
  if (!answer.ok) {
    throw new Error(`The server answered ${answer.status}`);
  }
  return answer.json();
}

export function server({ save_url, check_url, path, csrf_token }) {
  return {
    save: (text, revision) => post(save_url, { path, text, revision }, csrf_token),
    check: () => post(check_url, {}, csrf_token)
  };
}
