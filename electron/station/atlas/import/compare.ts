// Holds converted rows against what is already on the map: new, changed in which fields, unchanged, doubled, gone.
import type { AttributeValue } from '../../../../shared/domain/atlas/field.ts';
import { geometryBounds } from '../../../../shared/domain/atlas/geometry-place.ts';
import type { Thing, ThingContent, ThingGeometry } from '../../../../shared/domain/atlas/thing.ts';
import { thingKind } from '../../../../shared/domain/atlas/thing-kinds.ts';
import type { ConvertedThing, RowKey } from './convert-row.ts';
import type { Mapping } from './mapping.ts';
import { comparedText, keptText } from './values/plain-text.ts';

/** What is already there, of the kind being imported. */
export interface Existing {
  readonly byId: (id: string) => Thing | undefined;
  /** By the number a thing has in this very list; it must be borne out by name, address or place. */
  readonly byCode: (code: string) => Thing | undefined;
  /** Things whose name is the same without blanks, width and case. */
  readonly byName: (name: string) => readonly Thing[];
  /** The number a thing has in this very list. */
  readonly codeOf: (id: string) => string | undefined;
}

export interface CompareOptions {
  /** `key`: by the file's key where a row has one, else by name. `name`: by name and place only. */
  readonly match: 'key' | 'name';
  /** True: an empty cell says nothing and what is known stays. False: an empty cell clears it. */
  readonly blankKeeps: boolean;
  /**
   * Attributes the file has columns for; others are never touched. Those of one group stand or fall together:
   * a hazard marked △ now must leave the list of those marked ○.
   */
  readonly mappedFields: readonly (readonly string[])[];
  readonly hasPosition: boolean;
}

/** An attribute's key, or `name`, `areaCode`, `geometry`, `source`, `asOf`. */
export interface FieldChange {
  readonly field: string;
  readonly before: AttributeValue | ThingGeometry | null;
  readonly after: AttributeValue | ThingGeometry | null;
}

export type RowComparison =
  | { readonly outcome: 'new'; readonly row: number; readonly content: ThingContent; readonly key: RowKey }
  | {
      readonly outcome: 'changed';
      readonly row: number;
      readonly thing: Thing;
      readonly content: ThingContent;
      readonly changes: readonly FieldChange[];
      /** The thing has changed since the file was made from it. */
      readonly isStale: boolean;
    }
  | { readonly outcome: 'unchanged'; readonly row: number; readonly thing: Thing }
  /** A row before it has the same key, or is the same thing. */
  | { readonly outcome: 'duplicate'; readonly row: number; readonly firstRow: number }
  /** Several things fit and nothing tells which. */
  | { readonly outcome: 'ambiguous'; readonly row: number; readonly things: readonly Thing[] };

export interface Comparison {
  readonly add: (row: ConvertedThing) => RowComparison;
  /** Of the things given, those that no row was. */
  readonly gone: (things: Iterable<Thing>) => readonly Thing[];
}

const isEmpty = (value: AttributeValue | undefined): boolean =>
  value === undefined || (typeof value === 'string' && keptText(value) === '') || (Array.isArray(value) && value.length === 0);

const isSameValue = (before: AttributeValue | undefined, after: AttributeValue | undefined): boolean => {
  if (isEmpty(before) || isEmpty(after)) return isEmpty(before) && isEmpty(after);
  if (Array.isArray(before) && Array.isArray(after)) {
    const [left, right] = [new Set<unknown>(before), new Set<unknown>(after)];
    return left.size === right.size && [...left].every((item) => right.has(item));
  }
  if (typeof before === 'string' && typeof after === 'string') return keptText(before) === keptText(after);
  return before === after;
};

/** A tenth of a millimetre: what the way to another system and back may cost. */
const SAME_DEGREES = 1e-9;

const isSameCoordinates = (before: unknown, after: unknown): boolean => {
  if (typeof before === 'number' && typeof after === 'number') return Math.abs(before - after) <= SAME_DEGREES;
  return (
    Array.isArray(before) && Array.isArray(after) && before.length === after.length && before.every((item, index) => isSameCoordinates(item, after[index]))
  );
};

