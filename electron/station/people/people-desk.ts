// What the handlers of this room share.
import type { Clock } from '../../../shared/kernel/clock.ts';
import type { Ids } from '../../../shared/kernel/ids.ts';
import { failure, type Result, success } from '../../../shared/kernel/result.ts';
import { canonicalJson } from '../../../shared/kernel/json.ts';
import type { Caller } from '../../../shared/contract/feature.ts';
import type { Person } from '../../../shared/contract/people.ts';
import { refusal, type Refusal } from '../../../shared/contract/refusal.ts';
import type { NewEntry, Store } from '../store/store.ts';
import type { ClaimCode } from './claim-code.ts';
import type { PasswordCheck } from './password-check.ts';
import type { Passwords } from './passwords.ts';
import type { PeopleSettings } from './people-settings.ts';
import { type NameProblem, tidyName } from './person-name.ts';
import type { Register } from './register.ts';
import type { Sessions } from './sessions.ts';
import { orStoreRefusal } from './store-refusal.ts';

export interface PeopleDesk {
  readonly store: Store;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly isDemonstration: boolean;
  readonly settings: PeopleSettings;
  readonly register: Register;
  readonly passwords: Passwords;
  readonly check: PasswordCheck;
  readonly sessions: Sessions;
  /** Null where the station is claimed, or a demonstration. */
  readonly claimCode: () => ClaimCode | null;
}

/** A change asked for at a seat. Leave `commandId` out where the outcome holds a secret: the store keeps outcomes. */
export const entryOf = (caller: Caller, operation: string, payload: NewEntry['payload'], person = caller.person?.id ?? null): NewEntry => {
  const entry = { seat: caller.seat, person, operation, payload };
  return caller.commandId === null ? entry : { ...entry, commandId: caller.commandId };
};

const accountChanged = (): Refusal => refusal('conflict', { problem: 'accountChanged' });

/** Seats a person whose sign-in is written, and gives the ticket for staying. */
export const sitDown = async (
  { sessions, register, store }: PeopleDesk,
  caller: Caller,
  person: Person,
  credentialSeq: number | null,
): Promise<Result<{ readonly person: Person; readonly sessionTicket: string }, Refusal>> => {
  caller.become(person);
  // Whoever was disabled or changed before the seat had them was not told to this seat: look once more.
  const now = await orStoreRefusal(async () => success(await register.findProven(store.read, person.id, credentialSeq)));
  if (!now.ok || now.value === null) {
    caller.become(null);
    return now.ok ? failure(accountChanged()) : now;
  }
  if (canonicalJson(now.value) !== canonicalJson(person)) caller.become(now.value);
  return success({ person: now.value, sessionTicket: sessions.issueTicket(person.id, caller.seat, credentialSeq) });
};

const invalidName = (field: string, problem: NameProblem): Refusal => refusal('invalid', { field, problem });

export interface Naming {
  readonly signInName: string;
  readonly name: string;
  readonly post: string;
}

/** Tidied, or refused with the field that is at fault. A post may be blank. */
export const tidyNaming = (typed: Naming): Result<Naming, Refusal> => {
  const signInName = tidyName(typed.signInName);
  if (!signInName.ok) return failure(invalidName('signInName', signInName.error));
  const name = tidyName(typed.name);
  if (!name.ok) return failure(invalidName('name', name.error));
  const post = typed.post.trim() === '' ? success('') : tidyName(typed.post);
  if (!post.ok) return failure(invalidName('post', post.error));
  return success({ signInName: signInName.value, name: name.value, post: post.value });
};
