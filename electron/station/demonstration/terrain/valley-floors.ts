// Alluvium: the ground beside each river is levelled, widely along large rivers and narrowly along brooks.
import { fractalNoise, smoothStep } from '../noise.ts';
import type { Raster } from '../raster.ts';
import type { Drainage } from './drainage.ts';

/** Area from which a channel has a floor of its own. */
const LEAST_AREA_SQUARE_METRES = 0.35e6;
/** A bank above the bed, so that the river keeps its course. */
const BANK_METRES = 1.2;
/** Bars and old channels on the wide plains, where the river winds between them. */
const BAR_METRES = 2.6;
const BAR_CELLS = 11;

/** Height above the river within which ground is levelled, metres, by the area drained. */
const floorDepth = (area: number): number => Math.min(44, 6.5 * Math.pow(area / 1e6, 0.42));

/** Rises from 0 with no slope and joins the old height well above `depth`: levels the floor, steepens its edge, keeps the rest. */
const levelled = (above: number, depth: number): number => above * (1 - Math.exp(-(above * above) / (depth * depth)));

/** Works `heights` in place; `drainage` and `area` must belong to them. */
export const layValleyFloors = (raster: Raster, heights: Float32Array, drainage: Drainage, area: Float32Array, seed: number): void => {
  const { receiver, order, filled } = drainage;
  const bed = new Int32Array(raster.size).fill(-1);
  for (let index = 0; index < raster.size; index += 1) {
    const cell = order[index]!;
    if (area[cell]! >= LEAST_AREA_SQUARE_METRES) bed[cell] = cell;
    else if (receiver[cell] !== cell) bed[cell] = bed[receiver[cell]!]!;
  }
  for (let cell = 0; cell < raster.size; cell += 1) {
    const river = bed[cell]!;
    if (river < 0) continue;
    const depth = floorDepth(area[river]!);
    const plain = smoothStep(22, 40, depth);
    const bank = BANK_METRES * (1 - plain);
    const above = Math.max(0, filled[cell]! - filled[river]!);
    const risen = cell === river ? 0 : Math.min(above, levelled(above, depth)) + bank;
    const bar = plain === 0 ? 0 : BAR_METRES * plain * (1 - smoothStep(2, 14, risen)) * fractalNoise(seed, (cell % raster.columns) / BAR_CELLS, Math.floor(cell / raster.columns) / BAR_CELLS, 2);
    heights[cell] = filled[river]! + risen + bar;
  }
};

/** Rounds off what is finer than a cell can show; `heights` in place. */
export const soften = (raster: Raster, heights: Float32Array, share: number): void => {
  const { columns, rows } = raster;
  const before = Float32Array.from(heights);
  for (let row = 1; row < rows - 1; row += 1) {
    for (let cell = row * columns + 1; cell < (row + 1) * columns - 1; cell += 1) {
      const straight = before[cell - 1]! + before[cell + 1]! + before[cell - columns]! + before[cell + columns]!;
      const diagonal = before[cell - columns - 1]! + before[cell - columns + 1]! + before[cell + columns - 1]! + before[cell + columns + 1]!;
      heights[cell] = before[cell]! * (1 - share) + share * (straight * 0.17 + diagonal * 0.08);
    }
  }
};
