// A consistent copy of an embedded store, made page by page beside its work and checked before it is reported.
import { join } from 'node:path';
import { backup, DatabaseSync } from 'node:sqlite';
import type { Clock } from '../../../../shared/kernel/clock.ts';
import { failure, type Result, success } from '../../../../shared/kernel/result.ts';
import { backupName } from '../backup-name.ts';
import { placeFile, syncFile } from '../durable-files.ts';
import { type BackupReport, type StoreFailure, StoreUnavailable } from '../store.ts';
import { inWorkingFolder } from '../working-folder.ts';
import { type CheckedCopy, checkCopy } from './check-copy.ts';
import { sqliteFailure } from './sqlite-failure.ts';
import { mainFile } from './store-files.ts';

const PAGES_A_STEP = 128;

/** 2 MiB of 4 KiB pages. */
const STEPS_A_FLUSH = 4;

/**
 * Hands the copy to the disk a little at a time: written out in one go at the end, it would make the next change wait
 * for all of it. Never more than one call under way; what fails here fails again, and is reported, in the last sync.
 */
const createTrickle = (target: string) => {
  let flushing: Promise<void> | undefined;
  let steps = 0;
  return {
    step: (): void => {
      steps += 1;
      if (steps % STEPS_A_FLUSH !== 0 || flushing !== undefined) return;
      flushing = syncFile(target)
        .catch(() => undefined)
        .finally(() => {
          flushing = undefined;
        });
    },
    end: async (): Promise<void> => flushing,
  };
};

/**
 * Copies the committed state of this moment. The source is a connection of its own held at one snapshot: a copy from a
 * connection that moves on starts again with every change, and one from the writer fails inside its transactions.
 */
const copySnapshot = async (main: string, target: string, signal?: AbortSignal): Promise<void> => {
  const source = new DatabaseSync(main, { readOnly: true, timeout: 1_000 });
  const trickle = createTrickle(target);
  const progress = (): void => {
    signal?.throwIfAborted();
    trickle.step();
  };
  try {
    source.exec('begin');
    source.prepare('select count(*) from sqlite_schema').get();
    await backup(source, target, { rate: PAGES_A_STEP, progress });
  } finally {
    await trickle.end();
    source.close();
  }
};

const failureOf = (error: unknown, folder: string): StoreFailure => {
  if (error instanceof StoreUnavailable) return error.failure;
  const found = sqliteFailure(error, folder);
  if (found === undefined) throw error;
  return found;
};

interface Copied {
  readonly path: string;
  readonly checked: CheckedCopy & { readonly sound: true };
}

interface CopyOrder {
  readonly storeFolder: string;
  readonly folder: string;
  readonly nameFor: (sequence: number) => string;
  readonly clock: Clock;
  readonly signal?: AbortSignal | undefined;
}

const copyAndCheck = async (order: CopyOrder, partial: string): Promise<Result<Copied, StoreFailure>> => {
  const { storeFolder, folder, nameFor, clock, signal } = order;
  await copySnapshot(mainFile(storeFolder), partial, signal);
  const checked = await checkCopy({ path: partial, makeSingle: true }, clock, signal);
  if (!checked.sound) return failure({ reason: 'corrupt', detail: `the copy is not sound: ${checked.detail}` });
  return success({ path: await placeFile(partial, folder, nameFor(checked.head.sequence)), checked });
};

/** Copies, checks and names; a copy that fails its check is removed, never reported. */
export const copyStore = async (order: CopyOrder): Promise<Result<Copied, StoreFailure>> => {
  const { folder, clock, signal } = order;
  try {
    return await inWorkingFolder(folder, clock, async (inside) => copyAndCheck(order, join(inside, 'copy.sqlite')));
  } catch (error) {
    signal?.throwIfAborted();
    return failure(failureOf(error, folder));
  }
};

export const backupSqlite = async (
  storeFolder: string,
  folder: string,
  clock: Clock,
  signal?: AbortSignal,
): Promise<Result<BackupReport, StoreFailure>> => {
  const began = clock.elapsed();
  const nameFor = (sequence: number): string => backupName(clock.now(), sequence, 'sqlite');
  const copied = await copyStore({ storeFolder, folder, nameFor, clock, signal });
  if (!copied.ok) return copied;
  const { path, checked } = copied.value;
  return success({
    path,
    entries: checked.head.sequence,
    headHash: checked.head.hash,
    bytes: checked.bytes,
    durationMs: clock.elapsed() - began,
  });
};
