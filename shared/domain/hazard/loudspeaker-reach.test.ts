import { describe, expect, it } from 'vitest';
import { runAtOnce } from '../../../tests/contract/hazards/build-population.ts';
import { point, randomOf, thing } from '../../../tests/contract/hazards/sample-county.ts';
import { destination, distance } from '../../geo/geodesy.ts';
import { circle } from '../../geo/shapes.ts';
import type { LonLat } from '../../kernel/units.ts';
import type { Thing } from '../atlas/thing.ts';
import { readyZones } from './located-households.ts';
import { createReachIndex, footprintsOf, isHeardAt, zoneHeardIn } from './loudspeaker-reach.ts';

const HERE: LonLat = [119.5, 28.4];

const speaker = (id: string, [x, y]: LonLat, more: Thing['attributes']): Thing => thing('loudspeaker', id, point(x, y), { audibleRadiusMetres: 500, workState: 'idle', ...more });

const discZone = (centre: LonLat, metres: number) => {
  const made = circle(centre, metres);
  if (!made.ok) throw new Error('refused');
  return readyZones([{ grade: 'whole', measure: null, area: [made.value], squareMetres: 0 }], 0);
};

const footprint = (more: Thing['attributes'], at: LonLat = HERE) => {
  const found = footprintsOf([speaker('1', at, more)]).known[0];
  if (found === undefined) throw new Error('no footprint');
  return found;
};

describe('a footprint', () => {
  it('is a disc where there is no beam', () => {
    const all = footprint({});
    for (const azimuth of [0, 90, 200, 359]) {
      expect(isHeardAt(all, ...destination(HERE, azimuth, 499))).toBe(true);
      expect(isHeardAt(all, ...destination(HERE, azimuth, 501))).toBe(false);
    }
  });

  it('is a sector where the beam is narrower, also across north', () => {
    const north = footprint({ bearingDegrees: 350, beamDegrees: 60 });
    for (const [azimuth, isHeard] of [[350, true], [321, true], [19, true], [319, false], [21, false], [170, false]] as const) {
      expect(isHeardAt(north, ...destination(HERE, azimuth, 300)), `at ${azimuth}°`).toBe(isHeard);
    }
  });

  it('is unknown where radius or direction is, and nobody counts as reached by it', () => {
    const things = [speaker('1', HERE, { audibleRadiusMetres: '' }), speaker('2', HERE, { beamDegrees: 90 }), thing('loudspeaker', '3', null, { audibleRadiusMetres: 500 })];
    const footprints = footprintsOf(things);
    expect(footprints).toMatchObject({ known: [], unknownReach: [0, 1], unlocated: [2] });
    expect(runAtOnce(createReachIndex(footprints.known)).reachAt(...HERE)).toBe('none');
  });

  it('reaches into a zone by its sector, not by its radius alone', () => {
    const zone = discZone(destination(HERE, 90, 600), 200);
    expect(zoneHeardIn(zone, footprint({}))).toBeDefined();
    expect(zoneHeardIn(zone, footprint({ bearingDegrees: 90, beamDegrees: 60 }))).toBeDefined();
    expect(zoneHeardIn(zone, footprint({ bearingDegrees: 270, beamDegrees: 60 }))).toBeUndefined();
    expect(zoneHeardIn(zone, footprint({}, destination(HERE, 270, 1_000)))).toBeUndefined();
  });

  it('reaches into a small zone lying wholly inside its sector', () => {
    const inside = discZone(destination(HERE, 45, 250), 20);
    expect(zoneHeardIn(inside, footprint({ bearingDegrees: 45, beamDegrees: 60 }))).toBeDefined();
  });
});

describe('how a household is reached', () => {
  const reach = (...states: readonly (string | undefined)[]) =>
    runAtOnce(createReachIndex(footprintsOf(states.map((workState, index) => speaker(String(index), HERE, workState === undefined ? { workState: '' } : { workState }))).known)).reachAt(...destination(HERE, 10, 200));

  it('is reached only by a terminal known to work', () => {
    expect(reach('idle')).toBe('reached');
    expect(reach('fault', 'working')).toBe('reached');
    expect(reach('fault')).toBe('onlyFaulty');
    expect(reach('unknown')).toBe('onlyUnknown');
    expect(reach(undefined)).toBe('onlyUnknown');
    expect(reach('fault', 'unknown')).toBe('onlyUnknown');
    expect(reach('unknown', 'fault')).toBe('onlyUnknown');
    expect(reach()).toBe('none');
  });

  it('is found through the index as by asking every terminal', () => {
    const random = randomOf(3);
    const near = (): LonLat => [119.5 + (random() - 0.5) * 0.2, 28.4 + (random() - 0.5) * 0.2];
    const terminals = Array.from({ length: 300 }, (_, index) =>
      speaker(String(index), near(), { audibleRadiusMetres: 100 + random() * 2_500, ...(random() < 0.5 ? { bearingDegrees: random() * 360, beamDegrees: 30 + random() * 200 } : {}), workState: ['idle', 'fault', 'unknown'][Math.floor(random() * 3)] ?? 'idle' }),
    );
    const footprints = footprintsOf(terminals).known;
    const index = runAtOnce(createReachIndex(footprints));
    for (let house = 0; house < 2_000; house += 1) {
      const at = near();
      const states = footprints.filter((each) => isHeardAt(each, ...at)).map(({ state }) => state);
      const expected = states.includes('usable') ? 'reached' : states.includes('unknown') ? 'onlyUnknown' : states.includes('fault') ? 'onlyFaulty' : 'none';
      expect(index.reachAt(...at)).toBe(expected);
    }
  });

  it('measures in metres on the ground', () => {
    const far = destination(HERE, 33, 2_000);
    const wide = footprint({ audibleRadiusMetres: 2_000 });
    expect(distance(HERE, far)).toBeCloseTo(2_000, 3);
    expect(isHeardAt({ ...wide, radius: 2_002 }, ...far)).toBe(true);
    expect(isHeardAt({ ...wide, radius: 1_998 }, ...far)).toBe(false);
  });
});
