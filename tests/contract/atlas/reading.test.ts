// One thing with what it is related to, lists, areas, extent, and what other features are given.
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type AtlasPlace, content, list, officer, openSqlitePlace, point, published, read, refusalOf, thing, valueOf } from './atlas-place.ts';

let place: AtlasPlace;
beforeEach(async () => {
  place = await openSqlitePlace();
});
afterEach(async () => {
  await place.remove();
  expect(place.faults).toEqual([]);
});

const SQUARE = { type: 'Polygon', coordinates: [[[120.4, 30], [120.5, 30], [120.5, 30.1], [120.4, 30.1], [120.4, 30]]] } as const;

const areas = [
  thing('township', 't-1', {}, { name: '柯岩街道', areaCode: '330603001000', geometry: SQUARE }),
  thing('village', 'v-1', {}, { name: '阮社村', areaCode: '330603001002', geometry: null }),
];

describe('one thing', () => {
  test('comes with the township and village it lies in', async () => {
    await published(place.atlas(), [...areas, thing('shelter', 's-1'), thing('shelter', 's-2', {}, { areaCode: '330603001000' }), thing('shelter', 's-3', {}, { areaCode: '' }), thing('shelter', 's-4', {}, { areaCode: '330603009001' })]);
    const names = await Promise.all(['s-1', 's-2', 's-3', 's-4'].map(async (id) => valueOf(await read(place.atlas(), 'shelter', id)).areaNames));
    expect(names).toEqual([['柯岩街道', '阮社村'], ['柯岩街道'], [], []]);
  });

  test('comes with what it refers to and what refers to it, as these change', async () => {
    await published(place.atlas(), [
      thing('shelter', 's-1', {}, { name: '中学' }),
      thing('hazardPoint', 'p-1', { shelterId: 's-1', transferRouteId: 'r-1' }, { name: '后山' }),
      thing('transferRoute', 'r-1', { shelterId: 's-1', hazardPointId: 'p-1' }, { name: '路线', geometry: null }),
      thing('stockpile', 'd-1', {}, { name: '库' }),
      thing('stockItem', 'i-1', { stockpileId: 'd-1', quantity: 3 }, { name: '沙袋' }),
      thing('responsiblePerson', 'a', {}, { name: '赵' }),
      thing('responsiblePerson', 'b', { superiorId: 'a' }, { name: '钱' }),
    ]);
    const related = async (kind: string, id: string) => valueOf(await read(place.atlas(), kind, id)).related.map((one) => `${one.relation} ${one.id}`).toSorted();
    expect(await related('shelter', 's-1')).toEqual(['hazardPoint.shelterId p-1', 'transferRoute.shelterId r-1']);
    expect(await related('hazardPoint', 'p-1')).toEqual(['shelterId s-1', 'transferRoute.hazardPointId r-1', 'transferRouteId r-1']);
    expect(await related('stockpile', 'd-1')).toEqual(['stockItem.stockpileId i-1']);
    expect(await related('responsiblePerson', 'a')).toEqual(['responsiblePerson.superiorId b']);
    expect(valueOf(await read(place.atlas(), 'hazardPoint', 'p-1')).related[0]).toEqual({ relation: 'transferRouteId', kind: 'transferRoute', id: 'r-1', name: '路线', position: null });
    valueOf(await place.atlas().handlers.changeThing({ kind: 'hazardPoint', id: 'p-1', version: 1, content: content('后山') }, officer));
    expect(await related('shelter', 's-1')).toEqual(['transferRoute.shelterId r-1']);
    await place.reopen();
    expect(await related('shelter', 's-1')).toEqual(['transferRoute.shelterId r-1']);
  });

  test('that very many refer to says that there are more', async () => {
    await published(place.atlas(), [thing('stockpile', 'd-1'), ...Array.from({ length: 210 }, (_, index) => thing('stockItem', `i-${index}`, { stockpileId: 'd-1', quantity: 1 }))]);
    const found = valueOf(await read(place.atlas(), 'stockpile', 'd-1'));
    expect([found.related.length, found.isRelatedTruncated]).toEqual([200, true]);
  });
});

describe('a list', () => {
  test('is in order of area and name, and comes in pages that fit together', async () => {
    const things = Array.from({ length: 1300 }, (_, index) => thing('team', `t-${index}`, {}, { name: `队${String((index * 7919) % 1300).padStart(4, '0')}`, areaCode: index % 3 === 0 ? '' : `33060300${1 + (index % 2)}001` }));
    await published(place.atlas(), things);
    const pages = [];
    for (let offset = 0; offset < 1300; offset += 500) pages.push(...(await list(place.atlas(), 'team', { offset, limit: 500 })).things);
    const expected = things.toSorted((left, right) => (left.areaCode === right.areaCode ? (left.name < right.name ? -1 : 1) : left.areaCode < right.areaCode ? -1 : 1));
    expect(pages.map(({ id }) => id)).toEqual(expected.map(({ id }) => id));
    expect((await list(place.atlas(), 'team', { offset: 1300 })).things).toEqual([]);
  });

  test('of a kind nobody knows is refused', async () => {
    expect(refusalOf(await place.atlas().handlers.listThings({ kind: 'spaceship', offset: 0, limit: 10 }, officer)).reason).toBe('notFound');
  });
});

describe('the whole', () => {
  test('has the townships and villages as areas, with a place inside each that has one', async () => {
    await published(place.atlas(), areas);
    const found = valueOf(await place.atlas().handlers.readAreas({}, officer)).areas;
    expect(found.map(({ code, name, level }) => [code, name, level])).toEqual([['330603001000', '柯岩街道', 'township'], ['330603001002', '阮社村', 'village']]);
    expect(found[0]?.position).toEqual([expect.closeTo(120.45), expect.closeTo(30.05)]);
    expect(found[1]?.position).toBeNull();
  });

  test('has an extent once something is located', async () => {
    expect(valueOf(await place.atlas().handlers.readExtent({}, officer)).extent).toBeNull();
    await published(place.atlas(), [...areas, thing('team', 't-1', {}, { geometry: point([121, 29]) })]);
    expect(valueOf(await place.atlas().handlers.readExtent({}, officer)).extent).toEqual([120.4, 29, 121, 30.1]);
  });

  test('is given to other features whole, current, and with word of every change', async () => {
    const { reader } = place.atlas();
    await published(place.atlas(), [thing('loudspeaker', 'l-1', { powerWatts: 50 }), thing('loudspeaker', 'l-2')]);
    const first = await reader.things('loudspeaker');
    expect(first.map(({ id, attributes }) => [id, attributes])).toEqual([['l-1', { powerWatts: 50 }], ['l-2', {}]]);
    expect(await reader.things('loudspeaker')).toBe(first);
    const heard: number[] = [];
    const listening = reader.onChange(() => heard.push(reader.revision()));
    const before = reader.revision();
    valueOf(await place.atlas().handlers.removeThing({ kind: 'loudspeaker', id: 'l-1', version: 1, reason: '坏' }, officer));
    expect(heard).toHaveLength(1);
    expect(heard[0]).toBeGreaterThan(before);
    expect((await reader.things('loudspeaker')).map(({ id }) => id)).toEqual(['l-2']);
    expect((await reader.thingsById('loudspeaker', ['l-1', 'l-2'])).map(({ id }) => id)).toEqual(['l-2']);
    expect(await reader.things('spaceship')).toEqual([]);
    listening.dispose();
    valueOf(await place.atlas().handlers.addThing({ kind: 'loudspeaker', content: content('新') }, officer));
    expect(heard).toHaveLength(1);
  });
});
