// The people's room as the station builds it: handlers, streams, and what doors need to keep a seat signed in.
import { assertNever } from '../../../shared/kernel/assert-never.ts';
import type { Clock } from '../../../shared/kernel/clock.ts';
import type { Ids } from '../../../shared/kernel/ids.ts';
import type { Handlers, Sources } from '../../../shared/contract/feature.ts';
import type { PEOPLE_OPERATIONS, PEOPLE_STREAMS, PeopleNotice, Person } from '../../../shared/contract/people.ts';
import { createListeners } from '../store/listeners.ts';
import type { Store } from '../store/store.ts';
import { countAccounts } from './account-ledger.ts';
import { accountHandlers } from './accounts.ts';
import { readNameKey, writeNameKey } from './attempt-ledger.ts';
import { type ClaimCode, createClaimCode } from './claim-code.ts';
import { claimHandlers } from './claim-station.ts';
import { DEMONSTRATION_COMMANDER } from './demonstration-people.ts';
import { createNotices } from './notices.ts';
import { ownPasswordHandlers } from './own-password.ts';
import { createPasswordCheck } from './password-check.ts';
import { createPasswordHasher, type DeriveKey, deriveWithScrypt } from './password-hash.ts';
import { createPasswords } from './passwords.ts';
import type { PeopleDesk } from './people-desk.ts';
import { factsOf, type PeopleFact, type SessionEnd } from './people-facts.ts';
import { DEFAULT_PEOPLE_SETTINGS, type PeopleSettings } from './people-settings.ts';
import { registerOf } from './register.ts';
import { roleNameHandlers } from './role-names.ts';
import { createSessions, type Sessions } from './sessions.ts';
import { signInHandlers } from './sign-in.ts';
import { write } from './store-refusal.ts';
import { createWorkGate } from './work-gate.ts';

const NAME_KEY_BYTES = 32;

export interface PeopleOptions {
  readonly store: Store;
  readonly clock: Clock;
  readonly ids: Ids;
  /** From a cryptographic source: salts, tokens and codes are made of it. */
  readonly randomBytes: (count: number) => Uint8Array;
  readonly isDemonstration: boolean;
  /** The one-time code that claims this station, `7KQM-3XWP`, to be shown at the machine itself; null once it has ended. */
  readonly onClaimCode: (code: string | null) => void;
  /** A defect in what runs by itself here. */
  readonly onFault: (error: unknown) => void;
  readonly settings?: Partial<PeopleSettings>;
  readonly derive?: DeriveKey;
}

export interface People extends Pick<Sessions, 'redeemTicket' | 'sessionOf' | 'endSession' | 'noteActivity'> {
  readonly handlers: Handlers<typeof PEOPLE_OPERATIONS>;
  readonly sources: Sources<typeof PEOPLE_STREAMS>;
  /** Null where the session ended, and while the store cannot answer: do not throw the seat's token away for it. */
  readonly personOfSession: (token: string) => Promise<Person | null>;
  /** Who sits at a seat of a demonstration nobody chose a person for; null in a real station. */
  readonly personOfDemonstration: () => Person | null;
  /** Open seats the end fits must have nobody at once. Returns the way to stop. */
  readonly onSessionEnded: (listener: (end: SessionEnd) => void) => () => void;
  /** Open seats of this person must have the person as given: rights may have gone. Returns the way to stop. */
  readonly onPersonChanged: (listener: (person: Person) => void) => () => void;
  /** To be awaited before the store is disposed. */
  readonly dispose: () => Promise<void>;
}

/** Where the store cannot be written the key lasts until the restart; nobody gets in before it can. */
const nameKeyOf = async ({ store, randomBytes }: PeopleOptions): Promise<string> => {
  const known = await readNameKey(store.read);
  if (known !== null) return known;
  const made = Buffer.from(randomBytes(NAME_KEY_BYTES)).toString('hex');
  await write(store, async (transaction) => writeNameKey(transaction, made));
  return made;
};

