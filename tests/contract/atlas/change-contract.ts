// What adding, changing and removing one thing must do on every engine.
import { describe, expect, test } from 'vitest';
import type { AtlasPlace } from './atlas-place.ts';
import { callerAs, content, list, officer, point, read, refusalOf, valueOf } from './atlas-place.ts';

const add = async (place: AtlasPlace, name = '柯岩避灾点') => valueOf(await place.atlas().handlers.addThing({ kind: 'shelter', content: content(name, { attributes: { capacity: 200 } }) }, officer)).thing;

export const changeContract = (place: () => AtlasPlace): void => {
  describe('one thing', () => {
    test('is there with everything said of it once it is added, and still after the station has restarted', async () => {
      const added = await add(place());
      expect(added).toMatchObject({ kind: 'shelter', version: 1, name: '柯岩避灾点', attributes: { capacity: 200 }, asOf: '2026-11-22' });
      expect(valueOf(await read(place().atlas(), 'shelter', added.id)).thing).toEqual(added);
      expect(valueOf(await read(await place().reopen(), 'shelter', added.id)).thing).toEqual(added);
    });

    test('is written into the journal with its full content', async () => {
      const added = await add(place());
      const [written] = await place().store().entries(0, 10);
      expect(written).toMatchObject({ sequence: 1, operation: 'addThing', seat: 'seat-1', person: 'person-dutyOfficer' });
      expect(JSON.parse(written?.payload ?? '')).toEqual({
        kind: 'shelter',
        id: added.id,
        seenVersion: null,
        content: { ...content('柯岩避灾点', { attributes: { capacity: 200 } }) },
      });
    });

    test('takes each change as its next version', async () => {
      const added = await add(place());
      const changed = valueOf(await place().atlas().handlers.changeThing({ kind: 'shelter', id: added.id, version: 1, content: content('新名') }, officer)).thing;
      expect(changed).toMatchObject({ id: added.id, version: 2, name: '新名', attributes: {} });
      const again = valueOf(await (await place().reopen()).handlers.changeThing({ kind: 'shelter', id: added.id, version: 2, content: content('再改') }, officer)).thing;
      expect(again.version).toBe(3);
    });

    test('refuses a change made on an older version, and says who changed it and when', async () => {
      const added = await add(place());
      valueOf(await place().atlas().handlers.changeThing({ kind: 'shelter', id: added.id, version: 1, content: content('甲改') }, callerAs('commander')));
      const refused = refusalOf(await place().atlas().handlers.changeThing({ kind: 'shelter', id: added.id, version: 1, content: content('乙改') }, officer));
      const [, second] = await place().store().entries(0, 10);
      expect(refused).toEqual({
        reason: 'stale',
        detail: { version: 2, isRemoved: false, name: '甲改', changedBy: 'person-commander', changedAt: second?.time, operation: 'changeThing' },
      });
      expect(valueOf(await read(place().atlas(), 'shelter', added.id)).thing.name).toBe('甲改');
      expect((await place().store().head()).sequence).toBe(2);
    });

    test('is gone once removed, and refuses what was meant for it as stale', async () => {
      const added = await add(place());
      valueOf(await place().atlas().handlers.removeThing({ kind: 'shelter', id: added.id, version: 1, reason: '已拆除' }, officer));
      expect(refusalOf(await read(place().atlas(), 'shelter', added.id)).reason).toBe('notFound');
      const late = refusalOf(await place().atlas().handlers.changeThing({ kind: 'shelter', id: added.id, version: 1, content: content('迟') }, officer));
      expect(late).toMatchObject({ reason: 'stale', detail: { isRemoved: true, changedBy: 'person-dutyOfficer' } });
      expect(refusalOf(await read(await place().reopen(), 'shelter', added.id)).reason).toBe('notFound');
      expect(JSON.parse((await place().store().entries(1, 1))[0]?.payload ?? '')).toEqual({ kind: 'shelter', id: added.id, seenVersion: 1, reason: '已拆除' });
    });

    test('is refused with every fault in its content, and nothing is written', async () => {
      const refused = refusalOf(
        await place()
          .atlas()
          .handlers.addThing({ kind: 'shelter', content: content('错', { geometry: { type: 'LineString', coordinates: [[120, 30], [121, 30]] }, attributes: { capacity: -1, colour: 'red' } }) }, officer),
      );
      expect(refused.reason).toBe('invalid');
      expect(refused.detail?.['faults']).toEqual([
        { reason: 'wrongGeometry', key: 'geometry', value: 'LineString' },
        { reason: 'outOfRange', key: 'capacity', value: '-1' },
        { reason: 'unknownKey', key: 'colour', value: 'red' },
      ]);
      expect((await place().store().head()).sequence).toBe(0);
    });

    test('of a kind or an id nobody knows is not found', async () => {
      const { handlers } = place().atlas();
      expect(refusalOf(await handlers.addThing({ kind: 'spaceship', content: content('无') }, officer)).reason).toBe('notFound');
      expect(refusalOf(await handlers.changeThing({ kind: 'shelter', id: 'nobody', version: 1, content: content('无') }, officer)).reason).toBe('notFound');
      expect(refusalOf(await handlers.removeThing({ kind: 'shelter', id: 'nobody', version: 1, reason: '无' }, officer)).reason).toBe('notFound');
    });

    test('is added once by a command that comes twice, also across a restart', async () => {
      const caller = callerAs('dutyOfficer', 'person-1/addThing/command-1');
      const first = valueOf(await place().atlas().handlers.addThing({ kind: 'team', content: content('突击队') }, caller));
      const second = valueOf(await place().atlas().handlers.addThing({ kind: 'team', content: content('突击队') }, caller));
      const third = valueOf(await (await place().reopen()).handlers.addThing({ kind: 'team', content: content('突击队') }, caller));
      expect([second, third]).toEqual([first, first]);
      expect((await list(place().atlas(), 'team')).total).toBe(1);
      expect((await place().store().head()).sequence).toBe(1);
    });

    test('of two changes on the same version at the same time one wins and the other is refused', async () => {
      const added = await add(place());
      const results = await Promise.all(
        ['甲', '乙', '丙'].map(async (name) => place().atlas().handlers.changeThing({ kind: 'shelter', id: added.id, version: 1, content: content(name) }, officer)),
      );
      expect(results.filter((result) => result.ok)).toHaveLength(1);
      expect(results.filter((result) => !result.ok && result.error.reason === 'stale')).toHaveLength(2);
    });

    test('without a place is listed and counted apart', async () => {
      await add(place());
      valueOf(await place().atlas().handlers.addThing({ kind: 'shelter', content: content('不知何处', { geometry: null }) }, officer));
      expect(await list(place().atlas(), 'shelter')).toMatchObject({ total: 2, unlocatedCount: 1 });
      const tile = valueOf(await place().atlas().handlers.readTile({ kind: 'shelter', z: 0, x: 0, y: 0 }, officer));
      expect(tile.points.names).toEqual(['柯岩避灾点']);
    });

    test('can be read as it was after any entry', async () => {
      const { handlers, reader } = place().atlas();
      const added = await add(place());
      valueOf(await handlers.changeThing({ kind: 'shelter', id: added.id, version: 1, content: content('二', { geometry: point([120.5, 30]) }) }, officer));
      valueOf(await handlers.removeThing({ kind: 'shelter', id: added.id, version: 2, reason: '无' }, officer));
      const names = await Promise.all([0, 1, 2, 3].map(async (sequence) => (await reader.thingsAt('shelter', sequence)).map(({ name }) => name)));
      expect(names).toEqual([[], ['柯岩避灾点'], ['二'], []]);
    });
  });
};
