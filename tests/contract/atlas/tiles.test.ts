// Tiles as windows ask for them: points, clusters and shapes, with and without filters.
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Atlas } from '../../../electron/station/atlas/atlas.ts';
import type { NewThing } from '../../../electron/station/atlas/staged-rows.ts';
import { ATLAS_OPERATIONS, type AtlasFilter } from '../../../shared/contract/atlas.ts';
import { unpackShapes } from '../../../shared/domain/atlas/packed-shapes.ts';
import { tileOf } from '../../../shared/geo/tile-grid.ts';
import type { LonLat } from '../../../shared/kernel/units.ts';
import { type AtlasPlace, callerAs, content, entry, list, officer, openSqlitePlace, point, published, refusalOf, staged, thing, valueOf } from './atlas-place.ts';

let place: AtlasPlace;
beforeEach(async () => {
  place = await openSqlitePlace();
});
afterEach(async () => {
  await place.remove();
  expect(place.faults).toEqual([]);
});

const tileAt = async (atlas: Atlas, kind: string, z: number, position: LonLat, filter?: AtlasFilter, caller = officer) => {
  const tile = tileOf(position, z);
  if (!tile.ok) throw new Error('off the grid');
  const answer = valueOf(await atlas.handlers.readTile({ kind, ...tile.value, ...(filter === undefined ? {} : { filter }) }, caller));
  return ATLAS_OPERATIONS.readTile.output.parse(answer);
};

const HERE: LonLat = [120.45, 30.05];

/** A number from 0 to 1 that is always the same for the same seed. */
const scatter = (seed: number): number => {
  const value = Math.sin(seed * 12.9898) * 43_758.5453;
  return value - Math.floor(value);
};

const LEVELS = ['red', 'orange', 'yellow', 'blue'] as const;
const TYPES = ['20104.0100', 'flashFlood', 'waterlogging'] as const;

const hazardPoint = (index: number): NewThing => {
  const riskLevel = LEVELS[index % 5];
  return thing('hazardPoint', `p-${index}`, { type: TYPES[index % 3] ?? 'flashFlood', ...(riskLevel === undefined ? {} : { riskLevel }) }, {
    name: index % 7 === 0 ? `滑坡点${index}` : `隐患点${index}`,
    areaCode: index % 2 === 0 ? '330603001002' : '330603002001',
    geometry: point([120.2 + scatter(index) * 0.6, 29.8 + scatter(index + 0.5) * 0.5]),
  });
};

