// Least-cost ways over the land: grades, side slopes, water to be bridged, roads to be shared.
import { createCellHeap } from '../cell-heap.ts';
import type { Ground } from '../land/ground.ts';
import { fractalNoise } from '../noise.ts';
import { mixSeed } from '../random.ts';
import { neighboursOf } from '../raster.ts';
import type { Land } from '../terrain/build-land.ts';
import { riverWidth } from '../water/rivers.ts';
import type { StreamNetwork } from '../water/stream-network.ts';
import type { CellNetwork } from './cell-network.ts';
import type { LayingRule } from './road-class.ts';

export interface PathSearch {
  /** Makes some cells dearer for every later search, such as those beside a motorway. */
  readonly discourage: (cells: Iterable<number>, factor: number) => void;
  /** Cells from `from` to the first goal met, or nothing within `limit` metres of cost. */
  readonly toNearest: (from: number, isGoal: (cell: number) => boolean, rule: LayingRule, limit: number) => readonly number[] | undefined;
  readonly toCell: (from: number, goal: number, rule: LayingRule) => readonly number[] | undefined;
}

/** Cost per metre of each cell before grade and water: side slope, whim of the builders, wet banks; infinite in lakes and at the edge. */
const groundCost = (land: Land, ground: Ground, streams: StreamNetwork, inside: Uint8Array, seed: number): Float32Array => {
  const { raster, slope, area } = land;
  const cost = new Float32Array(raster.size);
  const noise = mixSeed(seed, 'whim');
  for (let cell = 0; cell < raster.size; cell += 1) {
    const column = cell % raster.columns;
    const row = Math.floor(cell / raster.columns);
    if (ground.isLake[cell] === 1 || column < 2 || row < 2 || column >= raster.columns - 2 || row >= raster.rows - 2) {
      cost[cell] = Infinity;
      continue;
    }
    cost[cell] = (1 + 1.6 * slope[cell]!) * (1 + 0.28 * fractalNoise(noise, column / 7, row / 7, 2)) * (inside[cell] === 1 ? 1 : 1.5);
  }
  for (let cell = raster.columns + 1; cell < raster.size - raster.columns - 1; cell += 1) {
    if (streams.order[cell] === 0 || riverWidth(area[cell]!) < 18) continue;
    for (const next of [1, -1, raster.columns, -raster.columns, raster.columns + 1, raster.columns - 1, -raster.columns + 1, -raster.columns - 1]) cost[cell + next] = cost[cell + next]! * 1.12;
  }
  return cost;
};

const waterWidths = (land: Land, streams: StreamNetwork): Float32Array =>
  Float32Array.from(streams.order, (order, cell) => (order === 0 ? 0 : 4 + riverWidth(land.area[cell]!)));

/** Roads may keep to the bank of narrower water within the same cells (with the 4 m added for the banks). */
const FOLLOWED_METRES = 26;

/** However steep, a step costs no more than this many times the level one. */
const MOST_GRADE_COST = 80;
/** A crossing's own cost beside that of the water's width. */
const BRIDGE_METRES = 25;

/** No fresh metre costs less than this; keeps the search's look ahead honest. */
const LEAST_FRESH_COST = 0.7;

type StepCost = (cell: number, side: number, rule: LayingRule) => number;

const createStepCost = (land: Land, network: CellNetwork, perMetre: Float32Array, water: Float32Array): StepCost => {
  const { raster, heights, drainage: { receiver } } = land;
  const { step, distance } = neighboursOf(raster);
  return (cell, side, rule) => {
    const next = cell + step[side]!;
    const length = distance[side]!;
    if (network.rankOf(cell, side) >= 0) return length * rule.reuse;
    if (perMetre[next] === Infinity || network.crosses(cell, side)) return Infinity;
    const grade = Math.abs(heights[next]! - heights[cell]!) / length / rule.comfortGrade;
    const metres = length * perMetre[next]! * (1 + Math.min(MOST_GRADE_COST, grade * grade));
    const isAlong = water[next]! > 0 && water[next]! < FOLLOWED_METRES && (receiver[cell] === next || receiver[next] === cell);
    if (isAlong) return metres;
    const into = water[next]! > 0 ? BRIDGE_METRES + rule.bridgePerMetre * water[next]! : 0;
    if (side % 2 === 0) return metres + into;
    // A diagonal may slip between two cells of a stream that itself runs the other diagonal.
    const beside = water[cell + step[(side + 7) % 8]!]!;
    const other = water[cell + step[(side + 1) % 8]!]!;
    return metres + into + (beside > 0 && other > 0 ? BRIDGE_METRES + rule.bridgePerMetre * Math.max(beside, other) : 0);
  };
};

type Search = (from: number, isGoal: (cell: number) => boolean, rule: LayingRule, limit: number, ahead: (cell: number) => number) => readonly number[] | undefined;

const createSearch = (land: Land, stepCost: StepCost): Search => {
  const { raster } = land;
  const { step } = neighboursOf(raster);
  const cost = new Float64Array(raster.size);
  const seen = new Int32Array(raster.size);
  const parent = new Int32Array(raster.size);
  const heap = createCellHeap(4096);
  let visit = 0;
  const pathTo = (from: number, goal: number): readonly number[] => {
    const path = [goal];
    for (let at = goal; at !== from; at = parent[at]!) path.push(parent[at]!);
    return path.toReversed();
  };
  return (from, isGoal, rule, limit, ahead) => {
    visit += 1;
    heap.clear();
    cost[from] = 0;
    seen[from] = visit;
    parent[from] = from;
    heap.push(from, 0);
    for (let cell = heap.pop(); cell >= 0; cell = heap.pop()) {
      const base = cost[cell]!;
      if (heap.lastCost() > base + ahead(cell) + 1e-6) continue;
      if (isGoal(cell)) return pathTo(from, cell);
      for (let side = 0; side < 8; side += 1) {
        const next = cell + step[side]!;
        const total = base + stepCost(cell, side, rule);
        if (total > limit || (seen[next] === visit && cost[next]! <= total)) continue;
        seen[next] = visit;
        cost[next] = total;
        parent[next] = cell;
        heap.push(next, total + ahead(next));
      }
    }
    return undefined;
  };
};

export const createPathSearch = (land: Land, ground: Ground, streams: StreamNetwork, inside: Uint8Array, network: CellNetwork, seed: number): PathSearch => {
  const { raster } = land;
  const perMetre = groundCost(land, ground, streams, inside, seed);
  const search = createSearch(land, createStepCost(land, network, perMetre, waterWidths(land, streams)));
  const straight = (cell: number, goal: number): number =>
    Math.hypot(((cell % raster.columns) - (goal % raster.columns)) * raster.cellX, (Math.floor(cell / raster.columns) - Math.floor(goal / raster.columns)) * raster.cellY);
  return {
    discourage: (cells, factor) => {
      for (const cell of cells) perMetre[cell] = perMetre[cell]! * factor;
    },
    toNearest: (from, isGoal, rule, limit) => search(from, isGoal, rule, limit, () => 0),
    toCell: (from, goal, rule) => search(from, (cell) => cell === goal, rule, Infinity, (cell) => Math.min(LEAST_FRESH_COST, rule.reuse) * straight(cell, goal)),
  };
};
