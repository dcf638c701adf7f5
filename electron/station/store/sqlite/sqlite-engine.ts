// The embedded engine: one writer connection, one reader connection, both over node:sqlite.
import type { DatabaseSync } from 'node:sqlite';
import { Kysely, sql } from 'kysely';
import type { Clock } from '../../../../shared/kernel/clock.ts';
import { createListeners } from '../listeners.ts';
import type { StoreEngine } from '../store-engine.ts';
import { type AnyTables, type StoreFailure, StoreUnavailable } from '../store.ts';
import type { ThreadRest } from '../thread-rest.ts';
import { readerDialect, writerDialect } from './node-sqlite-dialect.ts';
import { explained } from './sqlite-failure.ts';
import { backupSqlite } from './sqlite-backup.ts';

type Transact = StoreEngine['transact'];

interface SqliteParts {
  readonly folder: string;
  readonly writer: DatabaseSync;
  /** Transactions over `writer`, as made by `transactOver`. */
  readonly transact: Transact;
  readonly rest: ThreadRest;
  readonly reader: DatabaseSync;
  readonly clock: Clock;
  /** Called when both connections are closed. */
  readonly closed: () => void;
}

/** Transactions over the writer connection. */
export const transactOver = (writer: DatabaseSync, folder: string, rest: ThreadRest): Transact => {
  const database = new Kysely<AnyTables>({ dialect: writerDialect(writer, (error) => explained(error, folder), rest) });
  return async (work) => database.transaction().execute(work);
};

export const createSqliteEngine = ({ folder, writer, transact, rest, reader, clock, closed }: SqliteParts): StoreEngine => {
  const lost = createListeners<StoreFailure>();
  const explainReading = (error: unknown): unknown => {
    const explainedError = explained(error, folder);
    if (explainedError instanceof StoreUnavailable && explainedError.failure.reason === 'corrupt') lost.tell(explainedError.failure);
    // A feature that writes through the reader has a bug; the store is well.
    return explainedError instanceof StoreUnavailable && explainedError.failure.reason === 'readOnly' ? error : explainedError;
  };
  return {
    read: new Kysely<AnyTables>({ dialect: readerDialect(reader, explainReading, rest) }),
    transact,
    transactLater: async (work) => {
      // In WAL mode a later full commit syncs the whole log, these pages with it.
      writer.exec('pragma synchronous = normal');
      try {
        return await transact(work);
      } finally {
        writer.exec('pragma synchronous = full');
      }
    },
    locksRows: false,
    payloadBytes: sql<Uint8Array>`cast(payload as blob)`,
    backup: async (target, signal) => backupSqlite(folder, target, clock, signal),
    onLost: lost.add,
    dispose: async () => {
      // The writer last: the last to close folds the log into the main file.
      reader.close();
      writer.close();
      closed();
    },
  };
};
