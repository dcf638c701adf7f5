// The server engine: one writing session that holds the store, a few reading ones, over Kysely's PostgreSQL dialect.
import { Kysely, sql } from 'kysely';
import type { Clock } from '../../../../shared/kernel/clock.ts';
import type { StoreEngine } from '../store-engine.ts';
import { type AnyTables, StoreUnavailable } from '../store.ts';
import { explainingDialect } from './explaining-dialect.ts';
import { backupPostgres } from './postgres-backup.ts';
import { createSessions } from './postgres-sessions.ts';

const transactOver =
  (database: Kysely<AnyTables>): StoreEngine['transact'] =>
  async (work) => {
    let isDone = false;
    try {
      return await database.transaction().execute(async (transaction) => {
        const value = await work(transaction);
        isDone = true;
        return value;
      });
    } catch (error) {
      if (!isDone || !(error instanceof StoreUnavailable) || error.failure.reason !== 'unreachable') throw error;
      const detail = `${error.failure.detail}, while committing: whether it was written shows when the server answers again`;
      throw new StoreUnavailable({ reason: 'unreachable', detail }, error);
    }
  };

export const createPostgresEngine = (url: string, clock: Clock): StoreEngine => {
  const sessions = createSessions(url);
  const writer = new Kysely<AnyTables>({ dialect: explainingDialect({ pool: sessions.writer }) });
  const read = new Kysely<AnyTables>({ dialect: explainingDialect({ pool: sessions.reader }) });
  const transact = transactOver(writer);
  return {
    read,
    transact,
    transactLater: async (work) =>
      transact(async (transaction) => {
        await sql`set local synchronous_commit = off`.execute(transaction);
        return work(transaction);
      }),
    locksRows: true,
    payloadBytes: sql<Uint8Array>`convert_to(payload, 'UTF8')`,
    backup: async (folder, signal) => backupPostgres({ url, folder, clock, signal }),
    onLost: sessions.onLost,
    dispose: async () => {
      await sessions.reader.end();
      await sessions.writer.end();
    },
  };
};
