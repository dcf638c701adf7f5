// Reads the journal for a verification, through the reader of either engine.
import { type Kysely, type RawBuilder, sql } from 'kysely';
import type { JournalTables } from './journal-tables.ts';
import type { Reader } from './store.ts';
import type { ChainSource } from './verify-chain.ts';

const numberOf = (value: unknown): number => (typeof value === 'number' ? value : 0);

/** `payloadBytes` is the engine's expression for the stored bytes of a payload. */
export const journalSource = (read: Reader, payloadBytes: RawBuilder<Uint8Array>): ChainSource => {
  const tables: Kysely<JournalTables> = read;
  return {
    ends: async () => {
      // One statement, so that no entry lands between the two readings.
      const row = await tables
        .selectFrom((from) => from.selectFrom('journal').select(({ fn }) => fn.max('sequence').as('last')).as('newest'))
        .leftJoin('journal_head', (join) => join.on('journal_head.id', '=', 1))
        .select(['newest.last', 'journal_head.sequence', 'journal_head.hash'])
        .executeTakeFirstOrThrow();
      const head = row.sequence === null || row.hash === null ? undefined : { sequence: row.sequence, hash: row.hash };
      return { head, last: numberOf(row.last) };
    },
    sizes: async (after, limit) => {
      const rows = await tables
        .selectFrom('journal')
        .select(sql<number>`octet_length(payload)`.as('size'))
        .where('sequence', '>', after)
        .orderBy('sequence')
        .limit(limit)
        .execute();
      return rows.map(({ size }) => size);
    },
    page: async (after, limit) =>
      tables
        .selectFrom('journal')
        .select(['sequence', 'time', 'seat', 'person', 'operation', payloadBytes.as('payload')])
        .select(['command_id as commandId', 'previous_hash as previousHash', 'hash'])
        .where('sequence', '>', after)
        .orderBy('sequence')
        .limit(limit)
        .execute(),
  };
};
