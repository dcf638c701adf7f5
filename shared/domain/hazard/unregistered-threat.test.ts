import { describe, expect, it } from 'vitest';
import { buildPopulation, runAtOnce } from '../../../tests/contract/hazards/build-population.ts';
import { destination } from '../../geo/geodesy.ts';
import { metresPerDegreeEast, metresPerDegreeNorth } from '../../geo/ellipsoid.ts';
import { circle } from '../../geo/shapes.ts';
import type { LonLat } from '../../kernel/units.ts';
import type { ThingGeometry } from '../atlas/thing.ts';
import { locateHouseholds, readyZones } from './located-households.ts';
import { threatenedPlaces } from './threatened-place.ts';
import { DEFAULT_SCREENING, isStreamInQuestion, screenHouseholds, slopeAbove, type Heights, type ScreeningGround } from './unregistered-threat.ts';

const HERE: LonLat = [119.5, 28.4];
const SAID = { source: 'x', asOf: '' };

/** Ground given by metres east and north of HERE. */
const ground = (height: (east: number, north: number) => number | null, resolutionMetres = 10): Heights => ({
  resolutionMetres,
  heightAt: (longitude, latitude) => height((longitude - HERE[0]) * metresPerDegreeEast(HERE[1]), (latitude - HERE[1]) * metresPerDegreeNorth(HERE[1])),
});

const flat = ground(() => 100);
/** Level to 80 m east of the house, then 45° up for 60 m. */
const hillside = ground((east) => 100 + Math.max(0, Math.min(60, east - 80)));

const screen = (positions: readonly LonLat[], more: Partial<ScreeningGround>, areas: readonly string[] = []) => {
  const households = positions.map((position, index) => ({ areaCode: areas[index] ?? '331124001001', position, statement: SAID }));
  const residents = positions.flatMap((_position, household) =>
    [0, 1].map(() => ({ household, isRegistered: null, isResident: null, isPresentTonight: null, vulnerability: null, registeredBy: SAID, residentBy: SAID, presentBy: SAID })),
  );
  const population = buildPopulation(households, residents);
  const disc = circle(HERE, 5_000);
  if (!disc.ok) throw new Error('refused');
  const located = runAtOnce(locateHouseholds(population, readyZones([{ grade: 'whole', measure: null, area: [disc.value], squareMetres: 0 }], 0), 0));
  const screening = runAtOnce(screenHouseholds(population, located, { heights: flat, waterways: [], registered: [], ...more }, DEFAULT_SCREENING));
  return { population, screening, places: runAtOnce(threatenedPlaces(population, screening.suspects, DEFAULT_SCREENING.placeMetres)) };
};

const river: ThingGeometry = { type: 'LineString', coordinates: [destination(destination(HERE, 90, 60), 0, 500), destination(destination(HERE, 90, 60), 180, 500)] };

describe('slopes above a house', () => {
  it('finds a steep slope within reach with its angle, distance and rise', () => {
    const { slope, isUnknown } = slopeAbove(hillside, HERE, DEFAULT_SCREENING);
    expect(isUnknown).toBe(false);
    expect(slope?.degrees).toBeCloseTo(45, 0);
    expect(slope?.metres).toBeGreaterThan(60);
    expect(slope?.metres).toBeLessThan(130);
    expect(slope?.riseMetres).toBeCloseTo(60, 0);
  });

  it('takes no slope for one that lies beyond reach, falls away, or is gentle', () => {
    expect(slopeAbove(ground((east) => 100 + Math.max(0, east - 260)), HERE, DEFAULT_SCREENING).slope).toBeNull();
    expect(slopeAbove(ground((east, north) => 100 - Math.hypot(east, north)), HERE, DEFAULT_SCREENING).slope).toBeNull();
    expect(slopeAbove(ground((east) => 100 + 0.3 * east), HERE, DEFAULT_SCREENING).slope).toBeNull();
  });

  it('takes no slope across a valley', () => {
    const across = ground((east) => (east < 40 ? 100 : east < 90 ? 60 : 60 + 2 * (east - 90)));
    expect(slopeAbove(across, HERE, DEFAULT_SCREENING).slope).toBeNull();
  });

  it('calls ground it does not know unknown, not level', () => {
    expect(slopeAbove(ground(() => null), HERE, DEFAULT_SCREENING)).toEqual({ slope: null, isUnknown: true });
    expect(slopeAbove(ground((east) => (east > 100 ? null : 100)), HERE, DEFAULT_SCREENING)).toEqual({ slope: null, isUnknown: true });
  });
});

describe('screening', () => {
  it('lists a house below a slope unless a registered point explains it', () => {
    expect(screen([HERE], { heights: hillside }).screening.suspects).toHaveLength(1);
    const explained = screen([HERE], { heights: hillside, registered: [destination(HERE, 90, 150)] }).screening;
    expect([explained.suspects.length, explained.nearRegistered]).toEqual([0, 1]);
    expect(screen([HERE], { heights: hillside, registered: [destination(HERE, 90, 250)] }).screening.suspects).toHaveLength(1);
  });

  it('lists a house beside a stream by its height over the water', () => {
    const beside = screen([HERE], { waterways: [null, river] }).screening.suspects[0];
    expect(beside?.stream).toMatchObject({ waterway: 1, aboveMetres: 0 });
    expect(beside?.stream?.metres).toBeCloseTo(60, 0);
    const bank = ground((east) => (east > 50 ? 90 : 100));
    expect(screen([HERE], { waterways: [river], heights: bank }).screening.suspects).toHaveLength(0);
    expect(screen([destination(HERE, 270, 80)], { waterways: [river] }).screening.suspects).toHaveLength(0);
  });

  it('lists a house beside a stream also where the terrain is unknown, and says that it is', () => {
    const { suspects, unknownGround, screened } = screen([HERE, destination(HERE, 270, 900)], { waterways: [river], heights: null }).screening;
    expect(suspects[0]?.stream).toMatchObject({ aboveMetres: null });
    expect([suspects.length, unknownGround, screened]).toEqual([1, 2, 2]);
  });

  it('does not take a stream of unknown order for a small one', () => {
    const settings = { ...DEFAULT_SCREENING, minimumStreamOrder: 3 };
    expect([2, 3, undefined, ''].map((order) => isStreamInQuestion(order, settings))).toEqual([false, true, true, true]);
  });

  it('joins neighbours of one village into a place and keeps villages apart', () => {
    const rows = [HERE, destination(HERE, 0, 60), destination(HERE, 0, 120), destination(HERE, 180, 1_500), destination(HERE, 0, 90)];
    const { places } = screen(rows, { heights: hillside }, ['331124001001', '331124001001', '331124001001', '331124001001', '331124001002']);
    expect(places.map(({ areaCode, households, persons }) => [areaCode, households, persons])).toEqual([
      ['331124001001', [0, 1, 2], 6],
      ['331124001001', [3], 2],
      ['331124001002', [4], 2],
    ]);
    expect(places[0]?.slope?.degrees).toBeGreaterThan(25);
  });
});
