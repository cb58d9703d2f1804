import assert from 'node:assert/strict';
import { test } from 'node:test';

import { Autosave, ConflictError } from '../designer/autosave.js';

function made({ send, again = 10_000 } = {}) {
  const draft = { text: 'a', sent: [], states: [] };
  const autosave = new Autosave({
    read: async () => draft.text,
    send: send || (async (text, revision) => { draft.sent.push([text, revision]); return revision + 1; }),
    show: state => draft.states.push(state),
    revision: 1, delay: 1, again
  });
  return { autosave, draft };
}

test('saves a change soon, with the revision that it follows', async () => {
  const { autosave, draft } = made();

  autosave.changed();
  await new Promise(resolve => setTimeout(resolve, 30));

  assert.deepEqual(draft.sent, [['a', 1]]);
  assert.deepEqual(draft.states, ['changed', 'saving', 'saved']);
});

test('sends nothing when nothing was changed', async () => {
  const { autosave, draft } = made();

  assert.ok(await autosave.flush());
  assert.deepEqual(draft.sent, []);
});

test('sends again what was changed while it was sending', async () => {
  const { autosave, draft } = made();
  autosave.changed();

  const flushed = autosave.flush();
  draft.text = 'b';
  autosave.changed();
  await flushed;

  assert.deepEqual(draft.sent.at(-1), ['b', 2]);
  assert.ok(autosave.isSaved);
});

test('has one request under way, however often it is flushed', async () => {
  let running = 0;
  let most = 0;
  const { autosave } = made({
    send: async (_text, revision) => {
      running += 1;
      most = Math.max(most, running);
      await new Promise(resolve => setTimeout(resolve, 5));
      running -= 1;
      return revision + 1;
    }
  });
  autosave.changed();

  await Promise.all([autosave.flush(), autosave.flush(), autosave.flush()]);

  assert.equal(most, 1);
});

test('keeps the change and tries again after a failure', async () => {
  let failures = 1;
  const { autosave, draft } = made({
    again: 5,
    send: async (_text, revision) => {
      if (failures) {
        failures -= 1;
        throw new Error('down');
      }
      return revision + 1;
    }
  });
  autosave.changed();

  assert.equal(await autosave.flush(), false);
  await new Promise(resolve => setTimeout(resolve, 40));

  assert.ok(autosave.isSaved);
  assert.deepEqual(draft.states.slice(-3), ['failed', 'saving', 'saved']);
});

test('stops after a conflict: the other tab has the draft', async () => {
  let asked = 0;
  const { autosave } = made({ send: async () => { asked += 1; throw new ConflictError(); } });
  autosave.changed();
  await autosave.flush();

  autosave.changed();
  await autosave.flush();

  assert.equal(asked, 1);
  assert.equal(autosave.state, 'conflict');
});
