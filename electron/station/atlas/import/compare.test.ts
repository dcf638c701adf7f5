import { describe, expect, it } from 'vitest';
import type { Attributes } from '../../../../shared/domain/atlas/field.ts';
import type { Thing, ThingGeometry } from '../../../../shared/domain/atlas/thing.ts';
import { compareRows, existingThings, mappedFields, type CompareOptions, type RowComparison } from './compare.ts';
import type { ConvertedThing, RowKey } from './convert-row.ts';
import type { Mapping } from './mapping.ts';

const point = (longitude: number, latitude: number): ThingGeometry => ({ type: 'Point', coordinates: [longitude, latitude] });

const thing = (id: string, name: string, attributes: Attributes = {}, more: Partial<Thing> = {}): Thing => ({
  kind: 'shelter',
  id,
  version: 3,
  name,
  areaCode: '',
  geometry: point(119, 28),
  source: '',
  asOf: '',
  attributes,
  ...more,
});

const row = (number: number, name: string, attributes: Attributes, key: RowKey = { by: 'name', name, place: '' }, geometry: ThingGeometry | null = point(119, 28)): ConvertedThing => ({
  outcome: 'thing',
  row: number,
  key,
  version: null,
  content: { name, areaCode: '', geometry, attributes, source: '', asOf: '' },
  references: [],
  areaNames: null,
  warnings: [],
  cells: [],
});

const options: CompareOptions = {
  match: 'key',
  blankKeeps: true,
  mappedFields: [['capacity'], ['note'], ['address'], ['suitableFor', 'conditionallySuitableFor', 'unsuitableFor']],
  hasPosition: true,
};

const code = (text: string): RowKey => ({ by: 'code', code: text });
const outcomes = (compared: readonly RowComparison[]): readonly string[] => compared.map(({ outcome }) => outcome);

