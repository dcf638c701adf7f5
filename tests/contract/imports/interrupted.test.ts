// Imports that do not come to their end: cancelled, killed, refused by the disk. Nothing of them is ever seen.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Kysely } from 'kysely';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { AtlasTables } from '../../../electron/station/atlas/atlas-tables.ts';
import type { ImportTables } from '../../../electron/station/atlas/imports/import-tables.ts';
import type { StationMessage } from '../../../shared/contract/message.ts';
import { failure } from '../../../shared/kernel/result.ts';
import { listed, openImportStation, openText, previewed, refusalOf, requestOf, valueOf, type ImportStation, type TestSeat } from './import-station.ts';
import { manyShelters } from './many-shelters.ts';

const NODE = fileURLToPath(new URL('../../../node_modules/.bin/node', import.meta.url));

/** What is left of an import in the ledgers, seen or not. */
const left = async (station: ImportStation) => {
  const tables: Kysely<AtlasTables & ImportTables> = station.store().read;
  const [things, batches, codes] = await Promise.all([
    tables.selectFrom('atlas_things').select('id').execute(),
    tables.selectFrom('atlas_batches').select('batch').execute(),
    tables.selectFrom('import_codes').select('code').execute(),
  ]);
  return { things: things.length, batches: batches.length, codes: codes.length, entries: (await station.store().head()).sequence };
};

const NOTHING = { things: 0, batches: 0, codes: 0, entries: 0 };

const until = async (holds: () => boolean): Promise<void> => {
  for (let tries = 0; tries < 2_000 && !holds(); tries += 1) await new Promise((resolve) => setTimeout(resolve, 5));
  expect(holds()).toBe(true);
};

const isPhase = (messages: readonly StationMessage[], phase: string): boolean => JSON.stringify(messages).includes(`"phase":"${phase}"`);

describe('an import that is stopped', () => {
  let station: ImportStation;
  let seat: TestSeat;
  let isFull = false;

  beforeEach(async () => {
    isFull = false;
    const full = failure({ reason: 'diskFull', detail: 'no space left' } as const);
    station = await openImportStation({ through: (store) => ({ ...store, change: async (entry, apply) => (isFull ? failure({ reason: 'store', failure: full.error }) : store.change(entry, apply)) }) });
    seat = station.seat();
  });

  afterEach(async () => {
    await station.dispose();
    expect(station.faults).toEqual([]);
  });

  test('while it is saved leaves nothing, and can be saved afterwards', async () => {
    const file = await openText(seat, '避灾点.csv', manyShelters(6_000));
    const progress = seat.follow('importProgress', { id: file.importId });
    const { digest } = await previewed(seat, file);
    const saving = seat.ask('commitImport', { ...requestOf(file), digest });
    await until(() => isPhase(progress, 'saving'));
    valueOf(await seat.ask('cancelImport', { id: file.importId }));
    expect(refusalOf(await saving).reason).toBe('cancelled');
    expect(await left(station)).toEqual(NOTHING);
    expect((await listed(seat, 'shelter')).total).toBe(0);
    expect(valueOf(await seat.ask('commitImport', { ...requestOf(file), digest })).thingCount).toBe(6_000);
  });

  test('while it is compared ends the comparison; a newer one ends the one before it', async () => {
    const file = await openText(seat, '避灾点.csv', manyShelters(6_000));
    const first = seat.ask('previewImport', requestOf(file));
    const second = seat.ask('previewImport', requestOf(file, { source: '另一来源' }));
    expect(refusalOf(await first).reason).toBe('cancelled');
    expect(valueOf(await second).counts.new).toBe(6_000);
  });

  test('is not stopped by a line that breaks: its seat asks again and hears how it ended', async () => {
    const file = await openText(seat, '避灾点.csv', manyShelters(3_000));
    const progress = seat.follow('importProgress', { id: file.importId });
    const { digest } = await previewed(seat, file);
    void seat.ask('commitImport', { ...requestOf(file), digest }, 'command-broken-line');
    await until(() => isPhase(progress, 'saving'));
    seat.leave();
    const again = station.seat();
    expect(valueOf(await again.ask('commitImport', { ...requestOf(file), digest }, 'command-broken-line')).thingCount).toBe(3_000);
    expect((await left(station)).entries).toBe(1);
  });

  test('by a full disk is refused as such and leaves nothing', async () => {
    const file = await openText(seat, '避灾点.csv', manyShelters(300));
    const { digest } = await previewed(seat, file);
    isFull = true;
    expect(refusalOf(await seat.ask('commitImport', { ...requestOf(file), digest }))).toMatchObject({ reason: 'storeReadOnly', detail: { failure: { reason: 'diskFull' } } });
    isFull = false;
    expect(await left(station)).toEqual(NOTHING);
  });

  test('by the station’s own end leaves nothing', async () => {
    const file = await openText(seat, '避灾点.csv', manyShelters(6_000));
    const progress = seat.follow('importProgress', { id: file.importId });
    const { digest } = await previewed(seat, file);
    void seat.ask('commitImport', { ...requestOf(file), digest });
    await until(() => isPhase(progress, 'saving'));
    await station.restart();
    await station.atlas().whenIdle();
    expect(await left(station)).toEqual(NOTHING);
  });
});

test('a station killed between staging and publishing leaves nothing of the import', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'fenghuotai-imports-killed-'));
  try {
    const child = spawn(NODE, [fileURLToPath(new URL('holding-import.ts', import.meta.url)), folder], { stdio: ['pipe', 'pipe', 'inherit'] });
    const [said] = (await once(child.stdout, 'data')) as [Buffer];
    expect(said.toString()).toBe('staged 1500\n');
    const ended = once(child, 'exit');
    child.kill('SIGKILL');
    expect(await ended).toEqual([null, 'SIGKILL']);
    const station = await openImportStation({ folder });
    expect((await listed(station.seat(), 'shelter')).total).toBe(0);
    await station.atlas().whenIdle();
    expect(await left(station)).toEqual(NOTHING);
    await station.dispose();
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});
