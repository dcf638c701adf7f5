// What many things at once must do on every engine: nothing before the one entry, everything with it, nothing after the undo.
import type { Kysely } from 'kysely';
import { describe, expect, test } from 'vitest';
import type { AtlasTables } from '../../../electron/station/atlas/atlas-tables.ts';
import type { Resident } from '../../../shared/domain/atlas/thing.ts';
import type { AtlasPlace } from './atlas-place.ts';
import { beforeAndAfterRestart, content, entry, list, officer, published, read, refusalOf, staged, thing, valueOf } from './atlas-place.ts';

const shelters = (count: number, first = 0) => Array.from({ length: count }, (_, index) => thing('shelter', `s-${first + index}`, { capacity: 10 }));

const rowCount = async (place: AtlasPlace): Promise<number> => {
  const tables: Kysely<AtlasTables> = place.store().read;
  return (await tables.selectFrom('atlas_things').select('row_number').execute()).length + (await tables.selectFrom('atlas_residents').select('row_number').execute()).length;
};

export const resident = (id: string, householdId: string, parts: Partial<Resident> = {}): Resident => ({
  id,
  householdId,
  name: '张三',
  sex: null,
  birthYear: 1950,
  isRegistered: true,
  isResident: null,
  isPresentTonight: false,
  vulnerability: null,
  phone: '',
  ...parts,
});

const visibility = (place: () => AtlasPlace): void => {
  test('is invisible until it is published, and then visible whole with one entry', async () => {
    const batch = await staged(place().atlas(), shelters(700));
    expect(await list(place().atlas(), 'shelter')).toMatchObject({ total: 0, things: [] });
    expect(valueOf(await place().atlas().handlers.search({ text: 'shelter', limit: 10 }, officer)).matches).toEqual([]);
    expect((await place().store().head()).sequence).toBe(0);
    const done = valueOf(await batch.publish(entry('importThings')));
    expect(done).toMatchObject({ sequence: 1, thingCount: 700, removedCount: 0, residentCount: 0, overtakenCount: 0 });
    expect((await list(place().atlas(), 'shelter')).total).toBe(700);
    const [written] = await place().store().entries(0, 10);
    expect(written).toMatchObject({ operation: 'importThings', seat: 'seat-1', person: 'person-1' });
    expect(JSON.parse(written?.payload ?? '')).toEqual({ file: '名册.xlsx', title: '导入', atlasBatch: done.batch, thingCount: 700, removedCount: 0, residentCount: 0 });
    expect((await list(await place().reopen(), 'shelter')).total).toBe(700);
  });

  test('replaces and removes what is there when it is published', async () => {
    await published(place().atlas(), shelters(3));
    const batch = await staged(place().atlas(), [thing('shelter', 's-1', { capacity: 99 })]);
    valueOf(await batch.removeThings('shelter', ['s-0', 'nobody']));
    valueOf(await batch.publish(entry()));
    for await (const atlas of beforeAndAfterRestart(place())) {
      const { things } = await list(atlas, 'shelter');
      expect(things.map(({ id, version, attributes }) => [id, version, attributes['capacity']])).toEqual([['s-1', 2, 99], ['s-2', 1, 10]]);
    }
  });

  test('that is abandoned leaves nothing, and nothing more can be done with it', async () => {
    const batch = await staged(place().atlas(), shelters(600));
    valueOf(await batch.addResidents([resident('r-1', 'h-1')], { source: '名册', asOf: '2026' }));
    await batch.abandon();
    expect(await rowCount(place())).toBe(0);
    expect(refusalOf(await batch.publish(entry())).reason).toBe('conflict');
    expect(refusalOf(await batch.addThings(shelters(1))).reason).toBe('conflict');
    expect(await place().atlas().bulk.listBatches()).toEqual([]);
  });

  test('left staged by a station that stopped is swept away when the next one starts', async () => {
    await published(place().atlas(), shelters(2));
    await staged(place().atlas(), shelters(700, 100));
    const atlas = await place().reopen();
    await atlas.whenIdle();
    expect((await list(atlas, 'shelter')).total).toBe(2);
    expect(await rowCount(place())).toBe(2);
    expect(await atlas.bulk.listBatches()).toHaveLength(1);
  });

  test('is refused whole when a row does not fit, and says which and why', async () => {
    const batch = await staged(place().atlas());
    const refused = refusalOf(await batch.addThings([thing('shelter', 's-1'), thing('shelter', 's-2', { capacity: 'viele' }), thing('spaceship', 's-3')]));
    expect(refused).toEqual({
      reason: 'invalid',
      detail: {
        faults: [
          { index: 1, reason: 'wrongType', key: 'capacity', value: 'viele' },
          { index: 2, reason: 'unknownKind', key: 'kind', value: 'spaceship' },
        ],
      },
    });
    expect(valueOf(await batch.publish(entry())).thingCount).toBe(0);
  });

  test('takes no more than 500 rows a call', async () => {
    const batch = await staged(place().atlas());
    expect(refusalOf(await batch.addThings(shelters(501)))).toEqual({ reason: 'tooMany', detail: { limit: 500 } });
    await batch.abandon();
  });

  test('published twice by one command is published once, and the second staging is dropped', async () => {
    const first = await staged(place().atlas(), shelters(2));
    const done = valueOf(await first.publish(entry('importThings', 'command-1')));
    const second = await staged(place().atlas(), shelters(2, 50));
    expect(valueOf(await second.publish(entry('importThings', 'command-1')))).toMatchObject({ sequence: done.sequence, batch: done.batch });
    expect((await list(place().atlas(), 'shelter')).total).toBe(2);
    expect(await rowCount(place())).toBe(2);
  });
};

