// One tile's heights with a border of one sample from its eight neighbours.
import { PADDED_SIDE, RELIEF_SIDE, UNKNOWN_HEIGHT } from './shade.ts';

export type HeightTile = Int16Array | null;

/** Neighbours row by row from the north-west, the tile itself in the middle; null where there is none. */
export type Neighbourhood = readonly [HeightTile, HeightTile, HeightTile, HeightTile, Int16Array, HeightTile, HeightTile, HeightTile, HeightTile];

/** Where a neighbour is missing its border is unknown, which the shading takes as level with the edge. */
export const padHeights = (tiles: Neighbourhood): Int16Array<ArrayBuffer> => {
  const padded = new Int16Array(PADDED_SIDE * PADDED_SIDE).fill(UNKNOWN_HEIGHT);
  const last = RELIEF_SIDE - 1;
  for (let row = 0; row < PADDED_SIDE; row += 1) {
    const [tileRow, sourceRow] = row === 0 ? [0, last] : row === PADDED_SIDE - 1 ? [2, 0] : [1, row - 1];
    const own = tiles[tileRow * 3 + 1];
    if (own) padded.set(own.subarray(sourceRow * RELIEF_SIDE, (sourceRow + 1) * RELIEF_SIDE), row * PADDED_SIDE + 1);
    padded[row * PADDED_SIDE] = tiles[tileRow * 3]?.[sourceRow * RELIEF_SIDE + last] ?? UNKNOWN_HEIGHT;
    padded[row * PADDED_SIDE + PADDED_SIDE - 1] = tiles[tileRow * 3 + 2]?.[sourceRow * RELIEF_SIDE] ?? UNKNOWN_HEIGHT;
  }
  return padded;
};

/** Int16 little endian as the station sends it; null where the length is not a tile's. */
export const heightsFrom = (bytes: Uint8Array): Int16Array | null => {
  if (bytes.byteLength !== RELIEF_SIDE * RELIEF_SIDE * 2) return null;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return Int16Array.from({ length: RELIEF_SIDE * RELIEF_SIDE }, (_, index) => view.getInt16(index * 2, true));
};
