// Opens the embedded store of a folder: locked, whole, sound, known, migrated; or says which of these it is not.
import { mkdirSync } from 'node:fs';
import type { DatabaseSync } from 'node:sqlite';
import type { Disposable } from '../../../../shared/kernel/disposable.ts';
import { failure, type Result, success } from '../../../../shared/kernel/result.ts';
import { fileStamp } from '../durable-files.ts';
import { journalSchema } from '../journal-schema.ts';
import { applySteps, readSteps } from '../migrate.ts';
import type { StoreEngine } from '../store-engine.ts';
import { DEFAULT_LIMITS } from '../store-limits.ts';
import { type StoreFailure, type StoreOptions, StoreUnavailable } from '../store.ts';
import { createThreadRest } from '../thread-rest.ts';
import { lockFolder } from './folder-lock.ts';
import { hasLog, openReader, openWriter, unsound } from './open-database.ts';
import { copyStore } from './sqlite-backup.ts';
import { createSqliteEngine, transactOver } from './sqlite-engine.ts';
import { sqliteFailure } from './sqlite-failure.ts';
import { finishRestore, mainFile, markFolder, missingFiles } from './store-files.ts';

type Options = Pick<StoreOptions, 'migrations' | 'clock' | 'limits'>;

/** Runs one stage of opening; what the store cannot do is returned, a bug is thrown. */
const stage = async <T>(folder: string, work: () => Promise<Result<T, StoreFailure>>): Promise<Result<T, StoreFailure>> => {
  try {
    return await work();
  } catch (error) {
    if (error instanceof StoreUnavailable) return failure(error.failure);
    const found = sqliteFailure(error, folder);
    if (found === undefined) throw error;
    return failure(found);
  }
};

const takeFolder = async (folder: string): Promise<Result<Disposable, StoreFailure>> => {
  mkdirSync(folder, { recursive: true });
  return lockFolder(folder);
};

const openSound = async (folder: string): Promise<Result<DatabaseSync, StoreFailure>> => {
  finishRestore(folder);
  const missing = missingFiles(folder);
  if (missing !== undefined) return failure(missing);
  const writer = openWriter(mainFile(folder));
  try {
    const problem = hasLog(writer) ? unsound(writer, mainFile(folder)) : noLog(folder);
    if (problem === undefined) return success(writer);
    writer.close();
    return failure(problem);
  } catch (error) {
    writer.close();
    throw error;
  }
};

const noLog = (folder: string): StoreFailure => ({
  reason: 'unreachable',
  detail: `the file system of ${folder} cannot keep a write-ahead log; choose a folder on a local disk`,
});

/** Before a store that holds anything is migrated, a checked copy of it is put beside it. */
const bringForward = async (
  folder: string,
  transact: StoreEngine['transact'],
  { migrations, clock }: Options,
): Promise<Result<null, StoreFailure>> => {
  const steps = await readSteps(transact, [journalSchema('sqlite'), ...migrations]);
  if (!steps.ok) return steps;
  const { applied, pending } = steps.value;
  if (applied > 0 && pending.length > 0) {
    const nameFor = (): string => `before-${fileStamp(clock.now())}-schema-${applied}.sqlite`;
    const copied = await copyStore({ storeFolder: folder, folder, nameFor, clock });
    if (!copied.ok) return copied;
  }
  await applySteps(transact, pending, clock);
  markFolder(folder, clock.now());
  return success(null);
};

const engineOver = async (
  folder: string,
  writer: DatabaseSync,
  lock: Disposable,
  options: Options,
): Promise<Result<StoreEngine, StoreFailure>> => {
  const rest = createThreadRest(options.clock, options.limits?.sliceMs ?? DEFAULT_LIMITS.sliceMs);
  const transact = transactOver(writer, folder, rest);
  const forward = await bringForward(folder, transact, options);
  if (!forward.ok) return forward;
  const reader = openReader(mainFile(folder));
  return success(createSqliteEngine({ folder, writer, transact, rest, reader, clock: options.clock, closed: lock.dispose }));
};

const openEngine = async (folder: string, lock: Disposable, options: Options): Promise<Result<StoreEngine, StoreFailure>> => {
  const opened = await stage(folder, async () => openSound(folder));
  if (!opened.ok) return opened;
  const writer = opened.value;
  let isOpen = false;
  try {
    const engine = await stage(folder, async () => engineOver(folder, writer, lock, options));
    isOpen = engine.ok;
    return engine;
  } finally {
    if (!isOpen) writer.close();
  }
};

export const openSqlite = async (folder: string, options: Options): Promise<Result<StoreEngine, StoreFailure>> => {
  const lock = await stage(folder, async () => takeFolder(folder));
  if (!lock.ok) return lock;
  let isOpen = false;
  try {
    const engine = await openEngine(folder, lock.value, options);
    isOpen = engine.ok;
    return engine;
  } finally {
    if (!isOpen) lock.value.dispose();
  }
};