const undoing = (place: () => AtlasPlace): void => {
  test('is undone with one entry: what it brought goes, what it replaced or removed comes back', async () => {
    await published(place().atlas(), shelters(3));
    const batch = await staged(place().atlas(), [thing('shelter', 's-1', { capacity: 99 }), thing('shelter', 's-9')]);
    valueOf(await batch.removeThings('shelter', ['s-0']));
    valueOf(await batch.publish(entry()));
    const undone = valueOf(await place().atlas().bulk.undoBatch(batch.batch, entry('undoImport')));
    expect(undone).toMatchObject({ sequence: 3, thingCount: 3, changedSinceCount: 0, changedSince: [] });
    for await (const atlas of beforeAndAfterRestart(place())) {
      const { things } = await list(atlas, 'shelter');
      expect(things.map(({ id, version, attributes }) => [id, version, attributes['capacity']])).toEqual([['s-0', 1, 10], ['s-1', 1, 10], ['s-2', 1, 10]]);
    }
  });

  test('undone keeps what was changed since, and names it', async () => {
    const batch = await published(place().atlas(), shelters(4));
    const { handlers } = place().atlas();
    valueOf(await handlers.changeThing({ kind: 'shelter', id: 's-1', version: 1, content: content('人工改过') }, officer));
    valueOf(await handlers.removeThing({ kind: 'shelter', id: 's-2', version: 1, reason: '拆除' }, officer));
    const undone = valueOf(await place().atlas().bulk.undoBatch(batch, entry('undoImport')));
    expect(undone.changedSinceCount).toBe(2);
    expect(undone.changedSince).toEqual([{ kind: 'shelter', id: 's-1', name: '人工改过' }, { kind: 'shelter', id: 's-2', name: '' }]);
    for await (const atlas of beforeAndAfterRestart(place())) {
      expect((await list(atlas, 'shelter')).things.map(({ id, name }) => [id, name])).toEqual([['s-1', '人工改过']]);
    }
  });

  test('cannot be undone twice, nor before it is published', async () => {
    const open = await staged(place().atlas(), shelters(1));
    expect(refusalOf(await place().atlas().bulk.undoBatch(open.batch, entry())).reason).toBe('notFound');
    const batch = await published(place().atlas(), shelters(2));
    valueOf(await place().atlas().bulk.undoBatch(batch, entry()));
    expect(refusalOf(await place().atlas().bulk.undoBatch(batch, entry())).reason).toBe('conflict');
    await open.abandon();
  });

  test('does not run over what somebody changed while it was being staged', async () => {
    await published(place().atlas(), shelters(3));
    const batch = await staged(place().atlas(), shelters(3).map((one) => ({ ...one, name: '导入' })));
    const { handlers } = place().atlas();
    valueOf(await handlers.changeThing({ kind: 'shelter', id: 's-1', version: 1, content: content('人工') }, officer));
    valueOf(await handlers.removeThing({ kind: 'shelter', id: 's-2', version: 1, reason: '拆除' }, officer));
    expect(valueOf(await batch.publish(entry())).overtakenCount).toBe(2);
    for await (const atlas of beforeAndAfterRestart(place())) {
      expect((await list(atlas, 'shelter')).things.map(({ id, name }) => [id, name])).toEqual([['s-1', '人工'], ['s-0', '导入']]);
    }
  });
};

