// The files of an embedded store in its folder, and the check that none of them has gone missing.
import { closeSync, existsSync, fsyncSync, openSync, readdirSync, renameSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { StoreFailure } from '../store.ts';

export const mainFile = (folder: string): string => join(folder, 'station.sqlite');

/** SQLite's own files beside the main one; the first holds committed changes and belongs to it. */
export const sideFiles = (main: string): readonly string[] => [`${main}-wal`, `${main}-shm`, `${main}-journal`];

export const lockFile = (folder: string): string => join(folder, 'station.lock');

/** Says that a store was made here, so that a lost main file is never taken for a new store. */
const markFile = (folder: string): string => join(folder, 'station.json');

const RESTORED = /^restored-(.+)\.ready$/;

export const restoredFile = (folder: string, stamp: string): string => join(folder, `restored-${stamp}.ready`);

export const replacedFile = (folder: string, stamp: string): string => join(folder, `replaced-${stamp}.sqlite`);

/** A time as part of a file name: `20261122T031500123Z`. */
export const fileStamp = (time: number): string => new Date(time).toISOString().replaceAll(/[-:.]/g, '');

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

const isThere = (path: string): boolean => existsSync(path) && statSync(path).size > 0;

export const hasStore = (folder: string): boolean => isThere(mainFile(folder));

/** Marks `folder` as holding a store. */
export const markFolder = (folder: string, time: number): void => {
  if (existsSync(markFile(folder))) return;
  const text = JSON.stringify({ holds: 'the store of a Fenghuotai station', since: new Date(time).toISOString() });
  writeFileSync(markFile(folder), `${text}\n`, { flush: true });
  syncFolder(folder);
};

/**
 * Puts a verified copy in the place of the store, keeping what was there under another name. Main file first: while it
 * is missing nothing opens the folder, and an interrupted move is finished by the next call; SQLite would apply a
 * left-over log of the old file to the new one, or drop the log of a main file it finds gone.
 */
export const finishRestore = (folder: string): void => {
  if (existsSync(mainFile(folder))) return;
  const ready = readdirSync(folder).filter((name) => RESTORED.test(name)).toSorted().at(-1);
  const stamp = ready?.match(RESTORED)?.[1];
  if (stamp === undefined) return;
  const replaced = replacedFile(folder, stamp);
  sideFiles(mainFile(folder)).forEach((side, index) => {
    const kept = sideFiles(replaced)[index];
    if (kept !== undefined && existsSync(side)) renameSync(side, kept);
  });
  syncFolder(folder);
  renameSync(restoredFile(folder, stamp), mainFile(folder));
  syncFolder(folder);
};

/** What is wrong with the files before anything is opened; undefined for a whole store and for a folder without one. */
export const missingFiles = (folder: string): StoreFailure | undefined => {
  const main = mainFile(folder);
  if (isThere(main)) return undefined;
  const detail = existsSync(main) ? `${main} is empty` : `${main} is missing`;
  if (existsSync(markFile(folder))) return { reason: 'corrupt', detail: `${detail}, though this folder holds a store; restore it from a backup` };
  if (isThere(`${main}-wal`)) return { reason: 'corrupt', detail: `${detail}, though its log is there; restore it from a backup` };
  return undefined;
};
