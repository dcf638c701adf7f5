// The one-time code that claims a new station: easy to read aloud, hard to guess.
import { timingSafeEqual } from 'node:crypto';
import type { Clock } from '../../../shared/kernel/clock.ts';
import { failure, type Result, success } from '../../../shared/kernel/result.ts';
import type { Refusal } from '../../../shared/contract/refusal.ts';
import { lockedOut, wrongPassword } from './lock-refusal.ts';
import { afterFailure, attemptsLeft, lockedUntil, OPEN_THROTTLE, settle, type ThrottlePolicy } from './throttle.ts';

/** Crockford's 32: no I, L, O, U. */
const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const LENGTH = 8;
const GROUP = 4;

/** As typed from a note: case, spaces and dashes do not matter, and the letters left out are read as the digits they look like. */
const plain = (typed: string): string =>
  typed
    .normalize('NFKC')
    .toUpperCase()
    .replaceAll(/[^0-9A-Z]/g, '')
    .replaceAll('O', '0')
    .replaceAll(/[IL]/g, '1');

export interface ClaimCode {
  /** Two groups of four, `7KQM-3XWP`. */
  readonly code: string;
  /** Wrong codes are counted and lock like wrong passwords do, for the whole station. */
  readonly compare: (typed: string) => Result<null, Refusal>;
}

export const createClaimCode = (options: {
  readonly randomBytes: (count: number) => Uint8Array;
  readonly clock: Clock;
  readonly policy: ThrottlePolicy;
}): ClaimCode => {
  const { clock, policy } = options;
  // 256 is a multiple of 32: every character is as likely as any other.
  const expected = Array.from(options.randomBytes(LENGTH), (byte) => ALPHABET.charAt(byte % ALPHABET.length)).join('');
  let throttle = OPEN_THROTTLE;
  const isRight = (typed: string): boolean => {
    const found = plain(typed);
    return found.length === LENGTH && timingSafeEqual(Buffer.from(found), Buffer.from(expected));
  };
  return {
    code: `${expected.slice(0, GROUP)}-${expected.slice(GROUP)}`,
    compare: (typed) => {
      const now = clock.now();
      throttle = settle(throttle, now, policy);
      const until = lockedUntil(throttle, now);
      if (until !== null) return failure(lockedOut(until, now));
      if (isRight(typed)) return success(null);
      throttle = afterFailure(throttle, now, policy);
      const lockEnd = lockedUntil(throttle, now);
      return failure(lockEnd === null ? wrongPassword(attemptsLeft(throttle, policy)) : lockedOut(lockEnd, now));
    },
  };
};
