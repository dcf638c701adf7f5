// How often one may guess: wrong answers lock for minutes, longer each time, and are forgotten after a quiet hour. Pure.
import type { Milliseconds } from '../../../shared/kernel/units.ts';

export interface ThrottlePolicy {
  /** The wrong answer that reaches this number locks. */
  readonly failuresAllowed: number;
  /** The first lock; each later one is twice as long, up to `longestLockMs`. */
  readonly firstLockMs: Milliseconds;
  readonly longestLockMs: Milliseconds;
  /** So long without a wrong answer, counted from the end of the last lock, and everything is forgotten. */
  readonly forgetMs: Milliseconds;
}

/** Times are milliseconds since the Unix epoch, so that a lock outlives a restart. */
export interface Throttle {
  readonly failures: number;
  /** Locks so far. */
  readonly locks: number;
  readonly lockedAt: number | null;
  readonly lockMs: Milliseconds;
  readonly lastFailureAt: number;
}

export const OPEN_THROTTLE: Throttle = { failures: 0, locks: 0, lockedAt: null, lockMs: 0, lastFailureAt: 0 };

/** A clock set back by more than this ends a lock: hours of locked doors are worse than five more guesses. */
const CLOCK_STEP_MS = 60_000;

const lockLeft = ({ lockedAt, lockMs }: Throttle, now: number): Milliseconds => {
  if (lockedAt === null || lockedAt - now > CLOCK_STEP_MS) return 0;
  return Math.max(0, lockedAt + lockMs - now);
};

/** What is left of a throttle at `now`: ended locks opened, old failures forgotten. */
export const settle = (throttle: Throttle, now: number, policy: ThrottlePolicy): Throttle => {
  if (now - throttle.lastFailureAt - throttle.lockMs >= policy.forgetMs) return OPEN_THROTTLE;
  if (throttle.lockedAt === null || lockLeft(throttle, now) > 0) return throttle;
  return { ...throttle, failures: 0, lockedAt: null };
};

/** When the lock ends, in epoch milliseconds; null where one may try. */
export const lockedUntil = (throttle: Throttle, now: number): number | null => {
  const left = lockLeft(throttle, now);
  return left === 0 ? null : now + left;
};

export const attemptsLeft = (throttle: Throttle, policy: ThrottlePolicy): number => Math.max(0, policy.failuresAllowed - throttle.failures);

/** Counts a wrong answer given at `now` on a settled, unlocked throttle. */
export const afterFailure = (throttle: Throttle, now: number, policy: ThrottlePolicy): Throttle => {
  const failures = throttle.failures + 1;
  if (failures < policy.failuresAllowed) return { ...throttle, failures, lastFailureAt: now };
  const lockMs = Math.min(policy.longestLockMs, policy.firstLockMs * 2 ** Math.min(throttle.locks, 20));
  return { failures, locks: throttle.locks + 1, lockedAt: now, lockMs, lastFailureAt: now };
};
