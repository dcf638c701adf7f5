// Puts the tiles of a GCJ-02 map back in their true place, a block at a time.
import { wgs84ToGcj02 } from '../../../shared/geo/chinese-offset.ts';
import { lonLatToMercator, mercatorToLonLat, type Tile } from '../../../shared/geo/tile-grid.ts';
import { HALF_WORLD } from '../tiles/tile-cover.ts';

export const TILE_SIDE = 256;
/** Small enough that the offset hardly changes within: at most 0.15 pixels from a block's middle to its corner, at any zoom. */
const BLOCK_SIDE = 64;

/** A piece of a source tile and where it goes in the tile being made, in pixels. */
export interface TilePatch {
  readonly source: Tile;
  readonly from: readonly [x: number, y: number];
  readonly to: readonly [x: number, y: number];
  readonly size: readonly [width: number, height: number];
}

/** Global pixel of the GCJ-02 map that shows the true place at a global pixel of this zoom. */
const shiftedPixel = (x: number, y: number, z: number): readonly [number, number] => {
  const metres = (2 * HALF_WORLD) / (TILE_SIDE * 2 ** z);
  const gcj = wgs84ToGcj02(mercatorToLonLat([x * metres - HALF_WORLD, HALF_WORLD - y * metres]));
  const [east, north] = lonLatToMercator(gcj);
  return [(east + HALF_WORLD) / metres, (HALF_WORLD - north) / metres];
};

/** Cuts a block at the borders of the source tiles it covers. */
const patchesOfBlock = (z: number, from: readonly [number, number], to: readonly [number, number]): readonly TilePatch[] => {
  const patches: TilePatch[] = [];
  const end = [from[0] + BLOCK_SIDE, from[1] + BLOCK_SIDE] as const;
  for (let y = from[1]; y < end[1]; ) {
    const bottom = Math.min(end[1], (Math.floor(y / TILE_SIDE) + 1) * TILE_SIDE);
    for (let x = from[0]; x < end[0]; ) {
      const right = Math.min(end[0], (Math.floor(x / TILE_SIDE) + 1) * TILE_SIDE);
      const source = { z, x: Math.floor(x / TILE_SIDE), y: Math.floor(y / TILE_SIDE) };
      patches.push({ source, from: [x - source.x * TILE_SIDE, y - source.y * TILE_SIDE], to: [to[0] + x - from[0], to[1] + y - from[1]], size: [right - x, bottom - y] });
      x = right;
    }
    y = bottom;
  }
  return patches;
};

/**
 * The patches that make up one true tile. Whole pixels, so that writing stays sharp: a place is off by at most
 * 0.5 (rounding) + 0.15 (change of the offset within a block) pixels each way against the public GCJ-02 formula, which is 0.7 m at
 * zoom 17; outside China nothing is moved.
 */
export const patchesOf = ({ z, x, y }: Tile): readonly TilePatch[] => {
  const patches: TilePatch[] = [];
  for (let row = 0; row < TILE_SIDE; row += BLOCK_SIDE) {
    for (let column = 0; column < TILE_SIDE; column += BLOCK_SIDE) {
      const middle = [x * TILE_SIDE + column + BLOCK_SIDE / 2, y * TILE_SIDE + row + BLOCK_SIDE / 2] as const;
      const [shiftedX, shiftedY] = shiftedPixel(middle[0], middle[1], z);
      const from = [Math.round(shiftedX - BLOCK_SIDE / 2), Math.round(shiftedY - BLOCK_SIDE / 2)] as const;
      patches.push(...patchesOfBlock(z, from, [column, row]));
    }
  }
  return patches;
};

export const sourcesOf = (patches: readonly TilePatch[]): readonly Tile[] => [...new Map(patches.map(({ source }) => [`${source.x}/${source.y}`, source])).values()];