const isSameGeometry = (before: ThingGeometry | null, after: ThingGeometry | null): boolean =>
  before === null || after === null ? before === after : before.type === after.type && isSameCoordinates(before.coordinates, after.coordinates);

const mergedAttributes = (thing: Thing, { attributes }: ThingContent, options: CompareOptions): Record<string, AttributeValue> => {
  const merged: Record<string, AttributeValue> = { ...thing.attributes };
  for (const group of options.mappedFields) {
    if (options.blankKeeps && group.every((key) => isEmpty(attributes[key]))) continue;
    for (const key of group) {
      const value = attributes[key];
      if (value !== undefined && !isEmpty(value)) merged[key] = value;
      else delete merged[key];
    }
  }
  return merged;
};

/** What the thing would be after the import. */
const merged = (thing: Thing, content: ThingContent, options: CompareOptions): ThingContent => {
  const keepsPlace = content.geometry === null && (options.blankKeeps || !options.hasPosition);
  return {
    name: content.name,
    areaCode: content.areaCode === '' ? thing.areaCode : content.areaCode,
    geometry: keepsPlace ? thing.geometry : content.geometry,
    attributes: mergedAttributes(thing, content, options),
    source: content.source === '' ? thing.source : content.source,
    asOf: content.asOf === '' ? thing.asOf : content.asOf,
  };
};

const changesBetween = (thing: Thing, after: ThingContent): readonly FieldChange[] => {
  const changes: FieldChange[] = [];
  for (const field of ['name', 'areaCode', 'source', 'asOf'] as const) {
    if (!isSameValue(thing[field], after[field])) changes.push({ field, before: thing[field], after: after[field] });
  }
  if (!isSameGeometry(thing.geometry, after.geometry)) changes.push({ field: 'geometry', before: thing.geometry, after: after.geometry });
  for (const field of new Set([...Object.keys(thing.attributes), ...Object.keys(after.attributes)])) {
    const [before, value] = [thing.attributes[field], after.attributes[field]];
    if (!isSameValue(before, value)) changes.push({ field, before: before ?? null, after: value ?? null });
  }
  return changes;
};

/** Some 300 m: a thing that is surveyed anew stays nearer than that. */
const NEAR_DEGREES = 0.003;

const isNear = (before: ThingGeometry | null, after: ThingGeometry | null): boolean => {
  if (before === null || after === null) return false;
  const [[west, south, east, north], [otherWest, otherSouth, otherEast, otherNorth]] = [geometryBounds(before), geometryBounds(after)];
  return west - otherEast <= NEAR_DEGREES && otherWest - east <= NEAR_DEGREES && south - otherNorth <= NEAR_DEGREES && otherSouth - north <= NEAR_DEGREES;
};

/** Of two things of one name: area and address tell, and where neither does, how far apart they are. */
const isSamePlace = (thing: Thing, content: ThingContent): boolean => {
  const hasAreas = thing.areaCode !== '' && content.areaCode !== '';
  if (hasAreas && thing.areaCode !== content.areaCode) return false;
  const [before, after] = [thing.attributes.address, content.attributes.address];
  if (!isEmpty(before) && !isEmpty(after)) return comparedText(String(before)) === comparedText(String(after));
  return hasAreas || thing.geometry === null || content.geometry === null || isNear(thing.geometry, content.geometry);
};

/** Two lists of one form and one source number their things alike: the number alone never makes a thing another's. */
const confirmsCode = (thing: Thing, content: ThingContent): boolean => {
  const [before, after] = [comparedText(thing.name), comparedText(content.name)];
  if (before !== '' && after !== '' && (before.includes(after) || after.includes(before))) return true;
  const { address } = thing.attributes;
  const isSameAddress = !isEmpty(address) && !isEmpty(content.attributes.address) && comparedText(String(address)) === comparedText(String(content.attributes.address));
  return isSameAddress || isNear(thing.geometry, content.geometry);
};

