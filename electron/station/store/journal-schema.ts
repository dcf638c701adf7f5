// The store's own first schema step: the journal, its head, the outcomes of commands; and nothing may rewrite the journal.
import { sql, type Transaction as KyselyTransaction } from 'kysely';
import { GENESIS_HASH } from './journal-hash.ts';
import type { JournalTables } from './journal-tables.ts';
import type { Migration, StoreSetting, Transaction } from './store.ts';

type Engine = StoreSetting['engine'];

const createTables = async (transaction: Transaction, engine: Engine): Promise<void> => {
  // In SQLite only `integer primary key` is the row's own number; PostgreSQL's integer would be too small.
  const sequence = sql.raw(engine === 'sqlite' ? 'integer' : 'bigint');
  await sql`create table journal (
    sequence ${sequence} primary key,
    time text not null,
    seat text not null,
    person text,
    operation text not null,
    payload text not null,
    command_id text,
    previous_hash text not null,
    hash text not null
  )`.execute(transaction);
  await sql`create table journal_head (
    id ${sequence} primary key check (id = 1),
    sequence bigint not null,
    hash text not null,
    probed bigint not null
  )`.execute(transaction);
  await sql`create table command_outcome (
    command_id text primary key,
    sequence ${sequence} not null references journal (sequence),
    outcome text not null
  )`.execute(transaction);
  const tables: KyselyTransaction<JournalTables> = transaction;
  await tables.insertInto('journal_head').values({ id: 1, sequence: 0, hash: GENESIS_HASH, probed: 0 }).execute();
};

const forbidRewriting = async (transaction: Transaction, engine: Engine): Promise<void> => {
  if (engine === 'postgres') {
    await sql`create function journal_is_append_only() returns trigger language plpgsql as
      $$ begin raise exception 'the journal is append-only'; end $$`.execute(transaction);
    await sql`create trigger journal_is_append_only before update or delete or truncate on journal
      for each statement execute function journal_is_append_only()`.execute(transaction);
    return;
  }
  for (const verb of ['update', 'delete'])
    await sql`create trigger ${sql.raw(`journal_no_${verb}`)} before ${sql.raw(verb)} on journal
      begin select raise(abort, 'the journal is append-only'); end`.execute(transaction);
};

export const journalSchema = (engine: Engine): Migration => ({
  name: 'store-001',
  up: async (transaction) => {
    await createTables(transaction, engine);
    await forbidRewriting(transaction, engine);
  },
});
