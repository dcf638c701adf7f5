// A ledger in which half a change would show: two rows and a count, written by every change.
import { type Transaction as KyselyTransaction, sql } from 'kysely';
import type { Migration, Transaction } from '../../electron/station/store/store.ts';
import { textColumn, wholeColumn } from '../../electron/station/store/portable-columns.ts';

export interface HalvesTables {
  readonly half: { readonly sequence: number; readonly side: 'left' | 'right' };
  readonly half_count: { readonly id: number; readonly changes: number };
}

export const halvesMigration: Migration = {
  name: 'halves-001',
  up: async (transaction) => {
    await transaction.schema.createTable('half').addColumn('sequence', wholeColumn).addColumn('side', textColumn).execute();
    await transaction.schema.createTable('half_count').addColumn('id', wholeColumn).addColumn('changes', wholeColumn).execute();
    await sql`insert into half_count values (1, 0)`.execute(transaction);
  },
};

export interface Halves {
  readonly [key: string]: number;
  readonly sequence: number;
}

export const writeHalves = async (transaction: Transaction, sequence: number, _time: string): Promise<Halves> => {
  const tables: KyselyTransaction<HalvesTables> = transaction;
  await tables.insertInto('half').values({ sequence, side: 'left' }).execute();
  await tables.updateTable('half_count').set((row) => ({ changes: row('changes', '+', 1) })).where('id', '=', 1).execute();
  await tables.insertInto('half').values({ sequence, side: 'right' }).execute();
  return { sequence };
};
