// What a place is good for: how flat it is, how high above the brook, how much level land lies around it.
import type { Land } from '../terrain/build-land.ts';
import type { StreamNetwork } from '../water/stream-network.ts';

export interface Ground {
  /** Metres above the stream each cell drains to. */
  readonly aboveStream: Float32Array;
  /** Metres along the flow to that stream. */
  readonly toStream: Float32Array;
  /** 1 where standing or flowing water covers the cell. */
  readonly isWater: Uint8Array;
  /** 1 inside a reservoir. */
  readonly isLake: Uint8Array;
  /** Share of level, dry cells in the 7 × 7 around. */
  readonly room: Float32Array;
  /** Share of level, dry cells in the 31 × 31 around. */
  readonly plain: Float32Array;
}

/** Order from which a river is wider than a building plot. */
const WIDE_ORDER = 4;
const LEVEL_SLOPE = 0.16;

const boxShare = (columns: number, rows: number, values: Uint8Array, reach: number): Float32Array => {
  const sums = new Int32Array((columns + 1) * (rows + 1));
  for (let row = 0; row < rows; row += 1) {
    let line = 0;
    for (let column = 0; column < columns; column += 1) {
      line += values[row * columns + column]!;
      sums[(row + 1) * (columns + 1) + column + 1] = sums[row * (columns + 1) + column + 1]! + line;
    }
  }
  const share = new Float32Array(columns * rows);
  const cells = (2 * reach + 1) ** 2;
  for (let row = 0; row < rows; row += 1) {
    const top = Math.max(0, row - reach) * (columns + 1);
    const bottom = Math.min(rows, row + reach + 1) * (columns + 1);
    for (let column = 0; column < columns; column += 1) {
      const left = Math.max(0, column - reach);
      const right = Math.min(columns, column + reach + 1);
      share[row * columns + column] = (sums[bottom + right]! - sums[bottom + left]! - sums[top + right]! + sums[top + left]!) / cells;
    }
  }
  return share;
};

export const surveyGround = (land: Land, streams: StreamNetwork, lakes: readonly (readonly number[])[]): Ground => {
  const { raster, heights, drainage, slope } = land;
  const aboveStream = new Float32Array(raster.size);
  const toStream = new Float32Array(raster.size);
  const isWater = new Uint8Array(raster.size);
  const isLake = new Uint8Array(raster.size);
  const level = new Uint8Array(raster.size);
  for (const lake of lakes) for (const cell of lake) isLake[cell] = 1;
  for (let index = 0; index < raster.size; index += 1) {
    const cell = drainage.order[index]!;
    const to = drainage.receiver[cell]!;
    isWater[cell] = isLake[cell] === 1 || streams.order[cell]! >= WIDE_ORDER ? 1 : 0;
    if (to !== cell && streams.order[cell] === 0) {
      aboveStream[cell] = aboveStream[to]! + heights[cell]! - heights[to]!;
      toStream[cell] = toStream[to]! + drainage.reach[cell]!;
    }
    level[cell] = isWater[cell] === 0 && slope[cell]! < LEVEL_SLOPE ? 1 : 0;
  }
  return { aboveStream, toStream, isWater, isLake, room: boxShare(raster.columns, raster.rows, level, 3), plain: boxShare(raster.columns, raster.rows, level, 15) };
};
