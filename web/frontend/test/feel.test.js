import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import test from 'node:test';

import { evaluate } from '../forms/feel.js';

const table = JSON.parse(readFileSync(new URL('../../../tests/feel/browser_cases.json', import.meta.url), 'utf8'));

test('the browser evaluates every condition of the table as the server does', () => {
  const given = table.cases.map(({ text, tree }) => [text, evaluate(tree, table.scope)]);

  assert.deepEqual(given, table.cases.map(({ text, result }) => [text, result]));
});

test('nothing but what the scope itself holds is read', () => {
  assert.equal(evaluate(['get', 'a', 'constructor'], table.scope), null);
  assert.equal(evaluate(['get', '__proto__'], table.scope), null);
});
