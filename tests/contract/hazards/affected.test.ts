// The full report and its lists over a small county in which every answer is known by hand.
import { afterEach, describe, expect, it } from 'vitest';
import { destination } from '../../../shared/geo/geodesy.ts';
import type { AffectedRow } from '../../../shared/contract/affected.ts';
import type { AffectedCategoryName } from '../../../shared/domain/hazard/affected-category.ts';
import type { LonLat } from '../../../shared/kernel/units.ts';
import { openHazardStation, valueOf, type HazardStation, type TestSeat } from './hazard-station.ts';
import { point, resident, sampleCounty, thing, type SampleCounty } from './sample-county.ts';

const HERE: LonLat = [119.5, 28.45];
const VILLAGE = '331124001001';
const OTHER = '331124001002';

const at = (azimuth: number, metres: number): LonLat => destination(HERE, azimuth, metres);
const pointAt = (azimuth: number, metres: number) => point(...at(azimuth, metres));

const box = (centre: LonLat, half: number) => ({
  type: 'Polygon' as const,
  coordinates: [[[-half, -half], [half, -half], [half, half], [-half, half], [-half, -half]].map(([x = 0, y = 0]): LonLat => [centre[0] + x, centre[1] + y])],
});

/** 1 km around HERE is the hazard; VILLAGE lies in it, OTHER some way off. */
const knownCounty = (): SampleCounty => {
  const county = sampleCounty(0, 0);
  county.areas.length = 0;
  county.areas.push(
    { code: '331124000000', name: '松阳县', level: 'county', position: null },
    { code: '331124001000', name: '西屏街道', level: 'township', position: null },
    { code: VILLAGE, name: '上村', level: 'village', position: HERE },
    { code: OTHER, name: '下村', level: 'village', position: at(180, 5_000) },
  );
  const house = (id: string, areaCode: string, place: ReturnType<typeof point> | null) => thing('household', id, place, { headName: `户主${id}`, phone: `139${id}`, address: `${id}号`, houseType: 'earth' }, { areaCode, source: '入户', asOf: '2026-05-01' });
  county.households.push(house('h1', VILLAGE, pointAt(0, 100)), house('h2', VILLAGE, pointAt(90, 800)), house('h3', VILLAGE, null), house('h4', OTHER, pointAt(180, 5_000)), house('h5', VILLAGE, pointAt(270, 990)));
  county.residents.push(
    resident('r1', 'h1', { isPresentTonight: true, vulnerability: 'bedridden' }),
    resident('r2', 'h1', { isPresentTonight: false }),
    resident('r3', 'h2', {}),
    resident('r4', 'h3', {}),
    resident('r5', 'h4', {}),
    resident('r6', 'h5', { vulnerability: 'child' }),
  );
  const put = (kind: string, ...things: ReturnType<typeof thing>[]) => county.things.set(kind, things);
  put('village', thing('village', 'v1', box(HERE, 0.02), {}, { areaCode: VILLAGE, name: '上村' }), thing('village', 'v2', box(at(180, 5_000), 0.01), {}, { areaCode: OTHER, name: '下村' }));
  put(
    'specialSite',
    thing('specialSite', 's1', pointAt(10, 300), { siteType: 'careHome', persons: 42, nightPersons: 40, vulnerablePersons: 30, contactName: '院长', contactPhone: '13700000001' }, { name: '幸福敬老院', areaCode: VILLAGE }),
    thing('specialSite', 's2', pointAt(10, 400), { siteType: 'guesthouse' }, { name: '云上民宿', areaCode: VILLAGE }),
    thing('specialSite', 's3', pointAt(180, 5_000), { siteType: 'school', persons: 300 }, { name: '远处小学' }),
    thing('specialSite', 's4', pointAt(200, 500), { siteType: 'intake' }, { name: '上村取水口' }),
    thing('specialSite', 's5', null, { siteType: 'workShed' }, { name: '无坐标工棚', areaCode: VILLAGE }),
  );
  put('hazardPoint', thing('hazardPoint', 'p1', pointAt(180, 4_000), {}), thing('hazardPoint', 'p2', pointAt(0, 200), { controlState: 'cancelled' }));
  put('shelter', thing('shelter', 'e1', pointAt(90, 300), { capacity: 100, seatsTaken: 25, managerPhone: '13700000002' }, { name: '上村文化礼堂', asOf: '2026-09-01' }), thing('shelter', 'e2', pointAt(90, 400), { capacity: 50 }, { name: '上村小学', asOf: '2025-01-01' }));
  put(
    'road',
    thing('road', 'w1', { type: 'LineString', coordinates: [at(270, 3_000), at(90, 3_000)] }, {}, { name: '过村公路' }),
    thing('road', 'w2', { type: 'LineString', coordinates: [at(180, 3_000), at(180, 4_000)] }, {}, { name: '远路' }),
    thing('road', 'w3', { type: 'MultiLineString', coordinates: [[at(180, 3_000), at(180, 4_000)], [at(45, 1_200), at(45, 900)]] }, {}, { name: '擦边路' }),
  );
  put('transferRoute', thing('transferRoute', 't1', { type: 'LineString', coordinates: [at(0, 100), at(90, 300)] }));
  put('riskZone', thing('riskZone', 'z1', box(HERE, 0.2), { zoneGrade: 'key', households: 9, persons: 30 }, { name: '大范围防范区' }));
  put(
    'loudspeaker',
    thing('loudspeaker', 'l1', pointAt(0, 150), { audibleRadiusMetres: 300, workState: 'idle' }),
    thing('loudspeaker', 'l2', pointAt(90, 900), { audibleRadiusMetres: 300, workState: 'fault' }),
    thing('loudspeaker', 'l3', pointAt(180, 3_000), { audibleRadiusMetres: 300, workState: 'idle' }),
    thing('loudspeaker', 'l4', pointAt(270, 900), { workState: 'idle' }),
    thing('loudspeaker', 'l5', null, { audibleRadiusMetres: 300, workState: 'idle' }, { areaCode: VILLAGE }),
  );
  put('team', thing('team', 'g1', pointAt(0, 500), { headcount: 20, leaderPhone: '13700000003' }));
  put('stockpile', thing('stockpile', 'd1', pointAt(0, 600), {}), thing('stockpile', 'd2', pointAt(180, 4_000), {}));
  put('stockItem', thing('stockItem', 'i1', null, { stockpileId: 'd1', quantity: 100 }), thing('stockItem', 'i2', null, { stockpileId: 'd2', quantity: 5 }), thing('stockItem', 'i3', null, { stockpileId: 'nowhere' }));
  put(
    'responsiblePerson',
    thing('responsiblePerson', 'c1', null, { chainLevel: 'county', phone: '13600000001' }, { name: '县长', areaCode: '331124000000' }),
    thing('responsiblePerson', 'c2', null, { chainLevel: 'village', phone: '13600000002', post: '村支书' }, { name: '上村支书', areaCode: VILLAGE }),
    thing('responsiblePerson', 'c3', null, { chainLevel: 'township', phone: '13600000003' }, { name: '街道主任', areaCode: '331124001000' }),
    thing('responsiblePerson', 'c4', null, { chainLevel: 'village' }, { name: '下村支书', areaCode: OTHER }),
    thing('responsiblePerson', 'c5', null, { chainLevel: 'village' }, { name: '不知何处', areaCode: '' }),
    thing('responsiblePerson', 'c6', pointAt(0, 50), { chainLevel: 'village' }, { name: '在区内的下村支书', areaCode: OTHER }),
  );
  put('waterway', thing('waterway', 'y1', { type: 'LineString', coordinates: [at(90, 740), destination(at(90, 740), 0, 300)] }, { strahlerOrder: 2 }, { name: '松阴溪' }));
  return county;
};