const candidatesOf = ({ key, content }: ConvertedThing, existing: Existing, options: CompareOptions): readonly Thing[] => {
  if (options.match === 'key' && key.by !== 'name') {
    const found = key.by === 'thingId' ? existing.byId(key.id) : existing.byCode(key.code);
    if (found !== undefined && (key.by === 'thingId' || confirmsCode(found, content))) return [found];
  }
  // Two numbers in one list are two things, whatever their names.
  const isOther = (thing: Thing): boolean => key.by === 'code' && (existing.codeOf(thing.id) ?? key.code) !== key.code;
  return existing.byName(content.name).filter((thing) => isSamePlace(thing, content) && !(options.match === 'key' && isOther(thing)));
};

const positionText = (geometry: ThingGeometry | null): string => (geometry === null ? '' : `@${geometryBounds(geometry).map((degrees) => degrees.toFixed(5)).join(' ')}`);

const keyText = ({ key, content }: ConvertedThing, options: CompareOptions): string => {
  if (options.match === 'key' && key.by === 'thingId') return `id ${key.id}`;
  if (options.match === 'key' && key.by === 'code') return `code ${key.code}`;
  const place = key.by === 'name' ? key.place : content.areaCode || String(content.attributes.address ?? '');
  // Ponds of one name that nothing else tells apart lie in different places.
  return `name ${comparedText(content.name)} ${place === '' ? positionText(content.geometry) : comparedText(place)}`;
};

/** Takes the rows of one file in order. */
export const compareRows = (existing: Existing, options: CompareOptions): Comparison => {
  const rowByKey = new Map<string, number>();
  const rowById = new Map<string, number>();
  const mentioned = new Set<string>();
  const compare = (row: ConvertedThing): RowComparison => {
    const things = candidatesOf(row, existing, options);
    const [thing] = things;
    if (thing === undefined) return { outcome: 'new', row: row.row, content: row.content, key: row.key };
    if (things.length > 1) return { outcome: 'ambiguous', row: row.row, things };
    const firstRow = rowById.get(thing.id);
    if (firstRow !== undefined) return { outcome: 'duplicate', row: row.row, firstRow };
    rowById.set(thing.id, row.row);
    const content = merged(thing, row.content, options);
    const changes = changesBetween(thing, content);
    return changes.length === 0 ? { outcome: 'unchanged', row: row.row, thing } : { outcome: 'changed', row: row.row, thing, content, changes, isStale: row.version !== null && row.version !== thing.version };
  };
  return {
    add: (row) => {
      const key = keyText(row, options);
      const firstRow = rowByKey.get(key);
      if (firstRow !== undefined) return { outcome: 'duplicate', row: row.row, firstRow };
      rowByKey.set(key, row.row);
      const compared = compare(row);
      if (compared.outcome === 'ambiguous') for (const { id } of compared.things) mentioned.add(id);
      return compared;
    },
    gone: (things) => [...things].filter(({ id }) => !rowById.has(id) && !mentioned.has(id)),
  };
};

/** What a mapping fills, for `CompareOptions`. */
export const mappedFields = (mapping: Mapping): readonly (readonly string[])[] => {
  const fields = thingKind(mapping.kind)?.fields ?? [];
  return mapping.fields.map(({ field, from }) => {
    const found = fields.find(({ key }) => key === field);
    const also = from === 'flags' && found?.type === 'choices' && found.flagFields !== undefined ? Object.values(found.flagFields) : [];
    return [field, ...also];
  });
};

/** Looks things up in memory. `codes` are the numbers of this list by thing id. */
export const existingThings = (things: readonly Thing[], codes: ReadonlyMap<string, string>): Existing => {
  const byId = new Map(things.map((thing) => [thing.id, thing]));
  const byCode = new Map(things.flatMap((thing) => (codes.has(thing.id) ? [[codes.get(thing.id), thing] as const] : [])));
  const byName = Map.groupBy(things, ({ name }) => comparedText(name));
  return {
    byId: (id) => byId.get(id),
    byCode: (code) => byCode.get(code),
    byName: (name) => byName.get(comparedText(name)) ?? [],
    codeOf: (id) => codes.get(id),
  };
};
