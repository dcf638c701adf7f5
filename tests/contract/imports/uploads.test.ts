// Files on their way in: parts in order, each safe to send again, nobody else's to see, and gone when nobody wants them.
import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { FILE_LIMIT_BYTES } from '../../../shared/contract/imports.ts';
import { createManualClock, type ManualClock } from '../people/manual-clock.ts';
import { openBytes, openImportStation, openText, previewed, refusalOf, requestOf, upload, valueOf, type ImportStation, type TestSeat } from './import-station.ts';

const LIST = '名称,安置容量,经度,纬度\n水南小学,100,119.45,28.45';
const BYTES = new TextEncoder().encode(LIST);
const MINUTE_MS = 60_000;

let station: ImportStation;
let seat: TestSeat;
let clock: ManualClock;

beforeEach(async () => {
  clock = createManualClock();
  station = await openImportStation({ clock });
  seat = station.seat();
});

afterEach(async () => {
  await station.dispose();
  expect(station.faults).toEqual([]);
});

const files = (): readonly string[] => readdirSync(join(station.folder, 'temporary'));
const part = (offset: number, end: number, more: object = {}) => ({ uploadId: 'upload-0001', offset, bytes: BYTES.slice(offset, end), fileName: '避灾点.csv', totalBytes: BYTES.byteLength, ...more });

/** Lets what the clock has set off come to its end. */
const until = async (holds: () => boolean): Promise<void> => {
  for (let tries = 0; tries < 500 && !holds(); tries += 1) await new Promise((resolve) => setTimeout(resolve, 10));
  expect(holds()).toBe(true);
};

describe('an upload', () => {
  test('arrives in parts, and a part sent again does no harm', async () => {
    expect(valueOf(await seat.ask('uploadPart', part(0, 20)))).toEqual({ received: 20 });
    expect(valueOf(await seat.ask('uploadPart', part(0, 20)))).toEqual({ received: 20 });
    expect(refusalOf(await seat.ask('uploadPart', part(30, 40)))).toEqual({ reason: 'conflict', detail: { received: 20 } });
    expect(refusalOf(await seat.ask('openImport', { uploadId: 'upload-0001' }))).toEqual({ reason: 'conflict', detail: { received: 20, totalBytes: BYTES.byteLength } });
    const parts = await Promise.all([seat.ask('uploadPart', part(20, 40)), seat.ask('uploadPart', part(40, BYTES.byteLength))]);
    expect(parts.map((sent) => valueOf(sent).received)).toEqual([40, BYTES.byteLength]);
    const opened = valueOf(await seat.ask('openImport', { uploadId: 'upload-0001' }));
    expect(opened.sheets[0]?.sample.map(({ name }) => name)).toEqual(['水南小学']);
    expect(valueOf(await seat.ask('openImport', { uploadId: 'upload-0001' })).importId).toBe(opened.importId);
  });

  test('is refused past its own size, past the limit, under another name, and in the middle of nothing', async () => {
    expect(refusalOf(await seat.ask('uploadPart', part(5, 10))).reason).toBe('notFound');
    valueOf(await seat.ask('uploadPart', part(0, 20)));
    expect(refusalOf(await seat.ask('uploadPart', part(20, 40, { fileName: '别的.csv' }))).reason).toBe('conflict');
    expect(refusalOf(await seat.ask('uploadPart', part(20, BYTES.byteLength, { bytes: new Uint8Array(BYTES.byteLength) }))).reason).toBe('tooLarge');
    expect(refusalOf(await seat.ask('uploadPart', { ...part(0, 1), uploadId: 'upload-0002', totalBytes: FILE_LIMIT_BYTES + 1 })).reason).toBe('malformed');
    expect(refusalOf(await seat.ask('uploadPart', { ...part(0, 1), uploadId: '../../../etc/x' })).reason).toBe('malformed');
    const big = { fileName: 'x.csv', totalBytes: FILE_LIMIT_BYTES, offset: 0, bytes: new Uint8Array(1) };
    const taken = await Promise.all(Array.from({ length: 6 }, (_, index) => seat.ask('uploadPart', { ...big, uploadId: `upload-big-${index}` })));
    expect(taken.map(({ ok }) => ok)).toEqual([true, true, true, false, false, false]);
  });

  test('lies where only the station’s own user may read it', async () => {
    valueOf(await seat.ask('uploadPart', part(0, 20)));
    const [file = ''] = files();
    expect(statSync(join(station.folder, 'temporary', file)).mode & 0o777).toBe(0o600);
    expect(statSync(join(station.folder, 'temporary')).mode & 0o777).toBe(0o700);
  });

  test('is nobody else’s, whatever they know of it', async () => {
    const other = station.seat('commander', 'person-2');
    const mine = await openText(seat, '避灾点.csv', LIST);
    expect(refusalOf(await other.ask('openImport', { uploadId: mine.importId })).reason).toBe('notFound');
    expect(refusalOf(await other.ask('previewImport', requestOf(mine))).reason).toBe('notFound');
    valueOf(await other.ask('closeImport', { importId: mine.importId }));
    expect((await previewed(seat, mine)).counts.new).toBe(1);
  });

  test('is not for those who may not change the map', async () => {
    for (const role of ['viewer', 'audience', 'liaison'] as const) expect(refusalOf(await station.seat(role).ask('uploadPart', part(0, 20))).reason).toBe('notPermitted');
    expect(files()).toEqual([]);
  });

  test('nobody goes on with is swept away', async () => {
    valueOf(await seat.ask('uploadPart', part(0, 20)));
    clock.pass(9 * MINUTE_MS);
    valueOf(await seat.ask('uploadPart', part(20, 30)));
    expect(files()).toHaveLength(1);
    clock.pass(11 * MINUTE_MS);
    await until(() => files().length === 0);
    expect(refusalOf(await seat.ask('uploadPart', part(30, 40))).reason).toBe('notFound');
  });

  test('left by a station that stopped in the middle is deleted when the next one starts', async () => {
    valueOf(await upload(seat, 'upload-0003', '避灾点.csv', BYTES.slice(0, 10)));
    expect(files()).toHaveLength(1);
    await station.restart();
    expect(files()).toEqual([]);
  });
});