let station: HazardStation;
let hazardId: string;
const open = async (county = knownCounty()): Promise<TestSeat> => {
  station = await openHazardStation({ county });
  const commander = station.seat('commander');
  const content = { kind: '11A51', name: '山洪', level: 'red' as const, source: '雨量站', factTime: '2026-11-22T03:00:00.000Z', note: '', shape: { type: 'circle' as const, centre: HERE, radiusMetres: 1_000 }, toxic: null };
  hazardId = valueOf(await commander.ask('declareHazard', { content })).hazard.id;
  return commander;
};
afterEach(async () => {
  expect(station.faults).toEqual([]);
  await station.dispose();
});

const rows = async (seat: TestSeat, category: AffectedCategoryName): Promise<readonly AffectedRow[]> => valueOf(await seat.ask('listAffected', { hazardId, category, offset: 0, limit: 100 })).rows;

const names = (list: readonly AffectedRow[]): readonly string[] => list.map((row) => (row.type === 'thing' || row.type === 'person' ? row.name : row.type === 'threat' ? row.areaName : row.headName));

const totals = async (seat: TestSeat) => {
  const affected = valueOf(await seat.ask('readAffected', { hazardId }));
  return { affected, of: (category: AffectedCategoryName) => affected.categories.find((each) => each.category === category) };
};

