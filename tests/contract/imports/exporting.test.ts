// What leaves the station: chosen, marked, handed out in parts to who asked, and written down where it tells of people.
import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { download, imported, openImportStation, openText, refusalOf, valueOf, type ImportStation, type TestSeat } from './import-station.ts';
import { manyShelters } from './many-shelters.ts';

let station: ImportStation;
let seat: TestSeat;

const open = async (isDemonstration: boolean, rows: number): Promise<void> => {
  station = await openImportStation({ isDemonstration });
  seat = station.seat();
  await imported(seat, await openText(seat, '避灾点.csv', manyShelters(rows)));
};

afterEach(async () => {
  await station.dispose();
  expect(station.faults).toEqual([]);
});

const textOf = async (exportId: string): Promise<string> => new TextDecoder().decode(await download(seat, exportId));
const entries = async () => (await station.store().entries(0, 100)).map(({ operation, person, payload }) => ({ operation, person, payload: JSON.parse(payload) as unknown }));

describe('an export', () => {
  beforeEach(async () => open(false, 900));

  test('leaves people’s names and phones out unless they are asked for, and then it is in the journal first', async () => {
    const plain = valueOf(await seat.ask('exportThings', { exportId: 'export-0001', kind: 'shelter', format: 'csv', includePersonal: false }));
    expect(plain).toMatchObject({ thingCount: 900, locatedCount: 900 });
    expect(plain.fileName).toMatch(/^避灾安置场所_\d{8}_\d{4}\.csv$/u);
    const text = await textOf('export-0001');
    expect(text).toContain('第899避灾点');
    expect(text).not.toContain('王芳');
    expect(text).not.toMatch(/138\d{8}/u);
    expect((await entries()).map(({ operation }) => operation)).toEqual(['commitImport']);
    const full = valueOf(await seat.ask('exportThings', { exportId: 'export-0002', kind: 'shelter', format: 'csv', includePersonal: true, filter: { text: '第7避灾点' } }));
    expect(full.thingCount).toBe(1);
    expect(await textOf('export-0002')).toMatch(/王芳.*13800000007/u);
    expect((await entries()).at(-1)).toMatchObject({ operation: 'exportThings', person: 'person-1', payload: { kind: 'shelter', filter: { text: '第7避灾点' }, thingCount: 1, includesPersonalData: true, personName: 'person-1王芳' } });
  });

  test('of a kind that tells of nobody is not in the journal', async () => {
    valueOf(await seat.ask('exportThings', { exportId: 'export-0001', kind: 'waterway', format: 'geojson', includePersonal: true }));
    expect((await entries()).map(({ operation }) => operation)).toEqual(['commitImport']);
  });

  test('comes in parts, to nobody but who asked', async () => {
    const { bytes } = valueOf(await seat.ask('exportThings', { exportId: 'export-0001', kind: 'shelter', format: 'geojson', includePersonal: true }));
    const whole = await download(seat, 'export-0001');
    expect(whole.byteLength).toBe(bytes);
    const end = valueOf(await seat.ask('readDownload', { downloadId: 'export-0001', offset: bytes - 10 }));
    expect(end.bytes).toEqual(whole.slice(-10));
    expect(valueOf(await seat.ask('readDownload', { downloadId: 'export-0001', offset: bytes + 10 })).bytes.byteLength).toBe(0);
    expect(refusalOf(await station.seat('commander', 'person-2').ask('readDownload', { downloadId: 'export-0001', offset: 0 })).reason).toBe('notFound');
    const modes = readdirSync(join(station.folder, 'temporary')).map((name) => statSync(join(station.folder, 'temporary', name)).mode & 0o777);
    expect(modes.every((mode) => mode === 0o600)).toBe(true);
  });

  test('is for the desk, not for screens and viewers', async () => {
    for (const role of ['viewer', 'audience'] as const) {
      expect(refusalOf(await station.seat(role).ask('exportThings', { exportId: 'export-0001', kind: 'shelter', format: 'csv', includePersonal: false })).reason).toBe('notPermitted');
    }
    expect(valueOf(await station.seat('liaison').ask('exportThings', { exportId: 'export-0001', kind: 'shelter', format: 'csv', includePersonal: false })).thingCount).toBe(900);
  });

  test('that is stopped leaves no file', async () => {
    let isGoing = true;
    const going = seat.ask('exportThings', { exportId: 'export-0001', kind: 'shelter', format: 'xlsx', includePersonal: false }).finally(() => (isGoing = false));
    while (isGoing) valueOf(await seat.ask('cancelImport', { id: 'export-0001' }));
    expect(refusalOf(await going).reason).toBe('cancelled');
    expect(readdirSync(join(station.folder, 'temporary')).filter((name) => name.includes('.xlsx'))).toEqual([]);
  });
});

test('an export of an exercise says so in its name and in every row', async () => {
  await open(true, 20);
  const written = valueOf(await seat.ask('exportThings', { exportId: 'export-0001', kind: 'shelter', format: 'csv', includePersonal: false }));
  expect(written.fileName).toContain('演练');
  const [, ...lines] = (await textOf('export-0001')).trim().split('\r\n');
  expect(lines).toHaveLength(20);
  expect(lines.every((line) => line.includes('演练数据'))).toBe(true);
});
