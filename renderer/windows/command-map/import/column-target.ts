// What one column of a file is used for, read from a mapping and changed in it: one column, one use.
import type { ImportMapping } from '../../../../shared/contract/import-shapes.ts';

/** `field:capacity`, `flag:suitableFor:flood`, and the uses every kind has. */
export type ColumnTarget =
  | 'none'
  | 'name'
  | 'code'
  | 'thingId'
  | 'version'
  | 'areaCode'
  | 'township'
  | 'village'
  | 'source'
  | 'asOf'
  | 'east'
  | 'north'
  | 'coordinates'
  | 'wkt'
  | `field:${string}`
  | `flag:${string}:${string}`;

export const COMMON_TARGETS = ['name', 'code', 'east', 'north', 'coordinates', 'wkt', 'township', 'village', 'areaCode', 'source', 'asOf', 'thingId', 'version'] as const satisfies readonly ColumnTarget[];

const positionTarget = ({ position }: ImportMapping, column: number): ColumnTarget => {
  switch (position.from) {
    case 'columns':
      if (position.east === column) return 'east';
      if (position.north === column) return 'north';
      return position.wkt === column ? 'wkt' : 'none';
    case 'oneColumn':
      return position.column === column ? 'coordinates' : 'none';
    case 'text':
      return position.column === column ? 'wkt' : 'none';
    case 'none':
    case 'geometry':
      return 'none';
  }
};

const fieldTarget = ({ fields }: ImportMapping, column: number): ColumnTarget => {
  for (const field of fields) {
    if (field.from === 'column' && field.column === column) return `field:${field.field}`;
    const flag = field.from === 'flags' ? field.flags.find((one) => one.column === column) : undefined;
    if (flag !== undefined) return `flag:${field.field}:${flag.choice}`;
  }
  return 'none';
};

export const targetOf = (mapping: ImportMapping, column: number): ColumnTarget => {
  if (mapping.name === column) return 'name';
  if (mapping.key?.column === column) return mapping.key.is;
  if (mapping.version === column) return 'version';
  if (mapping.areaCode === column) return 'areaCode';
  if (mapping.areaNames.township === column) return 'township';
  if (mapping.areaNames.village === column) return 'village';
  if (mapping.source === column) return 'source';
  if (mapping.asOf === column) return 'asOf';
  const position = positionTarget(mapping, column);
  return position === 'none' ? fieldTarget(mapping, column) : position;
};

type Position = ImportMapping['position'];
type Field = ImportMapping['fields'][number];

const systemOf = (position: Position): string | null => (position.from === 'none' ? null : position.system);

/** Half a pair is no position: the pair's other column is kept for when the half comes back. */
const withoutPosition = (position: Position, column: number): Position => {
  if (position.from === 'columns') {
    if (position.wkt === column) return { from: 'columns', east: position.east, north: position.north, system: position.system };
    return position.east === column || position.north === column ? { from: 'none' } : position;
  }
  return (position.from === 'oneColumn' || position.from === 'text') && position.column === column ? { from: 'none' } : position;
};

/** The mapping with the column used for nothing. */
export const withoutColumn = (mapping: ImportMapping, column: number): ImportMapping => {
  const kept = (used: number | null): number | null => (used === column ? null : used);
  return {
    ...mapping,
    name: kept(mapping.name),
    key: mapping.key?.column === column ? null : mapping.key,
    version: kept(mapping.version),
    areaCode: kept(mapping.areaCode),
    areaNames: { township: kept(mapping.areaNames.township), village: kept(mapping.areaNames.village) },
    source: kept(mapping.source),
    asOf: kept(mapping.asOf),
    position: withoutPosition(mapping.position, column),
    fields: mapping.fields.flatMap((field): readonly Field[] => {
      if (field.from === 'column') return field.column === column ? [] : [field];
      if (field.from !== 'flags') return [field];
      const flags = field.flags.filter((flag) => flag.column !== column);
      return flags.length === 0 ? [] : [{ ...field, flags }];
    }),
  };
};

/** The first column other than these that the pair could take; the user sees it and may choose another. */
const otherColumn = ({ headers }: ImportMapping, column: number): number => (column + 1 < headers.length ? column + 1 : Math.max(0, column - 1));

