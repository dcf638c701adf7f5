// Rivers from head to mouth as smooth lines, with their width, and how far any place is from their banks.
import { cellDraw } from '../random.ts';
import { centreX, centreY, type Raster } from '../raster.ts';
import { createSegmentList, segmentDistance, type SegmentIndex } from '../segment-index.ts';
import type { Land } from '../terrain/build-land.ts';
import type { StreamNetwork } from './stream-network.ts';

export interface River {
  /** Stream cells from head to mouth; the last one is the cell of the river joined, or of the edge. */
  readonly cells: readonly number[];
  /** The river joined at the mouth; −1 at the edge. */
  readonly joins: number;
  /** Area drained at the mouth, m². */
  readonly area: number;
}

export interface Rivers {
  readonly list: readonly River[];
  /** Smoothed place of each stream cell, local metres. */
  readonly x: Float32Array;
  readonly y: Float32Array;
  readonly index: SegmentIndex;
  /** The upstream cell of each segment in the index. */
  readonly segmentCell: Int32Array;
  readonly halfWidth: Float32Array;
}

/** Width of the water in metres from the area drained in m²: 2 m for a brook, about 85 m where the county ends. */
export const riverWidth = (area: number): number => Math.min(110, 2.3 * Math.sqrt(area / 1e6));

const place = (land: Land, streams: StreamNetwork, seed: number): { readonly x: Float32Array; readonly y: Float32Array } => {
  const { raster, drainage } = land;
  const x = new Float32Array(raster.size);
  const y = new Float32Array(raster.size);
  const cells: number[] = [];
  for (let cell = 0; cell < raster.size; cell += 1) {
    if (streams.order[cell] === 0) continue;
    cells.push(cell);
    x[cell] = centreX(raster, cell) + (cellDraw(seed, cell, 11) - 0.5) * 0.4 * raster.cellX;
    y[cell] = centreY(raster, cell) + (cellDraw(seed, cell, 12) - 0.5) * 0.4 * raster.cellY;
  }
  for (let round = 0; round < 4; round += 1) {
    const beforeX = Float32Array.from(x);
    const beforeY = Float32Array.from(y);
    for (const cell of cells) {
      const down = drainage.receiver[cell]!;
      const up = streams.mainDonor[cell]!;
      if (down === cell || streams.order[down] === 0) continue;
      const from = up < 0 ? cell : up;
      x[cell] = (beforeX[from]! + 2 * beforeX[cell]! + beforeX[down]!) / 4;
      y[cell] = (beforeY[from]! + 2 * beforeY[cell]! + beforeY[down]!) / 4;
    }
  }
  return { x, y };
};

const trace = (land: Land, streams: StreamNetwork): readonly River[] => {
  const { raster, drainage, area } = land;
  const riverOf = new Int32Array(raster.size).fill(-1);
  const list: River[] = [];
  for (let index = 0; index < raster.size; index += 1) {
    const mouth = drainage.order[index]!;
    const to = drainage.receiver[mouth]!;
    if (streams.order[mouth] === 0 || (to !== mouth && streams.mainDonor[to] === mouth)) continue;
    const upward: number[] = to === mouth ? [] : [to];
    for (let cell = mouth; cell >= 0; cell = streams.mainDonor[cell]!) {
      upward.push(cell);
      riverOf[cell] = list.length;
    }
    if (upward.length > 1) list.push({ cells: upward.toReversed(), joins: to === mouth ? -1 : riverOf[to]!, area: area[mouth]! });
  }
  return list;
};

export const findRivers = (land: Land, streams: StreamNetwork, seed: number): Rivers => {
  const { raster, drainage, area } = land;
  const { x, y } = place(land, streams, seed);
  const segments = createSegmentList(raster.columns * raster.cellX, raster.rows * raster.cellY);
  const cells: number[] = [];
  for (let cell = 0; cell < raster.size; cell += 1) {
    const to = drainage.receiver[cell]!;
    if (streams.order[cell] === 0 || to === cell || streams.order[to] === 0) continue;
    segments.add(x[cell]!, y[cell]!, x[to]!, y[to]!);
    cells.push(cell);
  }
  return {
    list: trace(land, streams), x, y, index: segments.close(170),
    segmentCell: Int32Array.from(cells), halfWidth: Float32Array.from(cells, (cell) => riverWidth(area[cell]!) / 2),
  };
};

/** Metres from the nearest bank within `reach`; negative in the water; `reach` when none is nearer. */
export const bankDistance = (rivers: Rivers, x: number, y: number, reach: number): number => {
  let nearest = reach;
  rivers.index.visit(x - reach - 60, y - reach - 60, x + reach + 60, y + reach + 60, (segment) => {
    const away = segmentDistance(rivers.index, segment, x, y) - rivers.halfWidth[segment]!;
    if (away < nearest) nearest = away;
  });
  return nearest;
};

/** Reach, in cells, that a lake's smoothed shore may have beyond its own cells. */
const SHORE_CELLS = 0.65;

export const isNearLake = (raster: Raster, isLake: Uint8Array, x: number, y: number): boolean => {
  for (const dy of [-SHORE_CELLS, 0, SHORE_CELLS]) {
    for (const dx of [-SHORE_CELLS, 0, SHORE_CELLS]) {
      const column = Math.floor(x / raster.cellX + dx);
      const row = Math.floor(y / raster.cellY + dy);
      if (column >= 0 && row >= 0 && column < raster.columns && row < raster.rows && isLake[row * raster.columns + column] === 1) return true;
    }
  }
  return false;
};
