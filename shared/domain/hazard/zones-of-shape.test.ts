import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { geodesicBetween } from '../../geo/geodesic.ts';
import { preparePolygon } from '../../geo/prepared-polygon.ts';
import type { LonLat } from '../../kernel/units.ts';
import { checkCounty } from './county-check.ts';
import type { DrawnShape } from './drawn-shape.ts';
import { affectedSquareMetres } from './hazard-zone.ts';
import { SHAPE_PROBLEM_REASONS, SHAPE_PROBLEM_TERMS } from './shape-problem.ts';
import type { ToxicRelease } from './toxic-release.ts';
import { zonesOfShape } from './zones-of-shape.ts';

const NOW = Date.parse('2026-11-22T03:15:00.000Z');
const CENTRE: LonLat = [119.5, 28.45];

const square = (west: number, south: number, side: number): readonly LonLat[] => [
  [west, south],
  [west + side, south],
  [west + side, south + side],
  [west, south + side],
  [west, south],
];

const reasons = (shape: DrawnShape, toxic: ToxicRelease | null = null): readonly string[] => {
  const drawn = zonesOfShape(shape, toxic, NOW);
  return (drawn.ok ? drawn.value.notes : drawn.error).map(({ reason }) => reason);
};

const release = (more: Partial<ToxicRelease> = {}): ToxicRelease => ({
  substanceId: 'ammonia-anhydrous',
  substanceName: '液氨',
  unNumber: '1005',
  amount: null,
  wind: { fromDegrees: 270, metresPerSecond: 3, measuredAt: '2026-11-22T03:00:00.000Z', validUntil: '2026-11-22T04:00:00.000Z', source: '县气象站' },
  measures: { heavy: 'evacuate', light: 'shelterInPlace' },
  distanceSource: '现场专家',
  ...more,
});

const toxic = (more: Partial<Extract<DrawnShape, { type: 'toxic' }>> = {}): DrawnShape => ({
  type: 'toxic',
  centre: CENTRE,
  heavyMetres: 100,
  lightMetres: 1000,
  safeMetres: null,
  spread: { type: 'downwind', spanDegrees: 60 },
  ...more,
});

