// A toxic release: its substance and UN number, zones by measured wind, an expiry that is told, and the table with its sources.
import { afterEach, describe, expect, it } from 'vitest';
import { tableDistances } from '../../../shared/domain/hazard/toxic-release.ts';
import { changesOf, openHazardStation, refusalOf, snapshotOf, valueOf, type HazardStation } from './hazard-station.ts';
import { point, sampleCounty, thing } from './sample-county.ts';

const CENTRE = [119.5, 28.45] as const;

const wind = { fromDegrees: 270, metresPerSecond: 2.5, measuredAt: '2026-11-22T03:10:00.000Z', validUntil: '2026-11-22T03:45:00.000Z', source: '县气象站' };

const toxic = (more: object = {}) => ({
  substanceId: 'ammonia-anhydrous',
  substanceName: '液氨',
  unNumber: '1005',
  amount: { value: 20, unit: 't' as const, isEstimated: true },
  wind,
  measures: { heavy: 'evacuate' as const, light: 'shelterInPlace' as const },
  distanceSource: '现场专家张某',
  ...more,
});

const content = (more: object = {}) =>
  ({
    kind: 'toxicRelease',
    name: '液氨罐车泄漏',
    level: 'orange',
    source: '110 转警',
    factTime: '2026-11-22T03:00:00.000Z',
    note: '',
    shape: { type: 'toxic', centre: CENTRE, heavyMetres: 150, lightMetres: 1_500, safeMetres: 3_000, spread: { type: 'downwind', spanDegrees: 60 } },
    toxic: toxic(),
    ...more,
  }) as never;

let station: HazardStation;
const open = async (): Promise<HazardStation> => {
  const county = sampleCounty(3_000, 9_000);
  county.things.set('specialSite', [
    thing('specialSite', 'd1', point(119.505, 28.45), { siteType: 'drain' }, { name: '雨水口' }),
    thing('specialSite', 'd2', point(119.512, 28.4505), { siteType: 'intake' }, { name: '下风向取水口' }),
    thing('specialSite', 'd3', point(119.49, 28.45), { siteType: 'intake' }, { name: '上风向取水口' }),
  ]);
  return (station = await openHazardStation({ county }));
};
afterEach(async () => {
  expect(station.faults).toEqual([]);
  await station.dispose();
});

describe('a toxic release', () => {
  it('keeps substance, amount and wind, a measure for each zone, and the drains and intakes inside', async () => {
    await open();
    const commander = station.seat('commander');
    const { hazard } = valueOf(await commander.ask('declareHazard', { content: content() }));
    expect(hazard).toMatchObject({ kind: 'toxicRelease', toxic: { unNumber: '1005', amount: { value: 20, unit: 't', isEstimated: true }, wind } });
    expect(hazard.zones.map(({ grade, measure }) => [grade, measure])).toEqual([['heavy', 'evacuate'], ['light', 'shelterInPlace'], ['safe', null]]);
    const list = valueOf(await commander.ask('listAffected', { hazardId: hazard.id, category: 'drainsAndIntakes', offset: 0, limit: 10 }));
    expect(list.rows.map((row) => (row.type === 'thing' ? [row.name, row.grade] : []))).toEqual([['雨水口', 'light'], ['下风向取水口', 'light']]);
    const affected = valueOf(await commander.ask('readAffected', { hazardId: hazard.id }));
    expect(affected.wind).toBe('valid');
    expect(affected.persons.zones.map(({ grade }) => grade)).toEqual(['heavy', 'light', 'safe']);
  });

  it('does not take ammonia solution for anhydrous ammonia', async () => {
    await open();
    const commander = station.seat('commander');
    const problems = async (details: object | null, more: object = {}) => refusalOf(await commander.ask('declareHazard', { content: content({ toxic: details, ...more }) })).detail?.['problems'];
    expect(await problems(toxic({ unNumber: '2672' }))).toMatchObject([{ reason: 'unNumberMismatch' }]);
    expect(await problems(toxic({ substanceId: 'no-such' }))).toMatchObject([{ reason: 'unknownSubstance' }]);
    expect(await problems(null)).toMatchObject([{ reason: 'toxicDetailsMissing' }]);
    expect(await problems(toxic(), { kind: '11D01', shape: { type: 'circle', centre: CENTRE, radiusMetres: 100 } })).toMatchObject([{ reason: 'toxicDetailsUnexpected' }]);
    valueOf(await commander.ask('declareHazard', { content: content({ toxic: toxic({ substanceId: null, substanceName: '不明刺激性气体', unNumber: null }) }) }));
  });

  it('draws no downwind zone by a wind past its validity', async () => {
    await open();
    station.clock.pass(40 * 60_000);
    const commander = station.seat('commander');
    expect(refusalOf(await commander.ask('declareHazard', { content: content() })).detail?.['problems']).toMatchObject([{ reason: 'windExpired' }]);
    const allRound = { type: 'toxic', centre: CENTRE, heavyMetres: 150, lightMetres: 1_500, safeMetres: null, spread: { type: 'allRound' } };
    const { hazard } = valueOf(await commander.ask('declareHazard', { content: content({ shape: allRound }) }));
    const affected = valueOf(await commander.ask('readAffected', { hazardId: hazard.id }));
    expect([affected.wind, affected.cautions.includes('windExpired')]).toEqual(['expired', true]);
  });

  it('says at once when the wind a zone was drawn with runs out, and when it was measured again', async () => {
    await open();
    const commander = station.seat('commander');
    const { hazard } = valueOf(await commander.ask('declareHazard', { content: content() }));
    const winds = commander.follow('expiredWinds');
    expect(snapshotOf(winds())).toEqual({ hazards: [] });
    station.clock.pass(29 * 60_000);
    expect(changesOf(winds())).toEqual([]);
    station.clock.pass(60_000);
    expect(changesOf(winds())).toEqual([{ hazardId: hazard.id, name: '液氨罐车泄漏', validUntil: wind.validUntil, isExpired: true }]);
    expect(snapshotOf(station.seat('dutyOfficer').follow('expiredWinds')())).toEqual({ hazards: [{ hazardId: hazard.id, name: '液氨罐车泄漏', validUntil: wind.validUntil }] });
    const fresh = { ...wind, fromDegrees: 300, measuredAt: '2026-11-22T03:45:00.000Z', validUntil: '2026-11-22T04:30:00.000Z' };
    valueOf(await commander.ask('changeHazard', { id: hazard.id, version: 1, content: content({ toxic: toxic({ wind: fresh }) }) }));
    expect(changesOf(winds()).at(-1)).toEqual({ hazardId: hazard.id, name: '液氨罐车泄漏', validUntil: fresh.validUntil, isExpired: false });
    expect(refusalOf(await station.seat('audience').ask('countAffected', { kind: '11D01', shape: { type: 'circle', centre: CENTRE, radiusMetres: 10 }, toxic: null })).reason).toBe('notPermitted');
  });
});

