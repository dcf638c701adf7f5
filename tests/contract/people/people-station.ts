// A whole people's room over a real store in a folder of its own, with a clock turned by hand and scrypt counted.
import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { deriveWithScrypt } from '../../../electron/station/people/password-hash.ts';
import type { SessionEnd } from '../../../electron/station/people/people-facts.ts';
import type { PeopleSettings } from '../../../electron/station/people/people-settings.ts';
import { PEOPLE_MIGRATIONS } from '../../../electron/station/people/people-tables.ts';
import { createPeople, type People } from '../../../electron/station/people/people.ts';
import { systemClock } from '../../../electron/station/system.ts';
import { openStore } from '../../../electron/station/store/open-store.ts';
import type { JournalEntry, Store, StoreSetting } from '../../../electron/station/store/store.ts';
import type { Caller } from '../../../shared/contract/feature.ts';
import type { Person } from '../../../shared/contract/people.ts';
import type { Refusal } from '../../../shared/contract/refusal.ts';
import { timeOrderedIds } from '../../../shared/kernel/ids.ts';
import { failure, type Result } from '../../../shared/kernel/result.ts';
import { createManualClock, type ManualClock } from './manual-clock.ts';

export const ADMIN_PASSWORD = 'Beacon-Tower-59';
export const SEALED_PASSWORD = 'Envelope-in-safe-71';

/** Real scrypt, made cheap. */
const CHEAP = { N: 16, r: 1, p: 1 };

/** A seat as the front desk would hold it. */
export interface TestSeat {
  readonly id: string;
  person: Person | null;
  readonly caller: (commandId?: string) => Caller;
}

export interface PeopleStation {
  readonly folder: string;
  readonly clock: ManualClock;
  readonly store: () => Store;
  readonly people: () => People;
  /** Scrypt derivations so far. */
  readonly derivations: () => number;
  readonly codes: readonly (string | null)[];
  readonly ends: readonly SessionEnd[];
  readonly faults: readonly unknown[];
  readonly entries: () => Promise<readonly JournalEntry[]>;
  /** The seat loses its person when an end fits it, as in a station. */
  readonly seat: (id: string, person?: Person | null, signal?: AbortSignal) => TestSeat;
  /** While it is full nothing can be written; what is written can be read. */
  readonly fillDisk: (isFull: boolean) => void;
  readonly restart: () => Promise<void>;
  readonly dispose: () => Promise<void>;
}

export interface PeopleStationOptions {
  readonly isDemonstration?: boolean;
  /** Default: SQLite in the station's folder. */
  readonly setting?: StoreSetting;
  readonly settings?: Partial<PeopleSettings>;
  /** Waited for after a change is written and before its answer comes, as from a far server. */
  readonly beforeAnswer?: (operation: string) => Promise<void>;
  /** Waited for before each derivation. */
  readonly beforeDerivation?: () => Promise<void>;
}

const withDisk = (store: Store, isFull: () => boolean, beforeAnswer: (operation: string) => Promise<void>): Store => {
  const full = { reason: 'diskFull', detail: 'no space left' } as const;
  return {
    ...store,
    change: async (entry, apply) => {
      if (isFull()) return failure({ reason: 'store', failure: full });
      const changed = await store.change(entry, apply);
      await beforeAnswer(entry.operation);
      return changed;
    },
    write: async (apply) => (isFull() ? failure(full) : store.write(apply)),
  };
};

interface Running {
  readonly store: Store;
  readonly people: People;
}

export const valueOf = <T>(result: Result<T, unknown>): T => {
  if (!result.ok) throw new Error(`refused: ${JSON.stringify(result.error)}`);
  return result.value;
};

export const refusalOf = (result: Result<unknown, Refusal>): Refusal => {
  if (result.ok) throw new Error(`not refused: ${JSON.stringify(result.value)}`);
  return result.error;
};

