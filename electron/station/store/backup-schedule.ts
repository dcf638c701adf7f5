// Backs a store up every so often, keeps the newest few, and reports every outcome: a backup that fails must be seen to.
import { mkdir, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Clock } from '../../../shared/kernel/clock.ts';
import type { AsyncDisposable, Disposable } from '../../../shared/kernel/disposable.ts';
import { failure, type Result, success } from '../../../shared/kernel/result.ts';
import { backupTime } from './backup-name.ts';
import { fileFailure } from './file-failure.ts';
import type { BackupReport, Store, StoreFailure } from './store.ts';

export interface ScheduledBackup {
  readonly report: BackupReport;
  /** Paths of older backups taken away since more than `keep` were there. */
  readonly removed: readonly string[];
}

export interface BackupPlan {
  readonly store: Pick<Store, 'backup'>;
  readonly folder: string;
  readonly everyMinutes: number;
  /** How many backups stay, at least 1; only files with a backup's name are ever counted or removed. */
  readonly keep: number;
  readonly clock: Clock;
  readonly onReport: (outcome: Result<ScheduledBackup, StoreFailure>) => void;
}

const MINUTE_MS = 60_000;

/** After a failure the next try does not wait for a whole day. */
const SOONEST_RETRY_MS = 10 * MINUTE_MS;

const backupsIn = async (folder: string): Promise<readonly { readonly name: string; readonly time: number }[]> => {
  const found = (await readdir(folder)).flatMap((name) => {
    const time = backupTime(name);
    return time === undefined ? [] : [{ name, time }];
  });
  return found.toSorted((left, right) => left.time - right.time || (left.name < right.name ? -1 : 1));
};

const removeOld = async ({ folder, keep }: BackupPlan): Promise<readonly string[]> => {
  const old = (await backupsIn(folder)).slice(0, -Math.max(1, keep)).map(({ name }) => join(folder, name));
  for (const path of old) await rm(path);
  return old;
};

/** One round: nothing old is removed unless the new one is there and checked. */
const backUpOnce = async (plan: BackupPlan, signal: AbortSignal): Promise<Result<ScheduledBackup, StoreFailure>> => {
  const made = await plan.store.backup(plan.folder, signal);
  if (!made.ok) return made;
  return success({ report: made.value, removed: await removeOld(plan) });
};

/** How long until the next is due, from the newest there is: a station started daily still backs up daily. */
const firstDelay = async ({ folder, everyMinutes, clock }: BackupPlan): Promise<number> => {
  await mkdir(folder, { recursive: true });
  const newest = (await backupsIn(folder)).at(-1);
  const everyMs = everyMinutes * MINUTE_MS;
  if (newest === undefined) return 0;
  // One from the future says only that the clock was moved.
  return Math.max(0, Math.min(everyMs, newest.time + everyMs - clock.now()));
};

const orFailure = async <T>(work: () => Promise<Result<T, StoreFailure>>): Promise<Result<T, StoreFailure>> => {
  try {
    return await work();
  } catch (error) {
    const found = fileFailure(error);
    if (found === undefined) throw error;
    return failure(found);
  }
};

/** Runs until disposed; disposing stops a backup under way and waits for it. */
export const startBackupSchedule = (plan: BackupPlan): AsyncDisposable => {
  const { clock, everyMinutes, onReport } = plan;
  const closing = new AbortController();
  const everyMs = everyMinutes * MINUTE_MS;
  let timer: Disposable | undefined;
  let running: Promise<void> = Promise.resolve();
  const wait = (delayMs: number): void => {
    if (!closing.signal.aborted) timer = clock.after(delayMs, () => (running = round()));
  };
  const round = async (): Promise<void> => {
    const outcome = await orFailure(async () => backUpOnce(plan, closing.signal)).catch((error: unknown) => {
      if (!closing.signal.aborted) throw error;
      return undefined;
    });
    if (outcome === undefined || closing.signal.aborted) return;
    wait(outcome.ok ? everyMs : Math.min(everyMs, SOONEST_RETRY_MS));
    onReport(outcome);
  };
  running = orFailure(async () => success(await firstDelay(plan))).then((delay) => {
    if (!delay.ok) onReport(delay);
    wait(delay.ok ? delay.value : Math.min(everyMs, SOONEST_RETRY_MS));
  });
  return {
    dispose: async () => {
      closing.abort(new Error('the backup schedule was stopped'));
      timer?.dispose();
      await running;
    },
  };
};