describe('the table of substances', () => {
  it('tells ammonia solution from anhydrous ammonia, gives a source for every value, and leaves out what has none', async () => {
    await open();
    const { substances, note } = valueOf(await station.seat('viewer').ask('readToxicTable', {}));
    expect(note).toContain('距离须由专家给出');
    const byId = new Map(substances.map((substance) => [substance.id, substance]));
    expect(byId.get('ammonia-anhydrous')).toMatchObject({ name: '液氨', unNumber: '1005' });
    const solution = byId.get('ammonia-solution-10-35');
    expect(solution).toMatchObject({ unNumber: '2672', small: {}, large: {} });
    expect(solution?.confusion).toContain('不是液氨');
    if (solution === undefined) throw new Error('missing');
    expect(tableDistances(solution, 'large', true)).toEqual({ heavy: null, light: null });
    for (const { small, large, unNumberSource } of substances) {
      expect(unNumberSource.length).toBeGreaterThan(10);
      for (const distance of [...Object.values(small), ...Object.values(large)]) expect(distance.source.length).toBeGreaterThan(10);
    }
    expect(new Set(substances.map(({ unNumber }) => unNumber)).size).toBe(substances.length);
  });

  it('is changed here with a source, on the record, and the change survives a restart', async () => {
    await open();
    const commander = station.seat('commander');
    const { id, version, ...shipped } = valueOf(await commander.ask('readToxicTable', {})).substances.find((each) => each.id === 'ammonia-solution-10-35') ?? { id: '', version: 0 };
    const mine = { ...shipped, large: { isolation: { metres: 50, source: '市消防支队 2026-08 专家意见', isVerified: true } } } as never;
    const { substance } = valueOf(await commander.ask('changeToxicSubstance', { id, version, content: mine }));
    expect(substance).toMatchObject({ id, version: 1, large: { isolation: { metres: 50 } } });
    expect(refusalOf(await commander.ask('changeToxicSubstance', { id, version: 0, content: mine }))).toMatchObject({ reason: 'stale', detail: { currentVersion: 1 } });
    expect(refusalOf(await commander.ask('changeToxicSubstance', { id, version: 1, content: { ...(mine as object), large: { isolation: { metres: 50, source: '', isVerified: true } } } as never })).reason).toBe('malformed');
    await station.restart();
    const again = valueOf(await station.seat('viewer').ask('readToxicTable', {})).substances.find((each) => each.id === id);
    expect(again).toEqual(substance);
    expect((await station.store().entries(0, 10)).map(({ operation }) => operation)).toEqual(['changeToxicSubstance']);
  });
});
