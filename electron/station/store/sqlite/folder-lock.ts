// One station per folder: a lock the operating system drops by itself when the station's process ends, however it ends.
import { statSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import type { Disposable } from '../../../../shared/kernel/disposable.ts';
import { disposable } from '../../../../shared/kernel/disposable.ts';
import { failure, type Result, success } from '../../../../shared/kernel/result.ts';
import type { StoreFailure } from '../store.ts';
import { sqliteFailure } from './sqlite-failure.ts';
import { lockFile } from './store-files.ts';

/**
 * Node has no file lock of its own; an exclusive transaction on a small database file is one on every system.
 * Nothing may open that file by other means: on POSIX, closing any descriptor of it drops the lock.
 */
export const lockFolder = (folder: string): Result<Disposable, StoreFailure> => {
  let database: DatabaseSync | undefined;
  try {
    database = new DatabaseSync(lockFile(folder), { timeout: 0 });
    // On an empty file even the lock would need a journal, and so room on the disk.
    if (statSync(lockFile(folder)).size === 0) database.exec('pragma user_version = 1');
    database.exec('begin exclusive');
    const held = database;
    return success(disposable(() => held.close()));
  } catch (error) {
    database?.close();
    const found = sqliteFailure(error, folder);
    if (found === undefined) throw error;
    if (found.reason === 'inUse') return failure({ reason: 'inUse', detail: `another station has ${folder} open` });
    return failure(found);
  }
};
