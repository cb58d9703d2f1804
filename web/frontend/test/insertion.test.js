import assert from 'node:assert/strict';
import { test } from 'node:test';

import { middle, shifted } from '../designer/insertion.js';

test('finds the middle of a straight flow', () => {
  const found = middle([{ x: 100, y: 50 }, { x: 160, y: 50 }]);

  assert.deepEqual([found.axis, found.length, found.at], ['x', 60, { x: 130, y: 50 }]);
});

test('takes the longest piece of a flow with bends', () => {
  const found = middle([{ x: 100, y: 50 }, { x: 120, y: 50 }, { x: 120, y: 250 }, { x: 160, y: 250 }]);

  assert.deepEqual([found.axis, found.at], ['y', { x: 120, y: 150 }]);
});

test('knows a flow that runs back', () => {
  assert.equal(middle([{ x: 160, y: 50 }, { x: 100, y: 50 }]).forward, false);
});

test('moves the bends beyond the new room and leaves the others', () => {
  const found = shifted([{ x: 10, y: 5 }, { x: 90, y: 5 }, { x: 90, y: 70 }], { x: 30, y: 0 }, 'x', 50);

  assert.deepEqual(found, [{ x: 10, y: 5 }, { x: 120, y: 5 }, { x: 120, y: 70 }]);
});
