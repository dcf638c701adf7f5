import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { LonLat } from '../kernel/units.ts';
import { coordinateSystemNamed, coordinateSystems } from './coordinate-system-list.ts';
import type { CoordinateSystem } from './coordinate-system-list.ts';
import { fromWgs84, toWgs84 } from './coordinate-systems.ts';
import type { CoordinatePair, PairAxes } from './coordinate-systems.ts';
import { distance } from './geodesy.ts';

const system = (name: string): CoordinateSystem => {
  const named = coordinateSystemNamed(name);
  if (!named.ok) throw new Error(`${name}: ${named.error.reason}`);
  return named.value;
};

const to = (name: string, pair: CoordinatePair, axes: PairAxes): LonLat => {
  const position = toWgs84(system(name), pair, axes);
  if (!position.ok) throw new Error(`${name} ${pair.join()}: ${position.error.reason}`);
  return position.value;
};

const from = (name: string, position: LonLat, axes: PairAxes): CoordinatePair => {
  const pair = fromWgs84(system(name), position, axes);
  if (!pair.ok) throw new Error(`${name} ${position.join()}: ${pair.error.reason}`);
  return pair.value;
};

const reasonTo = (name: string, pair: CoordinatePair, axes: PairAxes = 'eastNorth'): string => {
  const position = toWgs84(system(name), pair, axes);
  return position.ok ? 'understood' : position.error.reason;
};

const SONGYANG: LonLat = [119.48, 28.45];

// East and north as PROJ 9.5.1 gives them.
const reference: readonly (readonly [name: string, position: LonLat, east: number, north: number])[] = [
  ['4549', SONGYANG, 449065.4984, 3148422.2506],
  ['4528', SONGYANG, 40449065.4984, 3148422.2506],
  ['4498', SONGYANG, 20742958.2851, 3150818.072],
  ['4509', SONGYANG, 742958.2851, 3150818.072],
  ['4499', [120.49, 30.08], 21257975.1193, 3331639.7703],
  ['4547', [113.2, 23.1], 418040.6577, 2555836.5484],
  ['6672', [134.05, 34.35], 50597.5127, 149859.3987],
  ['6669', [129.87, 32.75], 34671.5091, -27662.2242],
  ['6687', [153.98, 24.29], -2030.2462, -189406.3377],
  ['3857', [120.49, 30.08], 13412885.4457, 3513837.248],
];

