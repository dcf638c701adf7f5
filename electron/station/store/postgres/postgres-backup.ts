// A consistent copy of a server store by PostgreSQL's own pg_dump, read through again before it is reported.
import { statSync } from 'node:fs';
import { join } from 'node:path';
import pg from 'pg';
import type { Clock } from '../../../../shared/kernel/clock.ts';
import { failure, type Result, success } from '../../../../shared/kernel/result.ts';
import { backupName } from '../backup-name.ts';
import { placeFile } from '../durable-files.ts';
import { fileFailure } from '../file-failure.ts';
import { type BackupReport, type JournalHead, type StoreFailure, StoreUnavailable } from '../store.ts';
import { inWorkingFolder } from '../working-folder.ts';
import { postgresFailure } from './postgres-failure.ts';
import { connectionEnvironment, insistDone, runTool } from './run-tool.ts';

interface Held {
  readonly snapshot: string;
  readonly head: JournalHead;
}

const holdSnapshot = async (client: pg.Client): Promise<Held> => {
  await client.query('begin isolation level repeatable read read only');
  const { rows } = await client.query<{ snapshot: string; sequence: string; hash: string }>(
    'select pg_export_snapshot() as snapshot, sequence::text, hash from journal_head where id = 1',
  );
  const [row] = rows;
  if (row === undefined) throw new StoreUnavailable({ reason: 'corrupt', detail: 'the head row of the journal is missing' });
  return { snapshot: row.snapshot, head: { sequence: Number(row.sequence), hash: row.hash } };
};

/** Dumps exactly what one snapshot sees, and says what its head was. */
const dumpSnapshot = async (url: string, path: string, signal?: AbortSignal): Promise<JournalHead> => {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 5_000, keepAlive: true });
  client.on('error', () => undefined);
  await client.connect();
  try {
    const { snapshot, head } = await holdSnapshot(client);
    const parameters = ['--format=custom', `--snapshot=${snapshot}`, '--no-owner', '--no-privileges', `--file=${path}`];
    insistDone('pg_dump', await runTool({ program: 'pg_dump', parameters, environment: connectionEnvironment(url), signal }));
    return head;
  } finally {
    await client.end();
  }
};

/** Unpacks the whole archive to nowhere, then looks for the head among its rows. */
const checkDump = async (path: string, head: JournalHead, signal?: AbortSignal): Promise<void> => {
  const environment = process.env;
  const nowhere = process.platform === 'win32' ? 'NUL' : '/dev/null';
  insistDone('pg_restore', await runTool({ program: 'pg_restore', parameters: [`--file=${nowhere}`, path], environment, signal }));
  let text = '';
  const parameters = ['--data-only', '--table=journal_head', '--file=-', path];
  const onOutput = (piece: string): void => {
    text = (text + piece).slice(0, 65_536);
  };
  insistDone('pg_restore', await runTool({ program: 'pg_restore', parameters, environment, onOutput, signal }));
  if (!text.includes(`1\t${head.sequence}\t${head.hash}`))
    throw new StoreUnavailable({ reason: 'corrupt', detail: 'the copy is not sound: its head is not the one that was copied' });
};

const failureOf = (error: unknown): StoreFailure => {
  if (error instanceof StoreUnavailable) return error.failure;
  const found = postgresFailure(error) ?? fileFailure(error);
  if (found === undefined) throw error;
  return found;
};

interface BackupOrder {
  readonly url: string;
  readonly folder: string;
  readonly clock: Clock;
  readonly signal?: AbortSignal | undefined;
}

const dumpAndCheck = async ({ url, folder, clock, signal }: BackupOrder, partial: string): Promise<BackupReport> => {
  const began = clock.elapsed();
  const head = await dumpSnapshot(url, partial, signal);
  await checkDump(partial, head, signal);
  const path = await placeFile(partial, folder, backupName(clock.now(), head.sequence, 'pgdump'));
  return { path, entries: head.sequence, headHash: head.hash, bytes: statSync(path).size, durationMs: clock.elapsed() - began };
};

/** Custom format, for `pg_restore`; needs pg_dump and pg_restore on PATH, of the server's version or newer. */
export const backupPostgres = async (order: BackupOrder): Promise<Result<BackupReport, StoreFailure>> => {
  const { folder, clock, signal } = order;
  try {
    return success(await inWorkingFolder(folder, clock, async (inside) => dumpAndCheck(order, join(inside, 'copy.pgdump'))));
  } catch (error) {
    signal?.throwIfAborted();
    return failure(failureOf(error));
  }
};
