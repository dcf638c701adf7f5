// A whole hazards' room behind a real front desk, over a real store in a folder of its own, with a clock turned by hand.
import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createFrontDesk } from '../../../electron/station/front-desk/front-desk.ts';
import { HAZARD_MIGRATIONS } from '../../../electron/station/hazards/hazard-tables.ts';
import { createHazards, type Hazards } from '../../../electron/station/hazards/hazards.ts';
import type { HazardSettings } from '../../../electron/station/hazards/hazard-settings.ts';
import { openStore } from '../../../electron/station/store/open-store.ts';
import type { Store, StoreSetting } from '../../../electron/station/store/store.ts';
import { HAZARD_OPERATIONS, HAZARD_STREAMS } from '../../../shared/contract/hazards.ts';
import type { StationMessage } from '../../../shared/contract/message.ts';
import type { Person } from '../../../shared/contract/people.ts';
import type { Refusal } from '../../../shared/contract/refusal.ts';
import { VILLAGE_OPERATIONS, VILLAGE_STREAMS } from '../../../shared/contract/villages.ts';
import type { Role } from '../../../shared/domain/people/role.ts';
import { timeOrderedIds } from '../../../shared/kernel/ids.ts';
import { failure, type Result } from '../../../shared/kernel/result.ts';
import type { Bounds } from '../../../shared/kernel/units.ts';
import type { z } from 'zod';
import { createManualClock, type ManualClock } from '../people/manual-clock.ts';
import { COUNTY_BOUNDS, countyDataOf, sampleCounty, type LiveCounty, type SampleCounty } from './sample-county.ts';

const OPERATIONS = { ...HAZARD_OPERATIONS, ...VILLAGE_OPERATIONS };
const STREAMS = { ...HAZARD_STREAMS, ...VILLAGE_STREAMS };

export const TOXIC_TABLE = readFileSync(new URL('../../../resources/hazards/toxic-substances.json', import.meta.url), 'utf8');

type Operations = typeof OPERATIONS;

export interface TestSeat {
  readonly ask: <N extends keyof Operations>(name: N, input: z.input<Operations[N]['input']>, commandId?: string) => Promise<Result<z.output<Operations[N]['output']>, Refusal>>;
  /** Everything sent on a stream so far, oldest first; lets 100 ms pass so that batches leave. */
  readonly follow: (stream: keyof typeof STREAMS) => () => readonly StationMessage[];
}

export interface HazardStation {
  readonly clock: ManualClock;
  readonly county: SampleCounty;
  readonly live: LiveCounty;
  readonly store: () => Store;
  readonly faults: readonly unknown[];
  readonly seat: (...roles: readonly Role[]) => TestSeat;
  readonly fillDisk: (isFull: boolean) => void;
  readonly restart: () => Promise<void>;
  readonly dispose: () => Promise<void>;
}

export interface HazardStationOptions {
  readonly county?: SampleCounty;
  readonly bounds?: Bounds | null;
  readonly isDemonstration?: boolean;
  readonly settings?: Partial<HazardSettings>;
  /** Without it, SQLite in a folder of its own. */
  readonly store?: StoreSetting;
}

export const valueOf = <T>(result: Result<T, unknown>): T => {
  if (!result.ok) throw new Error(`refused: ${JSON.stringify(result.error)}`);
  return result.value;
};

export const refusalOf = (result: Result<unknown, Refusal>): Refusal => {
  if (result.ok) throw new Error(`not refused: ${JSON.stringify(result.value).slice(0, 300)}`);
  return result.error;
};

export const personWith = (roles: readonly Role[]): Person => ({ id: `person-${roles.join('-')}`, name: `${roles.join('、')}王某`, post: '', roles: [...roles] });

const withDisk = (store: Store, isFull: () => boolean): Store => {
  const full = { reason: 'diskFull', detail: 'no space left' } as const;
  return { ...store, change: async (entry, apply) => (isFull() ? failure({ reason: 'store', failure: full }) : store.change(entry, apply)) };
};

interface Running {
  readonly store: Store;
  readonly hazards: Hazards;
  readonly desk: ReturnType<typeof createFrontDesk>;
}

export const openHazardStation = async (options: HazardStationOptions = {}): Promise<HazardStation> => {
  const folder = await mkdtemp(join(tmpdir(), 'fenghuotai-hazards-'));
  const clock = createManualClock();
  const county = options.county ?? sampleCounty(0, 0);
  const live = countyDataOf(county, options.bounds === undefined ? COUNTY_BOUNDS : options.bounds);
  const ids = timeOrderedIds(clock.now, randomBytes);
  const faults: unknown[] = [];
  let isFull = false;
  let seats = 0;

  const start = async (): Promise<Running> => {
    const opened = valueOf(await openStore(options.store ?? { engine: 'sqlite', folder }, { migrations: HAZARD_MIGRATIONS, clock, onFault: (error) => faults.push(error) }));
    const store = withDisk(opened, () => isFull);
    const hazards = await createHazards({
      store,
      clock,
      ids,
      county: live,
      isDemonstration: options.isDemonstration ?? false,
      toxicTable: TOXIC_TABLE,
      onFault: (error) => faults.push(error),
      ...(options.settings === undefined ? {} : { settings: options.settings }),
    });
    const desk = createFrontDesk({
      operations: OPERATIONS,
      streams: STREAMS,
      handlers: hazards.handlers,
      sources: hazards.sources,
      clock,
      ids,
      recallOutcome: async () => null,
      onFault: ({ error }) => faults.push(error),
    });
    return { store, hazards, desk };
  };

  let running = await start();

  const seat = (...roles: readonly Role[]): TestSeat => {
    seats += 1;
    const waiting = new Map<number, (message: StationMessage) => void>();
    const streams = new Map<number, StationMessage[]>();
    let last = 0;
    const send = (message: StationMessage): void => {
      waiting.get(message.id)?.(message);
      streams.get(message.id)?.push(message);
    };
    const open = running.desk.openSeat({ send, waitingBytes: () => 0, close: () => undefined }, { id: `seat-${seats}`, person: roles.length === 0 ? null : personWith(roles) });
    return {
      ask: async (name, input, commandId) => {
        last += 1;
        const id = last;
        const reply = Promise.withResolvers<StationMessage>();
        waiting.set(id, reply.resolve);
        open.receive({ type: 'request', id, operation: name, input, ...(OPERATIONS[name].isChange ? { commandId: commandId ?? `command-${seats}-${id}` } : {}) });
        const message = await reply.promise;
        waiting.delete(id);
        if (message.type !== 'reply') throw new Error(`not a reply: ${message.type}`);
        return message.result as never;
      },
      follow: (stream) => {
        last += 1;
        const id = last;
        const got: StationMessage[] = [];
        streams.set(id, got);
        open.receive({ type: 'follow', id, stream, parameters: {} });
        return () => {
          clock.pass(100);
          return got;
        };
      },
    };
  };

  const stop = async (): Promise<void> => {
    running.desk.dispose();
    running.hazards.dispose();
    await running.store.dispose();
  };

  return {
    clock,
    county,
    live,
    store: () => running.store,
    faults,
    seat,
    fillDisk: (full) => {
      isFull = full;
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

/** What changed, of the messages of a stream. */
export const changesOf = (messages: readonly StationMessage[]): readonly unknown[] => messages.flatMap((message) => (message.type === 'changes' ? message.changes : []));

export const snapshotOf = (messages: readonly StationMessage[]): unknown => {
  const [first] = messages;
  return first?.type === 'snapshot' ? first.value : first;
};
