// The built desktop application the tests run: built once for all of them, again when a source is newer.
import { mkdirSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { buildWhenStale, DESKTOP_BUILD } from '../../electron/host/build-when-stale.ts';

export const ROOT = join(import.meta.dirname, '..', '..');

const LOCK = join(ROOT, 'out', '.building');
const STALE_MS = 180_000;
const STEP_MS = 200;

const isHeld = (): boolean => {
  const since = statSync(LOCK, { throwIfNoEntry: false })?.mtimeMs;
  return since !== undefined && Date.now() - since < STALE_MS;
};

const release = (): void => rmSync(LOCK, { recursive: true, force: true });

/** Test files run side by side: one builds, the others wait for it. */
const lock = async (): Promise<void> => {
  mkdirSync(join(ROOT, 'out'), { recursive: true });
  for (;;) {
    try {
      return mkdirSync(LOCK);
    } catch {
      if (!isHeld()) release();
      await new Promise((resolve) => setTimeout(resolve, STEP_MS));
    }
  }
};

export const buildApplication = async (): Promise<void> => {
  await lock();
  try {
    if (!(await buildWhenStale(ROOT, DESKTOP_BUILD, () => undefined))) throw new Error('the desktop application does not build');
  } finally {
    release();
  }
};
