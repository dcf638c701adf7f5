// The imports' own tables: what the columns of a list meant the last time, and which number a thing has in which list.
import { textColumn, wholeColumn } from '../../store/portable-columns.ts';
import type { Migration } from '../../store/store.ts';

export interface MappingRow {
  /** Of the headers. */
  readonly signature: string;
  /** JSON text. */
  readonly mapping: string;
  readonly source: string;
  readonly file_name: string;
  /** UTC. */
  readonly used_at: string;
  /** Name of who used it. */
  readonly person: string;
}

export interface ListCodeRow {
  readonly list: string;
  readonly code: string;
  readonly thing_id: string;
  /** Counts while this batch of the atlas is visible. */
  readonly batch: number;
}

export interface ImportTables {
  readonly import_mappings: MappingRow;
  readonly import_codes: ListCodeRow;
}

export const IMPORT_MIGRATIONS: readonly Migration[] = [
  {
    name: 'imports-001',
    up: async (transaction) => {
      await transaction.schema
        .createTable('import_mappings')
        .addColumn('signature', textColumn, (column) => column.primaryKey())
        .addColumn('mapping', textColumn, (column) => column.notNull())
        .addColumn('source', textColumn, (column) => column.notNull())
        .addColumn('file_name', textColumn, (column) => column.notNull())
        .addColumn('used_at', textColumn, (column) => column.notNull())
        .addColumn('person', textColumn, (column) => column.notNull())
        .execute();
      await transaction.schema
        .createTable('import_codes')
        .addColumn('list', textColumn, (column) => column.notNull())
        .addColumn('code', textColumn, (column) => column.notNull())
        .addColumn('thing_id', textColumn, (column) => column.notNull())
        .addColumn('batch', wholeColumn, (column) => column.notNull())
        .addPrimaryKeyConstraint('import_codes_key', ['list', 'code', 'batch'])
        .execute();
      await transaction.schema.createIndex('import_codes_by_batch').on('import_codes').columns(['batch']).execute();
    },
  },
];
