// Things nobody has placed can be asked for by themselves: they are on no map, so a list is where they are found.
import { afterEach, beforeEach, expect, test } from 'vitest';
import { content, list, officer, openSqlitePlace, published, thing, valueOf, type AtlasPlace } from './atlas-place.ts';

let place: AtlasPlace;

beforeEach(async () => {
  place = await openSqlitePlace();
  await published(place.atlas(), [thing('shelter', 's-1'), thing('shelter', 's-2', {}, { geometry: null }), thing('shelter', 's-3', {}, { geometry: null, areaCode: '' })]);
});

afterEach(async () => {
  await place.remove();
  expect(place.faults).toEqual([]);
});

const idsWhere = async (isLocated: boolean) => {
  const { things, total, unlocatedCount } = await list(place.atlas(), 'shelter', { filter: { isLocated } });
  expect(total).toBe(things.length);
  expect(unlocatedCount).toBe(isLocated ? 0 : things.length);
  return things.map(({ id }) => id).toSorted();
};

test('a list narrows to what is located, or to what is not, and follows what is placed later', async () => {
  expect(await idsWhere(true)).toEqual(['s-1']);
  expect(await idsWhere(false)).toEqual(['s-2', 's-3']);
  valueOf(await place.atlas().handlers.changeThing({ kind: 'shelter', id: 's-2', version: 1, content: content('新置') }, { ...officer, commandId: 'place-s-2' }));
  expect(await idsWhere(false)).toEqual(['s-3']);
  expect((await list(place.atlas(), 'shelter')).total).toBe(3);
});

test('a tile of what is not located shows nothing, and another filter does not get its answer', async () => {
  const tile = { kind: 'shelter', z: 0, x: 0, y: 0 };
  const drawn = async (isLocated?: boolean) => {
    const { points, clusters } = valueOf(await place.atlas().handlers.readTile({ ...tile, ...(isLocated === undefined ? {} : { filter: { isLocated } }) }, officer));
    return points.ids.length + clusters.reduce((sum, { count }) => sum + count, 0);
  };
  expect([await drawn(false), await drawn(true), await drawn()]).toEqual([0, 1, 1]);
});
