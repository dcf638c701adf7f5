// Water finds its way out from everywhere.
import { describe, expect, test } from 'vitest';
import { createRandom } from '../random.ts';
import { createRaster, isBorder } from '../raster.ts';
import { accumulate, createScatter, drain } from './drainage.ts';

const raster = createRaster(119, 29, 60, 48, 4);
const random = createRandom('drainage');
const heights = Float32Array.from({ length: raster.size }, () => random.between(0, 300));

describe('drainage', () => {
  const drainage = drain(raster, heights, createScatter(raster, 1, 0.5));

  test('fills every hollow and lowers nothing', () => {
    expect(drainage.filled.every((height, cell) => height >= heights[cell]!)).toBe(true);
    for (let cell = 0; cell < raster.size; cell += 1) {
      const to = drainage.receiver[cell]!;
      if (to === cell) expect(isBorder(raster, cell)).toBe(true);
      else expect(drainage.filled[cell]!).toBeGreaterThan(drainage.filled[to]!);
    }
  });

  test('names receivers before donors, each cell once', () => {
    const place = new Int32Array(raster.size).fill(-1);
    drainage.order.forEach((cell, index) => { place[cell] = index; });
    expect(place.includes(-1)).toBe(false);
    for (let cell = 0; cell < raster.size; cell += 1) expect(place[drainage.receiver[cell]!]!).toBeLessThanOrEqual(place[cell]!);
  });

  test('loses no area on the way to the border', () => {
    const area = accumulate(raster, drainage);
    let out = 0;
    for (let cell = 0; cell < raster.size; cell += 1) if (drainage.receiver[cell] === cell) out += area[cell]!;
    expect(out / (raster.size * raster.cellX * raster.cellY)).toBeCloseTo(1, 4);
  });
});
