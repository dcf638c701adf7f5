// Turns one row of a file into a thing, or into a list of what is wrong with it; nothing is dropped, clipped or guessed.
import type { AttributeValue, ThingKind } from '../../../../shared/domain/atlas/field.ts';
import type { ThingContent } from '../../../../shared/domain/atlas/thing.ts';
import { thingKind } from '../../../../shared/domain/atlas/thing-kinds.ts';
import { coordinateSystem, type CoordinateSystem } from '../../../../shared/geo/coordinate-system-list.ts';
import type { Bounds } from '../../../../shared/kernel/units.ts';
import { attributeFillers, type AttributeFiller, type PendingReference } from './convert/fill-attributes.ts';
import { placeGeometry } from './convert/place-geometry.ts';
import { positionColumns, readPosition } from './convert/read-position.ts';
import type { SourceRow } from './formats/format.ts';
import type { Mapping } from './mapping.ts';
import { isWarning, rowIssue, type RowIssue, type RowIssueCode } from './row-issue.ts';
import { cellText, saysNothing } from './values/plain-text.ts';
import { readDate } from './values/read-date.ts';
import { readNumber } from './values/read-number.ts';
import { toWellKnownText } from './values/well-known-text.ts';

/** By what a row is found again in a later file. A code means something only within the list it comes from. */
export type RowKey =
  | { readonly by: 'thingId'; readonly id: string }
  | { readonly by: 'code'; readonly code: string }
  | { readonly by: 'name'; readonly name: string; readonly place: string };

export interface ConvertedThing {
  readonly outcome: 'thing';
  readonly row: number;
  readonly key: RowKey;
  readonly content: ThingContent;
  /** The version that the file was made from, where it says so. */
  readonly version: number | null;
  readonly references: readonly PendingReference[];
  /** Township and village as the row names them, where it has no code. */
  readonly areaNames: { readonly township: string; readonly village: string } | null;
  readonly warnings: readonly RowIssue[];
  /** The row as it stands in the file, where there are warnings or may be some once its references are looked up; else empty. */
  readonly cells: readonly string[];
}

export interface FaultyRow {
  readonly outcome: 'fault';
  readonly row: number;
  readonly faults: readonly RowIssue[];
  readonly cells: readonly string[];
  /** The geometry of the file, in the file's own system, where it has one beside the cells. */
  readonly shape: string;
}

export type ConvertedRow = ConvertedThing | FaultyRow;

export interface ConvertOptions {
  /** Said of each thing whose row names no source of its own. */
  readonly source: string;
  /** The date the file speaks of; empty where unknown. */
  readonly asOf: string;
  readonly home: Bounds | null;
  readonly geometryVertices: number;
}

/** Null for a row with nothing in it. */
export type RowConverter = (row: SourceRow) => ConvertedRow | null;

const SUMMARY = /^(?:合\s*计|总\s*计|小\s*计|共\s*计|汇总|总数|备注|注|说明|填表人|制表人|填报人|审核人|填报单位|制表日期|填表日期)\s*(?:[:：]|$)/u;

const isBlank = ({ cells, geometry, troubles }: SourceRow): boolean =>
  (geometry === undefined || geometry === null) && troubles === undefined && cells.every((cell) => cellText(cell) === '');

type RowTest = (row: SourceRow) => boolean;

/** Every column that has a header says its own header. */
const headerAgain = (headers: readonly string[]): RowTest => {
  const filled = headers.flatMap((header, column) => (header === '' ? [] : [{ column, header }]));
  return ({ cells }) => filled.length >= 2 && filled.every(({ column, header }) => cellText(cells[column]) === header);
};

const saysWhere = ({ position }: Mapping, row: SourceRow): boolean =>
  positionColumns(position).some((column) => cellText(row.cells[column]) !== '') || (row.geometry ?? null) !== null;

/** Asked of every row: most are told by their first character. */
const startsSummary = (text: string): boolean => '合总小共汇备注说填制审'.includes(text.charAt(0)) && SUMMARY.test(text);

