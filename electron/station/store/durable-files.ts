// What makes files and their names survive a power cut, and what names them by time.
import { closeSync, fsyncSync, openSync } from 'node:fs';

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

export const syncFile = (path: string): void => {
  const descriptor = openSync(path, 'r+');
  try {
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
};

/** A time as part of a file name: `20261122T031500123Z`. */
export const fileStamp = (time: number): string => new Date(time).toISOString().replaceAll(/[-:.]/g, '');
