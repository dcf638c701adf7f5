// The one place a password is tried: one guess at a time for a name, locks, and the same answer whether the name exists or not.
import { createHmac } from 'node:crypto';
import type { Clock } from '../../../shared/kernel/clock.ts';
import { failure, type Result, success } from '../../../shared/kernel/result.ts';
import type { Account } from '../../../shared/contract/people.ts';
import type { PeopleEntry } from '../../../shared/contract/people-entries.ts';
import { refusal, type Refusal } from '../../../shared/contract/refusal.ts';
import type { Store } from '../store/store.ts';
import { findAccount, readCredential } from './account-ledger.ts';
import { readThrottle, writeFailure, type FailedSignIn } from './attempt-ledger.ts';
import { createKeyedLines } from './keyed-lines.ts';
import { lockedOut, wrongPassword } from './lock-refusal.ts';
import { writeNotices } from './notices.ts';
import type { Passwords, Payer } from './passwords.ts';
import type { PeopleSettings } from './people-settings.ts';
import { signInKey } from './person-name.ts';
import { createSeatFailures } from './seat-failures.ts';
import { change, write } from './store-refusal.ts';
import { afterFailure, attemptsLeft, lockedUntil, settle } from './throttle.ts';

export interface PasswordProof {
  readonly account: Account;
  /** Which password it was: one set since then voids the proof. */
  readonly credentialSeq: number;
}

export interface PasswordCheck {
  readonly check: (asked: { readonly signInName: string; readonly password: string }, payer: Payer) => Promise<Result<PasswordProof, Refusal>>;
  /** What failures under a name are kept by. */
  readonly nameHash: (signInName: string) => string;
}

export interface PasswordCheckParts {
  readonly store: Store;
  readonly clock: Clock;
  readonly passwords: Passwords;
  readonly settings: PeopleSettings;
  /** Hex; names are hashed with it. */
  readonly nameKey: string;
}

/** Writes a failure that begins a lock: a fact for the journal, and loud where the name is somebody's. */
const writeLock = async (store: Store, failed: FailedSignIn, account: Account | null, untilMs: number): Promise<Result<null, Refusal>> => {
  const payload: PeopleEntry<'accountLocked'> = {
    personId: account?.id ?? null,
    personName: account?.name ?? null,
    until: new Date(untilMs).toISOString(),
    failures: failed.throttle.failures,
  };
  const entry = { seat: failed.seat, person: null, operation: 'accountLocked', payload };
  return change(store, entry, async (transaction, sequence, time) => {
    await writeFailure(transaction, failed);
    await writeNotices(transaction, entry, sequence, time);
    return null;
  });
};

const noteFailure = async (parts: PasswordCheckParts, failed: FailedSignIn, account: Account | null): Promise<Refusal> => {
  const { store, settings } = parts;
  const until = lockedUntil(failed.throttle, failed.timeMs);
  if (until === null) {
    const written = await write(store, async (transaction) => writeFailure(transaction, failed));
    return written.ok ? wrongPassword(attemptsLeft(failed.throttle, settings.throttle)) : written.error;
  }
  const written = await writeLock(store, failed, account, until);
  return written.ok ? lockedOut(until, failed.timeMs) : written.error;
};

export const createPasswordCheck = (parts: PasswordCheckParts): PasswordCheck => {
  const { store, clock, passwords, settings, nameKey } = parts;
  const lines = createKeyedLines(settings.waitingPerName);
  const seats = createSeatFailures(clock, { failures: settings.failuresPerSeat, windowMs: settings.seatWindowMs });
  const nameHash = (signInName: string): string => createHmac('sha256', Buffer.from(nameKey, 'hex')).update(signInKey(signInName)).digest('hex');

  const tryPassword = async (signInName: string, password: string, payer: Payer): Promise<Result<PasswordProof, Refusal>> => {
    const name = nameHash(signInName);
    const before = settle(await readThrottle(store.read, name), clock.now(), settings.throttle);
    const until = lockedUntil(before, clock.now());
    if (until !== null) return failure(lockedOut(until, clock.now()));
    const account = await findAccount(store.read, signInName);
    const credential = await readCredential(store.read, account?.id ?? '');
    const isRight = await passwords.matches(password, credential, payer);
    if (!isRight.ok) return isRight;
    if (isRight.value && account !== null && credential !== null)
      return account.isDisabled ? failure(refusal('notPermitted', { isDisabled: true })) : success({ account, credentialSeq: credential.setSeq });
    seats.note(payer.seat);
    const timeMs = clock.now();
    const throttle = afterFailure(before, timeMs, settings.throttle);
    return failure(await noteFailure(parts, { nameHash: name, accountId: account?.id ?? null, seat: payer.seat, timeMs, throttle }, account));
  };

  return {
    nameHash,
    check: async ({ signInName, password }, payer) => {
      const waitMs = seats.waitMs(payer.seat);
      if (waitMs > 0) return failure(refusal('tooMany', { retryAfterMs: waitMs }));
      const tried = await lines.run(signInKey(signInName), async () => tryPassword(signInName, password, payer));
      return tried.ok ? tried.value : failure(refusal('tooMany', { limit: settings.waitingPerName }));
    },
  };
};
