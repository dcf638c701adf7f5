// Remembers which windows were open and where, in one file of the application's own folder, replaced whole or not at all.
import { closeSync, fsyncSync, mkdirSync, openSync, readFileSync, renameSync, writeSync } from 'node:fs';
import { dirname } from 'node:path';
import { windowEntry } from '../../shared/contract/windows.ts';
import type { Rectangle, SavedPlace } from './place-window.ts';

/** One window among those of its name and place. */
export interface WindowSlot {
  readonly name: string;
  readonly place: string;
  /** 1 for the first of that name at that place. */
  readonly copy: number;
}

export interface RememberedWindow extends WindowSlot {
  readonly isOpen: boolean;
  readonly saved: SavedPlace;
}

export interface WindowMemory {
  readonly windows: () => readonly RememberedWindow[];
  readonly find: (slot: WindowSlot) => RememberedWindow | undefined;
  /** On disk once it returns, where the disk takes it. */
  readonly keep: (window: RememberedWindow) => void;
}

const MOST_WINDOWS = 64;

type Fields = { readonly [key: string]: unknown };

const isFields = (value: unknown): value is Fields => typeof value === 'object' && value !== null;
const isWhole = (value: unknown): value is number => typeof value === 'number' && Number.isSafeInteger(value);

const isRectangle = (value: unknown): value is Rectangle => isFields(value) && isWhole(value['x']) && isWhole(value['y']) && isWhole(value['width']) && isWhole(value['height']);

const isSavedPlace = (value: unknown): value is SavedPlace => {
  if (!isFields(value) || !isFields(value['screen'])) return false;
  const { screen } = value;
  return isWhole(screen['id']) && typeof screen['label'] === 'string' && isRectangle(screen['bounds']) && isRectangle(value['bounds']) && typeof value['isMaximized'] === 'boolean' && typeof value['isFullScreen'] === 'boolean';
};

const isRemembered = (value: unknown): value is RememberedWindow =>
  isFields(value) && typeof value['name'] === 'string' && windowEntry(value['name']) !== undefined && typeof value['place'] === 'string' && isWhole(value['copy']) && typeof value['isOpen'] === 'boolean' && isSavedPlace(value['saved']);

/** What cannot be read is forgotten: windows then open where they open the first time. */
const read = (path: string): readonly RememberedWindow[] => {
  try {
    const value: unknown = JSON.parse(readFileSync(path, 'utf8'));
    return isFields(value) && Array.isArray(value['windows']) ? value['windows'].filter(isRemembered).slice(0, MOST_WINDOWS) : [];
  } catch {
    return [];
  }
};

const write = (path: string, windows: readonly RememberedWindow[]): void => {
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
  const file = openSync(`${path}.new`, 'w', 0o600);
  try {
    writeSync(file, `${JSON.stringify({ windows }, null, 2)}\n`);
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
  renameSync(`${path}.new`, path);
};

const isSame = (left: WindowSlot, right: WindowSlot): boolean => left.name === right.name && left.place === right.place && left.copy === right.copy;

export const openWindowMemory = (path: string, onFault: (error: unknown) => void): WindowMemory => {
  let windows = read(path);
  return {
    windows: () => windows,
    find: (slot) => windows.find((window) => isSame(window, slot)),
    keep: (window) => {
      windows = [...windows.filter((other) => !isSame(other, window)), window].slice(-MOST_WINDOWS);
      try {
        write(path, windows);
      } catch (error) {
        onFault(error);
      }
    },
  };
};
