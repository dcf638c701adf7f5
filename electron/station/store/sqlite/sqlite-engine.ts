// The embedded engine: one writer connection, one reader connection, both over node:sqlite.
import type { DatabaseSync } from 'node:sqlite';
import { Kysely, sql, type Transaction as KyselyTransaction } from 'kysely';
import type { Clock } from '../../../../shared/kernel/clock.ts';
import type { JournalTables } from '../journal-tables.ts';
import { createListeners } from '../listeners.ts';
import type { StoreEngine } from '../store-engine.ts';
import { type AnyTables, type StoreFailure, StoreUnavailable, type Transaction } from '../store.ts';
import { readerDialect, writerDialect } from './node-sqlite-dialect.ts';
import { explained } from './sqlite-failure.ts';
import { backupSqlite } from './sqlite-backup.ts';

type Transact = StoreEngine['transact'];

interface SqliteParts {
  readonly folder: string;
  readonly writer: DatabaseSync;
  /** Transactions over `writer`, as made by `transactOver`. */
  readonly transact: Transact;
  readonly reader: DatabaseSync;
  readonly clock: Clock;
  /** Called when both connections are closed. */
  readonly closed: () => void;
}

/** Transactions over the writer connection. */
export const transactOver = (writer: DatabaseSync, folder: string): Transact => {
  const database = new Kysely<AnyTables>({ dialect: writerDialect(writer, (error) => explained(error, folder)) });
  return async (work) => database.transaction().execute(work);
};

const lockHead = async (transaction: Transaction) => {
  // `begin immediate` already keeps every other writer out.
  const tables: KyselyTransaction<JournalTables> = transaction;
  return tables.selectFrom('journal_head').select(['sequence', 'hash']).where('id', '=', 1).executeTakeFirst();
};

export const createSqliteEngine = ({ folder, writer, transact, reader, clock, closed }: SqliteParts): StoreEngine => {
  const lost = createListeners<StoreFailure>();
  const explainReading = (error: unknown): unknown => {
    const explainedError = explained(error, folder);
    if (explainedError instanceof StoreUnavailable && explainedError.failure.reason === 'corrupt') lost.tell(explainedError.failure);
    // A feature that writes through the reader has a bug; the store is well.
    return explainedError instanceof StoreUnavailable && explainedError.failure.reason === 'readOnly' ? error : explainedError;
  };
  return {
    read: new Kysely<AnyTables>({ dialect: readerDialect(reader, explainReading) }),
    transact,
    lockHead,
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
