// The statements of every change, built once per store: building them anew each time costs more than running them.
import type { CompiledQuery, Kysely } from 'kysely';
import { ENTRY_COLUMNS, type JournalTables, rowOf } from './journal-tables.ts';
import type { JournalEntry, JournalHead, Reader, Transaction } from './store.ts';

export interface FirstOutcome {
  readonly entry: JournalEntry;
  /** Canonical JSON text. */
  readonly outcome: string;
}

export interface JournalStatements {
  /** The head, held against every other writer until the transaction ends. */
  readonly lockHead: (transaction: Transaction) => Promise<JournalHead | undefined>;
  readonly findOutcome: (transaction: Transaction, commandId: string) => Promise<FirstOutcome | undefined>;
  readonly keepOutcome: (transaction: Transaction, commandId: string, sequence: number, outcome: string) => Promise<void>;
  /** Writes the entry and moves the head to it. */
  readonly append: (transaction: Transaction, entry: JournalEntry) => Promise<void>;
}

const buildTexts = (tables: Kysely<JournalTables>, locksRows: boolean) => {
  const head = tables.selectFrom('journal_head').select(['sequence', 'hash']).where('id', '=', 1);
  const nothing: JournalEntry = {
    sequence: 0,
    time: '',
    seat: '',
    person: '',
    operation: '',
    payload: '',
    commandId: '',
    previousHash: '',
    hash: '',
  };
  return {
    // SQLite has no row locks and needs none: its transaction begins by taking the write lock.
    head: (locksRows ? head.forUpdate() : head).compile(),
    outcome: tables.selectFrom('command_outcome').select(['sequence', 'outcome']).where('command_id', '=', '').compile(),
    entry: tables.selectFrom('journal').select(ENTRY_COLUMNS).where('sequence', '=', 0).compile(),
    keep: tables.insertInto('command_outcome').values({ command_id: '', sequence: 0, outcome: '' }).compile(),
    append: tables.insertInto('journal').values(rowOf(nothing)).compile(),
    move: tables.updateTable('journal_head').set({ sequence: 0, hash: '' }).where('id', '=', 1).compile(),
  };
};

const run = async <R>(transaction: Transaction, text: CompiledQuery<R>, parameters: readonly unknown[]): Promise<readonly R[]> => {
  const query: CompiledQuery<R> = { ...text, parameters };
  return (await transaction.executeQuery(query)).rows;
};

/** `locksRows`: whether the engine locks rows for update. */
export const journalStatements = (read: Reader, locksRows: boolean): JournalStatements => {
  const texts = buildTexts(read, locksRows);
  return {
    lockHead: async (transaction) => (await run(transaction, texts.head, texts.head.parameters))[0],
    findOutcome: async (transaction, commandId) => {
      const [known] = await run(transaction, texts.outcome, [commandId]);
      if (known === undefined) return undefined;
      const [entry] = await run(transaction, texts.entry, [known.sequence]);
      if (entry === undefined) throw new Error(`command ${commandId} has an outcome but no entry`);
      return { entry, outcome: known.outcome };
    },
    keepOutcome: async (transaction, commandId, sequence, outcome) => {
      await run(transaction, texts.keep, [commandId, sequence, outcome]);
    },
    append: async (transaction, entry) => {
      await run(transaction, texts.append, Object.values(rowOf(entry)));
      await run(transaction, texts.move, [entry.sequence, entry.hash, 1]);
    },
  };
};
