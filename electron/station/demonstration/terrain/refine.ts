// Coarse land to fine land: the big valleys are cut on few cells, the small ones on many.
import { fractalNoise } from '../noise.ts';
import type { Raster } from '../raster.ts';

/** The same ground on cells `factor` times as wide; columns and rows must divide by it. */
export const coarsen = (raster: Raster, factor: number): Raster => ({
  ...raster,
  columns: raster.columns / factor, rows: raster.rows / factor, size: raster.size / (factor * factor),
  cellX: raster.cellX * factor, cellY: raster.cellY * factor, cellDegrees: raster.cellDegrees * factor, margin: raster.margin / factor,
});

/** Heights of `coarse` read at the cells of `fine` (twice as many each way), with roughness in proportion to the relief. */
export const refine = (coarse: Raster, heights: Float32Array, fine: Raster, seed: number, roughness: number): Float32Array => {
  const finer = new Float32Array(fine.size);
  for (let row = 0; row < fine.rows; row += 1) {
    const y = Math.min(coarse.rows - 1.001, Math.max(0, (row + 0.5) / 2 - 0.5));
    const upper = Math.floor(y);
    for (let column = 0; column < fine.columns; column += 1) {
      const x = Math.min(coarse.columns - 1.001, Math.max(0, (column + 0.5) / 2 - 0.5));
      const left = Math.floor(x);
      const at = upper * coarse.columns + left;
      const a = heights[at]!;
      const b = heights[at + 1]!;
      const c = heights[at + coarse.columns]!;
      const d = heights[at + coarse.columns + 1]!;
      const fx = x - left;
      const fy = y - upper;
      const relief = Math.abs(a - d) + Math.abs(b - c);
      const mean = (a * (1 - fx) + b * fx) * (1 - fy) + (c * (1 - fx) + d * fx) * fy;
      finer[row * fine.columns + column] = mean + roughness * Math.min(60, relief + 4) * fractalNoise(seed, column / 3.1, row / 3.1, 2);
    }
  }
  return finer;
};
