import assert from 'node:assert/strict';
import test from 'node:test';

import { read } from '../forms/conditions.js';

test('answers are nested by their names, and what is not answered is null', () => {
  const given = { 'a.jenis': 'baru', 'a.b.ya': 'true', kosong: '' };
  const kinds = { 'a.jenis': 'choice', 'a.b.ya': 'tick', 'a.tidak': 'tick', kosong: 'choice' };

  assert.deepEqual(read(kinds, (name) => given[name]), {
    a: { jenis: 'baru', b: { ya: true }, tidak: null },
    kosong: null
  });
});
