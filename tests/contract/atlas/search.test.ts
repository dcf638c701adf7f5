// The search box: names, pinyin, phones, codes, coordinates; what is found first, and who may find what.
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { ATLAS_OPERATIONS } from '../../../shared/contract/atlas.ts';
import type { Role } from '../../../shared/domain/people/role.ts';
import { type AtlasPlace, callerAs, content, entry, list, officer, openSqlitePlace, published, read, screen, staged, thing, valueOf } from './atlas-place.ts';

let place: AtlasPlace;
beforeEach(async () => {
  place = await openSqlitePlace();
});
afterEach(async () => {
  await place.remove();
  expect(place.faults).toEqual([]);
});

const search = async (text: string, limit = 20, caller = officer) =>
  ATLAS_OPERATIONS.search.output.parse(valueOf(await place.atlas().handlers.search({ text, limit }, caller)));
const idsOf = async (text: string, caller = officer) => (await search(text, 20, caller)).matches.map(({ id }) => id);

describe('a search', () => {
  test('finds a thing by part of its name, by pinyin and by initials, in any case and width', async () => {
    await published(place.atlas(), [thing('shelter', 's-1', {}, { name: '柯岩中心小学' }), thing('team', 't-1', {}, { name: 'Ａ队 Rescue' })]);
    for (const text of ['中心小', 'keyan', 'KeYan', 'ke yan zhong', 'kyzx', '柯岩']) expect(await idsOf(text)).toEqual(['s-1']);
    for (const text of ['a队', 'A队 RESCUE', 'resc']) expect(await idsOf(text)).toEqual(['t-1']);
    expect(await idsOf('没有的')).toEqual([]);
  });

  test('reads a surname as a surname', async () => {
    await published(place.atlas(), [thing('responsiblePerson', 'p-1', {}, { name: '单福军' })]);
    expect(await idsOf('shanfujun')).toEqual(['p-1']);
  });

  test('finds a phone by any run of its digits, however it is written', async () => {
    await published(place.atlas(), [thing('responsiblePerson', 'p-1', { phone: '138-0575 1234', secondPhone: '+86 13905751111' })]);
    for (const text of ['13805751234', '138 0575 1234', '138-0575', '5751234', '+8613805751234', '13905751111']) expect(await idsOf(text)).toEqual(['p-1']);
  });

  test('finds codes and ids', async () => {
    const { thing: added } = valueOf(await place.atlas().handlers.addThing({ kind: 'team', content: content('队') }, officer));
    await published(place.atlas(), [
      thing('loudspeaker', 'LS-0012', { resourceCode: '33060300100203140101' }),
      thing('village', 'v-1', {}, { name: '阮社村', areaCode: '330603001002', geometry: null }),
    ]);
    expect(await idsOf('0314')).toEqual(['LS-0012']);
    expect(await idsOf('ls-001')).toEqual(['LS-0012']);
    expect(await idsOf('330603001002')).toContain('v-1');
    expect(await idsOf(added.id)).toEqual([added.id]);
    expect(await idsOf(added.id.slice(12, 16))).toEqual([]);
  });

  test('puts the whole name before its beginning before the rest, and the core layers before others', async () => {
    await published(place.atlas(), [
      thing('specialSite', 'a', {}, { name: '上村' }),
      thing('team', 'b', {}, { name: '大上村突击队' }),
      thing('team', 'c', {}, { name: '上村突击队' }),
      thing('shelter', 'd', {}, { name: '上村' }),
      thing('shelter', 'e', { address: '上村' }, { name: '小学' }),
    ]);
    const { matches } = await search('上村');
    expect(matches.map(({ id }) => id)).toEqual(['d', 'a', 'e', 'c', 'b']);
    expect(matches.map(({ matched }) => matched)).toEqual(['上村', '上村', '上村', '上村突击队', '大上村突击队']);
  });

  test('gives the best few of very many, and says that there are more', async () => {
    await published(place.atlas(), [...Array.from({ length: 3000 }, (_, index) => thing('riskPoint', `r-${index}`, {}, { name: `风险点${index}号` })), thing('riskPoint', 'exact', {}, { name: '风险点' })]);
    const found = await search('风险点', 5);
    expect(found.matches.map(({ id }) => id)).toEqual(['exact', 'r-0', 'r-1', 'r-2', 'r-3']);
    expect(found.isTruncated).toBe(true);
    expect(await search('风险点2999', 1)).toMatchObject({ isTruncated: false, matches: [{ id: 'r-2999', areaName: '' }] });
  });

  test('says where a match is, and knows it no more once it is gone', async () => {
    await published(place.atlas(), [thing('township', 't', {}, { name: '柯岩街道', areaCode: '330603001000', geometry: null }), thing('shelter', 's-1', {}, { name: '小学' })]);
    expect((await search('小学')).matches).toEqual([{ kind: 'shelter', id: 's-1', name: '小学', areaName: '柯岩街道', position: [120.45, 30.05], matched: '小学' }]);
    valueOf(await place.atlas().handlers.changeThing({ kind: 'shelter', id: 's-1', version: 1, content: content('中学') }, officer));
    expect(await idsOf('小学')).toEqual([]);
    expect(await idsOf('中学')).toEqual(['s-1']);
    await place.reopen();
    expect(await idsOf('zhongxue')).toEqual(['s-1']);
  });

  test('does not find what is only staged, or was undone', async () => {
    const batch = await staged(place.atlas(), [thing('shelter', 's-1', {}, { name: '小学' })]);
    expect(await idsOf('小学')).toEqual([]);
    valueOf(await batch.publish(entry()));
    expect(await idsOf('小学')).toEqual(['s-1']);
    valueOf(await place.atlas().bulk.undoBatch(batch.batch, entry()));
    expect(await idsOf('小学')).toEqual([]);
  });

  test('reads coordinates and says how it read them', async () => {
    const { coordinates } = await search('30.05, 120.45');
    expect(coordinates[0]).toMatchObject({ position: [120.45, 30.05], understood: '120.450000°E 30.050000°N', datum: 'WGS-84', isDatumStated: false, notation: 'decimalDegrees' });
    const [shifted] = (await search('高德 120.45 30.05')).coordinates;
    expect(shifted).toMatchObject({ datum: 'GCJ-02', isDatumStated: true });
    expect(Math.abs((shifted?.position[0] ?? 0) - 120.45)).toBeGreaterThan(0.001);
    expect((await search('柯桥')).coordinates).toEqual([]);
  });
});

