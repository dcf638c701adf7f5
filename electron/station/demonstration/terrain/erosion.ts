// Rivers cutting into rising land: implicit stream-power incision with talus and creep (Braun, Willett 2013).
import type { Raster } from '../raster.ts';
import type { Bedrock } from './uplift.ts';
import { accumulate, drain, type Scatter } from './drainage.ts';

export interface ErosionPace {
  readonly steps: number;
  readonly years: number;
  /** Share of the difference to the neighbours' mean levelled each step by soil creep. */
  readonly creep: number;
}

const UPLIFT_METRES_PER_YEAR = 0.001;
const ERODIBILITY = 1.05e-5;
const AREA_EXPONENT = 0.45;
/** Steepest ground that stands, rise over run. */
const TALUS = 0.78;

const incise = (raster: Raster, heights: Float32Array, bedrock: Bedrock, scatter: Scatter, years: number): void => {
  const drainage = drain(raster, heights, scatter);
  const area = accumulate(raster, drainage);
  const { receiver, order, reach } = drainage;
  for (let index = 0; index < raster.size; index += 1) {
    const cell = order[index]!;
    const to = receiver[cell]!;
    if (to === cell) continue;
    const raised = heights[cell]! + UPLIFT_METRES_PER_YEAR * years * bedrock.uplift[cell]!;
    const below = heights[to]!;
    if (raised <= below) {
      heights[cell] = below + 0.001;
      continue;
    }
    const strength = (ERODIBILITY * bedrock.softness[cell]! * years * Math.pow(area[cell]!, AREA_EXPONENT)) / reach[cell]!;
    const cut = (raised + strength * below) / (1 + strength);
    heights[cell] = Math.min(cut, below + TALUS * reach[cell]!);
  }
};

const settle = (raster: Raster, heights: Float32Array, scratch: Float32Array, creep: number): void => {
  const { columns, rows } = raster;
  scratch.set(heights);
  for (let row = 1; row < rows - 1; row += 1) {
    for (let cell = row * columns + 1; cell < (row + 1) * columns - 1; cell += 1) {
      const mean = (scratch[cell - 1]! + scratch[cell + 1]! + scratch[cell - columns]! + scratch[cell + columns]!) / 4;
      heights[cell] = scratch[cell]! + creep * (mean - scratch[cell]!);
    }
  }
};

/** Works `heights` in place. */
export const erode = (raster: Raster, heights: Float32Array, bedrock: Bedrock, scatter: Scatter, pace: ErosionPace): void => {
  const scratch = new Float32Array(raster.size);
  for (let step = 0; step < pace.steps; step += 1) {
    incise(raster, heights, bedrock, scatter, pace.years);
    if (pace.creep > 0) settle(raster, heights, scratch, pace.creep);
  }
};
