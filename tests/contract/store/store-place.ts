// A place where a store can be opened, broken and opened again: what the contract asks of each engine's tests.
import type { Kysely } from 'kysely';
import { openStore } from '../../../electron/station/store/open-store.ts';
import { bytesColumn, realColumn, textColumn, wholeColumn } from '../../../electron/station/store/portable-columns.ts';
import type { Migration, Store, StoreOptions, StoreSetting } from '../../../electron/station/store/store.ts';
import { systemClock } from '../../../electron/station/system.ts';

export interface StorePlace {
  readonly setting: StoreSetting;
  /** Runs SQL behind the store's back, as someone who alters the file or the database would. */
  readonly tamper: (statements: readonly string[]) => Promise<void>;
  /** The statements that lift the ban on rewriting the journal. */
  readonly unlockJournal: readonly string[];
  readonly remove: () => Promise<void>;
}

export interface ItemTables {
  readonly item: {
    readonly sequence: number;
    readonly name: string;
    readonly amount: number | null;
    readonly ratio: number | null;
    readonly bytes: Uint8Array | null;
  };
}

/** One feature's ledger, as a feature would write it. */
export const itemMigration: Migration = {
  name: 'item-001',
  up: async (transaction) => {
    await transaction.schema
      .createTable('item')
      .addColumn('sequence', wholeColumn, (column) => column.notNull())
      .addColumn('name', textColumn, (column) => column.notNull().unique())
      .addColumn('amount', wholeColumn)
      .addColumn('ratio', realColumn)
      .addColumn('bytes', bytesColumn)
      .execute();
  },
};

export const openAt = async (place: StorePlace, options: Partial<StoreOptions> = {}): Promise<Store> => {
  const opened = await openStore(place.setting, { migrations: [itemMigration], clock: systemClock, ...options });
  if (!opened.ok) throw new Error(`the store did not open: ${JSON.stringify(opened.error)}`);
  return opened.value;
};

export const itemNames = async (store: Store): Promise<readonly string[]> => {
  const tables: Kysely<ItemTables> = store.read;
  return (await tables.selectFrom('item').select('name').orderBy('sequence').orderBy('name').execute()).map(({ name }) => name);
};
