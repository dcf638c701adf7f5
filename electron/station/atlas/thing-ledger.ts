// Reads and writes versions of things in the store: never changed, never deleted once visible.
import { type Kysely, type RawBuilder, sql, type SqlBool, type Transaction as KyselyTransaction } from 'kysely';
import type { AtlasTables, ThingIndexRow, ThingRow } from './atlas-tables.ts';
import type { Reader, Transaction } from '../store/store.ts';

export const INDEX_COLUMNS = [
  'row_number', 'kind', 'id', 'version', 'batch', 'from_seq', 'removed', 'name', 'area_code', 'lon', 'lat', 'west', 'south', 'east', 'north',
  'symbol', 'level', 'state', 'search', 'search_personal', 'links', 'source', 'as_of',
] as const satisfies readonly (keyof ThingIndexRow)[];

/** Rows a statement: few enough that one holds the thread for some milliseconds only. */
export const ROWS_PER_INSERT = 50;

export const insertThings = async (transaction: Transaction, rows: readonly ThingRow[]): Promise<void> => {
  const tables: KyselyTransaction<AtlasTables> = transaction;
  for (let first = 0; first < rows.length; first += ROWS_PER_INSERT) {
    await tables.insertInto('atlas_things').values(rows.slice(first, first + ROWS_PER_INSERT)).execute();
  }
};

export interface LastVersion {
  readonly version: number;
  readonly fromSequence: number | null;
}

/** The highest version ever written of each id, visible or not. */
export const lastVersions = async (transaction: Transaction, kind: string, ids: readonly string[]): Promise<ReadonlyMap<string, number>> => {
  const tables: KyselyTransaction<AtlasTables> = transaction;
  const rows = await tables
    .selectFrom('atlas_things')
    .select(['id', ({ fn }) => fn.max('version').as('version')])
    .where('kind', '=', kind)
    .where('id', 'in', ids)
    .groupBy('id')
    .execute();
  return new Map(rows.map(({ id, version }) => [id, version]));
};

/** The last row ever written of one thing, visible or not. */
export const lastVersion = async (transaction: Transaction, kind: string, id: string): Promise<LastVersion | undefined> => {
  const tables: KyselyTransaction<AtlasTables> = transaction;
  return tables
    .selectFrom('atlas_things')
    .select(['version', 'from_seq as fromSequence'])
    .where('kind', '=', kind)
    .where('id', '=', id)
    .orderBy('version', 'desc')
    .limit(1)
    .executeTakeFirst();
};

/** Whether version t, with its batch b, is visible after entry `sequence`. */
const isVisibleAt = (sequence: number): RawBuilder<SqlBool> =>
  sql<SqlBool>`(t.from_seq <= ${sequence} or (b.published_seq <= ${sequence} and (b.undone_seq is null or b.undone_seq > ${sequence})))`;

/** Later than any entry. */
export const NOW = Number.MAX_SAFE_INTEGER;

/** The last visible row of each id, rows that remove included; ids never visible are left out. */
export const visibleRows = async (read: Reader, kind: string, ids: readonly string[], sequence: number): Promise<readonly ThingIndexRow[]> => {
  const tables: Kysely<AtlasTables> = read;
  return tables
    .selectFrom('atlas_things')
    .select(INDEX_COLUMNS)
    .where('row_number', 'in', (from) =>
      from
        .selectFrom('atlas_things as t')
        .leftJoin('atlas_batches as b', 'b.batch', 't.batch')
        .select(({ fn }) => fn.max('t.row_number').as('last'))
        .where('t.kind', '=', kind)
        .where('t.id', 'in', ids)
        .where(isVisibleAt(sequence))
        .groupBy('t.id'),
    )
    .execute();
};

