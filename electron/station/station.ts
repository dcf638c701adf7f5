// The only place where the station is built and joined: store, features, front desk.
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { OPERATIONS, STREAMS } from '../../shared/contract/catalogue.ts';
import { refusal, type Refusal } from '../../shared/contract/refusal.ts';
import type { StationState } from '../../shared/contract/station.ts';
import type { AsyncDisposable } from '../../shared/kernel/disposable.ts';
import { failure, type Result } from '../../shared/kernel/result.ts';
import { createFrontDesk, type AnyHandler, type AnySource, type FrontDesk } from './front-desk/front-desk.ts';
import type { People } from './people/people.ts';
import type { StationOptions } from './station-options.ts';
import { createSeatSessions, followPeople, type SeatSessions } from './seat-sessions.ts';
import { createStationDesk, describeFailure, type StationDesk } from './station-desk.ts';
import { buildFeatures, type Features } from './station-features.ts';
import { claimFolder } from './station-identity.ts';
import { STATION_MIGRATIONS } from './station-migrations.ts';
import { startBackupSchedule } from './store/backup-schedule.ts';
import { openStore } from './store/open-store.ts';
import { recallOutcome } from './store/recall-outcome.ts';
import { StoreUnavailable, type Store, type StoreSetting } from './store/store.ts';

export interface Station extends AsyncDisposable {
  readonly frontDesk: FrontDesk;
  readonly sessions: () => SeatSessions;
  readonly state: () => StationState;
  /** Resolves when the station is ready or has failed to open its data. */
  readonly settled: Promise<void>;
}

const BACKUP_EVERY_MINUTES = 60;
const BACKUPS_KEPT = 48;

/** What closes, in the order it was opened; closed in reverse. */
type Openings = (() => void | Promise<void>)[];

const settingOf = ({ folder, postgresUrl }: StationOptions, backupFolder: string): StoreSetting =>
  postgresUrl === null ? { engine: 'sqlite', folder: join(folder, 'store') } : { engine: 'postgres', url: postgresUrl, backupFolder };

const initialState = (options: StationOptions): StationState => ({
  isDemonstration: options.isDemonstration,
  name: options.name,
  version: options.version,
  phase: 'preparing',
  progress: null,
  store: { state: 'writable', failure: null },
  lastBackup: null,
  startedAt: new Date(options.clock.now()).toISOString(),
});

const notYet = (desk: StationDesk): Result<never, Refusal> => failure(refusal(desk.state().phase === 'failed' ? 'storeFailed' : 'stationStarting'));

/** Every operation has a handler from the first moment; until the features are there they answer that the station is starting. */
const handlersWhile = (desk: StationDesk, features: () => Features | null): { readonly [name: string]: AnyHandler } => {
  const named = (name: string): AnyHandler | undefined => {
    const ready: { readonly [name: string]: AnyHandler } = { ...desk.handlers, ...(features()?.handlers ?? {}) };
    return Object.hasOwn(ready, name) ? ready[name] : undefined;
  };
  const answered = (name: string): AnyHandler => async (input, caller) => {
    try {
      return (await named(name)?.(input, caller)) ?? notYet(desk);
    } catch (error) {
      // The store gone away is no defect: the screen says what it means and what to do.
      if (error instanceof StoreUnavailable) return failure(refusal('storeFailed', { failure: describeFailure(error.failure) }));
      throw error;
    }
  };
  return Object.fromEntries(Object.keys(OPERATIONS).map((name) => [name, answered(name)]));
};

const sourcesWhile = (desk: StationDesk, features: () => Features | null): { readonly [name: string]: AnySource } => {
  const named = (name: string): AnySource | undefined => {
    const ready: { readonly [name: string]: AnySource } = { ...desk.sources, ...(features()?.sources ?? {}) };
    return Object.hasOwn(ready, name) ? ready[name] : undefined;
  };
  const asked = (name: string): AnySource => ({
    audience: (caller) => named(name)?.audience?.(caller) ?? '',
    open: (parameters, caller, push) => named(name)?.open(parameters, caller, push) ?? notYet(desk),
  });
  return Object.fromEntries(Object.keys(STREAMS).map((name) => [name, asked(name)]));
};