describe('points in tiles', () => {
  test('are given one by one with everything the map draws where there are few', async () => {
    await published(place.atlas(), [thing('shelter', 's-1', { shelterClass: 'centre', openState: 'open' }), thing('shelter', 's-2', {}, { geometry: null })]);
    const tile = await tileAt(place.atlas(), 'shelter', 12, HERE);
    const positions = new DataView(tile.points.positions.buffer, tile.points.positions.byteOffset);
    expect([positions.getInt32(0, true), positions.getInt32(4, true)]).toEqual([120_450_000, 30_050_000]);
    expect(tile.points).toMatchObject({ ids: ['s-1'], names: ['shelter s-1'], symbols: ['centre'], levels: [''], states: ['open'] });
    expect(tile).toMatchObject({ clusters: [], shapes: { ids: [], omittedCount: 0 } });
  });

  test('are clustered where there are many, with their levels counted and the unknown ones left to the total', async () => {
    await published(place.atlas(), Array.from({ length: 1000 }, (_, index) => hazardPoint(index)));
    const tile = await tileAt(place.atlas(), 'hazardPoint', 8, HERE);
    const count = tile.clusters.reduce((sum, cluster) => sum + cluster.count, tile.points.ids.length);
    expect(count).toBe(1000);
    const sums = LEVELS.map((level) => tile.clusters.reduce((sum, { levels }) => sum + (levels[level] ?? 0), 0) + tile.points.levels.filter((found) => found === level).length);
    expect(sums).toEqual([200, 200, 200, 200]);
    expect(Object.keys(tile.clusters[0]?.levels ?? {}).toSorted()).toEqual([...LEVELS].toSorted());
  });

  test('that a filter lets through are those a look at every thing finds, and change with the layer', async () => {
    const all = Array.from({ length: 1000 }, (_, index) => hazardPoint(index));
    await published(place.atlas(), all);
    const filters: readonly (readonly [AtlasFilter, (one: NewThing) => boolean])[] = [
      [{}, () => true],
      [{ symbols: ['flashFlood'] }, (one) => one.attributes['type'] === 'flashFlood'],
      [{ symbols: [] }, () => false],
      [{ levels: ['red', ''] }, (one) => one.attributes['riskLevel'] === 'red' || one.attributes['riskLevel'] === undefined],
      [{ areaCode: '330603001000' }, (one) => one.areaCode.startsWith('330603001')],
      [{ areaCode: '330603' }, () => true],
      [{ text: '滑坡' }, (one) => one.name.includes('滑坡')],
      [{ text: '滑坡', levels: ['blue'], areaCode: '330603002001' }, (one) => one.name.includes('滑坡') && one.attributes['riskLevel'] === 'blue' && one.areaCode === '330603002001'],
      [{ states: ['none such'] }, () => false],
    ];
    for (const [filter, passes] of filters) {
      const expected = all.filter(passes).map(({ id }) => id).toSorted();
      const listed = await list(place.atlas(), 'hazardPoint', { filter, limit: 500 });
      expect(listed.total).toBe(expected.length);
      const tile = await tileAt(place.atlas(), 'hazardPoint', 7, HERE, filter);
      expect(tile.clusters.reduce((sum, cluster) => sum + cluster.count, tile.points.ids.length)).toBe(expected.length);
      if (expected.length <= 256) expect(tile.points.ids.toSorted()).toEqual(expected);
    }
    const filter = { text: '滑坡', levels: ['blue'] };
    const before = (await tileAt(place.atlas(), 'hazardPoint', 7, HERE, filter)).points.ids;
    valueOf(await place.atlas().handlers.changeThing({ kind: 'hazardPoint', id: before[0] ?? '', version: 1, content: content('已核销', { attributes: { type: 'flashFlood' } }) }, officer));
    expect((await tileAt(place.atlas(), 'hazardPoint', 7, HERE, filter)).points.ids).toEqual(before.slice(1));
  });

  test('asked while a batch is being published are those before it or those after it, never some of it', async () => {
    const batch = await staged(place.atlas(), Array.from({ length: 20_000 }, (_, index) => hazardPoint(index)));
    let isDone = false;
    const publishing = batch.publish(entry()).then((done) => {
      isDone = true;
      return done;
    });
    const seen = new Set<number>();
    while (!isDone) {
      const tile = await tileAt(place.atlas(), 'hazardPoint', 5, HERE);
      seen.add(tile.clusters.reduce((sum, cluster) => sum + cluster.count, tile.points.ids.length));
      seen.add((await list(place.atlas(), 'hazardPoint', { filter: { symbols: [...TYPES] }, limit: 1 })).total);
      await new Promise((resolve) => setImmediate(resolve));
    }
    valueOf(await publishing);
    expect([...seen].filter((count) => count !== 0 && count !== 20_000)).toEqual([]);
  });

  test('near the poles are drawn at the rim of the map and not lost', async () => {
    await published(place.atlas(), [thing('gauge', 'north', {}, { geometry: point([10, 89.5]) })]);
    expect((await tileAt(place.atlas(), 'gauge', 3, [10, 85])).points.ids).toEqual(['north']);
  });

  test('of a kind or a tile that does not exist are refused', async () => {
    const { handlers } = place.atlas();
    expect(refusalOf(await handlers.readTile({ kind: 'spaceship', z: 0, x: 0, y: 0 }, officer)).reason).toBe('notFound');
    expect(refusalOf(await handlers.readTile({ kind: 'shelter', z: 3, x: 8, y: 0 }, officer)).reason).toBe('notFound');
  });

  test('nobody waits for any more are not looked for to the end', async () => {
    await published(place.atlas(), [hazardPoint(1)]);
    const asking = new AbortController();
    asking.abort();
    const refused = await place.atlas().handlers.readTile({ kind: 'hazardPoint', z: 3, x: 6, y: 3, filter: { text: '点' } }, callerAs('dutyOfficer', null, asking.signal));
    expect(refusalOf(refused).reason).toBe('cancelled');
  });
});

const wiggle = (count: number, longitude: number, latitude: number): readonly LonLat[] =>
  Array.from({ length: count }, (_, index) => [longitude + index * 0.0001, latitude + (index % 2) * 0.00001] as const);

