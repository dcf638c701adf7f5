// Opens the main file for writing with the settings durability rests on, and looks whether what is in it can be trusted.
import { existsSync, statSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { entryHash, GENESIS_HASH } from '../journal-hash.ts';
import type { JournalEntry, StoreFailure } from '../store.ts';

/** Waiting for another program's lock holds the station's thread, so not for long; nothing of ours ever takes one. */
const BUSY_MS = 100;

/** Up to this size the whole file is looked through on opening (about 1 ms per MiB); beyond it only its ends. */
const QUICK_CHECK_BYTES = 64 * 1024 * 1024;

const SETTINGS = `
  pragma synchronous = full;
  pragma fullfsync = on;
  pragma checkpoint_fullfsync = on;
  pragma foreign_keys = on;
  pragma cell_size_check = on;
  pragma cache_size = -16000;
  pragma journal_size_limit = 67108864;
  pragma wal_autocheckpoint = 400;
`;

export const openWriter = (main: string): DatabaseSync => {
  const database = new DatabaseSync(main, { timeout: BUSY_MS, enableForeignKeyConstraints: true });
  try {
    database.exec('pragma journal_mode = wal');
    database.exec(SETTINGS);
    return database;
  } catch (error) {
    database.close();
    throw error;
  }
};

/** SQLite keeps its old journal, without an error, where the file system cannot share memory (some network drives). */
export const hasLog = (database: DatabaseSync): boolean => Object.values(database.prepare('pragma journal_mode').get() ?? {})[0] === 'wal';

export const openReader = (main: string): DatabaseSync => {
  const database = new DatabaseSync(main, { readOnly: true, timeout: BUSY_MS });
  try {
    database.exec('pragma cell_size_check = on; pragma cache_size = -16000');
    return database;
  } catch (error) {
    database.close();
    throw error;
  }
};

interface Row {
  readonly [column: string]: unknown;
}

const isEntry = (row: Row | undefined): row is Row & JournalEntry =>
  row !== undefined && typeof row['sequence'] === 'number' && typeof row['payload'] === 'string' && typeof row['hash'] === 'string';

const lastEntry = (database: DatabaseSync): Row | undefined =>
  database
    .prepare(
      `select sequence, time, seat, person, operation, payload, command_id as commandId, previous_hash as previousHash, hash
       from journal order by sequence desc limit 1`,
    )
    .get();

/** Whether the head names the last entry and that entry its own hash: the ends only, however long the journal. */
const endsMisfit = (database: DatabaseSync): string | undefined => {
  const head: Row | undefined = database.prepare('select sequence, hash from journal_head where id = 1').get();
  if (head === undefined) return 'the head row of the journal is missing';
  const last = lastEntry(database);
  if (last === undefined) return head['sequence'] === 0 && head['hash'] === GENESIS_HASH ? undefined : 'the journal is empty but its head is not';
  if (!isEntry(last) || last.sequence !== head['sequence'] || last.hash !== head['hash']) return 'the head does not name the last entry of the journal';
  return entryHash(last) === last.hash ? undefined : `entry ${last.sequence} does not match its own hash`;
};

const hasJournal = (database: DatabaseSync): boolean =>
  database.prepare("select 1 from sqlite_schema where type = 'table' and name = 'journal_head'").get() !== undefined;

/** Why the opened file cannot be trusted; undefined for a sound or a new one. Errors of SQLite itself are thrown. */
export const unsound = (database: DatabaseSync, main: string): StoreFailure | undefined => {
  if (existsSync(main) && statSync(main).size <= QUICK_CHECK_BYTES) {
    const answer = Object.values(database.prepare('pragma quick_check(1)').get() ?? {})[0];
    if (answer !== 'ok') return { reason: 'corrupt', detail: `${main}: ${String(answer)}` };
  }
  if (!hasJournal(database)) return undefined;
  const misfit = endsMisfit(database);
  return misfit === undefined ? undefined : { reason: 'corrupt', detail: `${main}: ${misfit}` };
};