const firstClaimCode = async ({ store, clock, randomBytes, isDemonstration }: PeopleOptions, settings: PeopleSettings): Promise<ClaimCode | null> =>
  isDemonstration || (await countAccounts(store.read)) > 0 ? null : createClaimCode({ randomBytes, clock, policy: settings.throttle });

const createHandlers = (desk: PeopleDesk): People['handlers'] => ({
  ...signInHandlers(desk),
  ...claimHandlers(desk),
  ...accountHandlers(desk),
  ...ownPasswordHandlers(desk),
  ...roleNameHandlers(desk),
});

interface Joints {
  readonly claimCode: () => ClaimCode | null;
  readonly tellUnwritten: (end: SessionEnd) => void;
}

const createDesk = async (options: PeopleOptions, settings: PeopleSettings, { claimCode, tellUnwritten }: Joints): Promise<PeopleDesk> => {
  const { store, clock, ids, isDemonstration, randomBytes, onFault } = options;
  const gate = createWorkGate({ atOnce: settings.hashesAtOnce, waiting: settings.hashesWaiting, perSeat: settings.hashesPerSeat });
  const hasher = createPasswordHasher({ derive: options.derive ?? deriveWithScrypt, cost: settings.passwordCost, randomBytes });
  const passwords = createPasswords(hasher, gate);
  const register = registerOf(isDemonstration);
  const check = createPasswordCheck({ store, clock, passwords, settings, nameKey: await nameKeyOf(options) });
  const sessions = createSessions({ store, clock, settings, register, randomBytes, tellUnwritten, onFault });
  return { store, clock, ids, isDemonstration, settings, register, passwords, check, sessions, claimCode };
};

interface Tell {
  readonly ended: (end: SessionEnd) => void;
  readonly changed: (person: Person) => void;
  readonly noticed: (notice: PeopleNotice) => void;
  readonly claimed: () => void;
}

/** Told from the journal, so that what was written while its answer was lost is told as well. */
const followJournal = (store: Store, tell: Tell): (() => void) => {
  const follow = (fact: PeopleFact): void => {
    switch (fact.kind) {
      case 'sessionEnded':
        return tell.ended(fact.end);
      case 'personChanged':
        return tell.changed(fact.person);
      case 'noticed':
        return tell.noticed(fact.notice);
      case 'claimed':
        return tell.claimed();
      default:
        return assertNever(fact);
    }
  };
  return store.onEntry((entry) => factsOf(entry).forEach(follow));
};

/** Rejects as the store does where it cannot be read. */
export const createPeople = async (options: PeopleOptions): Promise<People> => {
  const { store, isDemonstration, onClaimCode, onFault } = options;
  const settings = { ...DEFAULT_PEOPLE_SETTINGS, ...options.settings };
  const ends = createListeners<SessionEnd>(onFault);
  const changes = createListeners<Person>(onFault);
  const notices = await createNotices(store.read);
  let claim = await firstClaimCode(options, settings);
  const desk = await createDesk(options, settings, { claimCode: () => claim, tellUnwritten: ends.tell });
  const stopFollowing = followJournal(store, {
    ended: (end) => {
      desk.sessions.forget(end);
      ends.tell(end);
    },
    changed: changes.tell,
    noticed: notices.tell,
    claimed: () => {
      claim = null;
      onClaimCode(null);
    },
  });
  if (claim !== null) onClaimCode(claim.code);
  const { redeemTicket, sessionOf, endSession, noteActivity } = desk.sessions;
  return {
    handlers: createHandlers(desk),
    sources: notices.sources,
    redeemTicket,
    sessionOf,
    endSession,
    noteActivity,
    personOfSession: async (token) => (await sessionOf(token))?.person ?? null,
    personOfDemonstration: () => (isDemonstration ? DEMONSTRATION_COMMANDER : null),
    onSessionEnded: ends.add,
    onPersonChanged: changes.add,
    dispose: async () => {
      stopFollowing();
      await desk.sessions.dispose();
    },
  };
};
