import { expect, test } from 'vitest';
import type { Bounds } from '../../../shared/kernel/units.ts';
import { createViewHistory } from './view-history.ts';

const around = (longitude: number): Bounds => [longitude - 0.1, 28, longitude + 0.1, 28.2];

test('back and forward walk over the places visited', () => {
  const history = createViewHistory();
  for (const longitude of [119, 120, 121]) history.visit(around(longitude));
  expect([history.back(), history.back(), history.back()]).toEqual([around(120), around(119), null]);
  expect([history.forward(), history.forward(), history.forward()]).toEqual([around(120), around(121), null]);
});

test('a new place after going back forgets what was ahead', () => {
  const history = createViewHistory();
  for (const longitude of [119, 120, 121]) history.visit(around(longitude));
  history.back();
  history.visit(around(125));
  expect([history.canGoForward(), history.back()]).toEqual([false, around(120)]);
});

test('a hand that trembles makes no new place', () => {
  const history = createViewHistory();
  history.visit(around(119));
  history.visit(around(119.001));
  expect(history.canGoBack()).toBe(false);
});

test('only so many places are remembered', () => {
  const history = createViewHistory();
  for (let index = 0; index < 500; index += 1) history.visit(around(index / 4));
  let steps = 0;
  while (history.back() !== null) steps += 1;
  expect(steps).toBe(59);
});
