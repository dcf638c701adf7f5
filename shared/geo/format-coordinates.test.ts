import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { LonLat } from '../kernel/units.ts';
import { readCoordinates } from './coordinate-notation.ts';
import { formatCoordinates, writableNotations } from './format-coordinates.ts';
import type { WritableNotation } from './format-coordinates.ts';
import { distance } from './geodesy.ts';

const textOf = (position: LonLat, notation: WritableNotation): string => {
  const written = formatCoordinates(position, notation);
  return written.ok ? written.value.text : written.error.reason;
};

const KEQIAO: LonLat = [120.49, 30.08];

/** What rounding may cost, in metres. */
const ROUNDING: Readonly<Record<WritableNotation, number>> = {
  decimalDegrees: 0.08,
  degreesMinutes: 0.14,
  degreesMinutesSeconds: 0.23,
  utm: 0.08,
  mgrs: 0.72,
  gaussKrueger3: 0.002,
  gcj02: 0.08,
  bd09: 0.08,
};

describe('formatCoordinates', () => {
  it('writes every notation with its datum', () => {
    expect(textOf(KEQIAO, 'decimalDegrees')).toBe('CGCS2000 120.490000°E 30.080000°N');
    expect(textOf(KEQIAO, 'degreesMinutes')).toBe('CGCS2000 120°29.4000′E 30°04.8000′N');
    expect(textOf(KEQIAO, 'degreesMinutesSeconds')).toBe('CGCS2000 120°29′24.00″E 30°04′48.00″N');
    expect(textOf(KEQIAO, 'utm')).toBe('WGS-84 UTM 51R 258071.9E 3330307.1N');
    expect(textOf(KEQIAO, 'mgrs')).toBe('WGS-84 MGRS 51R TP 58071 30307');
    expect(textOf([119.48, 28.45], 'gaussKrueger3')).toBe('CGCS2000 EPSG:4528 X=3148422.251 Y=40449065.498');
    expect(textOf(KEQIAO, 'gcj02')).toBe('GCJ-02 120.494355°E 30.077572°N');
    expect(textOf(KEQIAO, 'bd09')).toMatch(/^BD-09 120\.50\d{4}°E 30\.08\d{4}°N$/u);
  });

  it('writes south and west as such', () => {
    expect(textOf([-70.5, -33.25], 'degreesMinutesSeconds')).toBe('CGCS2000 70°30′00.00″W 33°15′00.00″S');
  });

  it('never shows 60 minutes or seconds', () => {
    const almost = 30 - 1e-9;
    expect(textOf([120 - 1e-9, almost], 'degreesMinutesSeconds')).toBe('CGCS2000 120°00′00.00″E 30°00′00.00″N');
    expect(textOf([120 - 1e-9, almost], 'degreesMinutes')).toBe('CGCS2000 120°00.0000′E 30°00.0000′N');
  });

  it('writes what is read back as the same place in the same datum, throughout China', () => {
    const china = fc.tuple(fc.double({ min: 73.6, max: 134.9, noNaN: true }), fc.double({ min: 3.5, max: 53.5, noNaN: true }));
    fc.assert(
      fc.property(china, fc.constantFrom(...writableNotations), (position, notation) => {
        const written = formatCoordinates(position, notation);
        const read = written.ok ? readCoordinates(written.value.text) : written;
        if (!read.ok || !written.ok) throw new Error(`${position.join()} as ${notation}: ${JSON.stringify(read)}`);
        expect(distance(read.value.position, position)).toBeLessThan(ROUNDING[notation]);
        expect(read.value.system.datum).toBe(written.value.datum);
        expect(read.value.isOrderStated).toBe(true);
        expect(read.value.isSystemStated).toBe(true);
        // In UTM the letter S may be a band or a hemisphere.
        if (notation !== 'utm') expect(read.value.alternatives).toEqual([]);
      }),
      { numRuns: 2000 },
    );
  });

  it('writes degrees, UTM and MGRS that are read back anywhere they exist', () => {
    const world = fc.tuple(fc.double({ min: -180, max: 180, noNaN: true }), fc.double({ min: -79.9, max: 83.9, noNaN: true }));
    fc.assert(
      fc.property(world, fc.constantFrom<WritableNotation>('decimalDegrees', 'degreesMinutes', 'degreesMinutesSeconds', 'utm', 'mgrs'), (position, notation) => {
        const read = readCoordinates(textOf(position, notation));
        if (!read.ok) throw new Error(`${position.join()} as ${textOf(position, notation)}: ${read.error.reason}`);
        expect(distance(read.value.position, position)).toBeLessThan(ROUNDING[notation]);
      }),
      { numRuns: 1000 },
    );
  });

  it('says so where a notation does not reach', () => {
    expect(textOf([1.5, 42.5], 'gcj02')).toBe('outsideArea');
    expect(textOf([1.5, 42.5], 'bd09')).toBe('outsideArea');
    expect(textOf([1.5, 42.5], 'gaussKrueger3')).toBe('outsideArea');
    expect(textOf([120, 86], 'utm')).toBe('outsideArea');
    expect(textOf([120, 86], 'mgrs')).toBe('outsideArea');
    expect(textOf([Number.NaN, 30], 'decimalDegrees')).toBe('notAPosition');
    expect(textOf([120, 91], 'decimalDegrees')).toBe('notAPosition');
  });
});
