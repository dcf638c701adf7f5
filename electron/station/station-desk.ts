// The station about itself: its phase, its store's health, its journal, its backups.
import type { Handlers, Sources } from '../../shared/contract/feature.ts';
import { refusal, type Refusal } from '../../shared/contract/refusal.ts';
import { STATION_OPERATIONS, STATION_STREAMS, type StationState } from '../../shared/contract/station.ts';
import type { Clock } from '../../shared/kernel/clock.ts';
import { failure, success, type Result } from '../../shared/kernel/result.ts';
import type { JournalEntry, Store, StoreFailure } from './store/store.ts';

type PublicFailure = NonNullable<StationState['store']['failure']>;

export const describeFailure = (fault: StoreFailure): PublicFailure =>
  fault.reason === 'newerSchema' ? { reason: fault.reason, detail: `found ${fault.found}, known ${fault.known}` } : { reason: fault.reason, detail: fault.detail };

export interface StationDeskOptions {
  readonly clock: Clock;
  readonly initial: StationState;
  readonly refusals: () => { readonly [reason: string]: number };
  readonly backupFolder: string;
}

export interface StationDesk {
  readonly handlers: Handlers<typeof STATION_OPERATIONS>;
  readonly sources: Sources<typeof STATION_STREAMS>;
  readonly state: () => StationState;
  readonly update: (change: Partial<StationState>) => void;
  readonly attach: (store: Store) => void;
}

const journalLine = (entry: JournalEntry) => ({ sequence: entry.sequence, time: entry.time, person: entry.person, operation: entry.operation });

export const createStationDesk = (options: StationDeskOptions): StationDesk => {
  let state = options.initial;
  let store: Store | null = null;
  let head = 0;
  const watchers = new Set<(state: StationState) => void>();
  const readers = new Set<(entry: JournalEntry) => void>();

  const update = (change: Partial<StationState>): void => {
    state = { ...state, ...change };
    for (const watcher of watchers) watcher(state);
  };

  const withStore = async <T>(work: (open: Store) => Promise<Result<T, Refusal>>): Promise<Result<T, Refusal>> =>
    store === null ? failure(refusal(state.phase === 'failed' ? 'storeFailed' : 'stationStarting')) : work(store);

  const handlers: Handlers<typeof STATION_OPERATIONS> = {
    readStationTime: async () => success({ time: new Date(options.clock.now()).toISOString() }),
    readRefusals: async () => success({ counts: { ...options.refusals() } }),
    readJournal: ({ after, limit }) =>
      withStore(async (open) => {
        const [entries, top] = [await open.entries(after, limit), await open.head()];
        return success({
          head: top.sequence,
          entries: entries.map((entry) => ({ ...journalLine(entry), seat: entry.seat, payload: entry.payload, hash: entry.hash })),
        });
      }),
    backUp: (_input, caller) =>
      withStore(async (open) => {
        const made = await open.backup(options.backupFolder, caller.signal);
        const time = new Date(options.clock.now()).toISOString();
        if (!made.ok) {
          update({ lastBackup: { time, path: options.backupFolder, isGood: false } });
          return failure(refusal('storeFailed', { failure: describeFailure(made.error) }));
        }
        update({ lastBackup: { time, path: made.value.path, isGood: true } });
        return success({ path: made.value.path, entries: made.value.entries, bytes: made.value.bytes });
      }),
  };

  const sources: Sources<typeof STATION_STREAMS> = {
    station: {
      open: (_parameters, _caller, push) => {
        watchers.add(push);
        return success({ snapshot: () => state, dispose: () => void watchers.delete(push) });
      },
    },
    journal: {
      open: (_parameters, _caller, push) => {
        const reader = (entry: JournalEntry): void => push(journalLine(entry));
        readers.add(reader);
        return success({ snapshot: () => ({ sequence: head }), dispose: () => void readers.delete(reader) });
      },
    },
  };

  return {
    handlers,
    sources,
    state: () => state,
    update,
    attach: (opened) => {
      store = opened;
      void opened.head().then((top) => (head = Math.max(head, top.sequence)));
      opened.onEntry((entry) => {
        head = entry.sequence;
        for (const reader of readers) reader(entry);
      });
      opened.onHealth((health) =>
        update({ store: health.state === 'writable' ? { state: 'writable', failure: null } : { state: 'readOnly', failure: describeFailure(health.failure) } }),
      );
    },
  };
};
