// Tells what SQLite and the file system cannot do apart from bugs, and says it in the store's closed reasons.
import { accessSync, constants, statfsSync } from 'node:fs';
import { codeOf, fileFailure, messageOf } from '../file-failure.ts';
import { type StoreFailure, StoreUnavailable } from '../store.ts';

// https://www.sqlite.org/rescode.html
const PERMISSION = 3;
const BUSY = 5;
const LOCKED = 6;
const READ_ONLY = 8;
const INPUT_OUTPUT = 10;
const CORRUPT = 11;
const FULL = 13;
const CANNOT_OPEN = 14;
const NO_LARGE_FILES = 22;
const NOT_A_DATABASE = 26;

const LEAST_FREE_BYTES = 1024 * 1024;

const numberIn = (error: unknown, key: string): number | undefined => {
  if (typeof error !== 'object' || error === null || !(key in error)) return undefined;
  const value: unknown = Reflect.get(error, key);
  return typeof value === 'number' ? value : undefined;
};

/** SQLite reports several faults of a disk as the same input/output error; the folder tells them apart. */
const askFolder = (folder: string, detail: string): StoreFailure => {
  try {
    accessSync(folder, constants.W_OK);
    const { bavail, bsize } = statfsSync(folder);
    if (bavail * bsize < LEAST_FREE_BYTES) return { reason: 'diskFull', detail };
    return { reason: 'unreachable', detail };
  } catch (error) {
    return fileFailure(error) ?? { reason: 'unreachable', detail };
  }
};

/** What an error of node:sqlite says about the store in `folder`; undefined where it is a bug (wrong SQL, a broken constraint). */
export const sqliteFailure = (error: unknown, folder: string): StoreFailure | undefined => {
  const errcode = numberIn(error, 'errcode');
  if (codeOf(error) !== 'ERR_SQLITE_ERROR' || errcode === undefined) return fileFailure(error);
  const detail = `${messageOf(error)} (SQLite ${errcode}) in ${folder}`;
  switch (errcode & 0xff) {
    case FULL:
      return { reason: 'diskFull', detail };
    case READ_ONLY:
    case PERMISSION:
      return { reason: 'readOnly', detail };
    case CORRUPT:
    case NOT_A_DATABASE:
      return { reason: 'corrupt', detail };
    case BUSY:
    case LOCKED:
      return { reason: 'inUse', detail };
    case INPUT_OUTPUT:
    case CANNOT_OPEN:
    case NO_LARGE_FILES:
      return askFolder(folder, detail);
    default:
      return undefined;
  }
};

/** The error to throw in place of `error`. */
export const explained = (error: unknown, folder: string): unknown => {
  const found = sqliteFailure(error, folder);
  return found === undefined ? error : new StoreUnavailable(found, error);
};
