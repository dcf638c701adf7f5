import fc from 'fast-check';
import proj4 from 'proj4';
import { describe, expect, it } from 'vitest';
import type { LonLat } from '../kernel/units.ts';
import { geodesicBetween, geodesicDestination } from './geodesic.ts';

// Distances and azimuths as PROJ 9.5.1 (Karney's algorithm) gives them for WGS-84.
const reference: readonly (readonly [from: LonLat, to: LonLat, metres: number, azimuth: number])[] = [
  [[120.49, 30.08], [119.48, 28.45], 205610.74269388916, 208.76440628623226],
  [[120.49, 30.08], [116.997, 36.651], 797839.7647458636, 336.9051163252931],
  [[120.49, 30.08], [120.4901, 30.08], 9.64087966239164, 89.99997493956441],
  [[75, 18], [135, 53], 6430359.90859168, 38.12498314786039],
  [[-70, -30], [20, 60], 12843125.709504817, 33.78541415783203],
];

const chinese = fc.tuple(fc.double({ min: 73, max: 136, noNaN: true }), fc.double({ min: 3, max: 54, noNaN: true }));
const anywhere = fc.tuple(fc.double({ min: -180, max: 180, noNaN: true }), fc.double({ min: -90, max: 90, noNaN: true }));

describe('geodesic', () => {
  it.each(reference)('from %j to %j is as long and heads as PROJ says', (from, to, metres, azimuth) => {
    const geodesic = geodesicBetween(from, to);
    expect(geodesic.metres).toBeCloseTo(metres, 4);
    expect(geodesic.azimuth).toBeCloseTo(azimuth, 6);
  });

  it('leads where PROJ says', () => {
    const reached = geodesicDestination([120.49, 30.08], 37.5, 12345.678);
    expect(reached[0]).toBeCloseTo(120.56802464848188, 9);
    expect(reached[1]).toBeCloseTo(30.16833123078887, 9);
  });

  it('agrees with proj4 on the equidistant plane around a place', () => {
    const centre: LonLat = [118.2, 35.4];
    const plane = proj4(`+proj=aeqd +lat_0=${centre[1]} +lon_0=${centre[0]} +ellps=WGS84 +units=m`);
    fc.assert(
      fc.property(fc.double({ min: 0, max: 359.9, noNaN: true }), fc.double({ min: 1, max: 200_000, noNaN: true }), (azimuth, metres) => {
        const [east, north] = plane.forward([...geodesicDestination(centre, azimuth, metres)]);
        expect(Math.hypot(east ?? 0, north ?? 0)).toBeCloseTo(metres, 3);
      }),
    );
  });

  it('comes back to where it was aimed', () => {
    fc.assert(
      fc.property(chinese, chinese, (from, to) => {
        const { metres, azimuth } = geodesicBetween(from, to);
        expect(geodesicBetween(geodesicDestination(from, azimuth, metres), to).metres).toBeLessThan(0.001);
      }),
    );
  });

  it('is finite, symmetric and within the half circumference for any two positions', () => {
    fc.assert(
      fc.property(anywhere, anywhere, (from, to) => {
        const there = geodesicBetween(from, to);
        expect(there.metres).toBeGreaterThanOrEqual(0);
        expect(there.metres).toBeLessThan(20_037_600);
        expect(there.azimuth).toBeGreaterThanOrEqual(0);
        expect(there.azimuth).toBeLessThan(360);
        expect(Math.abs(geodesicBetween(to, from).metres - there.metres)).toBeLessThan(0.01);
      }),
    );
  });

  it('still measures to 0.6 % between opposite sides of the earth', () => {
    const { metres } = geodesicBetween([0, 0], [179.5, 0.5]);
    expect(Math.abs(metres / 19936288.578965314 - 1)).toBeLessThan(0.006);
  });

  it('says 0 m and azimuth 0 for one and the same position', () => {
    expect(geodesicBetween([120, 30], [120, 30])).toEqual({ metres: 0, azimuth: 0 });
  });
});
