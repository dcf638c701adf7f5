// What makes files and their names survive a power cut, and what names them by time.
import { closeSync, fsyncSync, openSync } from 'node:fs';
import { open } from 'node:fs/promises';

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
