// The finished ground of one county: heights, where water goes, how steep it is.
import { mixSeed } from '../random.ts';
import type { Raster } from '../raster.ts';
import { accumulate, createScatter, drain, type Drainage } from './drainage.ts';
import { erode, type ErosionPace } from './erosion.ts';
import { coarsen, refine } from './refine.ts';
import { createBedrock, type Bedrock, type LandPlan } from './uplift.ts';
import { layValleyFloors, soften } from './valley-floors.ts';

export interface Land {
  readonly raster: Raster;
  /** Metres; every cell but the border has a lower neighbour. */
  readonly heights: Float32Array;
  readonly drainage: Drainage;
  /** Square metres drained through each cell. */
  readonly area: Float32Array;
  /** Rise over run of the ground itself. */
  readonly slope: Float32Array;
}

/** Columns, rows and margin must divide by this. */
export const LAND_MULTIPLE = 4;

const PACES: readonly { readonly factor: number; readonly scatter: number; readonly pace: ErosionPace }[] = [
  { factor: 4, scatter: 1.3, pace: { steps: 66, years: 18000, creep: 0.05 } },
  { factor: 2, scatter: 1.3, pace: { steps: 15, years: 14000, creep: 0.05 } },
  { factor: 1, scatter: 0.7, pace: { steps: 5, years: 12500, creep: 0.14 } },
];

const carve = (raster: Raster, plan: LandPlan): Float32Array => {
  let coarse = raster;
  let bedrock: Bedrock | undefined;
  let heights: Float32Array = new Float32Array(0);
  for (const { factor, scatter, pace } of PACES) {
    const level = coarsen(raster, factor);
    if (bedrock === undefined) {
      bedrock = createBedrock(level, plan);
      heights = Float32Array.from(bedrock.start);
    } else {
      const roughened = refine(coarse, heights, level, mixSeed(plan.seed, 'refine', factor), 0.3);
      bedrock = { ...bedrock, uplift: refine(coarse, bedrock.uplift, level, 0, 0), softness: refine(coarse, bedrock.softness, level, 0, 0) };
      heights = roughened;
    }
    erode(level, heights, bedrock, createScatter(level, mixSeed(plan.seed, 'scatter', factor), scatter), pace);
    coarse = level;
  }
  return heights;
};

export const slopeOf = (raster: Raster, heights: Float32Array): Float32Array => {
  const { columns, rows, cellX, cellY } = raster;
  const slope = new Float32Array(raster.size);
  for (let row = 1; row < rows - 1; row += 1) {
    for (let cell = row * columns + 1; cell < (row + 1) * columns - 1; cell += 1) {
      const across = (heights[cell + 1]! - heights[cell - 1]!) / (2 * cellX);
      const down = (heights[cell + columns]! - heights[cell - columns]!) / (2 * cellY);
      slope[cell] = Math.sqrt(across * across + down * down);
    }
  }
  return slope;
};

/** Lowest ground above the sea in the way out of the county. */
const BASE_METRES = 62;

export const buildLand = (raster: Raster, plan: LandPlan): Land => {
  const carved = carve(raster, plan);
  const scatter = createScatter(raster, mixSeed(plan.seed, 'final'), 0.5);
  const first = drain(raster, carved, scatter);
  layValleyFloors(raster, carved, first, accumulate(raster, first), mixSeed(plan.seed, 'bars'));
  soften(raster, carved, 0.6);
  for (let cell = 0; cell < raster.size; cell += 1) carved[cell] = carved[cell]! + BASE_METRES;
  const drainage = drain(raster, carved, scatter);
  const heights = drainage.filled;
  return { raster, heights, drainage, area: accumulate(raster, drainage), slope: slopeOf(raster, heights) };
};
