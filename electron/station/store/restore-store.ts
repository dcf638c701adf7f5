// Puts a backup in the place of an embedded store: verified first, while nobody has it open, and nothing thrown away.
import { constants, mkdirSync, renameSync } from 'node:fs';
import { copyFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { Kysely, sql } from 'kysely';
import type { Clock } from '../../../shared/kernel/clock.ts';
import { failure, type Result, success } from '../../../shared/kernel/result.ts';
import { fileStamp, syncFile, syncFolder } from './durable-files.ts';
import { journalSource } from './journal-source.ts';
import { checkCopy } from './sqlite/check-copy.ts';
import { lockFolder } from './sqlite/folder-lock.ts';
import { readerDialect } from './sqlite/node-sqlite-dialect.ts';
import { openReader } from './sqlite/open-database.ts';
import { explained, sqliteFailure } from './sqlite/sqlite-failure.ts';
import { finishRestore, markFolder, replaceStore, restoredFile } from './sqlite/store-files.ts';
import { DEFAULT_LIMITS } from './store-limits.ts';
import { type AnyTables, type StoreFailure, StoreUnavailable, type Verification } from './store.ts';
import { createThreadRest } from './thread-rest.ts';
import { verifyReadable } from './verify-chain.ts';
import { inWorkingFolder } from './working-folder.ts';

export interface RestoreReport {
  readonly entries: number;
  readonly headHash: string;
  /** Where the store that was there is kept; null where there was none. */
  readonly replaced: string | null;
}

interface Restoring {
  readonly backupPath: string;
  readonly folder: string;
  readonly clock: Clock;
  readonly signal?: AbortSignal | undefined;
}

const verifyCopy = async (path: string, clock: Clock, signal?: AbortSignal): Promise<Verification> => {
  const database = openReader(path);
  const rest = createThreadRest(clock, DEFAULT_LIMITS.sliceMs);
  try {
    const read = new Kysely<AnyTables>({ dialect: readerDialect(database, (error) => explained(error, path), rest) });
    const source = journalSource(read, sql<Uint8Array>`cast(payload as blob)`);
    return await verifyReadable(source, { clock, sliceMs: DEFAULT_LIMITS.sliceMs, pause: async () => setImmediate(), signal });
  } finally {
    database.close();
  }
};

/** Copies the backup beside the store and proves the copy: every page, and every entry of its journal. */
const proveCopy = async ({ backupPath, clock, signal }: Restoring, copy: string): Promise<Result<Verification & { intact: true }, StoreFailure>> => {
  await copyFile(backupPath, copy, constants.COPYFILE_EXCL);
  const checked = await checkCopy({ path: copy, makeSingle: true }, clock, signal);
  if (!checked.sound) return failure({ reason: 'corrupt', detail: `${backupPath}: ${checked.detail}` });
  const verification = await verifyCopy(copy, clock, signal);
  if (!verification.intact) return failure({ reason: 'corrupt', detail: `${backupPath}: ${verification.detail}` });
  await syncFile(copy);
  return success(verification);
};

const restoreLocked = async (restoring: Restoring): Promise<Result<RestoreReport, StoreFailure>> => {
  const { folder, clock } = restoring;
  finishRestore(folder);
  return inWorkingFolder(folder, clock, async (inside) => {
    const copy = join(inside, 'copy.sqlite');
    const proven = await proveCopy(restoring, copy);
    if (!proven.ok) return proven;
    const stamp = fileStamp(clock.now());
    renameSync(copy, restoredFile(folder, stamp));
    syncFolder(folder);
    const replaced = replaceStore(folder, stamp);
    markFolder(folder, clock.now());
    return success({ entries: proven.value.entries, headHash: proven.value.headHash, replaced });
  });
};

/**
 * Restores a backup of an embedded store into `folder`. What was there stays beside it as `replaced-<stamp>.sqlite…`.
 * A restore cut short is either not begun or finished by the next opening. `inUse` while a station has the folder open.
 */
export const restoreSqlite = async (restoring: Restoring): Promise<Result<RestoreReport, StoreFailure>> => {
  const { folder } = restoring;
  try {
    mkdirSync(folder, { recursive: true });
    const lock = lockFolder(folder);
    if (!lock.ok) return lock;
    try {
      return await restoreLocked(restoring);
    } finally {
      lock.value.dispose();
    }
  } catch (error) {
    restoring.signal?.throwIfAborted();
    if (error instanceof StoreUnavailable) return failure(error.failure);
    const found = sqliteFailure(error, folder);
    if (found === undefined) throw error;
    return failure(found);
  }
};
