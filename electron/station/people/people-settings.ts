// Every limit of the people's room in one place: how long sessions last, how often one may guess, how much hashing at once.
import type { Milliseconds } from '../../../shared/kernel/units.ts';
import type { PasswordCost } from './password-hash.ts';
import type { ThrottlePolicy } from './throttle.ts';

export interface PeopleSettings {
  /** A session nobody used for so long ends by itself. */
  readonly sessionIdleMs: Milliseconds;
  /** The same for a person whose only role is the audience screen. */
  readonly screenIdleMs: Milliseconds;
  /** A session ticket not exchanged by then is worth nothing. */
  readonly ticketMs: Milliseconds;
  /** How often idle sessions are looked for and activity is written down. */
  readonly sweepMs: Milliseconds;
  /** One session more makes the person's oldest unusable. */
  readonly sessionsPerPerson: number;
  readonly ticketsAtOnce: number;
  readonly passwordCost: PasswordCost;
  readonly throttle: ThrottlePolicy;
  /** Each holds a core, one of libuv's four threads and 32 MiB for a third of a second; sirens and files need the others. */
  readonly hashesAtOnce: number;
  readonly hashesWaiting: number;
  readonly hashesPerSeat: number;
  /** Sign-ins under one name waiting for the one before them. */
  readonly waitingPerName: number;
  /** Wrong passwords from one seat, whatever the names, within `seatWindowMs`. */
  readonly failuresPerSeat: number;
  readonly seatWindowMs: Milliseconds;
  readonly accounts: number;
}

const MINUTE_MS = 60_000;

/** scrypt N=2^15, r=8, p=3 (32 MiB): a setting OWASP's Password Storage Cheat Sheet lists as equal to its minimum. */
const DEFAULT_COST: PasswordCost = { N: 2 ** 15, r: 8, p: 3 };

const DEFAULT_THROTTLE: ThrottlePolicy = { failuresAllowed: 5, firstLockMs: 2 * MINUTE_MS, longestLockMs: 10 * MINUTE_MS, forgetMs: 60 * MINUTE_MS };

export const DEFAULT_PEOPLE_SETTINGS: PeopleSettings = {
  sessionIdleMs: 12 * 60 * MINUTE_MS,
  screenIdleMs: 30 * 24 * 60 * MINUTE_MS,
  ticketMs: MINUTE_MS,
  sweepMs: MINUTE_MS,
  sessionsPerPerson: 20,
  ticketsAtOnce: 1_000,
  passwordCost: DEFAULT_COST,
  throttle: DEFAULT_THROTTLE,
  hashesAtOnce: 1,
  hashesWaiting: 16,
  hashesPerSeat: 2,
  waitingPerName: 4,
  failuresPerSeat: 15,
  seatWindowMs: 5 * MINUTE_MS,
  accounts: 2_000,
};
