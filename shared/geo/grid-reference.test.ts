import { forward, toPoint } from 'mgrs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { LonLat } from '../kernel/units.ts';
import { distance } from './geodesy.ts';
import { fromMgrs, fromUtm, fromUtmBand, toMgrs, toUtm } from './grid-reference.ts';

const world = fc.tuple(fc.double({ min: -180, max: 179.999, noNaN: true }), fc.double({ min: -79.9, max: 83.9, noNaN: true }));

const parts = (reference: string): readonly [number, string, string, string, string] => {
  const match = /^(\d+)(\w) (\w\w)(?: (\d+) (\d+))?$/u.exec(reference);
  if (!match) throw new Error(reference);
  return [Number(match[1]), match[2] ?? '', match[3] ?? '', match[4] ?? '', match[5] ?? ''];
};

describe('UTM', () => {
  it('is where PROJ 9.5.1 puts it', () => {
    const keqiao = toUtm([120.49, 30.08]);
    expect(keqiao?.zone).toBe(51);
    expect(keqiao?.band).toBe('R');
    expect(keqiao?.easting).toBeCloseTo(258071.9292, 3);
    expect(keqiao?.northing).toBeCloseTo(3330307.1144, 3);
    const jinan = toUtm([116.997, 36.651]);
    expect(jinan).toMatchObject({ zone: 50, band: 'S' });
    expect(jinan?.easting).toBeCloseTo(499731.8568, 3);
  });

  it('comes back from anywhere between 80°S and 84°N, Norway and Svalbard included', () => {
    fc.assert(
      fc.property(world, (position) => {
        const utm = toUtm(position);
        const back = utm && fromUtmBand(utm.zone, utm.band, utm.easting, utm.northing);
        expect(back && distance(back, position)).toBeLessThan(0.001);
      }),
      { numRuns: 500 },
    );
  });

  it('refuses a band that does not fit the northing, and numbers that are no place', () => {
    expect(fromUtmBand(51, 'T', 258071, 3330307)).toBeNull();
    expect(fromUtmBand(51, 'I', 258071, 3330307)).toBeNull();
    expect(fromUtm(61, true, 258071, 3330307)).toBeNull();
    expect(fromUtm(51, true, 58071, 3330307)).toBeNull();
    expect(fromUtm(51, true, 258071, 99_999_999)).toBeNull();
    expect(toUtm([120, 85])).toBeNull();
    expect(toUtm([Number.NaN, 30])).toBeNull();
  });
});

describe('MGRS', () => {
  it('names the same square as the mgrs package, or its neighbour where that rounds the last metre otherwise', () => {
    fc.assert(
      fc.property(world, (position) => {
        const [zone, band, square] = parts(toMgrs(position, 5) ?? '');
        const theirs = forward([position[0], position[1]], 5);
        const place = toPoint(theirs);
        const [digits = '', ownDigits = ''] = [theirs.slice(-10), (toMgrs(position, 5) ?? '').slice(-11).replace(' ', '')];
        if (theirs.startsWith(`${zone}${band}${square}`)) {
          expect(Math.abs(Number(digits.slice(0, 5)) - Number(ownDigits.slice(0, 5)))).toBeLessThanOrEqual(1);
          expect(Math.abs(Number(digits.slice(5)) - Number(ownDigits.slice(5)))).toBeLessThanOrEqual(1);
        } else expect(distance([place[0], place[1]], position)).toBeLessThan(3);
      }),
      { numRuns: 500 },
    );
  });

  it('names squares that hold the position, at every precision', () => {
    fc.assert(
      fc.property(world, fc.integer({ min: 1, max: 5 }), (position, digits) => {
        const middle = fromMgrs(...parts(toMgrs(position, digits) ?? ''));
        const size = 100_000 / 10 ** digits;
        expect(middle && distance(middle, position)).toBeLessThan(size * 0.7072 * 1.002 + 0.01);
      }),
      { numRuns: 500 },
    );
  });

  it('refuses letters that do not go together', () => {
    expect(fromMgrs(51, 'R', 'TP', '58071', '30307')).not.toBeNull();
    expect(fromMgrs(51, 'R', 'AP', '58071', '30307')).toBeNull();
    expect(fromMgrs(51, 'R', 'TW', '58071', '30307')).toBeNull();
    expect(fromMgrs(51, 'S', 'TP', '58071', '30307')).toBeNull();
    expect(fromMgrs(51, 'I', 'TP', '58071', '30307')).toBeNull();
    expect(fromMgrs(51, 'R', 'TP', '5807', '30307')).toBeNull();
    expect(toMgrs([120, 85], 5)).toBeNull();
  });

  it('cuts digits instead of rounding them', () => {
    const at: LonLat = [120.49, 30.08];
    expect(toMgrs(at, 5)).toBe('51R TP 58071 30307');
    expect(toMgrs(at, 3)).toBe('51R TP 580 303');
    expect(toMgrs(at, 0)).toBe('51R TP');
  });
});
