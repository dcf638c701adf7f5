// Borders are drawn once, shared exactly, and do not cross, whatever the regions look like.
import { booleanValid, polygon } from '@turf/turf';
import { describe, expect, test } from 'vitest';
import type { LonLat } from '../../../../shared/kernel/units.ts';
import { gradientNoise } from '../noise.ts';
import { createRaster } from '../raster.ts';
import { traceArcs } from './boundaries.ts';
import { buildRegions, ringArea } from './region-polygons.ts';
import { cleanRegions, findPieces } from './regions.ts';

const raster = createRaster(119, 29, 80, 70, 4);

/** Patches of six labels with ragged edges, outside at the rim. */
const ragged = (seed: number): Int32Array => {
  const label = new Int32Array(raster.size).fill(-1);
  for (let row = 4; row < raster.rows - 4; row += 1) {
    for (let column = 4; column < raster.columns - 4; column += 1) {
      const value = gradientNoise(seed, column / 14, row / 14) + 0.35 * gradientNoise(seed + 9, column / 3, row / 3);
      label[row * raster.columns + column] = Math.min(5, Math.max(0, Math.floor((value + 1) * 3)));
    }
  }
  cleanRegions(raster, label);
  return label;
};

const crosses = (a: LonLat, b: LonLat, c: LonLat, d: LonLat): boolean => {
  const side = ([px, py]: LonLat, [qx, qy]: LonLat, [rx, ry]: LonLat): number => Math.sign((qx - px) * (ry - py) - (qy - py) * (rx - px));
  return side(a, b, c) * side(a, b, d) < 0 && side(c, d, a) * side(c, d, b) < 0;
};

describe('cleaned regions', () => {
  test('are one piece each and never meet at a corner alone', () => {
    const label = ragged(3);
    const { sizes } = findPieces(raster, label);
    expect(sizes.length).toBe(new Set([...label].filter((value) => value >= 0)).size);
    for (let row = 1; row < raster.rows - 2; row += 1) {
      for (let column = 1; column < raster.columns - 2; column += 1) {
        const at = row * raster.columns + column;
        const [a, b, c, d] = [label[at]!, label[at + 1]!, label[at + raster.columns]!, label[at + raster.columns + 1]!];
        expect(a === d && b === c && a !== b).toBe(false);
      }
    }
  });
});

describe('borders', () => {
  test.each([1, 2, 3, 4, 5, 6])('of ragged regions do not cross, and the regions fill their outline (seed %i)', (seed) => {
    const label = ragged(seed);
    const arcs = traceArcs(raster, label);
    const stretches = arcs.flatMap(({ points }) => points.slice(1).map((to, index) => [points[index]!, to] as const));
    const crossings = stretches.flatMap(([a, b], index) => stretches.slice(index + 1).filter(([c, d]) => crosses(a, b, c, d)));
    expect(crossings).toEqual([]);
    const area = (regions: ReturnType<typeof buildRegions>): number =>
      [...regions.values()].reduce((sum, geometry) => sum + (geometry.type === 'Polygon' ? geometry.coordinates : geometry.type === 'MultiPolygon' ? geometry.coordinates.flat() : []).reduce((total, ring) => total + ringArea(ring), 0), 0);
    const outline = area(buildRegions(arcs, (value) => (value < 0 ? -1 : 0)));
    expect(area(buildRegions(arcs, (value) => value)) / outline).toBeCloseTo(1, 9);
  });

  test('give polygons that Turf calls valid', () => {
    for (const geometry of buildRegions(traceArcs(raster, ragged(4)), (value) => value).values()) {
      if (geometry.type !== 'Polygon') throw new Error('one piece is one polygon');
      expect(booleanValid(polygon(geometry.coordinates.map((ring) => ring.map((place) => [...place]))))).toBe(true);
    }
  });
});
