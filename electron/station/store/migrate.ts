// Brings a store's schema forward: each step once, by name, each in its own transaction.
import { sql, type Transaction as KyselyTransaction } from 'kysely';
import type { Clock } from '../../../shared/kernel/clock.ts';
import { failure, type Result, success } from '../../../shared/kernel/result.ts';
import type { JournalTables } from './journal-tables.ts';
import type { StoreEngine } from './store-engine.ts';
import type { Migration, StoreFailure, Transaction } from './store.ts';

export interface SchemaSteps {
  /** How many steps the store already has; 0 for a new one. */
  readonly applied: number;
  readonly pending: readonly Migration[];
}

type Transact = StoreEngine['transact'];

const appliedSteps = async (transaction: Transaction): Promise<readonly string[]> => {
  await sql`create table if not exists schema_step (name text primary key, applied_at text not null)`.execute(transaction);
  const tables: KyselyTransaction<JournalTables> = transaction;
  const rows = await tables.selectFrom('schema_step').select('name').execute();
  return rows.map(({ name }) => name);
};

/** What remains to be done; a store with a step this program does not know is not touched. */
export const readSteps = async (transact: Transact, migrations: readonly Migration[]): Promise<Result<SchemaSteps, StoreFailure>> => {
  const known = new Set(migrations.map(({ name }) => name));
  if (known.size !== migrations.length) throw new Error('two migrations have the same name');
  const applied = await transact(appliedSteps);
  if (applied.some((name) => !known.has(name))) return failure({ reason: 'newerSchema', found: applied.length, known: known.size });
  const done = new Set(applied);
  return success({ applied: applied.length, pending: migrations.filter(({ name }) => !done.has(name)) });
};

export const applySteps = async (transact: Transact, pending: readonly Migration[], clock: Clock): Promise<void> => {
  for (const { name, up } of pending) {
    await transact(async (transaction) => {
      await up(transaction);
      const tables: KyselyTransaction<JournalTables> = transaction;
      await tables.insertInto('schema_step').values({ name, applied_at: new Date(clock.now()).toISOString() }).execute();
    });
  }
};