describe('lines and areas in tiles', () => {
  const square = (west: number, south: number, size: number): LonLat[] => [[west, south], [west + size, south], [west + size, south + size], [west, south + size], [west, south]];

  test('come whole to every tile their rectangle touches, and to no other', async () => {
    await published(place.atlas(), [thing('riskZone', 'z-1', { zoneGrade: 'key', riskLevel: 'red' }, { name: '后山', geometry: { type: 'Polygon', coordinates: [square(120.4, 30, 0.1), square(120.42, 30.02, 0.02)] } })]);
    const near = await tileAt(place.atlas(), 'riskZone', 14, [120.401, 30.001]);
    expect(near.shapes).toMatchObject({ ids: ['z-1'], names: ['后山'], symbols: ['key'], levels: ['red'], states: [''], omittedCount: 0 });
    expect(unpackShapes(near.shapes)).toEqual([{ type: 'Polygon', coordinates: [square(120.4, 30, 0.1), square(120.42, 30.02, 0.02)].map((ring) => ring.map((corner) => corner.map((degrees) => Math.round(degrees * 1e6) / 1e6))) }]);
    expect((await tileAt(place.atlas(), 'riskZone', 14, [120.47, 30.07])).shapes.ids).toEqual(['z-1']);
    expect((await tileAt(place.atlas(), 'riskZone', 14, [120.6, 30.2])).shapes.ids).toEqual([]);
  });

  test('have only as many positions as the eye can tell apart at the zoom', async () => {
    await published(place.atlas(), [thing('transferRoute', 'r-1', {}, { geometry: { type: 'LineString', coordinates: wiggle(2000, 120.4, 30) } })]);
    const sizes = await Promise.all([6, 12, 20].map(async (z) => (await tileAt(place.atlas(), 'transferRoute', z, [120.4, 30])).shapes.positions.byteLength / 8));
    expect(sizes).toEqual([2, 2, 2000]);
  });

  test('small roads are left to the zooms where they can be told apart', async () => {
    const road = (id: string, roadClass: string): NewThing => thing('road', id, { roadClass }, { geometry: { type: 'LineString', coordinates: wiggle(3, 120.4, 30) } });
    await published(place.atlas(), [road('r-1', 'motorway'), road('r-2', 'village'), thing('road', 'r-3', {}, { geometry: { type: 'LineString', coordinates: wiggle(3, 120.4, 30) } })]);
    expect((await tileAt(place.atlas(), 'road', 10, [120.4, 30])).shapes.ids).toEqual(['r-1']);
    expect((await tileAt(place.atlas(), 'road', 13, [120.4, 30])).shapes.ids).toEqual(['r-1', 'r-2', 'r-3']);
  });

  test('are filtered like points, and follow their changes', async () => {
    const zone = (id: string, riskLevel: string): NewThing => thing('riskZone', id, { riskLevel }, { geometry: { type: 'Polygon', coordinates: [square(120.4, 30, 0.1)] } });
    await published(place.atlas(), [zone('z-1', 'red'), zone('z-2', 'blue')]);
    expect((await tileAt(place.atlas(), 'riskZone', 12, [120.45, 30.05], { levels: ['blue'] })).shapes.ids).toEqual(['z-2']);
    valueOf(await place.atlas().handlers.removeThing({ kind: 'riskZone', id: 'z-2', version: 1, reason: '解除' }, officer));
    expect((await tileAt(place.atlas(), 'riskZone', 12, [120.45, 30.05], { levels: ['blue'] })).shapes.ids).toEqual([]);
    expect((await tileAt(place.atlas(), 'riskZone', 12, [120.45, 30.05])).shapes.ids).toEqual(['z-1']);
  });

  test('more than a tile can carry are counted as left out, the smallest first', async () => {
    const zones = Array.from({ length: 4100 }, (_, index) => thing('gridUnit', `g-${index}`, {}, { geometry: { type: 'Polygon', coordinates: [square(120.4, 30, 0.001 + index * 1e-6)] } }));
    await published(place.atlas(), zones);
    const { shapes } = await tileAt(place.atlas(), 'gridUnit', 14, [120.4, 30]);
    expect(shapes.ids).toHaveLength(4000);
    expect(shapes.omittedCount).toBe(100);
    expect(shapes.ids).not.toContain('g-99');
    expect(shapes.ids).toContain('g-100');
  });

  test('of a kind that may be either, points are points and the rest are shapes', async () => {
    await published(place.atlas(), [thing('gridUnit', 'shop'), thing('gridUnit', 'street', {}, { geometry: { type: 'LineString', coordinates: wiggle(3, 120.45, 30.05) } })]);
    const tile = await tileAt(place.atlas(), 'gridUnit', 14, HERE);
    expect([tile.points.ids, tile.shapes.ids]).toEqual([['shop'], ['street']]);
  });
});
