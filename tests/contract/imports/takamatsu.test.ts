// The real files of a city, from the first byte of the upload to the map, and back out again.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { THING_KINDS } from '../../../shared/domain/atlas/thing-kinds.ts';
import { committed, download, imported, listed, openBytes, openImportStation, openPath, previewed, refusalOf, requestOf, valueOf, type ImportStation, type TestSeat } from './import-station.ts';

const folder = join(import.meta.dirname, '../../../../shared/data/takamatsu');
const isThere = existsSync(folder);
if (!isThere && process.env['CI'] === undefined) console.warn(`skipped: the real files of 高松市 are not at ${folder}`);

test('the real files are there in CI', () => {
  expect(isThere || process.env['CI'] === undefined).toBe(true);
});

const NOTHING = { new: 0, changed: 0, unchanged: 0, gone: 0, duplicate: 0, ambiguous: 0, faulty: 0, withWarnings: 0, unlocated: 0, blank: 0, stale: 0 };

const FILES = [
  ['evacuation_space.xlsx', 'shelter', { new: 195 }],
  ['reservoir_list.xlsx', 'hazardPoint', { new: 841 }],
  ['fire_brigade.xlsx', 'team', { new: 93 }],
  ['fire_station.xlsx', 'team', { new: 13 }],
  ['hospital.csv', 'specialSite', { new: 628, withWarnings: 3, unlocated: 1 }],
  ['sandbag_creation_location.csv', 'stockpile', { new: 9 }],
] as const;

describe.skipIf(!isThere)('the files of Takamatsu', () => {
  let station: ImportStation;
  let seat: TestSeat;
  const at = (name: string): string => join(folder, name);
  beforeEach(async () => {
    station = await openImportStation();
    seat = station.seat();
  });
  afterEach(async () => {
    await station.dispose();
    expect(station.faults).toEqual([]);
  });

  test('come onto the map as they are, each with one entry, and go again with one', async () => {
    for (const [name, kind, counts] of FILES) {
      const file = await openPath(seat, at(name));
      expect(file.sheets[0]?.mapping?.kind).toBe(kind);
      const before = (await listed(seat, kind)).total;
      const { digest, counts: seen, points, extent } = await previewed(seat, file);
      expect(seen).toEqual({ ...NOTHING, ...counts });
      expect(points.groups.byteLength).toBe(counts.new - ('unlocated' in counts ? counts.unlocated : 0));
      expect(points.positions.byteLength).toBe(points.groups.byteLength * 8);
      expect(extent?.[0]).toBeGreaterThan(133.8);
      expect((await listed(seat, kind)).total).toBe(before);
      const done = valueOf(await seat.ask('commitImport', { ...requestOf(file), digest }));
      expect(done).toMatchObject({ thingCount: counts.new, removedCount: 0, overtakenCount: 0 });
      expect((await listed(seat, kind)).total).toBe(before + counts.new);
      valueOf(await seat.ask('closeImport', { importId: file.importId }));
    }
    expect((await station.store().head()).sequence).toBe(FILES.length);
    const { imports } = valueOf(await seat.ask('listImports', { limit: 10 }));
    expect(imports.map(({ fileName, kind, thingCount }) => [fileName, kind, thingCount])).toEqual(FILES.map(([name, kind, counts]) => [name, kind, counts.new]).toReversed());
    const teams = (await listed(seat, 'team')).total;
    const brigade = imports.find(({ fileName }) => fileName === 'fire_brigade.xlsx');
    valueOf(await seat.ask('undoImport', { batch: brigade?.batch ?? 0 }));
    expect((await listed(seat, 'team')).total).toBe(teams - 93);
    expect((await listed(seat, 'shelter')).total).toBe(195);
    expect((await station.store().head()).sequence).toBe(FILES.length + 1);
  });

  test('imported again change nothing, and there is nothing to save', async () => {
    for (const name of ['evacuation_space.xlsx', 'reservoir_list.xlsx']) {
      await imported(seat, await openPath(seat, at(name)));
      const again = await openPath(seat, at(name));
      const { digest, counts } = await previewed(seat, again);
      expect(counts).toMatchObject({ new: 0, changed: 0, duplicate: 0, ambiguous: 0 });
      expect(refusalOf(await seat.ask('commitImport', { ...requestOf(again), digest }))).toMatchObject({ reason: 'invalid', detail: { problem: 'nothingToDo' } });
    }
    expect((await station.store().head()).sequence).toBe(2);
  });

  test('exported and brought back change nothing, in every format', async () => {
    await imported(seat, await openPath(seat, at('evacuation_space.xlsx')));
    await imported(seat, await openPath(seat, at('hospital.csv')));
    for (const [kind, format] of [['shelter', 'xlsx'], ['shelter', 'csv'], ['shelter', 'geojson'], ['shelter', 'kml'], ['specialSite', 'xlsx']] as const) {
      const exportId = `export-${kind}-${format}`;
      const written = valueOf(await seat.ask('exportThings', { exportId, kind, format, includePersonal: true }));
      const back = valueOf(await openBytes(seat, written.fileName, await download(seat, exportId)));
      const { counts } = await previewed(seat, back);
      expect([format, kind, counts]).toEqual([format, kind, { ...NOTHING, unchanged: written.thingCount, unlocated: written.thingCount - written.locatedCount }]);
      valueOf(await seat.ask('closeImport', { importId: back.importId }));
    }
  });

  test('exported without personal data hold no phone, and bring no change when they come back', async () => {
    await imported(seat, await openPath(seat, at('evacuation_space.xlsx')));
    const written = valueOf(await seat.ask('exportThings', { exportId: 'export-plain', kind: 'shelter', format: 'csv', includePersonal: false }));
    const bytes = await download(seat, 'export-plain');
    const phones = (await listed(seat, 'shelter')).things.flatMap(({ attributes }) => (typeof attributes['managerPhone'] === 'string' ? [attributes['managerPhone']] : []));
    expect(phones.length).toBeGreaterThan(10);
    const text = new TextDecoder().decode(bytes);
    expect(phones.filter((phone) => text.includes(phone))).toEqual([]);
    const { counts } = await previewed(seat, valueOf(await openBytes(seat, written.fileName, bytes)));
    expect(counts).toMatchObject({ new: 0, changed: 0, unchanged: 195 });
  });

  test('are kept over a restart of the station, with how their columns were read', async () => {
    const file = await openPath(seat, at('sandbag_creation_location.csv'));
    const kinds = THING_KINDS.map(({ kind }) => kind);
    expect(kinds).toContain(file.sheets[0]?.mapping?.kind);
    await committed(seat, file, { source: '高松市', correct: (mapping) => ({ ...mapping, fields: mapping.fields.filter(({ field }) => field !== 'note') }) });
    await station.restart();
    seat = station.seat();
    expect((await listed(seat, 'stockpile')).total).toBe(9);
    const again = await openPath(seat, at('sandbag_creation_location.csv'));
    expect(again.sheets[0]?.remembered).toMatchObject({ fileName: 'sandbag_creation_location.csv', source: '高松市', person: 'person-1王芳' });
    expect(again.sheets[0]?.mapping?.fields.map(({ field }) => field)).not.toContain('note');
    expect((await previewed(seat, again, { source: '高松市' })).counts).toMatchObject({ new: 0, changed: 0, unchanged: 9 });
  });
});