const withPosition = (mapping: ImportMapping, before: Position, target: 'east' | 'north' | 'coordinates' | 'wkt', column: number): Position => {
  const system = systemOf(before);
  if (target === 'coordinates') return { from: 'oneColumn', column, order: before.from === 'oneColumn' ? before.order : 'eastNorth', system };
  if (target === 'wkt') return before.from === 'columns' && before.east !== column && before.north !== column ? { ...before, wkt: column } : { from: 'text', column, system };
  const pair = before.from === 'columns' ? before : null;
  const other = target === 'east' ? (pair?.north ?? otherColumn(mapping, column)) : (pair?.east ?? otherColumn(mapping, column));
  // The two exchanged: each takes the other's column.
  const free = other === column ? ((target === 'east' ? pair?.east : pair?.north) ?? otherColumn(mapping, column)) : other;
  return target === 'east' ? { from: 'columns', east: column, north: free, system } : { from: 'columns', east: free, north: column, system };
};

const withField = (fields: readonly Field[], field: string, column: number): readonly Field[] => [...fields.filter((one) => one.field !== field), { field, from: 'column', column }];

const withFlag = (fields: readonly Field[], field: string, choice: string, column: number): readonly Field[] => {
  const known = fields.find((one) => one.field === field);
  const flags = known?.from === 'flags' ? known.flags.filter((flag) => flag.choice !== choice) : [];
  return [...fields.filter((one) => one.field !== field), { field, from: 'flags', flags: [...flags, { column, choice }] }];
};

/** The mapping with the column used for this, and for nothing else; what used it before is used for nothing. */
export const withTarget = (mapping: ImportMapping, column: number, target: ColumnTarget): ImportMapping => {
  const free = withoutColumn(mapping, column);
  if (target === 'none') return free;
  if (target.startsWith('field:')) return { ...free, fields: withField(free.fields, target.slice('field:'.length), column) };
  if (target.startsWith('flag:')) {
    const [, field = '', choice = ''] = target.split(':');
    return { ...free, fields: withFlag(free.fields, field, choice, column) };
  }
  switch (target) {
    case 'name':
    case 'version':
    case 'areaCode':
    case 'source':
    case 'asOf':
      return { ...free, [target]: column };
    case 'code':
    case 'thingId':
      return { ...free, key: { column, is: target } };
    case 'township':
    case 'village':
      return { ...free, areaNames: { ...free.areaNames, [target]: column } };
    case 'east':
    case 'north':
    case 'coordinates':
    case 'wkt':
      return { ...free, position: withPosition(free, mapping.position, target, column) };
    default:
      return free;
  }
};

/** Headers from another row: columns keep their use. Null: the list has no headers. */
export const withHeaderRow = (mapping: ImportMapping, headers: readonly string[] | null, firstDataRow: number): ImportMapping => ({
  ...mapping,
  headers: mapping.headers.map((_, column) => (headers?.[column] ?? '').slice(0, 200)),
  firstDataRow,
});

export const withSystem = (mapping: ImportMapping, system: string | null): ImportMapping =>
  mapping.position.from === 'none' ? mapping : { ...mapping, position: { ...mapping.position, system } };

/** Longitude taken for latitude and the other way round. */
export const exchanged = (mapping: ImportMapping): ImportMapping => {
  const { position } = mapping;
  if (position.from === 'columns') return { ...mapping, position: { ...position, east: position.north, north: position.east } };
  if (position.from === 'oneColumn') return { ...mapping, position: { ...position, order: position.order === 'eastNorth' ? 'northEast' : 'eastNorth' } };
  return mapping;
};

/** The file's own geometry, or nowhere; columns are chosen at the columns. */
export const withPlaceOf = (mapping: ImportMapping, from: 'none' | 'geometry', system: string | null): ImportMapping => ({
  ...mapping,
  position: from === 'none' ? { from: 'none' } : { from: 'geometry', system },
});

export const withoutConstant = (mapping: ImportMapping, field: string): ImportMapping => ({ ...mapping, fields: mapping.fields.filter((one) => one.field !== field || one.from !== 'constant') });