const isSummary = (row: SourceRow, mapping: Mapping): boolean => {
  const name = mapping.name === null ? '' : cellText(row.cells[mapping.name]);
  const first = cellText(row.cells.find((cell) => cellText(cell) !== ''));
  return (startsSummary(name) || startsSummary(first)) && !saysWhere(mapping, row);
};

/** Codes of a county, township or village, filled up to the twelve digits of a village's. */
const readAreaCode = (text: string): string | null => {
  const digits = text.normalize('NFKC').replaceAll(/\s/gu, '');
  return /^[1-9]\d{5}(?:\d{3}){0,2}$/u.test(digits) ? digits.padEnd(12, '0') : null;
};

interface Conversion {
  readonly row: SourceRow;
  readonly issues: RowIssue[];
  readonly report: (code: RowIssueCode, column: number | null) => void;
}

interface Converter {
  readonly mapping: Mapping;
  readonly kind: ThingKind;
  readonly system: CoordinateSystem | null;
  readonly fillers: readonly AttributeFiller[];
  readonly options: ConvertOptions;
  /** Keys of attributes that a thing of the kind must have. */
  readonly required: readonly string[];
}

const at = (row: SourceRow, column: number | null): string => (column === null ? '' : cellText(row.cells[column]));

const geometryOf = ({ mapping, kind, system, options }: Converter, { row, report }: Conversion): ThingContent['geometry'] => {
  const [firstColumn = null] = positionColumns(mapping.position);
  if (system === null) {
    if (saysWhere(mapping, row)) report('systemUnknown', firstColumn);
    return null;
  }
  const read = readPosition(row, mapping.position, system, options.geometryVertices);
  if (!read.ok) {
    report(read.error.code, read.error.column);
    return null;
  }
  if (read.value === null) return null;
  const placed = placeGeometry(read.value, kind.geometry, { system, home: options.home });
  if (!placed.ok) report(placed.error, firstColumn);
  else if (placed.value.warning !== null) report(placed.value.warning, firstColumn);
  return placed.ok ? placed.value.geometry : null;
};

const areaCodeOf = ({ mapping }: Converter, { row, report }: Conversion): string => {
  const text = at(row, mapping.areaCode);
  if (saysNothing(text)) return '';
  const code = readAreaCode(text);
  if (code === null) report('badAreaCode', mapping.areaCode);
  return code ?? '';
};

const asOfOf = ({ mapping, options }: Converter, { row, report }: Conversion): string => {
  const text = at(row, mapping.asOf);
  if (saysNothing(text)) return options.asOf;
  const found = readDate(text);
  if (found === null) report('notADate', mapping.asOf);
  return found?.date ?? options.asOf;
};

const keyOf = ({ mapping }: Converter, row: SourceRow, content: ThingContent): RowKey => {
  const text = at(row, mapping.key?.column ?? null);
  if (mapping.key !== null && text !== '') return mapping.key.is === 'thingId' ? { by: 'thingId', id: text } : { by: 'code', code: text };
  const { address } = content.attributes;
  return { by: 'name', name: content.name, place: content.areaCode === '' ? (typeof address === 'string' ? address : '') : content.areaCode };
};

const LONGEST_NAME = 300;

/**
 * What the readers of single values do not see to: with it, `checkContent` finds nothing in a converted row.
 * Asking that for each row would cost as much as all the reading.
 */
const reportMisfits = ({ mapping, required }: Converter, content: ThingContent, { issues, references }: Misfits): void => {
  const { name, source, attributes } = content;
  if (name.length > LONGEST_NAME) issues.push(rowIssue('doesNotFit', mapping.name, 'name', name));
  if (source.length > LONGEST_NAME) issues.push(rowIssue('doesNotFit', mapping.source, 'source', source));
  for (const key of required) {
    if (attributes[key] === undefined && !references.some(({ field }) => field === key)) issues.push(rowIssue('missingRequired', null, key, ''));
  }
};

interface Misfits {
  readonly issues: RowIssue[];
  readonly references: readonly PendingReference[];
}

