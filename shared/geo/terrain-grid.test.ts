import { existsSync, readFileSync } from 'node:fs';
import { unzipSync } from 'fflate';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { LonLat } from '../kernel/units.ts';
import { metresPerDegreeEast, metresPerDegreeNorth } from './ellipsoid.ts';
import { destination } from './geodesy.ts';
import { elevationAt, lineOfSight, profile, slopeDegreesAt } from './terrain-grid.ts';
import type { TerrainGrid } from './terrain-grid.ts';

const NODATA = -32_768;

/** 101 × 101 posts 0.001° apart from [120, 30], heights by a rule of column and row from the north-west. */
const gridOf = (height: (column: number, row: number) => number): TerrainGrid => ({
  west: 120,
  south: 30,
  cellDegrees: [0.001, 0.001],
  columns: 101,
  rows: 101,
  heights: Int16Array.from({ length: 101 * 101 }, (_, post) => height(post % 101, Math.floor(post / 101))),
  nodata: NODATA,
});

const flat = gridOf(() => 100);

describe('elevationAt', () => {
  it('has the first row in the north and the first column in the west', () => {
    const grid = gridOf((column, row) => column + 1000 - 10 * row);
    expect(elevationAt(grid, [120, 30.1])).toBeCloseTo(1000, 6);
    expect(elevationAt(grid, [120.1, 30.1])).toBeCloseTo(1100, 6);
    expect(elevationAt(grid, [120, 30])).toBeCloseTo(0, 6);
    expect(elevationAt(grid, [120.1, 30])).toBeCloseTo(100, 6);
  });

  it('is exact on a plane between posts', () => {
    const plane = gridOf((column, row) => 3 * column - 2 * row + 500);
    fc.assert(
      fc.property(fc.double({ min: 0, max: 0.1, noNaN: true }), fc.double({ min: 0, max: 0.1, noNaN: true }), (east, north) => {
        expect(elevationAt(plane, [120 + east, 30 + north])).toBeCloseTo(3 * (east / 0.001) - 2 * (100 - north / 0.001) + 500, 5);
      }),
    );
  });

  it('does not know heights outside, and next to posts that were not measured', () => {
    const holed = gridOf((column, row) => (column === 50 && row === 50 ? NODATA : 100));
    expect(elevationAt(holed, [119.9999, 30.05])).toBeNull();
    expect(elevationAt(holed, [120.05, 30.1001])).toBeNull();
    expect(elevationAt(holed, [Number.NaN, 30])).toBeNull();
    expect(elevationAt(holed, [120.05, 30.05])).toBeNull();
    expect(elevationAt(holed, [120.0505, 30.0505])).toBeNull();
    expect(elevationAt(holed, [120.0515, 30.0515])).toBe(100);
    // On the neighbouring post itself the missing one has no weight.
    expect(elevationAt(holed, [120.051, 30.05])).toBeCloseTo(100, 9);
  });
});

describe('slopeDegreesAt', () => {
  it('is 0 on level ground and unknown at the rim', () => {
    expect(slopeDegreesAt(flat, [120.05, 30.05])).toBe(0);
    expect(slopeDegreesAt(flat, [120, 30.05])).toBeNull();
  });

  it('is the angle of a slope, whichever way it faces', () => {
    const metresEast = metresPerDegreeEast(30.05) * 0.001;
    const metresNorth = metresPerDegreeNorth(30.05) * 0.001;
    const toEast = gridOf((column) => 50 * column);
    const toNorth = gridOf((_, row) => 50 * (100 - row));
    expect(slopeDegreesAt(toEast, [120.05, 30.05])).toBeCloseTo((Math.atan(50 / metresEast) * 180) / Math.PI, 3);
    expect(slopeDegreesAt(toNorth, [120.05, 30.05])).toBeCloseTo((Math.atan(50 / metresNorth) * 180) / Math.PI, 3);
  });
});

describe('profile', () => {
  it('goes from end to end in equal steps no longer than asked', () => {
    const line = profile(flat, [120.01, 30.01], [120.09, 30.02], 100);
    if (!line.ok) throw new Error(line.error.reason);
    expect(line.value[0]?.position).toEqual([120.01, 30.01]);
    expect(line.value.at(-1)?.position).toEqual([120.09, 30.02]);
    const steps = line.value.slice(1).map((point, index) => point.metres - (line.value[index]?.metres ?? 0));
    for (const step of steps) {
      expect(step).toBeLessThanOrEqual(100);
      expect(step).toBeCloseTo(steps[0] ?? 0, 6);
    }
    for (const { height } of line.value) expect(height).toBeCloseTo(100, 9);
  });

  it('says where it does not know the ground', () => {
    const line = profile(flat, [120.09, 30.05], [120.11, 30.05], 50);
    expect(line.ok && line.value[0]?.height).toBeCloseTo(100, 9);
    expect(line.ok && line.value.at(-1)?.height).toBeNull();
  });

  it('refuses steps that are none and lines that would never end', () => {
    expect(profile(flat, [120, 30], [120.1, 30], 0)).toEqual({ ok: false, error: { reason: 'badStep' } });
    expect(profile(flat, [120, 30], [120.1, 30], Number.NaN).ok).toBe(false);
    expect(profile(flat, [120, 30], [120.1, 30], 0.01)).toEqual({ ok: false, error: { reason: 'tooManyPoints', maximum: 100_000 } });
  });
});