const openStationStore = async (options: StationOptions, desk: StationDesk, backupFolder: string, openings: Openings): Promise<Store | null> => {
  const { folder, name, isDemonstration, seed, townships, clock } = options;
  const claimed = await claimFolder(folder, { name, isDemonstration, seed, townships }).catch((error: unknown) => failure({ reason: 'readOnly' as const, detail: String(error) }));
  if (!claimed.ok) {
    desk.update({ phase: 'failed', store: { state: 'failed', failure: claimed.error } });
    return null;
  }
  const report = (error: unknown): void => options.onFault({ reference: options.ids.next(), operation: 'store', error });
  const opened = await openStore(settingOf(options, backupFolder), { migrations: STATION_MIGRATIONS, clock, onFault: report });
  if (!opened.ok) {
    desk.update({ phase: 'failed', store: { state: 'failed', failure: describeFailure(opened.error) } });
    return null;
  }
  openings.push(() => opened.value.dispose());
  desk.attach(opened.value);
  return opened.value;
};

const keepBackups = ({ clock }: StationOptions, desk: StationDesk, store: Store, folder: string): AsyncDisposable =>
  startBackupSchedule({
    store,
    folder,
    everyMinutes: BACKUP_EVERY_MINUTES,
    keep: BACKUPS_KEPT,
    clock,
    onReport: (outcome) =>
      desk.update({ lastBackup: { time: new Date(clock.now()).toISOString(), path: outcome.ok ? outcome.value.report.path : folder, isGood: outcome.ok } }),
  });

const closeAll = async (openings: Openings): Promise<void> => {
  for (const close of openings.toReversed()) await close();
};

/** Answers at once; `settled` tells when it is ready. */
export const createStation = async (options: StationOptions): Promise<Station> => {
  const { clock, ids, folder } = options;
  const backupFolder = join(folder, 'backups');
  const openings: Openings = [];
  let features: Features | null = null;
  let people: People | null = null;
  let store: Store | null = null;
  let isClosing = false;

  const desk: StationDesk = createStationDesk({ clock, initial: initialState(options), refusals: () => frontDesk.refusals(), backupFolder });
  const frontDesk: FrontDesk = createFrontDesk({
    operations: OPERATIONS,
    streams: STREAMS,
    handlers: handlersWhile(desk, () => features),
    sources: sourcesWhile(desk, () => features),
    clock,
    ids,
    recallOutcome: async (commandId) => (store === null ? null : recallOutcome(store, commandId)),
    onRequest: (seat, person) => people?.noteActivity(seat, person.id),
    onFault: options.onFault,
  });

  const open = async (): Promise<void> => {
    const opened = await openStationStore(options, desk, backupFolder, openings);
    if (opened === null || isClosing) return;
    store = opened;
    const toxicTable = await readFile(join(options.resources, 'hazards', 'toxic-substances.json'), 'utf8');
    const built = await buildFeatures({ ...options, store: opened, toxicTable, isClosing: () => isClosing, onProgress: (fraction, stage) => desk.update({ progress: { fraction, stage } }) });
    openings.push(built.dispose);
    people = built.people;
    openings.push(followPeople(built.people, frontDesk));
    const backups = keepBackups(options, desk, opened, backupFolder);
    openings.push(backups.dispose);
    features = built;
    // Whoever came while the station was starting is nobody yet.
    const someone = built.people.personOfDemonstration();
    for (const seat of frontDesk.seats()) if (seat.person() === null) seat.become(someone);
    desk.update({ phase: 'ready', progress: null });
  };

  const settled = open().catch((error: unknown) => {
    options.onFault({ reference: ids.next(), operation: 'start', error });
    desk.update({ phase: 'failed', store: { state: 'failed', failure: { reason: 'corrupt', detail: error instanceof Error ? error.message : String(error) } } });
  });
  const sessions = createSeatSessions(() => people, ids);
  return {
    frontDesk,
    sessions: () => sessions,
    state: desk.state,
    settled,
    dispose: async () => {
      isClosing = true;
      await settled;
      frontDesk.dispose();
      await closeAll(openings);
    },
  };
};