const faulty = ({ row, issues }: Conversion): FaultyRow => ({
  outcome: 'fault',
  row: row.number,
  faults: issues,
  cells: row.cells.map(cellText),
  shape: row.geometry === undefined || row.geometry === null ? '' : toWellKnownText(row.geometry),
});

const reportTroubles = ({ row, report }: Conversion): void => {
  for (const { code, column } of row.troubles ?? []) report(code, column);
};

const convert = (converter: Converter, conversion: Conversion): ConvertedRow => {
  const { mapping, options, fillers } = converter;
  const { row, issues, report } = conversion;
  reportTroubles(conversion);
  const name = at(row, mapping.name);
  if (name === '') report('missingName', mapping.name);
  const attributes: Record<string, AttributeValue> = {};
  const references: PendingReference[] = [];
  for (const fill of fillers) fill(row, { attributes, references, report });
  const content: ThingContent = {
    name,
    areaCode: areaCodeOf(converter, conversion),
    geometry: geometryOf(converter, conversion),
    attributes,
    source: at(row, mapping.source) || options.source,
    asOf: asOfOf(converter, conversion),
  };
  reportMisfits(converter, content, { issues, references });
  if (!issues.every(isWarning)) return faulty(conversion);
  const areaNames = { township: at(row, mapping.areaNames.township), village: at(row, mapping.areaNames.village) };
  const hasAreaNames = content.areaCode === '' && (areaNames.township !== '' || areaNames.village !== '');
  return {
    outcome: 'thing',
    row: row.number,
    key: keyOf(converter, row, content),
    content,
    version: readNumber(at(row, mapping.version)),
    references,
    areaNames: hasAreaNames ? areaNames : null,
    warnings: issues,
    cells: issues.length === 0 && references.length === 0 && !hasAreaNames ? [] : row.cells.map(cellText),
  };
};

const isColumn = (column: number | null, mapping: Mapping): boolean =>
  column === null || (Number.isInteger(column) && column >= 0 && column < Math.max(mapping.headers.length, 1));

const columnsInRange = (mapping: Mapping): boolean => {
  const fields = mapping.fields.flatMap((field) => {
    if (field.from === 'column') return [field.column];
    return field.from === 'flags' ? field.flags.map(({ column }) => column) : [];
  });
  const { name, key, version, areaCode, areaNames, source, asOf, position } = mapping;
  const common = [name, key?.column ?? null, version, areaCode, areaNames.township, areaNames.village, source, asOf];
  return [...common, ...positionColumns(position), ...fields].every((column) => isColumn(column, mapping));
};

const systemOf = ({ position }: Mapping): { readonly system: CoordinateSystem | null } | null => {
  if (position.from === 'none' || position.system === null) return { system: null };
  const found = coordinateSystem(position.system);
  return found.ok ? { system: found.value } : null;
};

/** Null where the mapping does not fit its kind: unknown kind, field, choice, system or a column that is not there. */
export const rowConverter = (mapping: Mapping, options: ConvertOptions): RowConverter | null => {
  const kind = thingKind(mapping.kind);
  const fillers = kind === undefined ? null : attributeFillers(mapping.fields, kind);
  const found = systemOf(mapping);
  if (kind === undefined || fillers === null || found === null || !columnsInRange(mapping)) return null;
  const required = kind.fields.filter(({ isRequired }) => isRequired === true).map(({ key }) => key);
  const converter: Converter = { mapping, kind, system: found.system, fillers, options, required };
  const isHeaderAgain = headerAgain(mapping.headers);
  return (row) => {
    if (isBlank(row)) return null;
    const issues: RowIssue[] = [];
    const report = (code: RowIssueCode, column: number | null): void => {
      issues.push(rowIssue(code, column, column === null ? '' : (mapping.headers[column] ?? ''), at(row, column)));
    };
    const conversion: Conversion = { row, issues, report };
    if (isHeaderAgain(row)) report('repeatedHeader', null);
    else if (isSummary(row, mapping)) report('summaryRow', mapping.name);
    return issues.length > 0 ? faulty(conversion) : convert(converter, conversion);
  };
};