const overlapping = (place: () => AtlasPlace): void => {
  test('staged before a thing was removed does not bring it back, whatever other batches came and went since', async () => {
    await published(place().atlas(), shelters(1));
    const early = await staged(place().atlas(), shelters(1));
    valueOf(await place().atlas().handlers.removeThing({ kind: 'shelter', id: 's-0', version: 1, reason: '拆除' }, officer));
    const second = await published(place().atlas(), shelters(1));
    const third = await published(place().atlas(), shelters(1));
    valueOf(await place().atlas().bulk.undoBatch(third, entry()));
    valueOf(await place().atlas().bulk.undoBatch(second, entry()));
    expect(valueOf(await early.publish(entry())).overtakenCount).toBe(1);
    for await (const atlas of beforeAndAfterRestart(place())) expect((await list(atlas, 'shelter')).total).toBe(0);
  });
};

const atOnce = (place: () => AtlasPlace): void => {
  test('and single changes at the same time leave in memory what they leave on disk', async () => {
    const first = await published(place().atlas(), shelters(40));
    const again = await staged(place().atlas(), shelters(40, 20).map((one) => ({ ...one, name: '再次' })));
    const { handlers, bulk } = place().atlas();
    const change = async (id: string, version: number) => handlers.changeThing({ kind: 'shelter', id, version, content: content(`改 ${id}`) }, officer);
    await Promise.all([
      change('s-5', 1),
      again.publish(entry()),
      change('s-25', 1),
      change('s-25', 2),
      bulk.undoBatch(first, entry()),
      handlers.removeThing({ kind: 'shelter', id: 's-30', version: 2, reason: '无' }, officer),
      change('s-6', 1),
      handlers.addThing({ kind: 'shelter', content: content('新') }, officer),
    ]);
    const all = async () => (await list(place().atlas(), 'shelter')).things.map(({ id, version, name }) => [id, version, name]);
    const inMemory = await all();
    expect(inMemory.length).toBeGreaterThan(35);
    await place().reopen();
    expect(await all()).toEqual(inMemory);
  });
};

