// What is remembered of wrong passwords: the throttle of each name, and each failure of late as telemetry.
import type { Selectable } from 'kysely';
import type { PeopleTables, Tables } from './people-tables.ts';
import { OPEN_THROTTLE, type Throttle } from './throttle.ts';


const UNKNOWN_NAMES_KEPT = 10_000;
const FAILURES_KEPT = 10_000;

const throttleOf = (row: Selectable<PeopleTables['people_attempt']>): Throttle => ({
  failures: row.failures,
  locks: row.locks,
  lockedAt: row.locked_at_ms,
  lockMs: row.lock_ms,
  lastFailureAt: row.last_failure_ms,
});

export const readThrottle = async (tables: Tables, nameHash: string): Promise<Throttle> => {
  const row = await tables.selectFrom('people_attempt').selectAll().where('name_hash', '=', nameHash).executeTakeFirst();
  return row === undefined ? OPEN_THROTTLE : throttleOf(row);
};

/** By account id; accounts nobody failed at are absent. */
export const readAccountThrottles = async (tables: Tables): Promise<ReadonlyMap<string, Throttle>> => {
  const rows = await tables.selectFrom('people_attempt').selectAll().where('account_id', 'is not', null).execute();
  return new Map(rows.map((row) => [row.account_id ?? '', throttleOf(row)]));
};

export const forgetFailures = async (tables: Tables, nameHash: string): Promise<void> => {
  await tables.deleteFrom('people_attempt').where('name_hash', '=', nameHash).execute();
};

export interface FailedSignIn {
  readonly nameHash: string;
  /** Null for a name nobody has. */
  readonly accountId: string | null;
  readonly seat: string;
  readonly timeMs: number;
  readonly throttle: Throttle;
}

export const writeFailure = async (tables: Tables, { nameHash, accountId, seat, timeMs, throttle }: FailedSignIn): Promise<void> => {
  await forgetFailures(tables, nameHash);
  await tables
    .insertInto('people_attempt')
    .values({
      name_hash: nameHash,
      account_id: accountId,
      failures: throttle.failures,
      locks: throttle.locks,
      locked_at_ms: throttle.lockedAt,
      lock_ms: throttle.lockMs,
      last_failure_ms: throttle.lastFailureAt,
    })
    .execute();
  await tables.insertInto('people_failed_sign_in').values({ time_ms: timeMs, seat, account_id: accountId }).execute();
  await dropOldest(tables);
};

/** Names nobody has are without number; those somebody has are as many as accounts and stay. */
const dropOldest = async (tables: Tables): Promise<void> => {
  const unknown = tables.selectFrom('people_attempt').select('last_failure_ms').where('account_id', 'is', null);
  const tooOld = await unknown.orderBy('last_failure_ms', 'desc').offset(UNKNOWN_NAMES_KEPT).limit(1).executeTakeFirst();
  if (tooOld !== undefined)
    await tables.deleteFrom('people_attempt').where('account_id', 'is', null).where('last_failure_ms', '<=', tooOld.last_failure_ms).execute();
  const failures = tables.selectFrom('people_failed_sign_in').select('time_ms').orderBy('time_ms', 'desc');
  const oldest = await failures.offset(FAILURES_KEPT).limit(1).executeTakeFirst();
  if (oldest !== undefined) await tables.deleteFrom('people_failed_sign_in').where('time_ms', '<=', oldest.time_ms).execute();
};

/** Failures since `sinceMs` by account id. */
export const countFailures = async (tables: Tables, sinceMs: number): Promise<ReadonlyMap<string, number>> => {
  const counted = tables.selectFrom('people_failed_sign_in').select(['account_id', ({ fn }) => fn.countAll<number>().as('count')]);
  const rows = await counted.where('account_id', 'is not', null).where('time_ms', '>=', sinceMs).groupBy('account_id').execute();
  return new Map(rows.map((row) => [row.account_id ?? '', Number(row.count)]));
};

const NAME_KEY = 'attempt-name-key';

/** The key names are hashed with, as hex; null before the first start wrote it. */
export const readNameKey = async (tables: Tables): Promise<string | null> => {
  const row = await tables.selectFrom('people_setting').select('value').where('name', '=', NAME_KEY).executeTakeFirst();
  return row?.value ?? null;
};

export const writeNameKey = async (tables: Tables, key: string): Promise<void> => {
  await tables.insertInto('people_setting').values({ name: NAME_KEY, value: key }).execute();
};
