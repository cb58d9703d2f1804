import assert from 'node:assert/strict';
import { test } from 'node:test';

import { free, fromName, isReadable, proposed } from '../designer/identifiers.js';

test('makes an id of a name', () => {
  assert.equal(fromName('Kunjungan lapangan (RT 2)'), 'kunjungan_lapangan_rt_2');
  assert.equal(fromName('  2. Périksa! '), 'periksa');
});

test('makes no id of a name without letters', () => {
  assert.equal(fromName('…?'), '');
});

test('numbers an id that is taken', () => {
  const taken = ['periksa', 'periksa_2'];

  assert.equal(free('periksa', id => taken.includes(id)), 'periksa_3');
});

test('proposes an id for a node that bpmn-js named', () => {
  assert.equal(proposed('Activity_1a2b3c4', 'Kunjungan lapangan', () => false), 'kunjungan_lapangan');
});

test('leaves an id that a person chose', () => {
  assert.equal(proposed('verifikasi_isi', 'Verifikasi semua', () => false), null);
});

test('knows a readable id', () => {
  assert.ok(isReadable('rekam_siak_2'));
  assert.ok(!isReadable('2_rekam'));
  assert.ok(!isReadable('Rekam siak'));
  assert.ok(!isReadable('x'.repeat(49)));
});
