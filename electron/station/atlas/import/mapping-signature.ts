// Recognises a list seen before by its headers, and fits the remembered mapping to columns that have moved.
import { createHash } from 'node:crypto';
import { FAULT_HEADERS } from './fault-file.ts';
import { comparedHeader } from './guess/header-words.ts';
import type { FieldMapping, Mapping, PositionMapping } from './mapping.ts';

const ADDED: ReadonlySet<string> = new Set(Object.values(FAULT_HEADERS).map(comparedHeader));

const comparedHeaders = (headers: readonly string[]): readonly string[] => headers.map(comparedHeader);

const toldBy = (headers: readonly string[]): readonly string[] =>
  [...new Set(comparedHeaders(headers))].filter((header) => header !== '' && !ADDED.has(header)).toSorted();

/** The same for the same set of headers, whatever their order, spacing, width or case; empty where there are none. */
export const mappingSignature = (headers: readonly string[]): string => {
  const words = toldBy(headers);
  return words.length === 0 ? '' : createHash('sha256').update(JSON.stringify(words)).digest('hex').slice(0, 32);
};

type Move = (column: number) => number | null;

/** Columns of equal headers are told apart by their order. */
const moveBetween = (from: readonly string[], to: readonly string[]): Move => {
  const [before, after] = [comparedHeaders(from), comparedHeaders(to)];
  return (column) => {
    const header = before[column] ?? '';
    if (header === '') return after[column] === '' ? column : null;
    const turn = before.slice(0, column).filter((other) => other === header).length;
    const places = after.flatMap((other, index) => (other === header ? [index] : []));
    return places[turn] ?? null;
  };
};

const movedPosition = (position: PositionMapping, move: Move): PositionMapping | null => {
  switch (position.from) {
    case 'none':
    case 'geometry':
      return position;
    case 'text':
    case 'oneColumn': {
      const column = move(position.column);
      return column === null ? null : { ...position, column };
    }
    case 'columns': {
      const [east, north] = [move(position.east), move(position.north)];
      const wkt = position.wkt === undefined ? undefined : move(position.wkt);
      if (east === null || north === null || wkt === null) return null;
      return { from: 'columns', east, north, system: position.system, ...(wkt === undefined ? {} : { wkt }) };
    }
  }
};

const movedField = (field: FieldMapping, move: Move): FieldMapping | null => {
  switch (field.from) {
    case 'constant':
      return field;
    case 'column': {
      const column = move(field.column);
      return column === null ? null : { ...field, column };
    }
    case 'flags': {
      const flags = field.flags.map(({ column, choice }) => ({ column: move(column), choice }));
      const whole = flags.flatMap(({ column, choice }) => (column === null ? [] : [{ column, choice }]));
      return whole.length === flags.length ? { ...field, flags: whole } : null;
    }
  }
};

/**
 * The remembered mapping on the columns of this file. Null where a column it needs is not there: then the
 * signature was of another list, and guessing starts afresh.
 */
export const rebindMapping = (remembered: Mapping, headers: readonly string[], firstDataRow: number): Mapping | null => {
  const move = moveBetween(remembered.headers, headers);
  let isWhole = true;
  const moved = (column: number | null): number | null => {
    const place = column === null ? null : move(column);
    if (column !== null && place === null) isWhole = false;
    return place;
  };
  const { name, key, version, areaCode, areaNames, source, asOf } = remembered;
  const keyColumn = moved(key?.column ?? null);
  const position = movedPosition(remembered.position, move);
  const fields = remembered.fields.map((field) => movedField(field, move)).filter((field) => field !== null);
  const mapping = {
    name: moved(name),
    version: moved(version),
    areaCode: moved(areaCode),
    areaNames: { township: moved(areaNames.township), village: moved(areaNames.village) },
    source: moved(source),
    asOf: moved(asOf),
  };
  if (!isWhole || position === null || fields.length !== remembered.fields.length) return null;
  return {
    kind: remembered.kind,
    headers,
    firstDataRow,
    ...mapping,
    key: key === null || keyColumn === null ? null : { column: keyColumn, is: key.is },
    position,
    fields,
  };
};
