// What the parts of session keeping share: where sessions lie, who may sit, and for how long without being used.
import type { Clock } from '../../../shared/kernel/clock.ts';
import type { Milliseconds } from '../../../shared/kernel/units.ts';
import type { Person } from '../../../shared/contract/people.ts';
import { type Store, StoreUnavailable } from '../store/store.ts';
import type { Activity } from './activity.ts';
import type { PeopleSettings } from './people-settings.ts';
import type { Register } from './register.ts';
import type { Sitting } from './session-ledger.ts';

export interface SessionDesk {
  readonly store: Store;
  readonly clock: Clock;
  readonly settings: PeopleSettings;
  readonly activity: Activity;
  /** Signed out while the store could not write: sessions made at or before the time are void. */
  readonly revoked: Map<string, { readonly personId: string; readonly seat: string; readonly atMs: number }>;
  readonly register: Register;
}

/** A screen in the hall is looked at and never touched; it must not go dark in the middle of a long night. */
const isScreen = (person: Person | null): boolean => person !== null && person.roles.every((role) => role === 'audience');

const idleLimit = (person: Person | null, settings: PeopleSettings): Milliseconds => (isScreen(person) ? settings.screenIdleMs : settings.sessionIdleMs);

export const isIdle = ({ activity, clock, settings }: SessionDesk, sitting: Sitting, person: Person | null): boolean =>
  (activity.sinceMs(sitting.seat, sitting.personId) ?? clock.now() - sitting.lastUsedMs) >= idleLimit(person, settings);

export const revokedKey = (personId: string, seat: string): string => JSON.stringify([personId, seat]);

/** Null where the store cannot answer now. */
export const orNull = async <T>(work: () => Promise<T | null>): Promise<T | null> => {
  try {
    return await work();
  } catch (error) {
    if (error instanceof StoreUnavailable) return null;
    throw error;
  }
};
