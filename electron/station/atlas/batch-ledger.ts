// Reads and writes batches: many rows that become visible, and cease to be, with one mark.
import { type Kysely, sql, type Transaction as KyselyTransaction } from 'kysely';
import type { AtlasTables, BatchRow } from './atlas-tables.ts';
import type { Reader, Transaction } from '../store/store.ts';

/** Returns the new batch's number. */
export const insertBatch = async (transaction: Transaction, title: string, stagedAt: string): Promise<number> => {
  const tables: KyselyTransaction<AtlasTables> = transaction;
  const last = await tables.selectFrom('atlas_batches').select(sql<number | null>`max(batch)`.as('highest')).executeTakeFirst();
  const batch = (last?.highest ?? 0) + 1;
  await tables
    .insertInto('atlas_batches')
    .values({ batch, title, staged_at: stagedAt, thing_count: 0, removed_count: 0, resident_count: 0, kinds: '', published_seq: null, undone_seq: null })
    .execute();
  return batch;
};

/** What is written down of a batch when it is published. */
export type BatchContents = Pick<BatchRow, 'thing_count' | 'removed_count' | 'resident_count' | 'kinds'>;

/** False where the batch is not there or no longer only staged. */
export const markPublished = async (transaction: Transaction, batch: number, sequence: number, contents: BatchContents): Promise<boolean> => {
  const tables: KyselyTransaction<AtlasTables> = transaction;
  const { numUpdatedRows } = await tables
    .updateTable('atlas_batches')
    .set({ ...contents, published_seq: sequence })
    .where('batch', '=', batch)
    .where('published_seq', 'is', null)
    .executeTakeFirst();
  return numUpdatedRows === 1n;
};

/** False where the batch is not visible. */
export const markUndone = async (transaction: Transaction, batch: number, sequence: number): Promise<boolean> => {
  const tables: KyselyTransaction<AtlasTables> = transaction;
  const { numUpdatedRows } = await tables
    .updateTable('atlas_batches')
    .set({ undone_seq: sequence })
    .where('batch', '=', batch)
    .where('published_seq', 'is not', null)
    .where('undone_seq', 'is', null)
    .executeTakeFirst();
  return numUpdatedRows === 1n;
};

export const readBatches = async (read: Reader): Promise<readonly BatchRow[]> => {
  const tables: Kysely<AtlasTables> = read;
  return tables.selectFrom('atlas_batches').selectAll().orderBy('batch').execute();
};

export const readBatch = async (read: Reader, batch: number): Promise<BatchRow | undefined> => {
  const tables: Kysely<AtlasTables> = read;
  return tables.selectFrom('atlas_batches').selectAll().where('batch', '=', batch).executeTakeFirst();
};

/**
 * Deletes up to `limit` rows of a batch that was never published, and the batch itself with the last of them.
 * True when nothing of it is left; a batch that is visible, or was, is left alone and counts as left.
 */
export const deleteStaged = async (transaction: Transaction, batch: number, limit: number): Promise<boolean> => {
  const tables: KyselyTransaction<AtlasTables> = transaction;
  const row = await tables.selectFrom('atlas_batches').select('published_seq').where('batch', '=', batch).executeTakeFirst();
  if (row === undefined || row.published_seq !== null) return true;
  const things = await tables
    .deleteFrom('atlas_things')
    .where('row_number', 'in', (from) => from.selectFrom('atlas_things').select('row_number').where('batch', '=', batch).limit(limit))
    .executeTakeFirst();
  const residents = await tables
    .deleteFrom('atlas_residents')
    .where('row_number', 'in', (from) => from.selectFrom('atlas_residents').select('row_number').where('batch', '=', batch).limit(limit))
    .executeTakeFirst();
  if (things.numDeletedRows + residents.numDeletedRows > 0n) return false;
  await tables.deleteFrom('atlas_batches').where('batch', '=', batch).execute();
  return true;
};
