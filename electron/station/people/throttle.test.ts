import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { DEFAULT_PEOPLE_SETTINGS } from './people-settings.ts';
import { afterFailure, attemptsLeft, lockedUntil, OPEN_THROTTLE, settle, type Throttle } from './throttle.ts';

const POLICY = DEFAULT_PEOPLE_SETTINGS.throttle;
const START = Date.UTC(2026, 10, 22);
const HOUR_MS = 3_600_000;

const failTimes = (times: number, at: number, before: Throttle = OPEN_THROTTLE): Throttle => {
  let throttle = before;
  for (let index = 0; index < times; index += 1) throttle = afterFailure(settle(throttle, at, POLICY), at, POLICY);
  return throttle;
};

describe('a throttle', () => {
  test('counts down and locks with the last attempt', () => {
    expect([0, 1, 2, 3, 4].map((times) => attemptsLeft(failTimes(times, START), POLICY))).toEqual([5, 4, 3, 2, 1]);
    expect(lockedUntil(failTimes(4, START), START)).toBeNull();
    expect(lockedUntil(failTimes(5, START), START)).toBe(START + POLICY.firstLockMs);
  });

  test('gives all attempts again when a lock has ended, and locks longer next time', () => {
    const ended = settle(failTimes(5, START), START + POLICY.firstLockMs, POLICY);
    expect(attemptsLeft(ended, POLICY)).toBe(5);
    const again = failTimes(5, START + POLICY.firstLockMs, ended);
    expect(lockedUntil(again, START + POLICY.firstLockMs)).toBe(START + 3 * POLICY.firstLockMs);
  });

  test('forgets after a quiet hour', () => {
    expect(settle(failTimes(4, START), START + HOUR_MS - 1, POLICY).failures).toBe(4);
    expect(settle(failTimes(4, START), START + HOUR_MS, POLICY)).toEqual(OPEN_THROTTLE);
    expect(settle(failTimes(5, START), START + HOUR_MS + POLICY.firstLockMs, POLICY)).toEqual(OPEN_THROTTLE);
  });

  test('is not undone by a clock that is corrected by seconds', () => {
    expect(lockedUntil(failTimes(5, START), START - 10_000)).toBe(START + POLICY.firstLockMs);
  });

  test('never locks for longer than the longest lock and a clock step, whatever the clock does', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: -10 * HOUR_MS, max: 10 * HOUR_MS }), { maxLength: 60 }), (steps) => {
        let now = START;
        let throttle = OPEN_THROTTLE;
        for (const step of steps) {
          throttle = settle(throttle, now, POLICY);
          if (lockedUntil(throttle, now) === null) throttle = afterFailure(throttle, now, POLICY);
          now += step;
          const until = lockedUntil(throttle, now);
          expect(until === null || until - now <= POLICY.longestLockMs + 60_000).toBe(true);
        }
      }),
    );
  });

  test('lets through no more than five guesses in any ten minutes once it has grown', () => {
    let now = START;
    let throttle = OPEN_THROTTLE;
    const guesses: number[] = [];
    for (let second = 0; second < 4 * 3_600; second += 1, now += 1_000) {
      throttle = settle(throttle, now, POLICY);
      if (lockedUntil(throttle, now) !== null) continue;
      guesses.push(now);
      throttle = afterFailure(throttle, now, POLICY);
    }
    const late = guesses.filter((at) => at > START + HOUR_MS);
    expect(late.length).toBeGreaterThan(50);
    for (const at of late) expect(late.filter((other) => other >= at && other < at + 600_000).length).toBeLessThanOrEqual(5);
  });
});
