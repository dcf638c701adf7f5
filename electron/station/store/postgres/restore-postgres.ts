// Puts a backup into an empty PostgreSQL database, whole or not at all, and verifies its journal there.
import { setImmediate } from 'node:timers/promises';
import { Kysely, sql } from 'kysely';
import pg from 'pg';
import type { Clock } from '../../../../shared/kernel/clock.ts';
import { failure, type Result, success } from '../../../../shared/kernel/result.ts';
import { fileFailure } from '../file-failure.ts';
import { journalSource } from '../journal-source.ts';
import { DEFAULT_LIMITS } from '../store-limits.ts';
import { type AnyTables, type StoreFailure, StoreUnavailable, type Verification } from '../store.ts';
import { verifyReadable } from '../verify-chain.ts';
import { explainingDialect } from './explaining-dialect.ts';
import { createSessions } from './postgres-sessions.ts';
import { connectionEnvironment, insistDone, runTool } from './run-tool.ts';

interface Restoring {
  readonly backupPath: string;
  readonly url: string;
  readonly clock: Clock;
  readonly signal?: AbortSignal | undefined;
}

const restoreAndVerify = async (
  { backupPath, url, clock, signal }: Restoring,
  read: Kysely<AnyTables>,
): Promise<Result<Verification & { intact: true }, StoreFailure>> => {
  const { rows } = await sql<{ found: number }>`select count(*) as found from pg_class
    where relkind in ('r', 'v', 'm', 'S') and relnamespace = current_schema()::regnamespace`.execute(read);
  if (rows[0]?.found !== 0) return failure({ reason: 'inUse', detail: 'the database is not empty; restore into a new one' });
  const { database } = new pg.Client({ connectionString: url });
  const parameters = ['--single-transaction', '--exit-on-error', '--no-owner', '--no-privileges', `--dbname=${database}`, backupPath];
  insistDone('pg_restore', await runTool({ program: 'pg_restore', parameters, environment: connectionEnvironment(url), signal }));
  const source = journalSource(read, sql<Uint8Array>`convert_to(payload, 'UTF8')`);
  const verification = await verifyReadable(source, { clock, sliceMs: DEFAULT_LIMITS.sliceMs, pause: async () => setImmediate(), signal });
  return verification.intact ? success(verification) : failure({ reason: 'corrupt', detail: `${backupPath}: ${verification.detail}` });
};

/** `inUse` where the database holds anything: nothing is ever restored over what is there. */
export const restorePostgres = async (restoring: Restoring): Promise<Result<Verification & { intact: true }, StoreFailure>> => {
  const sessions = createSessions(restoring.url);
  const read = new Kysely<AnyTables>({ dialect: explainingDialect({ pool: sessions.reader }) });
  try {
    return await restoreAndVerify(restoring, read);
  } catch (error) {
    restoring.signal?.throwIfAborted();
    if (error instanceof StoreUnavailable) return failure(error.failure);
    const found = fileFailure(error);
    if (found === undefined) throw error;
    return failure(found);
  } finally {
    await sessions.reader.end();
    await sessions.writer.end();
  }
};