describe('an open file', () => {
  test('is closed, with its worker, some time after the window that followed it has gone', async () => {
    const file = await openText(seat, '避灾点.csv', LIST);
    await previewed(seat, file);
    seat.follow('importProgress', { id: file.importId });
    clock.pass(30 * MINUTE_MS);
    expect((await previewed(seat, file)).counts.new).toBe(1);
    seat.leave();
    const same = station.seat();
    let minutes = 0;
    await until(() => {
      minutes += 1;
      clock.pass(MINUTE_MS);
      return files().every((name) => !name.endsWith('.csv'));
    });
    // Not at once: the front desk keeps the stream a while for whoever comes back.
    expect(minutes).toBeGreaterThan(1);
    expect(refusalOf(await same.ask('previewImport', requestOf(file))).reason).toBe('notFound');
  });

  test('is closed when its window says so, and leaves nothing on the disk', async () => {
    const file = await openText(seat, '避灾点.csv', LIST);
    await previewed(seat, file);
    expect(files().length).toBeGreaterThan(0);
    valueOf(await seat.ask('closeImport', { importId: file.importId }));
    expect(files()).toEqual([]);
    expect(refusalOf(await seat.ask('previewImport', requestOf(file))).reason).toBe('notFound');
  });

  test('is one of four at most: each has a worker of its own', async () => {
    const opened = [];
    for (let count = 0; count < 5; count += 1) opened.push(await openBytes(seat, `避灾点${count}.csv`, BYTES));
    expect(opened.map(({ ok }) => ok)).toEqual([true, true, true, true, false]);
    expect(refusalOf(opened[4] ?? opened[0]!).reason).toBe('tooMany');
  });
});
