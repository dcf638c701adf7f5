// Kills a writing station without warning, again and again: nothing it acknowledged may be lost, nothing half done remain.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { setTimeout as wait } from 'node:timers/promises';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openStore } from '../../electron/station/store/open-store.ts';
import type { Store } from '../../electron/station/store/store.ts';
import { systemClock } from '../../electron/station/system.ts';
import { auditStore } from './audit-store.ts';
import { type Halves, halvesMigration, writeHalves } from './halves.ts';

const ROUNDS = Number(process.env['FENGHUOTAI_ROUNDS'] ?? 12);
const SEED = Number(process.env['FENGHUOTAI_SEED'] ?? Date.now() % 1_000_000);
const ROUNDS_A_FOLDER = 8;
const MOST_REPEATS = 40;

/** Mulberry32: the same seed kills at the same moments, as far as the machine allows. */
const createRandom = (seed: number) => {
  let state = seed;
  return (): number => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
};

interface Said {
  readonly acknowledged: ReadonlyMap<string, number>;
  readonly asked: readonly string[];
  readonly hasOpened: boolean;
}

/** A line cut off by the kill was not said. */
const hear = (output: string): Said => {
  const lines = output.split('\n').slice(0, -1).map((line) => line.split(' '));
  return {
    acknowledged: new Map(lines.filter(([word]) => word === 'ack').map(([, id = '', sequence]) => [id, Number(sequence)])),
    asked: lines.filter(([word]) => word === 'ask').map(([, id = '']) => id),
    hasOpened: lines.some(([word]) => word === 'open'),
  };
};

/** One round in three is killed while it opens, migrates or recovers; the others while they write. */
const writeAndDie = async (folder: string, run: number, random: () => number): Promise<Said> => {
  const child = spawn(process.execPath, [join(import.meta.dirname, 'store-writer.ts'), folder, String(run)], { stdio: ['ignore', 'pipe', 'pipe'] });
  let output = '';
  let complaint = '';
  const opened = Promise.withResolvers<null>();
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    output += text;
    opened.resolve(null);
  });
  child.stderr.setEncoding('utf8').on('data', (text: string) => (complaint += text));
  const closed = once(child, 'close');
  if (random() < 1 / 3) await wait(100 + random() * 300);
  else await Promise.race([opened.promise.then(async () => wait(random() * 400)), closed]);
  child.kill('SIGKILL');
  const [, signal] = await closed;
  if (signal !== 'SIGKILL') throw new Error(`the writer ended by itself: ${complaint}`);
  return hear(output);
};

const open = async (folder: string): Promise<Store> => {
  const opened = await openStore({ engine: 'sqlite', folder }, { migrations: [halvesMigration], clock: systemClock });
  if (!opened.ok) throw new Error(`the store did not open after the kill: ${JSON.stringify(opened.error)}`);
  return opened.value;
};

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'store-kill-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

test(`killed ${ROUNDS} times without warning, the store keeps all it acknowledged and nothing half done (seed ${SEED})`, { timeout: ROUNDS * 15_000 }, async () => {
  const random = createRandom(SEED);
  const acknowledged = new Map<string, number>();
  let place = join(folder, '0');
  let total = 0;
  let opened = 0;
  for (let round = 0; round < ROUNDS; round += 1) {
    if (round % ROUNDS_A_FOLDER === 0) {
      place = join(folder, String(round));
      acknowledged.clear();
    }
    const said = await writeAndDie(place, round, random);
    for (const [id, sequence] of said.acknowledged) acknowledged.set(id, sequence);
    total += said.acknowledged.size;
    opened += said.hasOpened ? 1 : 0;
    const store = await open(place);
    expect(await auditStore(store, acknowledged, said.asked.slice(-MOST_REPEATS)), `round ${round} of seed ${SEED}`).toEqual([]);
    await store.dispose();
  }
  process.stdout.write(`${ROUNDS} kills (${opened} while writing), ${total} changes acknowledged, none lost\n`);
  expect(opened).toBeGreaterThan(0);
  expect(total).toBeGreaterThan(ROUNDS);
});

test('the audit finds a lost change, half a change, and a change written twice', async () => {
  const store = await open(folder);
  const write = async (commandId: string) => store.change<Halves>({ seat: 's', person: null, operation: 'writeHalves', payload: null, commandId }, writeHalves);
  for (const id of ['a', 'b', 'c']) await write(id);
  expect(await auditStore(store, new Map([['a', 1]]), ['a', 'b'])).toEqual([]);
  expect(await auditStore(store, new Map([['d', 4]]), [])).toContain('d was acknowledged and is lost');
  expect(await auditStore(store, new Map([['b', 3]]), [])).toContain('b was acknowledged and is lost');
  const database = new DatabaseSync(join(folder, 'station.sqlite'));
  database.exec(`delete from half where sequence = 2 and side = 'right'`);
  expect(await auditStore(store, new Map(), [])).toContain('entry 2 has left ');
  database.exec(`delete from half where sequence = 2; update half_count set changes = 2; drop trigger journal_no_update; update journal set command_id = 'a' where sequence = 3`);
  database.close();
  const faults = await auditStore(store, new Map(), []);
  expect(faults).toEqual(expect.arrayContaining(['a command id is in the journal twice', '2 changes in the ledger, 3 in the journal', expect.stringMatching(/chain is broken/)]));
  await store.dispose();
});
