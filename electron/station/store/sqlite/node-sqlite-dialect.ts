// Lets Kysely speak SQLite to node:sqlite: a reader that only reads, a writer that only works inside a transaction.
import type { DatabaseSync, SQLInputValue } from 'node:sqlite';
import {
  type DatabaseConnection,
  type Dialect,
  SqliteAdapter,
  type SqliteDatabase,
  SqliteDriver,
  SqliteIntrospector,
  SqliteQueryCompiler,
  type SqliteStatement,
} from 'kysely';
import type { ThreadRest } from '../thread-rest.ts';

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

type Prepare = (text: string) => SqliteStatement;

/** Prepares each text once; of many texts the longest unused is dropped. */
const createPrepare = (database: DatabaseSync, explain: (error: unknown) => unknown): Prepare => {
  const known = new Map<string, SqliteStatement>();
  const make = (text: string): SqliteStatement => {
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

/** Kysely's driver, resting the thread between statements where it has been held for long. */
class RestingDriver extends SqliteDriver {
  readonly #rest: ThreadRest;
  #known: DatabaseConnection | undefined;

  constructor(database: SqliteDatabase, rest: ThreadRest) {
    super({ database });
    this.#rest = rest;
  }

  override async acquireConnection(): Promise<DatabaseConnection> {
    const connection = await super.acquireConnection();
    if (connection !== this.#known) this.#restBetween(connection);
    return connection;
  }

  #restBetween(connection: DatabaseConnection): void {
    this.#known = connection;
    const execute = connection.executeQuery.bind(connection);
    connection.executeQuery = async (query, options) => {
      await this.#rest.due();
      return execute(query, options);
    };
  }
}

const dialectOver = (database: SqliteDatabase, rest: ThreadRest): Dialect => ({
  createAdapter: () => new SqliteAdapter(),
  createDriver: () => new RestingDriver(database, rest),
  createIntrospector: (kysely) => new SqliteIntrospector(kysely),
  createQueryCompiler: () => new SqliteQueryCompiler(),
});

export const readerDialect = (database: DatabaseSync, explain: (error: unknown) => unknown, rest: ThreadRest): Dialect =>
  dialectOver({ close: () => database.close(), prepare: createPrepare(database, explain) }, rest);

const NOTHING: SqliteStatement = { reader: false, all: () => [], run: () => ({ changes: 0, lastInsertRowid: 0 }), iterate: () => [].values() };

/**
 * Takes the write lock at `begin`. A full disk makes SQLite undo the transaction by itself, after which each further
 * statement would commit alone: so nothing runs outside a transaction, and one with a failed statement never commits.
 */
export const writerDialect = (database: DatabaseSync, explain: (error: unknown) => unknown, rest: ThreadRest): Dialect => {
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
  const prepareInside = (asked: string): SqliteStatement => {
    const text = textFor(asked);
    return text === undefined ? NOTHING : prepare(text);
  };
  return dialectOver({ close: () => database.close(), prepare: prepareInside }, rest);
};
