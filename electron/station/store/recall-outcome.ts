// The first outcome of a command, for whoever asks again after a restart.
import type { Kysely } from 'kysely';
import type { Json } from '../../../shared/kernel/json.ts';
import type { JournalTables } from './journal-tables.ts';
import type { Store } from './store.ts';

/** Null where no change with this command id was ever written. Rejects with `StoreUnavailable` where the store cannot be read. */
export const recallOutcome = async (store: Pick<Store, 'read'>, commandId: string): Promise<{ readonly outcome: Json } | null> => {
  const tables: Kysely<JournalTables> = store.read;
  const row = await tables.selectFrom('command_outcome').select('outcome').where('command_id', '=', commandId).executeTakeFirst();
  return row === undefined ? null : { outcome: JSON.parse(row.outcome) as Json };
};
