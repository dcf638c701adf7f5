import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { checkContent } from '../../../../shared/domain/atlas/check-content.ts';
import { thingKind } from '../../../../shared/domain/atlas/thing-kinds.ts';
import { mustImport, type Imported } from '../../../../tests/fixtures/import/import-all.ts';

const folder = join(import.meta.dirname, '../../../../../shared/data/takamatsu');
const isThere = existsSync(folder);
if (!isThere && process.env.CI === undefined) console.warn(`skipped: the real files of 高松市 are not at ${folder}`);

const read = (name: string): Promise<Imported> => mustImport(join(folder, name));

const attributesOf = (imported: Imported, name: string) => imported.things.find(({ content }) => content.name === name)?.content.attributes;

/** Bounds of the city with its islands. */
const isInTakamatsu = ({ things }: Imported): boolean =>
  things.every(({ content: { geometry } }) => {
    if (geometry === null) return true;
    if (geometry.type !== 'Point') return false;
    const [longitude, latitude] = geometry.coordinates;
    return longitude > 133.8 && longitude < 134.3 && latitude > 34.1 && latitude < 34.6;
  });

describe('the real files of Takamatsu', () => {
  it('are there in CI', () => {
    expect(isThere || process.env.CI === undefined).toBe(true);
  });

  const cases = [
    ['evacuation_space.xlsx', 'shelter', 195, 195],
    ['reservoir_list.xlsx', 'hazardPoint', 841, 841],
    ['fire_brigade.xlsx', 'team', 93, 93],
    ['fire_station.xlsx', 'team', 13, 13],
    ['hospital.csv', 'specialSite', 628, 627],
    ['sandbag_creation_location.csv', 'stockpile', 9, 9],
    ['tsunami_evacuation_building.csv', 'shelter', 113, 113],
  ] as const;

  for (const [file, kind, things, located] of cases) {
    it.skipIf(!isThere)(`${file} is read as ${things} of kind ${kind}, ${located} of them located, without help`, async () => {
      const imported = await read(file);
      expect(imported.mapping.kind).toBe(kind);
      expect(imported.summary).toMatchObject({ things, located, notLocated: things - located, faults: 0 });
      expect(isInTakamatsu(imported)).toBe(true);
      const thing = thingKind(kind);
      if (thing === undefined) throw new Error(kind);
      expect(imported.things.flatMap(({ content }) => checkContent(thing, content))).toEqual([]);
    });

    it.skipIf(!isThere)(`${file} is recognised by what it holds, under a name that says nothing`, async () => {
      const imported = await mustImport(join(folder, file), { fileName: `a.${file.split('.')[1] ?? ''}` });
      expect(imported.mapping.kind).toBe(kind);
      expect(imported.summary.things).toBe(things);
    });
  }

  it.skipIf(!isThere)('the one hospital not located has no coordinates in the file, and is kept', async () => {
    const imported = await read('hospital.csv');
    const unplaced = imported.things.filter(({ content }) => content.geometry === null);
    expect(unplaced.map(({ row, content }) => [row, content.name])).toEqual([[622, '西岡耳鼻咽喉科医院（休止中）']]);
    expect(unplaced[0]?.warnings).toEqual([]);
    const { north, east } = imported.mapping.position.from === 'columns' ? imported.mapping.position : { north: -1, east: -1 };
    expect([imported.mapping.headers[north], imported.mapping.headers[east]]).toEqual(['latitude', 'longitude']);
  });

  it.skipIf(!isThere)('bed counts that are no numbers are reported and do not sink their hospitals', async () => {
    const imported = await read('hospital.csv');
    const warned = imported.things.filter(({ warnings }) => warnings.length > 0);
    expect(warned).toHaveLength(3);
    for (const { warnings, content } of warned) {
      expect(warnings).toEqual([expect.objectContaining({ code: 'notANumber', header: 'numberOfBeds', value: '19（休床中）' })]);
      expect(content.attributes.beds).toBeUndefined();
    }
    expect(imported.things.filter(({ content }) => content.attributes.beds !== undefined)).toHaveLength(70);
    expect(attributesOf(imported, '高松赤十字病院')).toMatchObject({ siteType: 'hospital', beds: 463, contactPhone: '087-831-7101' });
  });

  it.skipIf(!isThere)('capacities and the ○ △ × of each hazard are read, △ and × never as fit', async () => {
    const imported = await read('evacuation_space.xlsx');
    expect(attributesOf(imported, '新番丁小学校')).toMatchObject({ capacity: 1530, managerPhone: '087-851-1316' });
    const site = attributesOf(imported, '新番丁小学校');
    // Flood: ○ for the planned one, △ for the greatest; the weaker counts.
    expect(site?.suitableFor).toEqual(['waterlogging', 'landslide', 'fire', 'earthquake']);
    expect(site?.conditionallySuitableFor).toEqual(['flood', 'stormSurge', 'tsunami']);
    expect(site?.unsuitableFor).toBeUndefined();
    const park = attributesOf(imported, '如意輪寺公園');
    expect(park?.unsuitableFor).toEqual(['fire']);
    expect(park?.capacity).toBeUndefined();
    expect(park?.managerPhone).toBeUndefined(); // “-” is nothing
    expect(imported.things.filter(({ content }) => content.attributes.capacity !== undefined)).toHaveLength(174);
    const total = imported.things.reduce((sum, { content }) => sum + Number(content.attributes.capacity ?? 0), 0);
    expect(total).toBe(97_823);
    for (const { content } of imported.things) {
      const { suitableFor = [], conditionallySuitableFor = [], unsuitableFor = [] } = content.attributes;
      const all = [suitableFor, conditionallySuitableFor, unsuitableFor].flatMap((list) => (Array.isArray(list) ? list : []));
      expect(new Set(all).size).toBe(all.length);
    }
  });

  it.skipIf(!isThere)('reservoirs are hazard points of that type, keyed by their code', async () => {
    const imported = await read('reservoir_list.xlsx');
    expect(imported.things.every(({ content }) => content.attributes.type === 'reservoir')).toBe(true);
    expect(new Set(imported.things.map(({ key }) => (key.by === 'code' ? key.code : ''))).size).toBe(841);
    expect(imported.things[0]).toMatchObject({ row: 2, key: { by: 'code', code: '372010006' }, content: { name: '新池' } });
  });

  it.skipIf(!isThere)('tsunami buildings fit tsunamis and say which floors', async () => {
    const imported = await read('tsunami_evacuation_building.csv');
    expect(attributesOf(imported, 'イオン高松東店')).toMatchObject({ suitableFor: ['tsunami'], capacity: 10_000, usableFloors: '立体駐車場の３階以上' });
  });

  it.skipIf(!isThere)('posts without a number are keyed by name and address', async () => {
    const imported = await read('fire_brigade.xlsx');
    const unnumbered = imported.things.filter(({ key }) => key.by === 'name');
    expect(unnumbered).toHaveLength(2);
    expect(imported.things.every(({ content }) => content.attributes.teamType === 'fullTimeFire')).toBe(true);
  });

  it.skipIf(!isThere)('columns that fill nothing are named, none is dropped in silence', async () => {
    const imported = await read('evacuation_space.xlsx');
    const guess = imported.report.sheets[0]?.guess;
    expect(guess?.unmapped.map((column) => imported.mapping.headers[column])).toEqual(['evacuationSpace', 'residentsAssociation']);
  });
});