describe('the numbers', () => {
  it('come for every category, with dates, sources and what is missing counted apart', async () => {
    const seat = await open();
    const { affected, of } = await totals(seat);
    expect(affected.categories.map(({ category, count }) => [category, count])).toEqual([
      ['persons', 4],
      ['households', 3],
      ['vulnerable', 2],
      ['specialSites', 2],
      ['hazardPoints', 1],
      ['unregisteredThreats', 1],
      ['shelters', 2],
      ['blindHouseholds', 2],
      ['loudspeakers', 2],
      ['roads', 2],
      ['transferRoutes', 1],
      ['drainsAndIntakes', 1],
      ['enterprises', 0],
      ['riskZones', 1],
      ['teams', 1],
      ['stockpiles', 1],
      ['stockItems', 1],
      ['responsiblePersons', 4],
    ]);
    expect(of('households')).toMatchObject({ unlocated: 1, unlocatedHere: 1, insideMaybeOut: 1, asOfFrom: '2026-05-01', asOfTo: '2026-05-01' });
    expect(of('persons')).toMatchObject({ unlocated: 1, unlocatedHere: 1 });
    expect(of('specialSites')).toMatchObject({ unlocated: 1, unlocatedHere: 1, sources: ['县台账'] });
    expect(of('specialSites')?.sums).toEqual([{ key: 'persons', sum: 42, unknown: 1 }, { key: 'nightPersons', sum: 40, unknown: 1 }, { key: 'vulnerablePersons', sum: 30, unknown: 1 }]);
    expect(of('shelters')).toMatchObject({ asOfFrom: '2025-01-01', asOfTo: '2026-09-01', sums: [{ key: 'capacity', sum: 150, unknown: 0 }, { key: 'seatsTaken', sum: 25, unknown: 1 }] });
    expect(of('stockItems')).toMatchObject({ unlocated: 1 });
    expect(of('loudspeakers')).toMatchObject({ unlocated: 1, unlocatedHere: 1 });
    expect(affected).toMatchObject({ version: 1, computedAt: '2026-11-22T03:15:00.000Z', wind: null, blind: { none: 1, onlyFaulty: 1, onlyUnknown: 0, persons: 2 } });
    expect(affected.persons).toMatchObject({ registered: { yes: 4 }, presentTonight: { yes: 1, no: 1, unknown: 2, statements: [{ source: '村干部电话', asOf: '2026-11-22T12:00:00.000Z', persons: 1 }] }, edge: { insideMaybeOut: { households: 1, persons: 1 } } });
  });

  it('never read as safe: what is not known is said', async () => {
    const seat = await open();
    const { cautions } = (await totals(seat)).affected;
    expect([...cautions].toSorted()).toEqual(['loudspeakerReachUnknown', 'loudspeakersUnlocated', 'nearEdge', 'noRegisteredHazardPoint', 'noTerrain', 'presentTonightUnknown', 'unlocatedHouseholds'].toSorted());
    await station.dispose();
    const empty = await open(sampleCounty(0, 0));
    expect((await totals(empty)).affected.cautions).toEqual(expect.arrayContaining(['noPopulationData', 'noRegisteredHazardPoint', 'noTerrain', 'noWaterways', 'noLoudspeakers', 'noRoads']));
  });

  it('come for every village and township', async () => {
    const seat = await open();
    expect((await totals(seat)).affected.areas).toEqual([
      { areaCode: '331124001000', name: '西屏街道', level: 'township', households: 3, persons: 4, registered: 4, resident: 4, presentTonight: 1, presentUnknown: 2, vulnerable: 2 },
      { areaCode: VILLAGE, name: '西屏街道 上村', level: 'village', households: 3, persons: 4, registered: 4, resident: 4, presentTonight: 1, presentUnknown: 2, vulnerable: 2 },
    ]);
  });

  it('are worked out again when the data change, and belong to the version asked for', async () => {
    const seat = await open();
    const before = (await totals(seat)).affected;
    station.county.households.push(thing('household', 'h9', pointAt(0, 30), {}, { areaCode: VILLAGE }));
    station.live.touch('household');
    station.clock.pass(60_000);
    const after = (await totals(seat)).affected;
    expect([before.persons.households, after.persons.households]).toEqual([3, 4]);
    expect(after.revision).toBeGreaterThan(before.revision);
    expect(after.computedAt).toBe('2026-11-22T03:16:00.000Z');
    const content = { kind: '11A51', name: '山洪', level: 'red' as const, source: '', factTime: '2026-11-22T03:00:00.000Z', note: '', shape: { type: 'circle' as const, centre: HERE, radiusMetres: 200 }, toxic: null };
    valueOf(await seat.ask('changeHazard', { id: hazardId, version: 1, content }));
    expect(valueOf(await seat.ask('readAffected', { hazardId })).persons.households).toBe(2);
    expect(valueOf(await seat.ask('readAffected', { hazardId, version: 1 })).persons.households).toBe(4);
  });
});

