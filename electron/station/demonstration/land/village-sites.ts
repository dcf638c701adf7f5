// Where the county seat and the villages stand: on level, dry ground near water, spaced as the land allows.
import { cellDraw } from '../random.ts';
import type { Land } from '../terrain/build-land.ts';
import type { Ground } from './ground.ts';

export interface VillageSites {
  /** Village centres; the first is the county seat. */
  readonly cells: readonly number[];
  /** How many of the first ones are communities of the county town. */
  readonly townCount: number;
}

/** Of the full county; a smaller one has a smaller town. */
const TOWN_REACH_METRES = 1500;
const FULL_VILLAGES = 341;
const TOWN_SPACING_METRES = 560;
/** Cells kept free towards the county's edge. */
const EDGE_CELLS = 3;

const isWellInside = (columns: number, inside: Uint8Array, cell: number): boolean =>
  inside[cell + EDGE_CELLS] === 1 && inside[cell - EDGE_CELLS] === 1 && inside[cell + EDGE_CELLS * columns] === 1 && inside[cell - EDGE_CELLS * columns] === 1;

/** The middle of the widest dry plain, not too far from the middle of the county. */
const findSeat = (land: Land, ground: Ground, inside: Uint8Array): number => {
  const { columns, rows, cellX, cellY } = land.raster;
  let best = -1;
  let most = -Infinity;
  for (let cell = 0; cell < land.raster.size; cell += 1) {
    if (inside[cell] === 0 || ground.isWater[cell] === 1 || ground.room[cell]! < 0.9 || !isWellInside(columns, inside, cell)) continue;
    const away = Math.hypot(((cell % columns) - columns / 2) * cellX, (Math.floor(cell / columns) - rows / 2) * cellY);
    const worth = ground.plain[cell]! - away / 30000 - Math.abs(ground.toStream[cell]! - 500) / 6000;
    if (worth > most) {
      most = worth;
      best = cell;
    }
  }
  return best;
};

interface Candidate {
  readonly cell: number;
  readonly worth: number;
}

const gatherCandidates = (land: Land, ground: Ground, inside: Uint8Array, seed: number): readonly Candidate[] => {
  const candidates: Candidate[] = [];
  for (let cell = 0; cell < land.raster.size; cell += 1) {
    if (inside[cell] === 0 || ground.isWater[cell] === 1 || land.slope[cell]! > 0.3 || !isWellInside(land.raster.columns, inside, cell)) continue;
    const dry = Math.min(1, ground.aboveStream[cell]! / 2.5);
    const low = Math.exp(-Math.max(0, land.heights[cell]! - 650) / 420);
    const near = low * Math.exp(-ground.aboveStream[cell]! / 45) * Math.exp(-ground.toStream[cell]! / 1200);
    const worth = (0.12 + ground.room[cell]!) * near * (0.4 + 0.6 * dry) * (1.2 - land.slope[cell]!) * (0.75 + 0.5 * cellDraw(seed, cell, 7));
    if (worth > 0.05) candidates.push({ cell, worth });
  }
  return candidates.toSorted((left, right) => right.worth - left.worth || left.cell - right.cell);
};

/** Takes candidates in order of worth, each keeping others off; `reach` in metres by candidate. */
const spread = (land: Land, candidates: readonly Candidate[], reach: (cell: number) => number, limit: number): number[] => {
  const { columns, rows, size, cellX, cellY } = land.raster;
  const blocked = new Uint8Array(size);
  const chosen: number[] = [];
  for (const { cell } of candidates) {
    if (blocked[cell] === 1) continue;
    if (chosen.length === limit) return [...chosen, -1];
    chosen.push(cell);
    const radius = reach(cell);
    const down = Math.ceil(radius / cellY);
    const across = Math.ceil(radius / cellX);
    for (let dy = -down; dy <= down; dy += 1) {
      for (let dx = -across; dx <= across; dx += 1) {
        const column = (cell % columns) + dx;
        const row = Math.floor(cell / columns) + dy;
        if (column < 0 || row < 0 || column >= columns || row >= rows || Math.hypot(dx * cellX, dy * cellY) > radius) continue;
        blocked[row * columns + column] = 1;
      }
    }
  }
  return chosen;
};

/** Exactly `count` sites, as long as there is room for them: the spacing is halved in until one more no longer fits. */
export const findVillageSites = (land: Land, ground: Ground, inside: Uint8Array, count: number, seed: number): VillageSites => {
  const { columns, cellX, cellY } = land.raster;
  const townReach = TOWN_REACH_METRES * Math.min(1, 0.35 + 0.65 * Math.sqrt(count / FULL_VILLAGES));
  const seat = findSeat(land, ground, inside);
  const away = (cell: number): number => Math.hypot(((cell % columns) - (seat % columns)) * cellX, (Math.floor(cell / columns) - Math.floor(seat / columns)) * cellY);
  const others = gatherCandidates(land, ground, inside, seed);
  const candidates = [{ cell: seat, worth: 9 }, ...others.map(({ cell, worth }) => ({ cell, worth: away(cell) < townReach ? worth + 1 : worth }))
    .toSorted((left, right) => right.worth - left.worth || left.cell - right.cell)];
  let low = 300;
  let high = 3000;
  let best: number[] = [];
  for (let round = 0; round < 10; round += 1) {
    const base = (low + high) / 2;
    const reach = (cell: number): number => (away(cell) < townReach ? TOWN_SPACING_METRES : base * (1.25 - 0.5 * ground.plain[cell]!));
    const sites = spread(land, candidates, reach, count);
    if (sites.length >= count) {
      best = sites.slice(0, count);
      low = base;
    } else {
      if (best.length < count && sites.length > best.length) best = sites;
      high = base;
    }
  }
  const town = best.filter((cell) => away(cell) < townReach);
  return { cells: [...town, ...best.filter((cell) => away(cell) >= townReach)], townCount: town.length };
};
