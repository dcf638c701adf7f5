// Tells what SQLite and the file system cannot do apart from bugs, and says it in the store's closed reasons.
import { accessSync, constants, statfsSync } from 'node:fs';
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

const codeOf = (error: unknown): string | undefined => {
  if (typeof error !== 'object' || error === null || !('code' in error)) return undefined;
  return typeof error.code === 'string' ? error.code : undefined;
};

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

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

/** What a failed call of node:fs says about the store; undefined for anything else. */
export const fileFailure = (error: unknown): StoreFailure | undefined => {
  const detail = messageOf(error);
  switch (codeOf(error)) {
    case 'ENOSPC':
    case 'EDQUOT':
    case 'EFBIG':
      return { reason: 'diskFull', detail };
    case 'EROFS':
    case 'EACCES':
    case 'EPERM':
      return { reason: 'readOnly', detail };
    case 'EIO':
    case 'ENOENT':
    case 'ENOTDIR':
    case 'EEXIST':
    case 'EBUSY':
    case 'ENODEV':
    case 'ENXIO':
    case 'ESTALE':
    case 'EHOSTDOWN':
      return { reason: 'unreachable', detail };
    default:
      return undefined;
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
