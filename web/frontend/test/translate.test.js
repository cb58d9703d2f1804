import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';

import { indonesian, translator, untranslated } from '../designer/translate.js';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const CALL = /\btranslate\(\s*(?:'((?:[^'\\]|\\.)*)'|"((?:[^"\\]|\\.)*)")\s*[),]/g;
const LABEL = /\blabel: '((?:[^'\\]|\\.)*)'/g;

function files(folder) {
  return readdirSync(join(ROOT, folder), { recursive: true })
    .filter(name => name.endsWith('.js'))
    .map(name => readFileSync(join(ROOT, folder, name), 'utf8'));
}

function found(pattern, texts) {
  const keys = texts.flatMap(text => [...text.replace(/^\s*\*.*$/gm, '').matchAll(pattern)].map(match => match[1] ?? match[2]));
  return [...new Set(keys)].filter(key => /[A-Za-z]/.test(key));
}

function missing(keys) {
  return keys.map(key => key.replace(/\\'/g, "'")).filter(key => !(key in indonesian));
}

test('knows every string of the drawing tools', () => {
  const keys = found(CALL, [...files('node_modules/bpmn-js/lib'), ...files('node_modules/diagram-js/lib')]).filter(key => !key.includes('shift'));

  assert.ok(keys.length > 40);
  assert.deepEqual(missing(keys), []);
});

test('knows every element of the replace menu', () => {
  const keys = found(LABEL, [readFileSync(join(ROOT, 'node_modules/bpmn-js/lib/features/popup-menu/PopupEntries.js'), 'utf8')]);

  assert.ok(keys.length > 60);
  assert.deepEqual(missing(keys), []);
});

test('knows every string of the frame of the panel', () => {
  const keys = found(CALL, [readFileSync(join(ROOT, 'node_modules/@bpmn-io/properties-panel/dist/index.esm.js'), 'utf8')]);

  assert.ok(keys.length > 10);
  assert.deepEqual(missing(keys), []);
});

test('knows every string of our own', () => {
  const keys = found(CALL, files('designer'));

  assert.ok(keys.length > 50);
  assert.deepEqual(missing(keys), []);
});

test('knows the titles of groups, fields and tools that stand in tables', () => {
  const own = files('designer').join('\n');
  const tables = [...own.matchAll(/\['[\w-]+', '([A-Z][^']*)'/g), ...own.matchAll(/icon-[\w-]+', '([A-Z][^']*)'/g)];
  const keys = tables.map(match => match[1]);

  assert.ok(keys.length > 20);
  assert.deepEqual(missing(keys), []);
});

test('fills in replacements and notes what it lacks', () => {
  const translate = translator('id');

  assert.equal(translate('Draft saved {time}', { time: '10.18' }), 'Draf tersimpan 10.18');
  assert.equal(translate('No such key'), 'No such key');
  assert.ok(untranslated.has('No such key'));
});

test('speaks English to those who chose it', () => {
  assert.equal(translator('en')('Draft saved {time}', { time: '10:18' }), 'Draft saved 10:18');
});
