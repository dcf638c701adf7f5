// Who the land belongs to: every cell to the village it is easiest reached from, without crossing ridges.
import { createCellHeap } from '../cell-heap.ts';
import { gradientNoise } from '../noise.ts';
import { mixSeed } from '../random.ts';
import { neighboursOf, type Raster } from '../raster.ts';
import type { Land } from '../terrain/build-land.ts';
import { findCatchments } from '../water/stream-network.ts';
import { cleanRegions } from './regions.ts';

const SMALL_CATCHMENT_SQUARE_METRES = 0.22e6;
const LARGE_CATCHMENT_SQUARE_METRES = 2.2e6;
/** What stepping over a divide costs, as metres of walking: borders settle on divides. */
const SMALL_DIVIDE_METRES = 260;
const LARGE_DIVIDE_METRES = 1500;

export interface Territories {
  /** Village index by cell; −1 outside the county. */
  readonly village: Int32Array;
  /** Villages that share a border, with the walking cost between them. */
  readonly next: readonly ReadonlyMap<number, number>[];
}

const adjacency = (raster: Raster, village: Int32Array, cost: Float64Array, count: number): readonly ReadonlyMap<number, number>[] => {
  const next: Map<number, number>[] = Array.from({ length: count }, () => new Map<number, number>());
  for (let cell = 0; cell < raster.size - raster.columns; cell += 1) {
    for (const other of [cell + 1, cell + raster.columns]) {
      const here = village[cell]!;
      const there = village[other]!;
      if (here < 0 || there < 0 || here === there) continue;
      const walk = cost[cell]! + cost[other]!;
      const known = next[here]!.get(there) ?? Infinity;
      if (walk >= known) continue;
      next[here]!.set(there, walk);
      next[there]!.set(here, walk);
    }
  }
  return next;
};

export const divideTerritories = (land: Land, inside: Uint8Array, sites: readonly number[], seed: number): Territories => {
  const { raster, heights } = land;
  const { step, distance } = neighboursOf(raster);
  const small = findCatchments(land, SMALL_CATCHMENT_SQUARE_METRES).label;
  const large = findCatchments(land, LARGE_CATCHMENT_SQUARE_METRES).label;
  const village = new Int32Array(raster.size).fill(-1);
  const cost = new Float64Array(raster.size).fill(Infinity);
  const heap = createCellHeap(raster.size);
  // Where nothing else decides, borders wander as old ones do.
  const noise = mixSeed(seed, 'borders');
  const whim = (cell: number): number => 1 + 0.75 * gradientNoise(noise, (cell % raster.columns) / 4.3, Math.floor(cell / raster.columns) / 4.3);
  sites.forEach((cell, index) => {
    village[cell] = index;
    cost[cell] = 0;
    heap.push(cell, 0);
  });
  for (let cell = heap.pop(); cell >= 0; cell = heap.pop()) {
    const base = cost[cell]!;
    if (heap.lastCost() > base) continue;
    for (let side = 0; side < 8; side += 1) {
      const next = cell + step[side]!;
      if (inside[next] !== 1) continue;
      const climb = Math.abs(heights[next]! - heights[cell]!);
      const divide = large[next] !== large[cell] ? LARGE_DIVIDE_METRES : small[next] !== small[cell] ? SMALL_DIVIDE_METRES : 0;
      const walk = base + distance[side]! * whim(next) + 5 * climb + divide;
      if (walk >= cost[next]!) continue;
      cost[next] = walk;
      village[next] = village[cell]!;
      heap.push(next, walk);
    }
  }
  cleanRegions(raster, village);
  return { village, next: adjacency(raster, village, cost, sites.length) };
};