/** Whole rows of a kind as they stood after entry `sequence`, by id after `afterId`; those removed by then are among them. */
export const pageOfKindAt = async (read: Reader, kind: string, sequence: number, afterId: string, limit: number): Promise<readonly ThingRow[]> => {
  const tables: Kysely<AtlasTables> = read;
  return tables
    .selectFrom('atlas_things')
    .selectAll()
    .where('row_number', 'in', (from) =>
      from
        .selectFrom('atlas_things as t')
        .leftJoin('atlas_batches as b', 'b.batch', 't.batch')
        .select(({ fn }) => fn.max('t.row_number').as('last'))
        .where('t.kind', '=', kind)
        .where('t.id', '>', afterId)
        .where(isVisibleAt(sequence))
        .groupBy('t.id')
        .orderBy('t.id')
        .limit(limit),
    )
    .orderBy('id')
    .execute();
};

/** Whole rows by number, in the order asked; numbers that are no row are left out. */
export const readRows = async (read: Reader, rowNumbers: readonly number[]): Promise<readonly ThingRow[]> => {
  if (rowNumbers.length === 0) return [];
  const tables: Kysely<AtlasTables> = read;
  const rows = await tables.selectFrom('atlas_things').selectAll().where('row_number', 'in', rowNumbers).execute();
  const byNumber = new Map(rows.map((row) => [row.row_number, row]));
  return rowNumbers.flatMap((rowNumber) => byNumber.get(rowNumber) ?? []);
};

export const readGeometries = async (read: Reader, rowNumbers: readonly number[]): Promise<ReadonlyMap<number, string | null>> => {
  if (rowNumbers.length === 0) return new Map();
  const tables: Kysely<AtlasTables> = read;
  const rows = await tables.selectFrom('atlas_things').select(['row_number', 'geometry']).where('row_number', 'in', rowNumbers).execute();
  return new Map(rows.map((row) => [row.row_number, row.geometry]));
};

/** Index columns of every row after `after`, visible or not, in the order written. */
export const pageOfRows = async (read: Reader, after: number, limit: number): Promise<readonly ThingIndexRow[]> => {
  const tables: Kysely<AtlasTables> = read;
  return tables.selectFrom('atlas_things').select(INDEX_COLUMNS).where('row_number', '>', after).orderBy('row_number').limit(limit).execute();
};

export type BatchThing = Pick<ThingIndexRow, 'row_number' | 'kind' | 'id' | 'version' | 'removed'>;

export const pageOfBatch = async (read: Reader, batch: number, after: number, limit: number): Promise<readonly BatchThing[]> => {
  const tables: Kysely<AtlasTables> = read;
  return tables
    .selectFrom('atlas_things')
    .select(['row_number', 'kind', 'id', 'version', 'removed'])
    .where('batch', '=', batch)
    .where('row_number', '>', after)
    .orderBy('row_number')
    .limit(limit)
    .execute();
};

/**
 * The highest row of all. Asked in the transaction that adds the next: nobody else writes meanwhile, so numbers and
 * versions grow together, also after another station has written here.
 */
export const highestRow = async (transaction: Transaction, table: 'atlas_things' | 'atlas_residents'): Promise<number> => {
  const tables: KyselyTransaction<AtlasTables> = transaction;
  const row = await tables.selectFrom(table).select(sql<number | null>`max(row_number)`.as('highest')).executeTakeFirst();
  return row?.highest ?? 0;
};

/** The entry with which a row became visible; null where it is not. */
export const visibleFrom = async (read: Reader, rowNumber: number): Promise<number | null> => {
  const tables: Kysely<AtlasTables> = read;
  const row = await tables
    .selectFrom('atlas_things as t')
    .leftJoin('atlas_batches as b', 'b.batch', 't.batch')
    .select(['t.from_seq as ownSequence', 'b.published_seq as batchSequence'])
    .where('t.row_number', '=', rowNumber)
    .executeTakeFirst();
  return row?.ownSequence ?? row?.batchSequence ?? null;
};

/** The last row of a thing that is visible now, also where it removes it. */
export const lastVisibleRow = async (read: Reader, kind: string, id: string): Promise<ThingIndexRow | null> => (await visibleRows(read, kind, [id], NOW))[0] ?? null;