const people = (place: () => AtlasPlace): void => {
  test('brings residents, counted by household and kept apart by what is said of them', async () => {
    const batch = await staged(place().atlas(), [thing('household', 'h-1'), thing('household', 'h-2', {}, { geometry: null })]);
    const said = { source: '派出所', asOf: '2026-10' };
    valueOf(await batch.addResidents([resident('r-1', 'h-1'), resident('r-2', 'h-1', { isPresentTonight: null, vulnerability: 'bedridden' }), resident('r-3', 'h-2', { isRegistered: null }), resident('r-4', 'away')], said));
    const before = await place().atlas().reader.population();
    expect(before).toMatchObject({ householdCount: 0, residentCount: 0 });
    valueOf(await batch.publish(entry()));
    for await (const atlas of beforeAndAfterRestart(place())) {
      const now = await atlas.reader.population();
      expect(now).toMatchObject({ householdIds: ['h-1', 'h-2'], residentIds: ['r-1', 'r-2', 'r-3', 'r-4'], withoutHousehold: 1 });
      expect([...now.starts]).toEqual([0, 2, 3]);
      expect([...now.members]).toEqual([0, 1, 2]);
      expect([...now.longitudes]).toEqual([120.45, Number.NaN]);
      expect([...now.registered.answers]).toEqual([2, 2, 0, 2]);
      expect([...now.resident.answers]).toEqual([0, 0, 0, 0]);
      expect([...now.present.answers]).toEqual([1, 0, 1, 1]);
      expect([...now.vulnerabilities]).toEqual([0, 3, 0, 0]);
      expect(now.statements[now.present.statements[0] ?? -1]).toEqual(said);
      expect(now.statements[now.householdStatements[0] ?? -1]).toEqual({ source: '测试', asOf: '2026-11-22' });
      expect(now.areas.length).toBe(2);
      expect(now.areaCodes[now.areas[0] ?? -1]).toBe('330603001002');
      expect([[...now.counts.people], [...now.counts.presentUnsaid], [...now.counts.vulnerable]]).toEqual([[2, 1], [1, 0], [1, 0]]);
      expect(await atlas.reader.residents([...now.residentRows].slice(1, 2))).toEqual([resident('r-2', 'h-1', { isPresentTonight: null, vulnerability: 'bedridden' })]);
    }
  });

  test('replaces and removes residents, and gives them back when undone', async () => {
    const first = await staged(place().atlas(), [thing('household', 'h-1')]);
    valueOf(await first.addResidents([resident('r-1', 'h-1'), resident('r-2', 'h-1')], { source: 'A', asOf: '' }));
    valueOf(await first.publish(entry()));
    const second = await staged(place().atlas());
    valueOf(await second.addResidents([resident('r-1', 'h-1', { isPresentTonight: true })], { source: 'B', asOf: '' }));
    valueOf(await second.removeResidents(['r-2']));
    valueOf(await second.publish(entry()));
    const present = async () => {
      const { residentIds, present: said } = await place().atlas().reader.population();
      return residentIds.map((id, index) => [id, said.answers[index]]).toSorted();
    };
    expect(await present()).toEqual([['r-1', 2]]);
    await place().reopen();
    expect(await present()).toEqual([['r-1', 2]]);
    valueOf(await place().atlas().bulk.undoBatch(second.batch, entry()));
    expect(await present()).toEqual([['r-1', 1], ['r-2', 1]]);
    await place().reopen();
    expect(await present()).toEqual([['r-1', 1], ['r-2', 1]]);
  });

  test('refuses a resident that cannot be kept', async () => {
    const batch = await staged(place().atlas());
    const refused = refusalOf(await batch.addResidents([resident('r-1', 'h-1'), resident('', 'h-1'), resident('r-3', 'h-1', { birthYear: 19_500 })], { source: '', asOf: '' }));
    expect(refused.detail).toEqual({ faults: [{ index: 1, reason: 'badId' }, { index: 2, reason: 'badBirthYear' }] });
    await batch.abandon();
  });
};

export const batchContract = (place: () => AtlasPlace): void => {
  describe('a batch', () => {
    visibility(place);
    undoing(place);
    overlapping(place);
    atOnce(place);
    people(place);
    test('tells the layers that change, and by name only what is few', async () => {
      const told: unknown[] = [];
      const opened = place().atlas().sources.layers.open({}, officer, (change) => told.push(change));
      if (!opened.ok) throw new Error('not opened');
      await published(place().atlas(), [...shelters(201), thing('team', 't-1', {}, { asOf: '2025-01-01' })]);
      expect(told).toEqual([
        { layer: { kind: 'shelter', count: 201, unlocatedCount: 0, asOfFrom: '2026-11-22', asOfTo: '2026-11-22', revision: 2 }, changedIds: null },
        { layer: { kind: 'team', count: 1, unlocatedCount: 0, asOfFrom: '2025-01-01', asOfTo: '2025-01-01', revision: 2 }, changedIds: ['t-1'] },
      ]);
      expect(opened.value.snapshot().layers.find(({ kind }) => kind === 'shelter')?.count).toBe(201);
      opened.value.dispose();
      await published(place().atlas(), [thing('team', 't-2')]);
      expect(told).toHaveLength(2);
      expect(refusalOf(await read(place().atlas(), 'team', 't-3')).reason).toBe('notFound');
    });
  });
};
