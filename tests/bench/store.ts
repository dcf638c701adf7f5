// How fast the embedded store writes durably, against bare node:sqlite doing the same inserts; how fast a long journal opens.
import { mkdtempSync, rmSync, statfsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import type { Transaction as KyselyTransaction } from 'kysely';
import { GENESIS_HASH } from '../../electron/station/store/journal-hash.ts';
import { openStore } from '../../electron/station/store/open-store.ts';
import { textColumn, wholeColumn } from '../../electron/station/store/portable-columns.ts';
import { sealEntry } from '../../electron/station/store/seal-entry.ts';
import type { Migration, Store } from '../../electron/station/store/store.ts';
import { systemClock } from '../../electron/station/system.ts';

type Report = (line: { name: string; metric: string; value: number; unit: string; peer?: string; ratio?: number }) => void;

const NAME = 'store';
const ROUNDS = 30;
const CHANGES_A_ROUND = 100;
const LONG_JOURNAL = 1_000_000;
const PAYLOAD = { village: '山早村', terminals: [1, 2, 3, 4, 5], text: '请立即转移到避灾安置场所' };

// Linux magic numbers of file systems that forget at a power cut: nothing durable can be measured on them.
const MEMORY_FILE_SYSTEMS: ReadonlySet<number> = new Set([0x01021994, 0x858458f6]);

const insistOnDisk = (folder: string): void => {
  if (!MEMORY_FILE_SYSTEMS.has(statfsSync(folder).type)) return;
  throw new Error(`${folder} is in memory; set FENGHUOTAI_BENCH_FOLDER to a folder on a disk`);
};

interface NoteTables {
  readonly note: { readonly sequence: number; readonly text: string };
}

const noteMigration: Migration = {
  name: 'note-001',
  up: async (transaction) =>
    transaction.schema.createTable('note').addColumn('sequence', wholeColumn).addColumn('text', textColumn).execute(),
};

const open = async (folder: string): Promise<Store> => {
  const opened = await openStore({ engine: 'sqlite', folder }, { migrations: [noteMigration], clock: systemClock });
  if (!opened.ok) throw new Error(JSON.stringify(opened.error));
  return opened.value;
};

const changeOnce = async (store: Store, number: number): Promise<void> => {
  const asked = { seat: 'console-1', person: '王芳', operation: 'addNote', payload: PAYLOAD, commandId: `command-${number}` };
  const changed = await store.change(asked, async (transaction, sequence) => {
    const tables: KyselyTransaction<NoteTables> = transaction;
    await tables.insertInto('note').values({ sequence, text: 'a note' }).execute();
    return { sequence };
  });
  if (!changed.ok) throw new Error(JSON.stringify(changed.error));
};

/** The peer: the same rows in the same tables under the same durability, prepared once, nothing checked or hashed. */
const openBare = (folder: string) => {
  const database = new DatabaseSync(join(folder, 'bare.sqlite'));
  database.exec(`pragma journal_mode = wal; pragma synchronous = full; pragma wal_autocheckpoint = 400;
    create table journal (sequence integer primary key, time text, seat text, person text, operation text, payload text,
      command_id text, previous_hash text, hash text);
    create table journal_head (id integer primary key, sequence integer, hash text);
    create table command_outcome (command_id text primary key, sequence integer, outcome text);
    create table note (sequence bigint, text text);
    insert into journal_head values (1, 0, '')`);
  const [begin, commit] = [database.prepare('begin immediate'), database.prepare('commit')];
  const entry = database.prepare('insert into journal values (?, ?, ?, ?, ?, ?, ?, ?, ?)');
  const head = database.prepare('update journal_head set sequence = ?, hash = ? where id = 1');
  const note = database.prepare('insert into note values (?, ?)');
  const outcome = database.prepare('insert into command_outcome values (?, ?, ?)');
  const payload = JSON.stringify(PAYLOAD);
  return {
    write: (number: number): void => {
      begin.run();
      entry.run(number, new Date().toISOString(), 'console-1', '王芳', 'addNote', payload, `command-${number}`, GENESIS_HASH, GENESIS_HASH);
      head.run(number, GENESIS_HASH);
      note.run(number, 'a note');
      outcome.run(`command-${number}`, number, '{}');
      commit.run();
    },
    close: () => database.close(),
  };
};

const quantile = (sorted: readonly number[], share: number): number => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;

const measureCommits = async (folder: string, report: Report): Promise<void> => {
  const store = await open(join(folder, 'commits'));
  const bare = openBare(folder);
  const latencies: number[] = [];
  let [ourMs, bareMs, number] = [0, 0, 0];
  for (let round = 0; round < ROUNDS; round += 1) {
    // Turn about, so that what else the machine does falls on both alike.
    for (let change = 0; change < CHANGES_A_ROUND; change += 1) {
      number += 1;
      const began = performance.now();
      bare.write(number);
      const between = performance.now();
      await changeOnce(store, number);
      const ended = performance.now();
      bareMs += between - began;
      ourMs += ended - between;
      latencies.push(ended - between);
    }
  }
  const sorted = latencies.toSorted((left, right) => left - right);
  report({ name: NAME, metric: 'durableCommits', value: (number / ourMs) * 1_000, unit: '1/s', peer: 'bare node:sqlite, same inserts', ratio: bareMs / ourMs });
  report({ name: NAME, metric: 'bareDurableCommits', value: (number / bareMs) * 1_000, unit: '1/s' });
  report({ name: NAME, metric: 'changeP50', value: quantile(sorted, 0.5), unit: 'ms' });
  report({ name: NAME, metric: 'changeP99', value: quantile(sorted, 0.99), unit: 'ms' });
  report({ name: NAME, metric: 'changeMax', value: quantile(sorted, 1), unit: 'ms' });
  await store.dispose();
  bare.close();
};

/** A journal as long as years of work would make it, chained as the store itself would. */
const fillJournal = async (folder: string): Promise<void> => {
  await (await open(folder)).dispose();
  const database = new DatabaseSync(join(folder, 'station.sqlite'));
  database.exec('begin');
  const insert = database.prepare('insert into journal values (?, ?, ?, ?, ?, ?, ?, ?, ?)');
  let head = { sequence: 0, hash: GENESIS_HASH };
  const asked = { seat: 'console-1', person: '王芳', operation: 'addNote', payload: null };
  const payload = JSON.stringify(PAYLOAD);
  while (head.sequence < LONG_JOURNAL) {
    const entry = sealEntry(head, asked, payload, '2026-11-22T03:15:00.000Z');
    insert.run(entry.sequence, entry.time, entry.seat, entry.person, entry.operation, entry.payload, null, entry.previousHash, entry.hash);
    head = entry;
  }
  database.prepare('update journal_head set sequence = ?, hash = ?').run(head.sequence, head.hash);
  database.exec('commit');
  database.close();
};

const measureLongJournal = async (folder: string, report: Report): Promise<void> => {
  const place = join(folder, 'long');
  await fillJournal(place);
  const began = performance.now();
  const store = await open(place);
  report({ name: NAME, metric: 'reopenAtMillionEntries', value: performance.now() - began, unit: 'ms' });
  const verifying = performance.now();
  const verification = await store.verify();
  if (!verification.intact) throw new Error(verification.detail);
  report({ name: NAME, metric: 'verifyMillionEntries', value: performance.now() - verifying, unit: 'ms' });
  const backup = await store.backup(join(folder, 'backups'));
  if (!backup.ok) throw new Error(JSON.stringify(backup.error));
  report({ name: NAME, metric: 'backupMillionEntries', value: backup.value.durationMs, unit: 'ms' });
  report({ name: NAME, metric: 'millionEntries', value: backup.value.bytes / 1_048_576, unit: 'MiB' });
  await store.dispose();
};

const run = async (report: Report): Promise<void> => {
  const root = process.env['FENGHUOTAI_BENCH_FOLDER'] ?? tmpdir();
  insistOnDisk(root);
  const folder = mkdtempSync(join(root, 'bench-store-'));
  try {
    await measureCommits(folder, report);
    await measureLongJournal(folder, report);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
};

export const bench = { name: NAME, run };