export const openPeopleStation = async (options: PeopleStationOptions = {}): Promise<PeopleStation> => {
  const folder = await mkdtemp(join(tmpdir(), 'fenghuotai-people-'));
  const clock = createManualClock();
  // The store's own time limits are in real time: hours pass here while it writes.
  const storeClock = { ...clock, after: systemClock.after };
  const codes: (string | null)[] = [];
  const ends: SessionEnd[] = [];
  const faults: unknown[] = [];
  const seats = new Set<TestSeat>();
  let derivations = 0;
  let isFull = false;

  const start = async (): Promise<Running> => {
    const opened = valueOf(await openStore(options.setting ?? { engine: 'sqlite', folder }, { migrations: PEOPLE_MIGRATIONS, clock: storeClock, onFault: (error) => faults.push(error) }));
    const store = withDisk(opened, () => isFull, options.beforeAnswer ?? (async () => undefined));
    const people = await createPeople({
      store,
      clock,
      ids: timeOrderedIds(clock.now, randomBytes),
      randomBytes,
      isDemonstration: options.isDemonstration ?? false,
      onClaimCode: (code) => codes.push(code),
      onFault: (error) => faults.push(error),
      settings: { passwordCost: CHEAP, ...options.settings },
      derive: async (password, salt, cost) => {
        derivations += 1;
        await options.beforeDerivation?.();
        return deriveWithScrypt(password, salt, cost);
      },
    });
    people.onSessionEnded((end) => {
      ends.push(end);
      for (const seat of seats) if (seat.person?.id === end.personId && (end.seat === null || end.seat === seat.id)) seat.person = null;
    });
    people.onPersonChanged((person) => {
      for (const seat of seats) if (seat.person?.id === person.id) seat.person = person;
    });
    return { store, people };
  };

  let running = await start();
  const stop = async (): Promise<void> => {
    await running.people.dispose();
    await running.store.dispose();
  };

  return {
    folder,
    clock,
    store: () => running.store,
    people: () => running.people,
    derivations: () => derivations,
    codes,
    ends,
    faults,
    entries: async () => running.store.entries(0, 10_000),
    seat: (id, person = null, signal = new AbortController().signal) => {
      const seat: TestSeat = {
        id,
        person,
        caller: (commandId) => ({ seat: id, person: seat.person, signal, commandId: commandId ?? null, become: (next) => (seat.person = next) }),
      };
      seats.add(seat);
      return seat;
    },
    fillDisk: (next) => {
      isFull = next;
    },
    restart: async () => {
      await stop();
      running = await start();
    },
    dispose: async () => {
      await stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
};

/** Claims the station from the seat, which then is the administrator's; with a sealed account `envelope` where asked. */
export const claim = async (station: PeopleStation, seat: TestSeat, withSealed = false): Promise<{ readonly person: Person; readonly sessionTicket: string }> => {
  const code = station.codes.findLast((known) => known !== null) ?? '';
  const breakGlass = { signInName: 'envelope', name: '封存账号', password: SEALED_PASSWORD };
  const first = { code, signInName: 'zhang.wei', name: '张伟', password: ADMIN_PASSWORD };
  return valueOf(await station.people().handlers.claimStation(withSealed ? { ...first, breakGlass } : first, seat.caller()));
};

export const signIn = async (station: PeopleStation, seat: TestSeat, signInName: string, password: string) =>
  station.people().handlers.signIn({ signInName, password }, seat.caller());

/** Adds an account through the administrator's seat. */
export const addAccount = async (
  station: PeopleStation,
  administrator: TestSeat,
  account: { readonly signInName: string; readonly password: string; readonly name?: string; readonly roles?: Person['roles']; readonly isBreakGlass?: boolean },
) => {
  const { signInName, password, name = '李静', roles = ['dutyOfficer'], isBreakGlass = false } = account;
  const input = { signInName, password, name, post: '值班员', roles: [...roles], isBreakGlass };
  return station.people().handlers.addAccount(input, administrator.caller());
};

/** Polls real time, for work the clock's timers began. */
export const until = async (holds: () => boolean | Promise<boolean>): Promise<void> => {
  const end = Date.now() + 10_000;
  while (!(await holds())) {
    if (Date.now() > end) throw new Error('waited in vain');
    await new Promise((resolve) => setTimeout(resolve, 2));
  }
};
