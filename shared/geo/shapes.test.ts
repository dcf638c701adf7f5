import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { LonLat } from '../kernel/units.ts';
import { azimuth, distance, polygonArea, ringArea } from './geodesy.ts';
import type { PolygonCoordinates } from './geometry.ts';
import { checkPolygon } from './polygon-check.ts';
import { preparePolygon } from './prepared-polygon.ts';
import { circle, maximumRadius, sector, twoRingZone } from './shapes.ts';

const china = fc.tuple(fc.double({ min: 73.5, max: 135, noNaN: true }), fc.double({ min: 3.5, max: 53.5, noNaN: true }));
const radius = fc.double({ min: 5, max: 100_000, noNaN: true });

const made = (shape: ReturnType<typeof circle>): PolygonCoordinates => {
  if (!shape.ok) throw new Error(shape.error.reason);
  return shape.value;
};

const CENTRE: LonLat = [119.48, 28.45];

describe('shapes', () => {
  it('draws circles that keep their radius to 0.1 % anywhere in China, corners and chords', () => {
    fc.assert(
      fc.property(china, radius, (centre, metres) => {
        const [ring = []] = made(circle(centre, metres));
        expect(ring.at(-1)).toEqual(ring[0]);
        ring.slice(1).forEach((to, index) => {
          const from = ring[index] ?? to;
          for (const at of [to, [(from[0] + to[0]) / 2, (from[1] + to[1]) / 2]] as const) {
            expect(Math.abs(distance(centre, at) / metres - 1)).toBeLessThan(0.001);
          }
        });
      }),
      { numRuns: 50 },
    );
  });

  it('draws circles of the right area', () => {
    expect(polygonArea(made(circle(CENTRE, 1000))) / (Math.PI * 1e6)).toBeCloseTo(1, 3);
  });

  it('draws sectors that hold exactly the directions asked for', () => {
    const directions = fc.double({ min: 0, max: 359, noNaN: true });
    fc.assert(
      fc.property(china, fc.double({ min: 50, max: 20_000, noNaN: true }), directions, fc.double({ min: 3, max: 355, noNaN: true }), directions, (centre, metres, from, sweep, trial) => {
        const { contains } = preparePolygon([made(sector(centre, metres, from, from + sweep))]);
        // A point at half the radius in a trial direction, unless that grazes a side.
        const past = (trial - from + 360) % 360;
        if (Math.min(past, Math.abs(past - sweep), 360 - past) < 0.5) return;
        const [ring = []] = made(circle(centre, metres / 2));
        const at = ring.find((position) => Math.abs(azimuth(centre, position) - trial) < 1.001);
        if (!at) return;
        const turned = (azimuth(centre, at) - from + 360) % 360;
        if (Math.min(turned, Math.abs(turned - sweep), 360 - turned) < 0.2) return;
        expect(contains(...at)).toBe(turned < sweep);
      }),
      { numRuns: 300 },
    );
  });

  it('takes a sector across north, and a full turn as the circle', () => {
    const { contains } = preparePolygon([made(sector(CENTRE, 1000, 350, 10))]);
    expect(contains(CENTRE[0], CENTRE[1] + 0.005)).toBe(true);
    expect(contains(CENTRE[0], CENTRE[1] - 0.001)).toBe(false);
    expect(made(sector(CENTRE, 1000, 0, 360))).toEqual(made(circle(CENTRE, 1000)));
  });

  it('makes two zones that fill the outer circle and do not overlap', () => {
    const zone = twoRingZone(CENTRE, 300, 800);
    if (!zone.ok) throw new Error(zone.error.reason);
    const [key, general] = [polygonArea(zone.value.key), polygonArea(zone.value.general)];
    expect(key + general).toBeCloseTo(ringArea(made(circle(CENTRE, 800))[0] ?? []), 0);
    expect(preparePolygon([zone.value.general]).contains(...CENTRE)).toBe(false);
    expect(preparePolygon([zone.value.key]).contains(...CENTRE)).toBe(true);
  });

  it('makes nothing that the check of drawn areas would refuse', () => {
    const zone = twoRingZone(CENTRE, 300, 800);
    expect(checkPolygon(made(circle(CENTRE, 50)))).toEqual([]);
    expect(checkPolygon(made(sector(CENTRE, 5000, 200, 100)))).toEqual([]);
    expect(zone.ok && checkPolygon(zone.value.general)).toEqual([]);
  });

  it('refuses with a reason', () => {
    expect(circle([119, 95], 100)).toEqual({ ok: false, error: { reason: 'badPosition' } });
    expect(circle(CENTRE, 0)).toEqual({ ok: false, error: { reason: 'badRadius', maximum: maximumRadius } });
    expect(circle(CENTRE, Number.NaN).ok).toBe(false);
    expect(circle([179.99, 0], 50_000)).toEqual({ ok: false, error: { reason: 'offTheMap' } });
    expect(circle([0, 89], 50_000)).toEqual({ ok: false, error: { reason: 'offTheMap' } });
    expect(sector(CENTRE, 100, 40, 40)).toEqual({ ok: false, error: { reason: 'emptySector' } });
    expect(sector(CENTRE, 100, Number.NaN, 40)).toEqual({ ok: false, error: { reason: 'badAzimuth' } });
    expect(twoRingZone(CENTRE, 800, 300)).toEqual({ ok: false, error: { reason: 'ringsReversed' } });
  });
});
