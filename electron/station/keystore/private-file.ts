// Files only their owner may read, replaced whole or not at all.
import { mkdir, open, rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { failure, type Result, success } from '../../../shared/kernel/result.ts';

const OWNER_ONLY_FILE = 0o600;
const OWNER_ONLY_FOLDER = 0o700;
const OTHERS = 0o077;

const codeOf = (error: unknown): string => (error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : 'unknown');

export interface PrivateFile {
  readonly bytes: Uint8Array;
  /** Others on this machine may read it. Never on Windows: there the folder of the user's own settings keeps them out. */
  readonly isExposed: boolean;
}

/** Null where there is no such file; a failure carries the system's code (`EACCES` …). */
export const readPrivate = async (path: string, limitBytes: number): Promise<Result<PrivateFile | null, string>> => {
  try {
    const handle = await open(path, 'r');
    try {
      const { size, mode } = await handle.stat();
      if (size > limitBytes) return failure('EFBIG');
      return success({ bytes: await handle.readFile(), isExposed: process.platform !== 'win32' && (mode & OTHERS) !== 0 });
    } finally {
      await handle.close();
    }
  } catch (error) {
    return codeOf(error) === 'ENOENT' ? success(null) : failure(codeOf(error));
  }
};

const syncFolder = async (folder: string): Promise<void> => {
  if (process.platform === 'win32') return;
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
};

/** Durable once resolved: written beside, synced, renamed over, folder synced. One writer at a time for a path. */
export const replacePrivate = async (path: string, bytes: Uint8Array): Promise<Result<null, string>> => {
  const beside = `${path}.new`;
  try {
    await mkdir(dirname(path), { recursive: true, mode: OWNER_ONLY_FOLDER });
    // What an earlier try left may have other rights.
    await rm(beside, { force: true });
    const handle = await open(beside, 'wx', OWNER_ONLY_FILE);
    try {
      await handle.writeFile(bytes);
      await handle.sync();
    } finally {
      await handle.close();
    }
    await rename(beside, path);
    await syncFolder(dirname(path));
    return success(null);
  } catch (error) {
    await rm(beside, { force: true }).catch(() => undefined);
    return failure(codeOf(error));
  }
};