describe('bad shapes are explained', () => {
  it('says where a boundary crosses itself', () => {
    const bowTie: DrawnShape = { type: 'polygon', polygon: [[[119.5, 28.4], [119.51, 28.41], [119.51, 28.4], [119.5, 28.41], [119.5, 28.4]]] };
    const drawn = zonesOfShape(bowTie, null, NOW);
    expect(drawn.ok).toBe(false);
    if (drawn.ok) return;
    const crossing = drawn.error.find(({ reason }) => reason === 'selfCrossing');
    expect(crossing?.at?.[0]).toBeCloseTo(119.505, 9);
    expect(crossing?.at?.[1]).toBeCloseTo(28.405, 9);
  });

  it.each<[string, DrawnShape, string]>([
    ['no ring at all', { type: 'polygon', polygon: [] }, 'empty'],
    ['a ring without points', { type: 'polygon', polygon: [[]] }, 'empty'],
    ['two points', { type: 'polygon', polygon: [[[119.5, 28.4], [119.6, 28.4], [119.5, 28.4]]] }, 'tooFewPoints'],
    ['an open ring', { type: 'polygon', polygon: [square(119.5, 28.4, 0.01).slice(0, 4)] }, 'notClosed'],
    ['no area', { type: 'polygon', polygon: [[[119.5, 28.4], [119.5000001, 28.4], [119.5, 28.4000001], [119.5, 28.4]]] }, 'emptyArea'],
    ['a radius of zero', { type: 'circle', centre: CENTRE, radiusMetres: 0 }, 'badDistance'],
    ['a negative width', { type: 'bufferedLine', line: [CENTRE, [119.6, 28.5]], eachSideMetres: -5 }, 'badDistance'],
    ['a line of one point', { type: 'bufferedLine', line: [CENTRE], eachSideMetres: 5 }, 'tooFewPoints'],
    ['a sector without an angle', { type: 'sector', centre: CENTRE, radiusMetres: 500, fromAzimuth: 30, toAzimuth: 30 }, 'emptySector'],
    ['circles the wrong way round', { type: 'twoCircles', centre: CENTRE, keyRadiusMetres: 500, generalRadiusMetres: 200 }, 'distancesReversed'],
    ['a hole outside', { type: 'polygon', polygon: [square(119.5, 28.4, 0.01), square(119.6, 28.4, 0.001)] }, 'holeOutside'],
    ['重点 outside 一般', { type: 'twoRings', key: [square(119.5, 28.4, 0.02)], general: [square(119.5, 28.4, 0.01)] }, 'keyOutsideGeneral'],
    ['a release without its substance', toxic(), 'toxicDetailsMissing'],
  ])('%s', (_name, shape, reason) => {
    expect(reasons(shape)).toContain(reason);
    expect(zonesOfShape(shape, null, NOW).ok).toBe(false);
  });

  it('finds a notch of 一般 that reaches into 重点 between its corners', () => {
    const notched: readonly LonLat[] = [[119.5, 28.4], [119.51, 28.4], [119.51, 28.41], [119.506, 28.41], [119.505, 28.404], [119.504, 28.41], [119.5, 28.41], [119.5, 28.4]];
    expect(reasons({ type: 'twoRings', key: [square(119.503, 28.401, 0.004)], general: [notched] })).toContain('keyOutsideGeneral');
  });

  it('notes a doubled point without forbidding the shape', () => {
    const ring = square(119.5, 28.4, 0.01);
    const doubled: DrawnShape = { type: 'polygon', polygon: [[...ring.slice(0, 2), ...ring.slice(1)]] };
    expect(zonesOfShape(doubled, null, NOW).ok).toBe(true);
    expect(reasons(doubled)).toEqual(['repeatedPoint']);
  });

  it('has words in both languages for every reason', () => {
    expect([...SHAPE_PROBLEM_REASONS].toSorted()).toEqual(Object.keys(SHAPE_PROBLEM_TERMS).toSorted());
    for (const { zh, en } of Object.values(SHAPE_PROBLEM_TERMS)) expect(zh.length * en.length).toBeGreaterThan(0);
  });

  it('tells a shape outside the county from one that only leaves it', () => {
    const drawn = zonesOfShape({ type: 'circle', centre: CENTRE, radiusMetres: 1000 }, null, NOW);
    expect(drawn.ok).toBe(true);
    if (!drawn.ok) return;
    const { zones } = drawn.value;
    expect(checkCounty(zones, [119, 28, 120, 29])).toEqual([]);
    expect(checkCounty(zones, [119.5, 28, 120, 29])).toMatchObject([{ reason: 'partlyOutsideCounty', isFatal: false }]);
    expect(checkCounty(zones, [121, 30, 122, 31])).toMatchObject([{ reason: 'outsideCounty', isFatal: true }]);
    expect(checkCounty(zones, null)).toMatchObject([{ reason: 'countyUnknown', isFatal: false }]);
  });
});