const AWAY_FROM_THE_DESK: readonly Role[] = ['viewer', 'audience'];

describe('personal data', () => {
  const things = [
    thing('household', 'h-1', { headName: '张建国', phone: '13805751234', houseType: 'brick', address: '阮社村12号' }, { name: '张建国家' }),
    thing('shelter', 's-1', { managerName: '李梅', managerPhone: '13905750000', capacity: 200, address: '镇东路' }, { name: '小学' }),
    thing('village', 'v-1', { satellitePhone: '17401234567', secretaryName: '王强' }, { name: '阮社村', geometry: null }),
  ];

  test('is found, listed and read by the desk', async () => {
    await published(place.atlas(), things);
    expect(await idsOf('13805751234')).toEqual(['h-1']);
    expect(await idsOf('limei')).toEqual(['s-1']);
    expect(await idsOf('zhangjianguo')).toEqual(['h-1']);
    expect(valueOf(await read(place.atlas(), 'household', 'h-1')).thing).toMatchObject({ name: '张建国家', attributes: { headName: '张建国' } });
    expect((await list(place.atlas(), 'household')).things[0]?.attributes['phone']).toBe('13805751234');
  });

  test.each(AWAY_FROM_THE_DESK)('is not found by a %s, whatever is asked', async (role) => {
    await published(place.atlas(), things);
    const caller = callerAs(role);
    for (const text of ['13805751234', '13905750000', '1740123', '张建国', 'zjg', '李梅', 'limei', '王强', '12号', 'h-1']) expect([text, await idsOf(text, caller)]).toEqual([text, []]);
    expect(await idsOf('小学', caller)).toEqual(['s-1']);
    expect(await idsOf('镇东路', caller)).toEqual(['s-1']);
    const withText = async (kind: string, text: string) => valueOf(await place.atlas().handlers.readTile({ kind, z: 0, x: 0, y: 0, filter: { text } }, caller)).points.ids;
    expect(await withText('shelter', '13905750000')).toEqual([]);
    expect(await withText('shelter', '小学')).toEqual(['s-1']);
    expect(await withText('household', '张')).toEqual([]);
  });

  test.each(AWAY_FROM_THE_DESK)('is taken out of what a %s reads, and the names of homes with it', async (role) => {
    await published(place.atlas(), things);
    const caller = callerAs(role);
    expect(valueOf(await read(place.atlas(), 'shelter', 's-1', caller)).thing.attributes).toEqual({ capacity: 200, address: '镇东路' });
    expect(valueOf(await read(place.atlas(), 'household', 'h-1', caller)).thing).toMatchObject({ name: '', attributes: { houseType: 'brick' } });
    const tile = valueOf(await place.atlas().handlers.readTile({ kind: 'household', z: 0, x: 0, y: 0 }, caller));
    expect(tile.points).toMatchObject({ ids: ['h-1'], names: [''], symbols: ['brick'] });
  });

  test('a view made for the desk is not handed to a screen', async () => {
    await published(place.atlas(), things);
    const asked = { kind: 'shelter', z: 0, x: 0, y: 0, filter: { text: '13905750000' } };
    expect(valueOf(await place.atlas().handlers.readTile(asked, officer)).points.ids).toEqual(['s-1']);
    expect(valueOf(await place.atlas().handlers.readTile(asked, screen)).points.ids).toEqual([]);
  });
});
