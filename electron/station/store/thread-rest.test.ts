import { setImmediate } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { disposable } from '../../../shared/kernel/disposable.ts';
import { createThreadRest } from './thread-rest.ts';

const createClock = () => {
  let now = 0;
  return { now: () => now, elapsed: () => now, after: () => disposable(() => undefined), pass: (ms: number) => (now += ms) };
};

test('nothing is due while the event loop turns, however late it is', async () => {
  const clock = createClock();
  const rest = createThreadRest(clock, 5);
  expect(rest.due()).toBeUndefined();
  await setImmediate();
  clock.pass(100);
  expect(rest.due()).toBeUndefined();
});

test('a rest is due once the thread has been held for its slice, and ends with a turn of the event loop', async () => {
  const clock = createClock();
  const rest = createThreadRest(clock, 5);
  let hasTurned = false;
  expect(rest.due()).toBeUndefined();
  globalThis.setImmediate(() => (hasTurned = true));
  clock.pass(4);
  expect(rest.due()).toBeUndefined();
  clock.pass(1);
  await rest.due();
  expect(hasTurned).toBe(true);
  expect(rest.due()).toBeUndefined();
});
