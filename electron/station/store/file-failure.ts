// Says what a failed call of the file system means for a store, in the store's closed reasons.
import type { StoreFailure } from './store.ts';

export const codeOf = (error: unknown): string | undefined => {
  if (typeof error !== 'object' || error === null || !('code' in error)) return undefined;
  return typeof error.code === 'string' ? error.code : undefined;
};

export const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

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
