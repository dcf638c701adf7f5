// Which tiles a piece of the Mercator plane needs, and how tiles of neighbouring zooms stand to each other.
import type { MercatorPoint, Tile } from '../../../shared/geo/tile-grid.ts';

/** West, south, east, north in EPSG:3857 metres. */
export type MercatorExtent = readonly [west: number, south: number, east: number, north: number];

/** Half the width of the EPSG:3857 plane. */
export const HALF_WORLD = 20_037_508.342789244;

/** A view never needs more; one that does is zoomed out too far for its tile zoom. */
const MOST_TILES = 400;

export const tileKey = ({ z, x, y }: Tile): string => `${z}/${x}/${y}`;

export const tileExtent = ({ z, x, y }: Tile): MercatorExtent => {
  const size = (2 * HALF_WORLD) / 2 ** z;
  const west = x * size - HALF_WORLD;
  const north = HALF_WORLD - y * size;
  return [west, north - size, west + size, north];
};

/** Edges on the west and the north belong to the tile, those on the east and the south to its neighbours. */
export const isWithin = ([west, south, east, north]: MercatorExtent, [x, y]: MercatorPoint): boolean => x >= west && x < east && y > south && y <= north;

/** Tiles of zoom `z` that touch the extent, those nearest to its middle first. */
export const coverTiles = (extent: MercatorExtent, z: number): readonly Tile[] => {
  const count = 2 ** z;
  const size = (2 * HALF_WORLD) / count;
  const clamp = (value: number): number => Math.min(count - 1, Math.max(0, Math.floor(value)));
  const [west, east] = [clamp((extent[0] + HALF_WORLD) / size), clamp((extent[2] + HALF_WORLD) / size)];
  const [north, south] = [clamp((HALF_WORLD - extent[3]) / size), clamp((HALF_WORLD - extent[1]) / size)];
  if ((east - west + 1) * (south - north + 1) > MOST_TILES) return [];
  const middle = [(extent[0] + extent[2]) / 2 / size + count / 2 - 0.5, count / 2 - (extent[1] + extent[3]) / 2 / size - 0.5] as const;
  const tiles: Tile[] = [];
  for (let y = north; y <= south; y += 1) for (let x = west; x <= east; x += 1) tiles.push({ z, x, y });
  const far = ({ x, y }: Tile): number => (x - middle[0]) ** 2 + (y - middle[1]) ** 2;
  return tiles.toSorted((left, right) => far(left) - far(right));
};

/** The tile `steps` zooms out that holds this one; null above zoom 0. */
export const ancestor = ({ z, x, y }: Tile, steps: number): Tile | null =>
  z < steps ? null : { z: z - steps, x: Math.floor(x / 2 ** steps), y: Math.floor(y / 2 ** steps) };

/** The four tiles one zoom in. */
export const children = ({ z, x, y }: Tile): readonly Tile[] =>
  [0, 1, 2, 3].map((index) => ({ z: z + 1, x: x * 2 + (index % 2), y: y * 2 + Math.floor(index / 2) }));
