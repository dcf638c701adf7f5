// The built desktop application the tests run: built where a source is newer, then copied, so that nobody builds under it.
import { cpSync, mkdirSync, mkdtempSync, rmSync, statSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
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

export interface BuiltApplication {
  /** Holds `out/`, `resources/`, `package.json` and the packages. */
  readonly root: string;
  readonly dispose: () => void;
}

const copyOut = (): BuiltApplication => {
  const root = mkdtempSync(join(tmpdir(), 'fenghuotai-built-'));
  for (const name of ['main', 'preload', 'renderer']) cpSync(join(ROOT, 'out', name), join(root, 'out', name), { recursive: true });
  for (const name of ['node_modules', 'resources', 'package.json']) symlinkSync(join(ROOT, name), join(root, name));
  return { root, dispose: () => rmSync(root, { recursive: true, force: true }) };
};

export const buildApplication = async (): Promise<BuiltApplication> => {
  await lock();
  try {
    if (!(await buildWhenStale(ROOT, DESKTOP_BUILD, () => undefined))) throw new Error('the desktop application does not build');
    return copyOut();
  } finally {
    release();
  }
};
