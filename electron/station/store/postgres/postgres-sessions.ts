// Connections to PostgreSQL as the store needs them: one writer that holds the store for itself, a few that only read.
import pg from 'pg';
import { createListeners } from '../listeners.ts';
import { type StoreFailure, StoreUnavailable } from '../store.ts';
import { explained, postgresFailure } from './postgres-failure.ts';

const CONNECT_MS = 5_000;
const WRITE_MS = 10_000;
const READ_MS = 60_000;
const READERS = 4;

/** How long a new station waits for the server to notice that the one before has died. */
const TAKE_OVER_MS = 3_000;

/** Advisory locks are per database; two numbers nothing else is likely to use. */
const STORE_LOCK = [0x66656e67, 0x68756f74] as const;

const INT8 = 20;
const NUMERIC = 1700;
const BYTEA = 17;

const safeNumber = (text: string): number => {
  const value = Number(text);
  if (Number.isInteger(value) && !Number.isSafeInteger(value)) throw new RangeError(`${text} does not fit a number`);
  return value;
};

const bytesOf = (text: string): Uint8Array => {
  if (!text.startsWith('\\x')) throw new RangeError('bytes from PostgreSQL must come in hex');
  return Uint8Array.from(Buffer.from(text.slice(2), 'hex'));
};

/** Counts, sums and bytes come as SQLite gives them: numbers and plain byte arrays. */
const types: pg.CustomTypesConfig = {
  getTypeParser: (oid: number, format?: 'text' | 'binary') => {
    if (format !== 'binary' && (oid === INT8 || oid === NUMERIC)) return safeNumber;
    if (format !== 'binary' && oid === BYTEA) return bytesOf;
    return pg.types.getTypeParser(oid, format);
  },
};

const shared = (url: string): pg.PoolConfig => ({
  connectionString: url,
  application_name: 'fenghuotai',
  connectionTimeoutMillis: CONNECT_MS,
  keepAlive: true,
  keepAliveInitialDelayMillis: 5_000,
  types,
});

const lockStore = async (client: pg.PoolClient): Promise<void> => {
  await client.query(`set lock_timeout = ${TAKE_OVER_MS}`);
  try {
    await client.query('select pg_advisory_lock($1, $2)', [...STORE_LOCK]);
  } catch (error) {
    if (postgresFailure(error)?.reason !== 'unreachable' || !(error instanceof pg.DatabaseError)) throw error;
    if (error.code !== '55P03') throw error;
    throw new StoreUnavailable({ reason: 'inUse', detail: 'another station has this database open' }, error);
  }
};

const prepareWriter = async (client: pg.PoolClient): Promise<void> => {
  await lockStore(client);
  // A server set up to answer before it has written would answer for facts that a power cut takes back.
  await client.query("set synchronous_commit = on; set lock_timeout = 5000; set idle_in_transaction_session_timeout = 60000");
};

/** What Kysely's PostgreSQL driver wants of a pool. */
export interface Sessions {
  readonly connect: () => Promise<pg.PoolClient>;
  readonly end: () => Promise<void>;
  readonly options: pg.PoolConfig;
}

/** Prepares each new connection once; one that cannot be prepared is closed, and a lost one never takes the process down. */
const sessionsOver = (pool: pg.Pool, prepare: (client: pg.PoolClient) => Promise<void>, lost: (error: unknown) => void): Sessions => {
  const ready = new WeakSet<pg.PoolClient>();
  pool.on('error', lost);
  return {
    connect: async () => {
      const client = await pool.connect();
      if (ready.has(client)) return client;
      client.on('error', lost);
      try {
        await prepare(client);
      } catch (error) {
        client.release(true);
        throw explained(error);
      }
      ready.add(client);
      return client;
    },
    end: async () => pool.end(),
    options: pool.options,
  };
};

export interface StoreSessions {
  readonly writer: Sessions;
  readonly reader: Sessions;
  readonly onLost: (listener: (failure: StoreFailure) => void) => () => void;
}

export const createSessions = (url: string): StoreSessions => {
  const lost = createListeners<StoreFailure>();
  const tellLost = (error: unknown): void => lost.tell(postgresFailure(error) ?? { reason: 'unreachable', detail: String(error) });
  const writer = new pg.Pool({ ...shared(url), max: 1, idleTimeoutMillis: 0, query_timeout: WRITE_MS });
  const reader = new pg.Pool({ ...shared(url), max: READERS, query_timeout: READ_MS, options: '-c default_transaction_read_only=on' });
  return {
    writer: sessionsOver(writer, prepareWriter, tellLost),
    // The writer's loss is the one that counts; a lost reader is replaced on the next reading.
    reader: sessionsOver(reader, async () => undefined, () => undefined),
    onLost: lost.add,
  };
};
