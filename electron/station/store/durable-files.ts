// What makes files and their names survive a power cut, and what names them by time.
import { closeSync, existsSync, fsyncSync, openSync, renameSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { join } from 'node:path';

/** Makes renames and new files in `folder` survive a power cut; Windows has no such call and needs none. */
export const syncFolder = (folder: string): void => {
  if (process.platform === 'win32') return;
  const descriptor = openSync(folder, 'r');
  try {
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
};

/** Without holding the thread: a large copy takes the disk a while. */
export const syncFile = async (path: string): Promise<void> => {
  const file = await open(path, 'r+');
  try {
    await file.sync();
  } finally {
    await file.close();
  }
};

/** A time as part of a file name: `20261122T031500123Z`. */
export const fileStamp = (time: number): string => new Date(time).toISOString().replaceAll(/[-:.]/g, '');

/** Claims a name nobody has, with a number before the extension if need be. */
const claim = (folder: string, name: string): string => {
  for (let copy = 1; ; copy += 1) {
    const path = join(folder, copy === 1 ? name : name.replace(/(\.\w+)$/, `-${copy}$1`));
    if (existsSync(path)) continue;
    closeSync(openSync(path, 'wx'));
    return path;
  }
};

/** Gives a finished file its name in `folder`, durably and never over another file; returns where it is now. */
export const placeFile = async (file: string, folder: string, name: string): Promise<string> => {
  await syncFile(file);
  const path = claim(folder, name);
  // Onto our own empty file: a link would be refused by some memory sticks.
  renameSync(file, path);
  syncFolder(folder);
  return path;
};