describe('zones', () => {
  it('puts 重点 before 一般 and takes its area out of it', () => {
    const drawn = zonesOfShape({ type: 'twoRings', general: [square(119.5, 28.4, 0.02)], key: [square(119.505, 28.405, 0.01)] }, null, NOW);
    expect(drawn.ok).toBe(true);
    if (!drawn.ok) return;
    const { zones } = drawn.value;
    expect(zones.map(({ grade }) => grade)).toEqual(['key', 'general']);
    const [key, general] = zones.map(({ area }) => preparePolygon(area));
    expect(key?.contains(119.51, 28.41)).toBe(true);
    expect(general?.contains(119.51, 28.41)).toBe(false);
    expect(general?.contains(119.502, 28.402)).toBe(true);
    const whole = zonesOfShape({ type: 'polygon', polygon: [square(119.5, 28.4, 0.02)] }, null, NOW);
    expect(whole.ok && affectedSquareMetres(zones) / affectedSquareMetres(whole.value.zones)).toBeCloseTo(1, 9);
  });

  it('leaves what is cut out of 重点 in 一般', () => {
    const drawn = zonesOfShape({ type: 'twoRings', general: [square(119.5, 28.4, 0.02)], key: [square(119.505, 28.405, 0.01), square(119.508, 28.408, 0.004)] }, null, NOW);
    expect(drawn.ok).toBe(true);
    if (!drawn.ok) return;
    const [key, general] = drawn.value.zones.map(({ area }) => preparePolygon(area));
    expect(key?.contains(119.51, 28.41)).toBe(false);
    expect(general?.contains(119.51, 28.41)).toBe(true);
  });

  it('lays the light zone of a release downwind and carries the measure of each zone', () => {
    const drawn = zonesOfShape(toxic(), release(), NOW);
    expect(drawn.ok).toBe(true);
    if (!drawn.ok) return;
    expect(drawn.value.zones.map(({ grade, measure }) => [grade, measure])).toEqual([['heavy', 'evacuate'], ['light', 'shelterInPlace']]);
    const [heavy, light] = drawn.value.zones.map(({ area }) => preparePolygon(area));
    // The wind blows from the west: 500 m to the east is downwind.
    expect(light?.contains(119.5051, 28.45)).toBe(true);
    expect(light?.contains(119.4949, 28.45)).toBe(false);
    expect(heavy?.contains(119.4995, 28.45)).toBe(true);
    expect(light?.contains(119.5005, 28.45)).toBe(false);
  });

  it.each<[string, ToxicRelease, string]>([
    ['no wind was measured', release({ wind: null }), 'windMissing'],
    ['the wind is past its validity', release({ wind: { fromDegrees: 0, metresPerSecond: 1, measuredAt: '2026-11-22T01:00:00.000Z', validUntil: '2026-11-22T03:14:59.000Z', source: 'x' } }), 'windExpired'],
    ['the wind was measured in the future', release({ wind: { fromDegrees: 0, metresPerSecond: 1, measuredAt: '2026-11-22T03:16:00.000Z', validUntil: '2026-11-22T05:00:00.000Z', source: 'x' } }), 'windTimes'],
  ])('draws no downwind zone where %s', (_name, details, reason) => {
    expect(zonesOfShape(toxic(), details, NOW).ok).toBe(false);
    expect(reasons(toxic(), details)).toEqual([reason]);
  });

  it('draws all round without any wind', () => {
    const drawn = zonesOfShape(toxic({ spread: { type: 'allRound' }, safeMetres: 2000 }), release({ wind: null }), NOW);
    expect(drawn.ok).toBe(true);
    if (!drawn.ok) return;
    expect(drawn.value.zones.map(({ grade }) => grade)).toEqual(['heavy', 'light', 'safe']);
    const whole = drawn.value.zones.reduce((sum, { squareMetres }) => sum + squareMetres, 0);
    expect(whole / (Math.PI * 2000 ** 2)).toBeCloseTo(1, 3);
  });

  it('covers exactly the positions of a drawn sector at any bearing and distance', () => {
    fc.assert(
      fc.property(fc.double({ min: 0, max: 359.9, noNaN: true }), fc.double({ min: 20, max: 300, noNaN: true }), fc.double({ min: 0, max: 359.9, noNaN: true }), fc.double({ min: 1, max: 1500, noNaN: true }), (from, span, azimuth, metres) => {
        const drawn = zonesOfShape({ type: 'sector', centre: CENTRE, radiusMetres: 1000, fromAzimuth: from, toAzimuth: from + span }, null, NOW);
        if (!drawn.ok) throw new Error('refused');
        const radians = (azimuth * Math.PI) / 180;
        const at: LonLat = [CENTRE[0] + (metres * Math.sin(radians)) / 97_900, CENTRE[1] + (metres * Math.cos(radians)) / 110_830];
        const true_ = geodesicBetween(CENTRE, at);
        const turn = (((true_.azimuth - from) % 360) + 360) % 360;
        // Within a metre of the edge, or a chord's sagitta of the arc, either answer is right.
        const edge = Math.min(Math.abs(true_.metres - 1000), (Math.min(Math.abs(turn - span), turn, 360 - turn) * Math.PI * true_.metres) / 180);
        fc.pre(edge > 1);
        const zone = drawn.value.zones[0];
        expect(zone !== undefined && preparePolygon(zone.area).contains(at[0], at[1])).toBe(true_.metres < 1000 && turn < span);
      }),
    );
  });
});
