import assert from 'node:assert/strict';
import { test } from 'node:test';

import { ConflictError } from '../designer/autosave.js';
import { Server, SignedOutError } from '../designer/server.js';

const PAGE = { path: 'a.bpmn', save_url: '/simpan', check_url: '/periksa', own_url: '/draf', csrf_token: 'old' };

/** Answers in turn, and keeps what it was asked. */
function serverWith(...answers) {
  const asked = [];
  const ask = async (url, request) => {
    asked.push([url, request.headers['X-CSRF-Token'], request.body && JSON.parse(request.body)]);
    return answers.shift();
  };
  const parse = html => (html ? { csrf_token: html } : null);
  return { asked, server: new Server(PAGE, { ask, parse }) };
}

const said = (status, body = {}) => ({ status, ok: status < 400, json: async () => body, text: async () => body });

test('sends the text with the revision that it follows', async () => {
  const { asked, server } = serverWith(said(200, { revision: 3 }));

  const answer = await server.save('<x/>', 2);

  assert.deepEqual(asked, [['/simpan', 'old', { path: 'a.bpmn', text: '<x/>', revision: 2 }]]);
  assert.equal(answer.revision, 3);
});

for (const status of [404, 409]) {
  test(`takes ${status} as a draft that went on elsewhere`, async () => {
    const { server } = serverWith(said(status));

    await assert.rejects(server.save('<x/>', 2), ConflictError);
  });
}

test('goes on with the token of a new login', async () => {
  const { asked, server } = serverWith(said(403), said(200, 'new'), said(200, { revision: 3 }));

  await server.save('<x/>', 2);

  assert.deepEqual(asked.map(([url, token]) => [url, token]), [['/simpan', 'old'], ['/draf', undefined], ['/simpan', 'new']]);
});

test('says that nobody is signed in any more', async () => {
  const { server } = serverWith(said(401), said(200, ''));

  await assert.rejects(server.save('<x/>', 2), SignedOutError);
});

test('says that the server could not answer', async () => {
  const { server } = serverWith(said(503));

  await assert.rejects(server.check(), /503/);
});
