// The changes the store's tests make: one entry and one row of the item ledger each.
import type { Transaction as KyselyTransaction } from 'kysely';
import type { Changed, JournalEntry, Store, Transaction } from '../../../electron/station/store/store.ts';
import type { ItemTables } from './store-place.ts';

export const insertItem = async (transaction: Transaction, sequence: number, name: string): Promise<void> => {
  const tables: KyselyTransaction<ItemTables> = transaction;
  await tables.insertInto('item').values({ sequence, name, amount: null, ratio: null, bytes: null }).execute();
};

export const asked = (operation = 'addItem', commandId?: string) => ({
  seat: 'console-1',
  person: '王芳',
  operation,
  payload: { village: '山早村' },
  ...(commandId !== undefined && { commandId }),
});

type ItemOutcome = { readonly name: string; readonly sequence: number };

export const addItem = async (store: Store, name: string, commandId?: string) =>
  store.change<ItemOutcome>(asked('addItem', commandId), async (transaction, sequence) => {
    await insertItem(transaction, sequence, name);
    return { name, sequence };
  });

/** As `addItem`, where it has to succeed. */
export const added = async (store: Store, name: string, commandId?: string): Promise<Changed<ItemOutcome>> => {
  const changed = await addItem(store, name, commandId);
  if (!changed.ok) throw new Error(`not added: ${JSON.stringify(changed.error)}`);
  return changed.value;
};

export const addMany = async (store: Store, count: number): Promise<readonly JournalEntry[]> => {
  const entries: JournalEntry[] = [];
  for (let index = 1; index <= count; index += 1) entries.push((await added(store, `item-${index}`)).entry);
  return entries;
};
