// Restarting what ended by itself: soon at first, later each time, and not for ever.
import { expect, test } from 'vitest';
import { createEndings, type RestartPolicy } from './restart-policy.ts';

const POLICY: RestartPolicy = { firstDelayMs: 250, mostDelayMs: 1_500, most: 5, withinMs: 60_000 };

test('waits twice as long after each ending, up to the most', () => {
  const endings = createEndings(POLICY);
  expect([0, 1, 2, 3].map((second) => endings.note(second * 1_000))).toEqual([250, 500, 1_000, 1_500].map((afterMs) => ({ kind: 'restart', afterMs })));
});

test('gives up at the ending after the most allowed within the span', () => {
  const endings = createEndings(POLICY);
  const outcomes = [0, 10, 20, 30, 40, 50].map((second) => endings.note(second * 1_000).kind);
  expect(outcomes).toEqual(['restart', 'restart', 'restart', 'restart', 'restart', 'giveUp']);
});

test('no longer counts an ending older than the span', () => {
  const endings = createEndings(POLICY);
  for (let second = 0; second < 5; second += 1) endings.note(second * 1_000);
  expect(endings.note(64_000)).toEqual({ kind: 'restart', afterMs: 250 });
});

test('starts counting afresh when a person tries again', () => {
  const endings = createEndings(POLICY);
  for (let second = 0; second < 6; second += 1) endings.note(second * 1_000);
  endings.forget();
  expect(endings.note(7_000)).toEqual({ kind: 'restart', afterMs: 250 });
});
