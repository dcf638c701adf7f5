// Lets Kysely's SQLite dialect speak to node:sqlite: a reader that only reads, a writer that only works inside a transaction.
import type { DatabaseSync, SQLInputValue } from 'node:sqlite';
import { SqliteDialect } from 'kysely';

type KyselyDatabase = Exclude<ConstructorParameters<typeof SqliteDialect>[0]['database'], (...parameters: never) => unknown>;
type KyselyStatement = ReturnType<KyselyDatabase['prepare']>;

const MOST_STATEMENTS = 256;

const bindable = (value: unknown): value is SQLInputValue =>
  value === null || typeof value === 'string' || typeof value === 'number' || typeof value === 'bigint' || value instanceof Uint8Array;

const bindAll = (values: readonly unknown[]): SQLInputValue[] =>
  values.map((value) => {
    if (bindable(value)) return value;
    throw new TypeError(`SQLite takes null, text, numbers and bytes, not ${value === undefined ? 'undefined' : typeof value}; write a truth value as 0 or 1`);
  });

/** `explain` gives the error to throw instead of the one SQLite threw. */
const guarded = <T>(work: () => T, explain: (error: unknown) => unknown): T => {
  try {
    return work();
  } catch (error) {
    throw explain(error);
  }
};

type Prepare = (text: string) => KyselyStatement;

/** Prepares each text once; of many texts the longest unused is dropped. */
const createPrepare = (database: DatabaseSync, explain: (error: unknown) => unknown): Prepare => {
  const known = new Map<string, KyselyStatement>();
  const make = (text: string): KyselyStatement => {
    const statement = guarded(() => database.prepare(text), explain);
    return {
      reader: statement.columns().length > 0,
      all: (values) => guarded(() => statement.all(...bindAll(values)), explain),
      run: (values) => guarded(() => statement.run(...bindAll(values)), explain),
      // A statement half way through its rows must not be shared.
      iterate: (values) => guarded(() => database.prepare(text).iterate(...bindAll(values)), explain),
    };
  };
  return (text) => {
    const statement = known.get(text) ?? make(text);
    known.delete(text);
    known.set(text, statement);
    const [oldest] = known.keys();
    if (known.size > MOST_STATEMENTS && oldest !== undefined) known.delete(oldest);
    return statement;
  };
};

export const readerDialect = (database: DatabaseSync, explain: (error: unknown) => unknown): SqliteDialect =>
  new SqliteDialect({ database: { close: () => database.close(), prepare: createPrepare(database, explain) } });

const NOTHING: KyselyStatement = { reader: false, all: () => [], run: () => ({ changes: 0, lastInsertRowid: 0 }), iterate: () => [].values() };

/**
 * Takes the write lock at `begin`. A full disk makes SQLite undo the transaction by itself, after which each further
 * statement would commit alone: so nothing runs outside a transaction, and one with a failed statement never commits.
 */
export const writerDialect = (database: DatabaseSync, explain: (error: unknown) => unknown): SqliteDialect => {
  let firstFault: { readonly error: unknown } | undefined;
  const remember = (error: unknown): unknown => {
    const explainedError = explain(error);
    firstFault ??= { error: explainedError };
    return explainedError;
  };
  const prepare = createPrepare(database, remember);
  const textFor = (text: string): string | undefined => {
    if (text === 'begin') {
      firstFault = undefined;
      return 'begin immediate';
    }
    if (text === 'rollback' && !database.isTransaction) return undefined;
    if (text === 'commit' && firstFault !== undefined) throw firstFault.error;
    if (!database.isTransaction) throw firstFault?.error ?? new Error('the transaction has ended; nothing is written outside one');
    return text;
  };
  return new SqliteDialect({
    database: {
      close: () => database.close(),
      prepare: (asked) => {
        const text = textFor(asked);
        return text === undefined ? NOTHING : prepare(text);
      },
    },
  });
};