describe('coordinate systems', () => {
  it.each(reference)('EPSG:%s of %j is where PROJ puts it, to a millimetre', (name, position, east, north) => {
    const pair = from(name, position, 'eastNorth');
    expect(pair[0]).toBeCloseTo(east, 3);
    expect(pair[1]).toBeCloseTo(north, 3);
    expect(distance(to(name, [east, north], 'eastNorth'), position)).toBeLessThan(0.001);
  });

  it('takes Gauss-Krüger in the registry’s order (X north, Y east) as well as east first', () => {
    expect(distance(to('4549', [3148422.2506, 449065.4984], 'authority'), SONGYANG)).toBeLessThan(0.001);
    expect(distance(to('4549', [3148422.2506, 449065.4984], 'northEast'), SONGYANG)).toBeLessThan(0.001);
    expect(from('4549', SONGYANG, 'authority')[0]).toBeCloseTo(3148422.2506, 3);
  });

  it('takes latitude first for WGS 84 and CGCS2000 when asked for the registry’s order', () => {
    expect(to('4490', [28.45, 119.48], 'authority')).toEqual(SONGYANG);
    expect(to('4326', [119.48, 28.45], 'eastNorth')).toEqual(SONGYANG);
    expect(to('3857', from('3857', SONGYANG, 'authority'), 'eastNorth')[0]).toBeCloseTo(119.48, 9);
  });

  it('moves GCJ-02 and BD-09 by the hundreds of metres that leaving them out would cost', () => {
    // The offsets measured for the public formula.
    expect(distance(from('GCJ-02', [120.49, 30.08], 'eastNorth'), [120.49, 30.08])).toBeCloseTo(498.5, 0);
    expect(distance(from('GCJ-02', SONGYANG, 'eastNorth'), SONGYANG)).toBeCloseTo(600.6, 0);
    expect(Math.abs(distance(from('BD-09', [116.997, 36.651], 'eastNorth'), [116.997, 36.651]) - 1313.8)).toBeLessThan(4);
  });

  it('comes back from GCJ-02 and BD-09 to within a millimetre in the counties', () => {
    const east = fc.tuple(fc.double({ min: 73.5, max: 135, noNaN: true }), fc.double({ min: 18, max: 53.5, noNaN: true }));
    fc.assert(
      fc.property(east, fc.constantFrom('GCJ-02', 'BD-09'), (position, name) => {
        const back = to(name, from(name, position, 'eastNorth'), 'eastNorth');
        expect(distance(back, position)).toBeLessThan(0.001);
      }),
      { numRuns: 2000 },
    );
  });

  it('comes back from every projected system anywhere in its area', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...coordinateSystems.filter(({ kind }) => kind === 'projected')),
        fc.double({ min: 0.001, max: 0.999, noNaN: true }),
        fc.double({ min: 0.001, max: 0.999, noNaN: true }),
        fc.constantFrom<PairAxes>('eastNorth', 'northEast', 'authority'),
        (projected, across, up, axes) => {
          const [west, south, east, north] = projected.area;
          const position: LonLat = [west + across * (east - west), south + up * (north - south)];
          const pair = fromWgs84(projected, position, axes);
          if (!pair.ok) throw new Error(pair.error.reason);
          const back = toWgs84(projected, pair.value, axes);
          expect(back.ok && distance(back.value, position)).toBeLessThan(0.001);
        },
      ),
      { numRuns: 2000 },
    );
  });

  it('refuses what is out of range with a reason', () => {
    expect(reasonTo('4326', [181, 30])).toBe('longitudeOutOfRange');
    expect(reasonTo('4326', [30.1, 120.5])).toBe('latitudeOutOfRange');
    expect(reasonTo('4326', [Number.NaN, 30])).toBe('notANumber');
    expect(reasonTo('4549', [Number.POSITIVE_INFINITY, 30])).toBe('notANumber');
    expect(reasonTo('GCJ-02', [2.35, 48.85])).toBe('outsideArea');
    expect(reasonTo('4549', [449065, 9_000_000])).toBe('outsideArea');
    expect(reasonTo('4549', [999_999, 3_148_422])).toBe('outsideArea');
    expect(reasonTo('3857', [3e7, 0])).toBe('outsideArea');
    expect(fromWgs84(system('4549'), [110, 30], 'eastNorth')).toEqual({ ok: false, error: { reason: 'outsideArea', area: [117, 0, 123, 60] } });
  });

  it('refuses an easting whose zone number is missing, superfluous or another’s', () => {
    expect(reasonTo('4549', [40449065, 3148422])).toBe('zoneMismatch');
    expect(reasonTo('4528', [449065, 3148422])).toBe('zoneMismatch');
    expect(reasonTo('4528', [39449065, 3148422])).toBe('zoneMismatch');
  });

  it('never gives NaN or a place outside the system’s area, whatever the numbers', () => {
    const number = fc.oneof(fc.double(), fc.double({ min: -5e7, max: 5e7 }), fc.double({ min: -200, max: 200 }));
    fc.assert(
      fc.property(fc.constantFrom(...coordinateSystems), number, number, (any, first, second) => {
        const position = toWgs84(any, [first, second], 'eastNorth');
        if (!position.ok) return;
        const [west, south, east, north] = any.area;
        expect(position.value[0]).toBeGreaterThanOrEqual(west);
        expect(position.value[0]).toBeLessThanOrEqual(east);
        expect(position.value[1]).toBeGreaterThanOrEqual(south);
        expect(position.value[1]).toBeLessThanOrEqual(north);
      }),
      { numRuns: 5000 },
    );
  });
});
