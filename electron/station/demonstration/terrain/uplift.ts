// How fast each place rises and how hard its rock is: a long basin between ranges, open at one end.
import { fractalNoise, smoothStep } from '../noise.ts';
import type { Raster } from '../raster.ts';
import { mixSeed } from '../random.ts';

/** The plan of the land before water works on it; lengths in metres. */
export interface LandPlan {
  readonly seed: number;
  /** Compass-free angle of the way out of the basin, radians from east, clockwise (south is positive). */
  readonly outletAngle: number;
  /** Linear size against the full county of 16 townships. */
  readonly scale: number;
}

export interface Bedrock {
  /** Share of the full uplift rate, 0…1. */
  readonly uplift: Float32Array;
  /** Multiple of the mean erodibility. */
  readonly softness: Float32Array;
  /** First heights, metres; the border ring keeps its own for good. */
  readonly start: Float32Array;
}

const HALF_SIZE_METRES = 22000;

/** Metres from the basin's axis, which winds from the upper end of the basin to the way out. */
const axisDistance = (plan: LandPlan, x: number, y: number): number => {
  const size = HALF_SIZE_METRES * plan.scale;
  const along = (x * Math.cos(plan.outletAngle) + y * Math.sin(plan.outletAngle)) / size;
  const across = (-x * Math.sin(plan.outletAngle) + y * Math.cos(plan.outletAngle)) / size;
  const bend = 0.16 * Math.sin(2.6 * along + 0.6) + 0.1 * fractalNoise(mixSeed(plan.seed, 'axis'), along * 1.3, 0.5, 3);
  const beyond = Math.max(0, -0.62 - along);
  return Math.hypot(across - bend, beyond) * size;
};

const riseAt = (plan: LandPlan, x: number, y: number, mixed: number): number => {
  const kilometre = 1000;
  const wander = fractalNoise(mixSeed(plan.seed, 'basin'), x / 8000, y / 8000, 4) * 4.2 * kilometre;
  const distance = Math.max(0, axisDistance(plan, x, y) + wander * Math.min(1, plan.scale));
  const flank = smoothStep(0.2 * kilometre, 8 * kilometre * Math.max(0.5, plan.scale), distance);
  const massif = 0.5 + 0.5 * fractalNoise(mixSeed(plan.seed, 'massif'), x / 11000, y / 11000, 3) + 0.25 * mixed;
  return 0.045 + 0.05 * Math.max(0, mixed) + 0.95 * flank * Math.min(1, Math.max(0.25, 0.3 + 0.75 * massif));
};

const borderHeight = (plan: LandPlan, x: number, y: number, edge: number): number => {
  const outletX = Math.cos(plan.outletAngle) * edge;
  const outletY = Math.sin(plan.outletAngle) * edge;
  const away = Math.hypot(x - outletX, y - outletY);
  const ripple = 70 * fractalNoise(mixSeed(plan.seed, 'border'), x / 6000, y / 6000, 3);
  return smoothStep(1500, 9000, away) * (240 + ripple);
};

export const createBedrock = (raster: Raster, plan: LandPlan): Bedrock => {
  const uplift = new Float32Array(raster.size);
  const softness = new Float32Array(raster.size);
  const start = new Float32Array(raster.size);
  const halfX = (raster.columns / 2) * raster.cellX;
  const halfY = (raster.rows / 2) * raster.cellY;
  const edge = Math.min(halfX / Math.max(1e-6, Math.abs(Math.cos(plan.outletAngle))), halfY / Math.max(1e-6, Math.abs(Math.sin(plan.outletAngle))));
  for (let cell = 0; cell < raster.size; cell += 1) {
    const x = ((cell % raster.columns) + 0.5) * raster.cellX - halfX;
    const y = (Math.floor(cell / raster.columns) + 0.5) * raster.cellY - halfY;
    const rough = fractalNoise(mixSeed(plan.seed, 'rough'), x / 2600, y / 2600, 4, 0.6);
    uplift[cell] = riseAt(plan, x, y, rough);
    softness[cell] = Math.exp(0.55 * fractalNoise(mixSeed(plan.seed, 'rock'), x / 5200, y / 5200, 4));
    start[cell] = borderHeight(plan, x, y, edge) + 180 * uplift[cell]! + 45 * rough;
  }
  return { uplift, softness, start };
};