/** A grid wide enough for the earth to bend: 10 km south to north, 200 km west to east, level but for `rise`. */
const longGrid = (rise: (column: number) => number): TerrainGrid => ({
  west: 119,
  south: 29.95,
  cellDegrees: [0.005, 0.005],
  columns: 421,
  rows: 21,
  heights: Int16Array.from({ length: 421 * 21 }, (_, post) => rise(post % 421)),
  nodata: NODATA,
});

const stateOf = (sight: ReturnType<typeof lineOfSight>): string => (sight.ok ? sight.value.state : sight.error.reason);

describe('lineOfSight', () => {
  const from: LonLat = [119.2, 30];

  it('sees the horizon where geometry puts it: 50.0 km for 100 m over level ground to 16 m', () => {
    // √(2·R·100 m) + √(2·R·16 m) = 35.7 km + 14.3 km on the mean sphere, 50.0 km.
    const at = (metres: number): LonLat => destination(from, 90, metres);
    const level = longGrid(() => 0);
    expect(stateOf(lineOfSight(level, from, at(49_000), 100, 16))).toBe('clear');
    expect(stateOf(lineOfSight(level, from, at(51_000), 100, 16))).toBe('blocked');
    // 4/3 of the radius reaches √(4/3) as far: 57.7 km.
    expect(stateOf(lineOfSight(level, from, at(56_500), 100, 16, 4 / 3))).toBe('clear');
    expect(stateOf(lineOfSight(level, from, at(59_000), 100, 16, 4 / 3))).toBe('blocked');
  });

  it('says where and how far a ridge stands in the way', () => {
    const ridge = longGrid((column) => (column === 100 ? 300 : 0));
    const sight = lineOfSight(ridge, from, [119.8, 30], 20, 20);
    if (!sight.ok || sight.value.state !== 'blocked') throw new Error(stateOf(sight));
    expect(sight.value.at[0]).toBeCloseTo(119.5, 2);
    expect(sight.value.above).toBeGreaterThan(280);
    expect(sight.value.above).toBeLessThan(350);
    expect(stateOf(lineOfSight(ridge, from, [119.8, 30], 400, 400))).toBe('clear');
  });

  it('is the same both ways', () => {
    const hills = longGrid((column) => Math.round(60 + 50 * Math.sin(column / 3)));
    fc.assert(
      fc.property(fc.double({ min: 119.05, max: 121, noNaN: true }), fc.double({ min: 119.05, max: 121, noNaN: true }), fc.integer({ min: 2, max: 120 }), (west, east, height) => {
        const there = lineOfSight(hills, [west, 30], [east, 30.01], height, 10);
        const back = lineOfSight(hills, [east, 30.01], [west, 30], 10, height);
        const grazing = [there, back].some((sight) => sight.ok && 'clearance' in sight.value && sight.value.clearance < 0.1);
        const barely = [there, back].some((sight) => sight.ok && 'above' in sight.value && sight.value.above < 0.1);
        if (!grazing && !barely) expect(stateOf(there)).toBe(stateOf(back));
      }),
      { numRuns: 100 },
    );
  });

  it('does not call a line clear over ground it does not know, but blocked where known ground blocks it', () => {
    const gap = longGrid((column) => (column === 100 ? NODATA : 0));
    expect(stateOf(lineOfSight(gap, from, [119.8, 30], 200, 200))).toBe('unknown');
    const gapAndRidge = longGrid((column) => (column === 100 ? NODATA : column === 120 ? 300 : 0));
    expect(stateOf(lineOfSight(gapAndRidge, from, [119.8, 30], 200, 200))).toBe('blocked');
    expect(stateOf(lineOfSight(gap, [118, 30], [119.3, 30], 50, 50))).toBe('unknown');
  });
});

const TILE = new URL('../../../shared/data/dem/N42E001.hgt.zip', import.meta.url);
const isThere = existsSync(TILE);
if (!isThere && process.env['CI']) throw new Error(`test data missing: ${TILE.pathname}`);

/** SRTM’s own form: big-endian posts, 1201 a side, row 0 in the north. */
const readTile = (): TerrainGrid => {
  const [bytes] = Object.values(unzipSync(readFileSync(TILE)));
  if (!bytes) throw new Error('empty archive');
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const heights = Int16Array.from({ length: 1201 * 1201 }, (_, post) => view.getInt16(2 * post));
  return { west: 1, south: 42, cellDegrees: [1 / 1200, 1 / 1200], columns: 1201, rows: 1201, heights, nodata: NODATA };
};

describe.skipIf(!isThere)(`the SRTM tile over Andorra${isThere ? '' : ' (skipped: ../shared/data is not here)'}`, () => {
  const tile = isThere ? readTile() : flat;

  it('has the heights of known places', () => {
    // Coma Pedrosa, 2,942 m; Andorra la Vella, about 1,023 m; SRTM smooths peaks.
    expect(elevationAt(tile, [1.4441, 42.5919])).toBeGreaterThan(2750);
    expect(elevationAt(tile, [1.4441, 42.5919])).toBeLessThan(2950);
    expect(Math.abs((elevationAt(tile, [1.5218, 42.5063]) ?? 0) - 1023)).toBeLessThan(60);
  });

  it('hides one valley from the next and shows a peak its own slope', () => {
    const [laMassana, laVella]: readonly LonLat[] = [[1.5147, 42.545], [1.5218, 42.5063]];
    if (!laMassana || !laVella) throw new Error('no places');
    expect(stateOf(lineOfSight(tile, laMassana, laVella, 10, 10))).toBe('blocked');
    expect(slopeDegreesAt(tile, [1.4441, 42.5919])).toBeGreaterThan(15);
  });
});
