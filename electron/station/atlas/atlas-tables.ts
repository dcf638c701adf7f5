// The atlas's own tables: every version of every thing and resident ever kept, and the batches many came in.
import type { ColumnDefinitionBuilder } from 'kysely';
import { bytesColumn, realColumn, textColumn, wholeColumn } from '../store/portable-columns.ts';
import type { Migration, Transaction } from '../store/store.ts';

/** What of a version is kept in memory, beside which the rest is read by row when asked for. */
export interface ThingIndexRow {
  /** Grows with every version written, of whatever thing: a later version of a thing has a higher row. */
  readonly row_number: number;
  readonly kind: string;
  readonly id: string;
  readonly version: number;
  /** The batch it came in, and with which it becomes visible; null for a change of its own. */
  readonly batch: number | null;
  /** The journal entry that made a change of its own visible; null for one that came in a batch. */
  readonly from_seq: number | null;
  /** 1: with this version the thing is gone. */
  readonly removed: number;
  readonly name: string;
  readonly area_code: string;
  /** A point on the thing; null where nobody has placed it. */
  readonly lon: number | null;
  readonly lat: number | null;
  /** The rectangle around a line or an area; null for points. */
  readonly west: number | null;
  readonly south: number | null;
  readonly east: number | null;
  readonly north: number | null;
  /** Values of the kind's symbolField, levelField, stateField; empty where unknown. */
  readonly symbol: string;
  readonly level: string;
  readonly state: string;
  /** What anyone signed in may find it by, and what only the desk may. */
  readonly search: string;
  readonly search_personal: string;
  /** JSON of the references out of its attributes, by field; empty where there are none. */
  readonly links: string;
  readonly source: string;
  readonly as_of: string;
}

export interface ThingRow extends ThingIndexRow {
  /** GeoJSON text; null where nobody has placed it. */
  readonly geometry: string | null;
  /** JSON text. */
  readonly attributes: string;
}

export interface ResidentIndexRow {
  readonly row_number: number;
  readonly id: string;
  readonly version: number;
  readonly batch: number;
  readonly removed: number;
  readonly household_id: string;
  /** 1 yes, 0 no, null nobody has said. */
  readonly is_registered: number | null;
  readonly is_resident: number | null;
  readonly is_present_tonight: number | null;
  readonly vulnerability: string | null;
  readonly source: string;
  readonly as_of: string;
}

export interface ResidentRow extends ResidentIndexRow {
  readonly name: string;
  readonly sex: string | null;
  readonly birth_year: number | null;
  readonly phone: string;
}

export interface BatchRow {
  readonly batch: number;
  readonly title: string;
  /** UTC. */
  readonly staged_at: string;
  readonly thing_count: number;
  readonly removed_count: number;
  readonly resident_count: number;
  /** Kinds it has things of, separated by commas; written when it is published. */
  readonly kinds: string;
  /** Null: staged and not visible; what a crash left so is swept away at the next start. */
  readonly published_seq: number | null;
  /** Not visible from this entry on. */
  readonly undone_seq: number | null;
}

export interface AtlasTables {
  readonly atlas_things: ThingRow;
  readonly atlas_residents: ResidentRow;
  readonly atlas_batches: BatchRow;
}

type Build = (column: ColumnDefinitionBuilder) => ColumnDefinitionBuilder;
type ColumnType = typeof textColumn | typeof wholeColumn | typeof realColumn | typeof bytesColumn;

const required: Build = (column) => column.notNull();
const optional: Build = (column) => column;

const createTable = async (transaction: Transaction, table: string, key: string, columns: readonly (readonly [name: string, type: ColumnType, build: Build])[]): Promise<void> => {
  const start = transaction.schema.createTable(table).addColumn(key, wholeColumn, (column) => column.primaryKey());
  await columns.reduce((builder, [name, type, build]) => builder.addColumn(name, type, build), start).execute();
};

const THING_COLUMNS = [
  ['kind', textColumn, required],
  ['id', textColumn, required],
  ['version', wholeColumn, required],
  ['batch', wholeColumn, optional],
  ['from_seq', wholeColumn, optional],
  ['removed', wholeColumn, required],
  ['name', textColumn, required],
  ['area_code', textColumn, required],
  ['lon', realColumn, optional],
  ['lat', realColumn, optional],
  ['west', realColumn, optional],
  ['south', realColumn, optional],
  ['east', realColumn, optional],
  ['north', realColumn, optional],
  ['symbol', textColumn, required],
  ['level', textColumn, required],
  ['state', textColumn, required],
  ['search', textColumn, required],
  ['search_personal', textColumn, required],
  ['links', textColumn, required],
  ['source', textColumn, required],
  ['as_of', textColumn, required],
  ['geometry', textColumn, optional],
  ['attributes', textColumn, required],
] as const;

const RESIDENT_COLUMNS = [
  ['id', textColumn, required],
  ['version', wholeColumn, required],
  ['batch', wholeColumn, required],
  ['removed', wholeColumn, required],
  ['household_id', textColumn, required],
  ['is_registered', wholeColumn, optional],
  ['is_resident', wholeColumn, optional],
  ['is_present_tonight', wholeColumn, optional],
  ['vulnerability', textColumn, optional],
  ['source', textColumn, required],
  ['as_of', textColumn, required],
  ['name', textColumn, required],
  ['sex', textColumn, optional],
  ['birth_year', wholeColumn, optional],
  ['phone', textColumn, required],
] as const;

const BATCH_COLUMNS = [
  ['title', textColumn, required],
  ['staged_at', textColumn, required],
  ['thing_count', wholeColumn, required],
  ['removed_count', wholeColumn, required],
  ['resident_count', wholeColumn, required],
  ['kinds', textColumn, required],
  ['published_seq', wholeColumn, optional],
  ['undone_seq', wholeColumn, optional],
] as const;

export const ATLAS_MIGRATIONS: readonly Migration[] = [
  {
    name: 'atlas-001',
    up: async (transaction) => {
      await createTable(transaction, 'atlas_things', 'row_number', THING_COLUMNS);
      await createTable(transaction, 'atlas_residents', 'row_number', RESIDENT_COLUMNS);
      await createTable(transaction, 'atlas_batches', 'batch', BATCH_COLUMNS);
      await transaction.schema.createIndex('atlas_things_by_version').unique().on('atlas_things').columns(['kind', 'id', 'version']).execute();
      await transaction.schema.createIndex('atlas_things_by_batch').on('atlas_things').columns(['batch', 'row_number']).execute();
      await transaction.schema.createIndex('atlas_residents_by_version').unique().on('atlas_residents').columns(['id', 'version']).execute();
      await transaction.schema.createIndex('atlas_residents_by_batch').on('atlas_residents').columns(['batch', 'row_number']).execute();
      await transaction.schema.createIndex('atlas_residents_by_household').on('atlas_residents').columns(['household_id']).execute();
    },
  },
];
