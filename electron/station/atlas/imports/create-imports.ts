// Importing as a feature of the station: uploads, open files, comparisons, commits and their history, exports and downloads.
import { join } from 'node:path';
import type { Handlers, Sources } from '../../../../shared/contract/feature.ts';
import type { IMPORT_OPERATIONS, IMPORT_STREAMS } from '../../../../shared/contract/imports.ts';
import type { Clock } from '../../../../shared/kernel/clock.ts';
import type { AsyncDisposable, Disposable } from '../../../../shared/kernel/disposable.ts';
import type { Ids } from '../../../../shared/kernel/ids.ts';
import type { Store } from '../../store/store.ts';
import type { AtlasReader } from '../atlas-reader.ts';
import type { AtlasBulk } from '../bulk.ts';
import type { ThingSelection } from '../select-things.ts';
import { createExports } from './create-exports.ts';
import { createImportHistory } from './import-history.ts';
import type { ImportsDesk } from './imports-desk.ts';
import { sweepListCodes } from './list-codes.ts';
import { createOpenImports } from './open-imports.ts';
import { createProgressBoard } from './progress-board.ts';
import { openTemporaryFiles } from './temporary-files.ts';
import { createUploads } from './uploads.ts';
import { createWizardHandlers } from './wizard-handlers.ts';

export interface ImportsOptions {
  readonly store: Store;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly atlas: { readonly bulk: AtlasBulk; readonly reader: AtlasReader; readonly selection: ThingSelection };
  /** The station's own; what comes and goes lies in a folder of its own in it. */
  readonly folder: string;
  readonly workerEntry: URL;
  readonly isDemonstration: boolean;
  /** A defect in the sweeping, which runs by itself. */
  readonly onFault: (error: unknown) => void;
}

export interface Imports extends AsyncDisposable {
  readonly handlers: Handlers<typeof IMPORT_OPERATIONS>;
  readonly sources: Sources<typeof IMPORT_STREAMS>;
}

const FOLDER = 'temporary';
const SWEEP_MS = 30_000;
/** How long an import stays open when the window that followed it has gone. */
const LINGER_MS = 120_000;
/** How long an upload or a download waits for its next part. */
const IDLE_FILE_MS = 600_000;

const startSweeping = (clock: Clock, sweep: () => Promise<void>, onFault: (error: unknown) => void): AsyncDisposable => {
  let timer: Disposable | null = null;
  let running: Promise<void> = Promise.resolve();
  let isOn = true;
  const wait = (): void => {
    if (!isOn) return;
    timer = clock.after(SWEEP_MS, () => {
      running = sweep().catch(onFault).finally(wait);
    });
  };
  wait();
  return {
    dispose: async () => {
      isOn = false;
      timer?.dispose();
      await running;
    },
  };
};

/** Needs IMPORT_MIGRATIONS and the atlas's in the store. */
export const createImports = async (options: ImportsOptions): Promise<Imports> => {
  const { store, clock, ids, atlas, workerEntry, isDemonstration, onFault } = options;
  // Where the store cannot be written now, they are out of sight all the same.
  await sweepListCodes(store);
  const files = await openTemporaryFiles(join(options.folder, FOLDER), ids);
  const board = createProgressBoard();
  const desk: ImportsDesk = { store, clock, ids, ...atlas, workerEntry, isDemonstration, files, board };
  const uploads = createUploads(files, clock);
  const imports = createOpenImports(desk);
  const exports = createExports(desk);
  const sweep = async (): Promise<void> => {
    await imports.sweep(LINGER_MS, board.isFollowed);
    await uploads.sweep(IDLE_FILE_MS, imports.has);
    await exports.sweep(IDLE_FILE_MS);
  };
  const sweeping = startSweeping(clock, sweep, onFault);
  const wizard = createWizardHandlers(desk, uploads, imports);
  return {
    handlers: {
      ...wizard,
      ...createImportHistory(desk),
      ...exports.handlers,
      cancelImport: async (input, caller) => {
        exports.cancel(input, caller);
        return wizard.cancelImport(input, caller);
      },
    },
    sources: { importProgress: board.source },
    dispose: async () => {
      await sweeping.dispose();
      await imports.dispose();
      await exports.dispose();
      await uploads.dispose();
      await files.dispose();
    },
  };
};
