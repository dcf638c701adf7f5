// The first rows of one sheet, from which everything is guessed.
import type { FormatName } from '../import-failure.ts';
import type { Cell, SourceRow, SourceSheet } from '../formats/format.ts';
import { cellText, saysNothing } from '../values/plain-text.ts';

export interface SheetSample {
  readonly fileName: string;
  readonly format: FormatName;
  readonly sheet: SourceSheet;
  readonly rows: readonly SourceRow[];
}

/** Columns with their headers and the cells under them. */
export interface Table {
  readonly headers: readonly string[];
  /** Number of the first row that is data. */
  readonly firstDataRow: number;
  readonly columns: readonly (readonly Cell[])[];
  /** Of each column the texts that say something. */
  readonly texts: readonly (readonly string[])[];
  /** Texts above the header. */
  readonly titles: readonly string[];
  readonly hasHeader: boolean;
  readonly headerRowCount: number;
}

/** Nothing that is guessed needs more of a cell than this. */
const TELLING_CHARACTERS = 300;

const shortened = (cell: Cell): Cell => (typeof cell === 'string' && cell.length > TELLING_CHARACTERS ? cell.slice(0, TELLING_CHARACTERS) : cell);

const columnsOf = (rows: readonly SourceRow[], count: number): readonly (readonly Cell[])[] =>
  Array.from({ length: count }, (_, column) => rows.map(({ cells }) => shortened(cells[column] ?? null)));

/** The texts of a column that say something. */
export const textsOf = (column: readonly Cell[]): readonly string[] => column.map(cellText).filter((text) => text !== '');

/** The part of a column's texts for which something holds; 0 for an empty column. */
export const shareOf = (texts: readonly string[], holds: (text: string) => boolean): number =>
  texts.length === 0 ? 0 : texts.filter(holds).length / texts.length;

export const tableOf = (
  rows: readonly SourceRow[],
  headers: readonly string[],
  firstDataRow: number,
  titles: readonly string[],
  headerRowCount: number,
): Table => {
  const data = rows.filter(({ number }) => number >= firstDataRow);
  const width = data.reduce((widest, { cells }) => Math.max(widest, cells.length), headers.length);
  const columns = columnsOf(data, width);
  return {
    headers: Array.from({ length: width }, (_, column) => headers[column] ?? ''),
    firstDataRow,
    columns,
    texts: columns.map((column) => textsOf(column).filter((text) => !saysNothing(text))),
    titles,
    hasHeader: headerRowCount > 0,
    headerRowCount,
  };
};
