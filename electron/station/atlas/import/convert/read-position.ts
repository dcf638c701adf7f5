// Reads where a row says it is, in whichever columns and notation, as numbers of the file's own system.
import { readCoordinates } from '../../../../../shared/geo/coordinate-notation.ts';
import type { CoordinateSystem } from '../../../../../shared/geo/coordinate-system-list.ts';
import { fromWgs84 } from '../../../../../shared/geo/coordinate-systems.ts';
import { failure, success, type Result } from '../../../../../shared/kernel/result.ts';
import type { Cell, SourceGeometry, SourcePair, SourceRow } from '../formats/format.ts';
import type { PositionMapping } from '../mapping.ts';
import type { RowIssueCode } from '../row-issue.ts';
import { cellText, saysNothing } from '../values/plain-text.ts';
import { plainNumber } from '../values/read-number.ts';
import { fromWellKnownText, isOpenText } from '../values/well-known-text.ts';

export interface PositionTrouble {
  readonly code: RowIssueCode;
  readonly column: number | null;
}

/** Null: the row says nothing of where it is. */
export type ReadPosition = Result<SourceGeometry | null, PositionTrouble>;

const PLAIN_NUMBER = /^[+-]?\d+(?:\.\d*)?(?:e[+-]?\d+)?$/iu;
const PLAIN_PAIR = /^[（(]?\s*([+-]?\d+(?:\.\d*)?)\s*[,，;；、\s]\s*([+-]?\d+(?:\.\d*)?)\s*[)）]?$/u;

const LONGEST_PAIR = 200;

const nothing: ReadPosition = success(null);

const trouble = (code: RowIssueCode, column: number | null): ReadPosition => failure({ code, column });

const point = (coordinates: SourcePair): ReadPosition => success({ type: 'Point', coordinates });

const numberOf = (text: string): number | null => {
  if (PLAIN_NUMBER.test(text)) return Number(text);
  if (text.length > LONGEST_PAIR) return null;
  const plain = text.normalize('NFKC');
  return PLAIN_NUMBER.test(plain) ? Number(plain) : null;
};

/** The shifted datums must be named to the reader; for the others its own assumption is the same numbers. */
const prefixOf = (system: CoordinateSystem): string => (system.kind === 'geographic' && (system.datum === 'GCJ-02' || system.datum === 'BD-09') ? `${system.datum} ` : '');

/** Any notation that is not two plain numbers, as numbers of the mapping's own system again. */
const writtenPair = (text: string, system: CoordinateSystem, column: number): ReadPosition => {
  if (system.kind === 'projected') return trouble('coordinateNotUnderstood', column);
  const read = readCoordinates(`${prefixOf(system)}${text}`);
  if (!read.ok) return trouble(read.error.reason === 'outOfRange' ? 'coordinateOutOfRange' : 'coordinateNotUnderstood', column);
  const pair = fromWgs84(system, read.value.position, 'eastNorth');
  return pair.ok ? point(pair.value) : trouble('coordinateOutsideSystem', column);
};

interface Columns {
  readonly east: number;
  readonly north: number;
}

const fromColumns = (cells: readonly Cell[], { east, north }: Columns, system: CoordinateSystem): ReadPosition => {
  const [x, y] = [plainNumber(cells[east]), plainNumber(cells[north])];
  if (x !== null && y !== null) return point([x, y]);
  const [eastText, northText] = [cellText(cells[east]), cellText(cells[north])];
  const [hasEast, hasNorth] = [!saysNothing(eastText), !saysNothing(northText)];
  if (!hasEast && !hasNorth) return nothing;
  if (!hasEast || !hasNorth) return trouble('coordinateIncomplete', hasEast ? north : east);
  const [first, second] = [numberOf(eastText), numberOf(northText)];
  if (first !== null && second !== null) return point([first, second]);
  return writtenPair(`经度 ${eastText}, 纬度 ${northText}`, system, first === null ? east : north);
};

const fromOneColumn = (cells: readonly Cell[], column: number, isNorthFirst: boolean, system: CoordinateSystem): ReadPosition => {
  const text = cellText(cells[column]);
  if (saysNothing(text)) return nothing;
  if (text.length > LONGEST_PAIR) return trouble('coordinateNotUnderstood', column);
  const plain = PLAIN_PAIR.exec(text.normalize('NFKC'));
  if (plain === null) return writtenPair(text, system, column);
  const [first, second] = [Number(plain[1]), Number(plain[2])];
  return point(isNorthFirst ? [second, first] : [first, second]);
};

/** A text longer than one cell may hold goes on in the cells to its right. */
const continuedText = (cells: readonly Cell[], column: number): string => {
  let text = cellText(cells[column]);
  for (let next = column + 1; next < cells.length && isOpenText(text); next += 1) {
    const piece = cells[next];
    text += typeof piece === 'string' ? piece : cellText(piece);
  }
  return text;
};

const fromText = (cells: readonly Cell[], column: number, vertices: number): ReadPosition | null => {
  const text = continuedText(cells, column);
  if (text === '') return null;
  const geometry = fromWellKnownText(text, vertices);
  return geometry === null ? trouble('brokenGeometry', column) : success(geometry);
};

/** In the numbers and order (east first) of the mapping's system. `vertices` bounds a geometry in a text column. */
export const readPosition = (row: SourceRow, mapping: PositionMapping, system: CoordinateSystem, vertices: number): ReadPosition => {
  switch (mapping.from) {
    case 'none':
      return nothing;
    case 'geometry':
      return success(row.geometry ?? null);
    case 'text':
      return fromText(row.cells, mapping.column, vertices) ?? nothing;
    case 'oneColumn':
      return fromOneColumn(row.cells, mapping.column, mapping.order === 'northEast', system);
    case 'columns': {
      const written = mapping.wkt === undefined ? null : fromText(row.cells, mapping.wkt, vertices);
      return written ?? fromColumns(row.cells, mapping, system);
    }
  }
};

/** Columns that a position is read from, for showing where the trouble is. */
export const positionColumns = (mapping: PositionMapping): readonly number[] => {
  switch (mapping.from) {
    case 'none':
    case 'geometry':
      return [];
    case 'text':
    case 'oneColumn':
      return [mapping.column];
    case 'columns':
      return [mapping.east, mapping.north, ...(mapping.wkt === undefined ? [] : [mapping.wkt])];
  }
};