describe('comparing rows with what is there', () => {
  const school = thing('t1', '水南小学', { capacity: 100, note: '旧', managerName: '王五' });
  const hall = thing('t2', '古市礼堂', {});
  const existing = existingThings([school, hall], new Map([['t1', 'A1'], ['t2', 'A2']]));

  it('tells new, changed in which fields, unchanged and gone', () => {
    const comparison = compareRows(existing, options);
    const compared = [row(2, '水南中心小学', { capacity: 120, note: '旧' }, code('A1')), row(3, '新点', {}, code('A9'))].map(comparison.add);
    expect(outcomes(compared)).toEqual(['changed', 'new']);
    expect(compared[0]).toMatchObject({
      changes: [{ field: 'name', before: '水南小学', after: '水南中心小学' }, { field: 'capacity', before: 100, after: 120 }],
      content: { attributes: { capacity: 120, note: '旧', managerName: '王五' } },
    });
    expect(comparison.gone([school, hall]).map(({ id }) => id)).toEqual(['t2']);
    expect(compareRows(existing, options).add(row(2, '古市礼堂', {}, code('A2'))).outcome).toBe('unchanged');
  });

  it('an empty cell keeps what is known unless asked to clear it; a column that is not there touches nothing', () => {
    const blank = row(2, '水南小学', {}, code('A1'), null);
    expect(compareRows(existing, options).add(blank).outcome).toBe('unchanged');
    const cleared = compareRows(existing, { ...options, blankKeeps: false }).add(blank);
    expect(cleared).toMatchObject({
      outcome: 'changed',
      changes: [{ field: 'geometry', after: null }, { field: 'capacity', before: 100, after: null }, { field: 'note', before: '旧', after: null }],
      content: { attributes: { managerName: '王五' } },
    });
    expect(compareRows(existing, { ...options, blankKeeps: false, hasPosition: false, mappedFields: [] }).add(blank).outcome).toBe('unchanged');
  });

  it('a hazard marked △ now leaves the list of those marked ○', () => {
    const fit = thing('t3', '甲', { suitableFor: ['flood'] });
    const compared = compareRows(existingThings([fit], new Map()), options).add(row(2, '甲', { conditionallySuitableFor: ['flood'] }));
    expect(compared).toMatchObject({ content: { attributes: { conditionallySuitableFor: ['flood'] } } });
    expect(compared.outcome === 'changed' && compared.content.attributes.suitableFor).toBeUndefined();
  });

  it('rows with one key, and rows that are one thing, are doubled and reported with the first', () => {
    const comparison = compareRows(existing, options);
    const compared = [row(2, 'x', {}, code('B1')), row(3, 'y', {}, code('B1')), row(4, '水南小学', {}, code('A1')), row(5, '水南小学', {}, { by: 'thingId', id: 't1' })].map(comparison.add);
    expect(outcomes(compared)).toEqual(['new', 'duplicate', 'unchanged', 'duplicate']);
    expect(compared[1]).toMatchObject({ firstRow: 2 });
    expect(compared[3]).toMatchObject({ firstRow: 4 });
  });

  it('names are told apart by area or address; where nothing tells, it is ambiguous and nothing is taken for gone', () => {
    const first = thing('p1', '新池', { address: '一路1号' }, { areaCode: '331124100000' });
    const second = thing('p2', '新池', { address: '二路2号' }, { areaCode: '331124101000' });
    const ponds = existingThings([first, second], new Map());
    const byAddress = compareRows(ponds, options).add(row(2, '新 池', { address: '二路２号' }));
    expect(byAddress).toMatchObject({ thing: { id: 'p2' } });
    const comparison = compareRows(ponds, options);
    expect(comparison.add(row(2, '新池', {}))).toMatchObject({ outcome: 'ambiguous', things: [first, second] });
    expect(comparison.gone([first, second])).toEqual([]);
    expect(compareRows(ponds, options).add(row(2, '新池', { address: '三路3号' })).outcome).toBe('new');
  });

  it('things of one name that nothing else tells apart are told apart by where they lie', () => {
    const pond = thing('p1', '新池', {}, { geometry: point(119.4, 28.4) });
    const ponds = existingThings([pond], new Map());
    expect(compareRows(ponds, options).add(row(2, '新池', {}, undefined, point(119.401, 28.4)))).toMatchObject({ outcome: 'changed', thing: { id: 'p1' } });
    expect(compareRows(ponds, options).add(row(2, '新池', {}, undefined, null)).outcome).toBe('unchanged');
    const comparison = compareRows(ponds, options);
    const compared = [point(119.5, 28.4), point(119.6, 28.4), point(119.6, 28.4)].map((place, index) => comparison.add(row(index + 2, '新池', {}, undefined, place)));
    expect(outcomes(compared)).toEqual(['new', 'new', 'duplicate']);
    expect(compared[2]).toMatchObject({ firstRow: 3 });
    const inVillage = existingThings([{ ...pond, areaCode: '331124100201' }], new Map());
    const moved = row(2, '新池', {}, undefined, point(119.5, 28.4));
    expect(compareRows(inVillage, options).add({ ...moved, content: { ...moved.content, areaCode: '331124100201' } }).outcome).toBe('changed');
  });

  it('another number in the same list is another thing, even under the same name', () => {
    expect(compareRows(existing, options).add(row(2, '水南小学', {}, code('A7'))).outcome).toBe('new');
    expect(compareRows(existing, { ...options, match: 'name' }).add(row(2, '水南小学', {}, code('A7'))).outcome).toBe('unchanged');
  });

  it('the number alone does not make a thing another one: name, address or place must bear it out', () => {
    const elsewhere = point(119.5, 28.5);
    expect(compareRows(existing, options).add(row(2, '消防分团', {}, code('A1'), elsewhere)).outcome).toBe('new');
    expect(compareRows(existing, options).add(row(2, '消防分团', {}, code('A1'), null)).outcome).toBe('new');
    expect(compareRows(existing, options).add(row(2, '水南镇水南小学', {}, code('A1'), elsewhere)).outcome).toBe('changed');
    expect(compareRows(existing, options).add(row(2, '改名小学', {}, code('A1'), point(119.001, 28))).outcome).toBe('changed');
    const housed = existingThings([thing('t9', '旧名', { address: '一路1号' }, { geometry: null })], new Map([['t9', 'A1']]));
    expect(compareRows(housed, options).add(row(2, '新名', { address: '一路１号' }, code('A1'), null)).outcome).toBe('changed');
  });

  it('says where the thing has changed since the file was made from it', () => {
    const stale = { ...row(2, '水南小学', { capacity: 1 }, { by: 'thingId', id: 't1' }), version: 2 } as const;
    expect(compareRows(existing, options).add(stale)).toMatchObject({ outcome: 'changed', isStale: true });
    expect(compareRows(existing, options).add({ ...stale, version: 3 })).toMatchObject({ outcome: 'changed', isStale: false });
  });

  it('differences of blanks, line ends, order of a list and a tenth of a millimetre are none', () => {
    const same = thing('t9', '甲', { note: 'a\nb', suitableFor: ['flood', 'fire'] });
    const compared = compareRows(existingThings([same], new Map()), options).add(
      row(2, '甲', { note: ' a\r\nb ', suitableFor: ['fire', 'flood'] }, undefined, point(119.000_000_000_1, 28)),
    );
    expect(compared.outcome).toBe('unchanged');
    const moved = compareRows(existingThings([same], new Map()), options).add(row(2, '甲', {}, undefined, point(119.000_01, 28)));
    expect(moved).toMatchObject({ outcome: 'changed', changes: [{ field: 'geometry' }] });
  });

  it('a mapping’s flag columns stand for all three lists', () => {
    const mapping = { kind: 'shelter', fields: [{ field: 'suitableFor', from: 'flags', flags: [] }, { field: 'capacity', from: 'column', column: 1 }] } as unknown as Mapping;
    expect(mappedFields(mapping)).toEqual([['suitableFor', 'conditionallySuitableFor', 'unsuitableFor'], ['capacity']]);
  });
});
