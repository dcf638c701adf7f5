// Merged cells: the value of the first stands for all, so that a township merged over ten rows reaches each of them.
import type { BoundedZip } from '../../source/bounded-zip.ts';
import type { Cell, ReadContext } from '../format.ts';
import { parseRange, type CellRange } from './cell-reference.ts';

/** Merges larger than this are decoration, not data. */
const LARGEST_MERGE_CELLS = 100_000;
const MOST_MERGES = 100_000;
const CARRIED_CHARACTERS = 512;

const END_OF_ROWS = /<\/(?:[\w.-]+:)?sheetData\s*>/u;
const MERGE = /<(?:[\w.-]+:)?mergeCell\s[^>]*?ref="([A-Z]{1,3}\d{1,7}:[A-Z]{1,3}\d{1,7})"/gu;

const isSmall = ({ firstRow, lastRow, firstColumn, lastColumn }: CellRange): boolean =>
  (lastRow - firstRow + 1) * (lastColumn - firstColumn + 1) <= LARGEST_MERGE_CELLS;

/** The merges of a sheet, by first row. They stand behind the rows, so this is a pass of its own over raw bytes. */
export const readMerges = async (zip: BoundedZip, path: string, context: ReadContext): Promise<readonly CellRange[]> => {
  const merges: CellRange[] = [];
  let [carried, isBehindRows] = ['', false];
  for await (const chunk of zip.stream(path, context.signal)) {
    let text = carried + Buffer.from(chunk.buffer, chunk.byteOffset, chunk.length).toString('latin1');
    if (!isBehindRows) {
      const end = text.search(END_OF_ROWS);
      isBehindRows = end !== -1;
      if (isBehindRows) text = text.slice(end);
    }
    let used = 0;
    if (isBehindRows) {
      for (const match of text.matchAll(MERGE)) {
        const range = parseRange(match[1] ?? '');
        used = match.index + match[0].length;
        if (range !== null && isSmall(range) && merges.length < MOST_MERGES) merges.push(range);
      }
    }
    carried = text.slice(Math.max(used, text.length - CARRIED_CHARACTERS));
  }
  return merges.toSorted((left, right) => left.firstRow - right.firstRow);
};

export interface MergeFiller {
  /** Fills the covered cells of one row in place; rows must come in order. */
  readonly fill: (row: number, cells: Cell[]) => void;
}

interface ActiveMerge {
  readonly range: CellRange;
  value: Cell;
}

export const mergeFiller = (merges: readonly CellRange[]): MergeFiller => {
  let active: ActiveMerge[] = [];
  let next = 0;
  const start = (row: number, cells: readonly Cell[]): void => {
    for (let range = merges[next]; range !== undefined && range.firstRow <= row; range = merges[next]) {
      const value = range.firstRow === row ? (cells[range.firstColumn] ?? null) : null;
      active.push({ range, value });
      next += 1;
    }
  };
  return {
    fill: (row, cells) => {
      start(row, cells);
      active = active.filter(({ range }) => range.lastRow >= row);
      for (const { range, value } of active) {
        if (value === null) continue;
        while (cells.length <= range.lastColumn) cells.push(null);
        for (let column = range.firstColumn; column <= range.lastColumn; column += 1) cells[column] ??= value;
      }
    },
  };
};
