// A place beside the backups where a copy is made and checked before it gets its name; what a crash left there is cleared away.
import { mkdirSync, mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { Clock } from '../../../shared/kernel/clock.ts';

const PREFIX = '.copying-';

/** No copy takes this long, so one this old is a dead station's, not one another station is making. */
const ABANDONED_MS = 24 * 60 * 60 * 1_000;

const removeAbandoned = (folder: string, now: number): void => {
  for (const name of readdirSync(folder)) {
    const path = join(folder, name);
    if (name.startsWith(PREFIX) && now - statSync(path).mtimeMs > ABANDONED_MS) rmSync(path, { recursive: true, force: true });
  }
};

/** Makes `folder` where it is missing; the working folder inside it is gone when `work` has ended, however it ended. */
export const inWorkingFolder = async <T>(folder: string, clock: Clock, work: (inside: string) => Promise<T>): Promise<T> => {
  mkdirSync(folder, { recursive: true });
  removeAbandoned(folder, clock.now());
  const inside = mkdtempSync(join(folder, PREFIX));
  try {
    return await work(inside);
  } finally {
    rmSync(inside, { recursive: true, force: true });
  }
};
