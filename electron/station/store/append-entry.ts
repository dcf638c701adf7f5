// Writes one journal entry inside an open transaction: sealed to the entry before it, then the head moved.
import type { Transaction as KyselyTransaction } from 'kysely';
import { canonicalJson, type Json } from '../../../shared/kernel/json.ts';
import { entryHash } from './journal-hash.ts';
import { ENTRY_COLUMNS, type JournalTables, rowOf } from './journal-tables.ts';
import type { JournalEntry, JournalHead, NewEntry, Transaction } from './store.ts';

/** The next entry after `head`; `payload` is the text to store. */
export const sealEntry = (head: JournalHead, entry: NewEntry, payload: string, time: string): JournalEntry => {
  const unsealed = {
    sequence: head.sequence + 1,
    time,
    seat: entry.seat,
    person: entry.person,
    operation: entry.operation,
    payload,
    commandId: entry.commandId ?? null,
    previousHash: head.hash,
  };
  return { ...unsealed, hash: entryHash(unsealed) };
};

/** Canonical JSON no longer than `limit` bytes; anything else is a bug of the caller and throws before anything is written. */
export const storedText = (value: Json, what: string, limit: number): string => {
  const text = canonicalJson(value);
  if (Buffer.byteLength(text) > limit) throw new RangeError(`${what} is longer than ${limit} bytes; keep it in a ledger table`);
  JSON.parse(text); // an undefined inside would have made text that is not JSON
  return text;
};

export const appendEntry = async (transaction: Transaction, entry: JournalEntry): Promise<void> => {
  const tables: KyselyTransaction<JournalTables> = transaction;
  await tables.insertInto('journal').values(rowOf(entry)).execute();
  await tables.updateTable('journal_head').set({ sequence: entry.sequence, hash: entry.hash }).where('id', '=', 1).execute();
};

export interface FirstOutcome {
  readonly entry: JournalEntry;
  /** Canonical JSON text. */
  readonly outcome: string;
}

export const findOutcome = async (transaction: Transaction, commandId: string): Promise<FirstOutcome | undefined> => {
  const tables: KyselyTransaction<JournalTables> = transaction;
  const known = await tables.selectFrom('command_outcome').selectAll().where('command_id', '=', commandId).executeTakeFirst();
  if (known === undefined) return undefined;
  const entry = await tables.selectFrom('journal').select(ENTRY_COLUMNS).where('sequence', '=', known.sequence).executeTakeFirstOrThrow();
  return { entry, outcome: known.outcome };
};

export const keepOutcome = async (transaction: Transaction, commandId: string, sequence: number, outcome: string): Promise<void> => {
  const tables: KyselyTransaction<JournalTables> = transaction;
  await tables.insertInto('command_outcome').values({ command_id: commandId, sequence, outcome }).execute();
};
