// Roads while they are being laid: links between neighbouring cells, each with the highest class that uses it.
import { neighboursOf, type Raster } from '../raster.ts';

export interface CellNetwork {
  readonly raster: Raster;
  /** Bit per side (see neighboursOf) where a road leaves the cell. */
  readonly links: Uint8Array;
  /** Cells that must stay ends of a road: villages, junctions with lanes. */
  readonly anchors: Set<number>;
  /** Class rank of a link, or −1 where there is none. */
  readonly rankOf: (cell: number, side: number) => number;
  /** Number of the route a link belongs to. */
  readonly routeOf: (cell: number, side: number) => number;
  /** True when a diagonal would cross another diagonal without a junction. */
  readonly crosses: (cell: number, side: number) => boolean;
  /** Lays a road along neighbouring cells; a link keeps its higher class and its route. */
  readonly lay: (cells: readonly number[], rank: number, route: number) => void;
}

export const createCellNetwork = (raster: Raster): CellNetwork => {
  const { step } = neighboursOf(raster);
  const links = new Uint8Array(raster.size);
  const ranks = new Uint8Array(raster.size * 4); // rank + 1 for sides 0…3
  const routes = new Int32Array(raster.size * 4);
  const slot = (cell: number, side: number): number => (side < 4 ? cell * 4 + side : (cell + step[side]!) * 4 + side - 4);
  const sideTo = (from: number, to: number): number => step.indexOf(to - from);
  const lay = (cells: readonly number[], rank: number, route: number): void => {
    for (let index = 0; index + 1 < cells.length; index += 1) {
      const from = cells[index]!;
      const to = cells[index + 1]!;
      const side = sideTo(from, to);
      if (side < 0) throw new Error(`cells ${from} and ${to} are not neighbours`);
      const at = slot(from, side);
      links[from] = links[from]! | (1 << side);
      links[to] = links[to]! | (1 << ((side + 4) % 8));
      if (ranks[at]! !== 0 && ranks[at]! <= rank + 1) continue;
      ranks[at] = rank + 1;
      routes[at] = route;
    }
  };
  return {
    raster, links, anchors: new Set(), lay,
    rankOf: (cell, side) => ranks[slot(cell, side)]! - 1,
    routeOf: (cell, side) => routes[slot(cell, side)]!,
    crosses: (cell, side) => {
      if (side % 2 === 0) return false;
      // The other diagonal of the same four cells joins the two cells straight beside this one.
      const first = cell + step[(side + 7) % 8]!;
      const turned = (side + 2) % 8;
      return ranks[slot(first, turned)]! !== 0;
    },
  };
};
