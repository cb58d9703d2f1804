import assert from 'node:assert/strict';
import { test } from 'node:test';

import { inWords, parse } from '../designer/durations.js';

test('reads days, hours and minutes', () => {
  assert.deepEqual(parse('P1DT2H30M'), { days: 1, hours: 2, minutes: 30 });
  assert.deepEqual(parse(' PT45M '), { days: 0, hours: 0, minutes: 45 });
});

for (const text of ['', 'P', 'PT', 'P1DT', '2 jam', 'P1M', 'P1W', 'PT1S', 'P-1D', 'P1.5D']) {
  test(`refuses "${text}", which the calendar cannot add`, () => {
    assert.equal(parse(text), null);
  });
}

test('says a duration in Indonesian', () => {
  assert.equal(inWords('PT2H'), '2 jam');
  assert.equal(inWords('P1D'), '1 hari kerja');
  assert.equal(inWords('P2DT30M'), '2 hari kerja 30 menit');
});

test('says a duration in English, one and many', () => {
  assert.equal(inWords('P1DT2H', 'en'), '1 working day 2 hours');
});

test('says nothing of what is no duration', () => {
  assert.equal(inWords('besok'), '');
});
