// Lists numbered shapes by the cells of a grid of degrees that their boxes touch, and finds those of one cell.
import type { Bounds, Degrees } from '../../kernel/units.ts';

export interface CellGrid {
  readonly add: (box: Bounds, index: number) => void;
  /** Numbers of everything listed in the cell of a position, in the order added. */
  readonly at: (longitude: Degrees, latitude: Degrees) => readonly number[];
}

const NOTHING: readonly number[] = [];
/** More columns than any grid has: cells are no smaller than a metre. */
const COLUMNS = 2 ** 26;
const SMALLEST_CELL: Degrees = 1e-5;

export const createCellGrid = (cellEast: Degrees, cellNorth: Degrees): CellGrid => {
  const [east, north] = [Math.max(SMALLEST_CELL, cellEast), Math.max(SMALLEST_CELL, cellNorth)];
  const cells = new Map<number, number[]>();
  const columnOf = (longitude: Degrees): number => Math.floor((longitude + 180) / east);
  const rowOf = (latitude: Degrees): number => Math.floor((latitude + 90) / north);
  return {
    add: ([west, south, right, top], index) => {
      for (let row = rowOf(south); row <= rowOf(top); row += 1) {
        for (let column = columnOf(west); column <= columnOf(right); column += 1) {
          const listed = cells.get(row * COLUMNS + column);
          if (listed === undefined) cells.set(row * COLUMNS + column, [index]);
          else listed.push(index);
        }
      }
    },
    at: (longitude, latitude) => cells.get(rowOf(latitude) * COLUMNS + columnOf(longitude)) ?? NOTHING,
  };
};
