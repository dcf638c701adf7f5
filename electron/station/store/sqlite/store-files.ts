// The files of an embedded store in its folder, and the check that none of them has gone missing.
import { existsSync, readdirSync, renameSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { syncFolder } from '../durable-files.ts';
import type { StoreFailure } from '../store.ts';

export const mainFile = (folder: string): string => join(folder, 'station.sqlite');

/** SQLite's own files beside the main one; the first holds committed changes and belongs to it. */
const sideFiles = (main: string): readonly string[] => [`${main}-wal`, `${main}-shm`, `${main}-journal`];

export const lockFile = (folder: string): string => join(folder, 'station.lock');

/** Says that a store was made here, so that a lost main file is never taken for a new store. */
const markFile = (folder: string): string => join(folder, 'station.json');

const RESTORED = /^restored-(.+)\.ready$/;

export const restoredFile = (folder: string, stamp: string): string => join(folder, `restored-${stamp}.ready`);

const replacedFile = (folder: string, stamp: string): string => join(folder, `replaced-${stamp}.sqlite`);

const isThere = (path: string): boolean => existsSync(path) && statSync(path).size > 0;

/** Marks `folder` as holding a store. */
export const markFolder = (folder: string, time: number): void => {
  if (existsSync(markFile(folder))) return;
  const text = JSON.stringify({ holds: 'the store of a Fenghuotai station', since: new Date(time).toISOString() });
  writeFileSync(markFile(folder), `${text}\n`, { flush: true });
  syncFolder(folder);
};

/** Copies that wait to take the place of the store, oldest first, by their stamp. */
const readyStamps = (folder: string): readonly string[] =>
  readdirSync(folder)
    .map((name) => RESTORED.exec(name)?.[1])
    .filter((stamp) => stamp !== undefined)
    .toSorted();

const moveSideFiles = (from: string, to: string): void => {
  sideFiles(from).forEach((side, index) => {
    const kept = sideFiles(to)[index];
    if (kept !== undefined && existsSync(side)) renameSync(side, kept);
  });
};

/**
 * Puts the verified copy of `stamp` in the place of the store and keeps what was there under another name, returned.
 * The main file goes first: while it is missing nothing opens the folder, and `finishRestore` completes a move cut short.
 * A log left beside a new main file would be applied to it, and a main file without its log would lose its last changes.
 */
export const replaceStore = (folder: string, stamp: string): string | null => {
  const main = mainFile(folder);
  const replaced = replacedFile(folder, stamp);
  if (existsSync(main)) renameSync(main, replaced);
  syncFolder(folder);
  moveSideFiles(main, replaced);
  syncFolder(folder);
  renameSync(restoredFile(folder, stamp), main);
  syncFolder(folder);
  return existsSync(replaced) ? replaced : null;
};

/** Completes a replacement that was cut short half way; one that had not begun is given up, under a name that says so. */
export const finishRestore = (folder: string): void => {
  const stamps = readyStamps(folder);
  const newest = existsSync(mainFile(folder)) ? undefined : stamps.at(-1);
  if (newest !== undefined) replaceStore(folder, newest);
  for (const stamp of stamps.filter((each) => each !== newest))
    renameSync(restoredFile(folder, stamp), join(folder, `restored-${stamp}.abandoned`));
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
