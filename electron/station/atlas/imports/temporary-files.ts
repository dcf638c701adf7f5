// Files that live for an hour at most: uploads, rows to correct, exports. Only their owner may read them.
import { mkdir, open, rm, type FileHandle } from 'node:fs/promises';
import { join } from 'node:path';
import { PART_LIMIT_BYTES } from '../../../../shared/contract/imports.ts';
import type { Ids } from '../../../../shared/kernel/ids.ts';

const OWNER_ONLY_FILE = 0o600;
const OWNER_ONLY_FOLDER = 0o700;

export interface TemporaryFiles {
  /** A path nobody has used, in the folder; the file is not made yet. */
  readonly newPath: (ending: string) => string;
  readonly create: (path: string) => Promise<FileHandle>;
  readonly remove: (path: string) => Promise<void>;
  readonly dispose: () => Promise<void>;
}

/** Whatever an earlier run left is deleted: it may hold personal data. */
export const openTemporaryFiles = async (folder: string, ids: Ids): Promise<TemporaryFiles> => {
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true, mode: OWNER_ONLY_FOLDER });
  return {
    newPath: (ending) => join(folder, `${ids.next()}${ending}`),
    create: (path) => open(path, 'wx', OWNER_ONLY_FILE),
    remove: (path) => rm(path, { force: true }),
    dispose: () => rm(folder, { recursive: true, force: true }),
  };
};

/** At most one part from `offset` on; empty at the end. */
export const readPart = async (path: string, offset: number): Promise<{ readonly bytes: Uint8Array<ArrayBuffer>; readonly totalBytes: number }> => {
  const handle = await open(path, 'r');
  try {
    const { size } = await handle.stat();
    const wanted = Math.max(0, Math.min(PART_LIMIT_BYTES, size - offset));
    const bytes = new Uint8Array(wanted);
    const { bytesRead } = await handle.read(bytes, 0, wanted, offset);
    return { bytes: bytes.subarray(0, bytesRead), totalBytes: size };
  } finally {
    await handle.close();
  }
};