describe('the lists', () => {
  it('name the places where many or helpless people are', async () => {
    const seat = await open();
    const sites = await rows(seat, 'specialSites');
    expect(names(sites)).toEqual(['幸福敬老院', '云上民宿']);
    expect(sites[0]).toMatchObject({ attributes: { persons: 42, contactPhone: '13700000001' }, grade: 'whole', asOf: '2026-10-01', areaName: '西屏街道 上村' });
    expect(names(await rows(seat, 'drainsAndIntakes'))).toEqual(['上村取水口']);
    expect(names(await rows(seat, 'shelters'))).toEqual(['上村文化礼堂', '上村小学']);
    expect(names(await rows(seat, 'roads'))).toEqual(['过村公路', '擦边路']);
    expect(names(await rows(seat, 'riskZones'))).toEqual(['大范围防范区']);
    expect((await rows(seat, 'stockItems')).map((row) => (row.type === 'thing' ? row.id : ''))).toEqual(['i1']);
  });

  it('tell whom to call, nearest to the people first', async () => {
    const seat = await open();
    expect(names(await rows(seat, 'responsiblePersons'))).toEqual(['上村支书', '在区内的下村支书', '街道主任', '县长']);
  });

  it('tell households, persons and the vulnerable with their telephones', async () => {
    const seat = await open();
    expect(await rows(seat, 'households')).toMatchObject([
      { type: 'household', id: 'h1', headName: '户主h1', phone: '139h1', address: 'h1号', houseType: 'earth', persons: 2, presentTonight: 1, presentUnknown: 0, vulnerable: 1, isNearEdge: false, source: '入户', asOf: '2026-05-01' },
      { type: 'household', id: 'h2', persons: 1, presentUnknown: 1 },
      { type: 'household', id: 'h5', isNearEdge: true },
    ]);
    expect(names(await rows(seat, 'persons'))).toEqual(['姓名r1', '姓名r2', '姓名r3', '姓名r6']);
    expect(await rows(seat, 'vulnerable')).toMatchObject([{ id: 'r1', householdId: 'h1', vulnerability: 'bedridden', phone: '1380000r1', isPresentTonight: true }, { id: 'r6', vulnerability: 'child', isNearEdge: true }]);
  });

  it('tell which loudspeakers are heard and which households none reaches', async () => {
    const seat = await open();
    expect((await rows(seat, 'loudspeakers')).map((row) => (row.type === 'thing' ? row.id : ''))).toEqual(['l1', 'l2']);
    expect(await rows(seat, 'blindHouseholds')).toMatchObject([{ id: 'h2', reach: 'onlyFaulty' }, { id: 'h5', reach: 'none' }]);
  });

  it('tell inhabited places beside a stream that nobody registered', async () => {
    const seat = await open();
    const [threat] = await rows(seat, 'unregisteredThreats');
    expect(threat).toMatchObject({ type: 'threat', areaName: '西屏街道 上村', households: 1, persons: 1, householdIds: ['h2'], slope: null, stream: { name: '松阴溪', aboveMetres: null } });
  });

  it('come page by page', async () => {
    const seat = await open();
    const page = valueOf(await seat.ask('listAffected', { hazardId, category: 'persons', offset: 1, limit: 2 }));
    expect([page.total, names(page.rows)]).toEqual([4, ['姓名r2', '姓名r3']]);
    expect(valueOf(await seat.ask('listAffected', { hazardId, category: 'persons', offset: 10, limit: 2 })).rows).toEqual([]);
  });

  it('hold no personal data for those who are not at a desk', async () => {
    await open();
    for (const role of ['viewer', 'audience'] as const) {
      const seat = station.seat(role);
      const everything: AffectedRow[] = [];
      for (const category of ['households', 'persons', 'vulnerable', 'specialSites', 'shelters', 'teams', 'responsiblePersons', 'blindHouseholds', 'unregisteredThreats'] as const) everything.push(...(await rows(seat, category)));
      expect(everything.length).toBeGreaterThan(15);
      const text = JSON.stringify(everything);
      expect(text).not.toMatch(/13[67]0000000|139h|1380000r|户主|姓名|院长|上村支书|主任|县长|h\d号/);
      expect(everything.filter((row) => row.type === 'household' || row.type === 'blindHousehold' || row.type === 'threat').every((row) => row.position === null)).toBe(true);
      const persons = everything.filter((row) => row.type === 'person');
      expect(persons.every((row) => row.position === null && row.name === '' && row.phone === '')).toBe(true);
    }
  });
});
