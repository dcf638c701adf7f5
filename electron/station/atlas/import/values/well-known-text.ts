// Geometry as Well-Known Text (OGC 06-103r4, 2D), for the one column of a table that can hold a line or an area.
import type { SourceGeometry, SourcePair } from '../formats/format.ts';

type Nested = readonly Nested[] | SourcePair;

const TYPES = {
  POINT: 'Point',
  MULTIPOINT: 'MultiPoint',
  LINESTRING: 'LineString',
  MULTILINESTRING: 'MultiLineString',
  POLYGON: 'Polygon',
  MULTIPOLYGON: 'MultiPolygon',
} as const;

const pairText = ([first, second]: SourcePair): string => `${first} ${second}`;
const lineText = (line: readonly SourcePair[]): string => `(${line.map(pairText).join(', ')})`;
const areaText = (rings: readonly (readonly SourcePair[])[]): string => `(${rings.map(lineText).join(', ')})`;

/** Numbers are written so that they read back exactly. */
export const toWellKnownText = (geometry: SourceGeometry): string => {
  switch (geometry.type) {
    case 'Point':
      return `POINT (${pairText(geometry.coordinates)})`;
    case 'MultiPoint':
      return `MULTIPOINT ${lineText(geometry.coordinates)}`;
    case 'LineString':
      return `LINESTRING ${lineText(geometry.coordinates)}`;
    case 'MultiLineString':
      return `MULTILINESTRING ${areaText(geometry.coordinates)}`;
    case 'Polygon':
      return `POLYGON ${areaText(geometry.coordinates)}`;
    case 'MultiPolygon':
      return `MULTIPOLYGON (${geometry.coordinates.map(areaText).join(', ')})`;
  }
};

/** Whether a text begins as WKT and its brackets do not close: it goes on in the next cell. */
export const isOpenText = (text: string): boolean => {
  if (!/^\s*(?:MULTI)?(?:POINT|LINESTRING|POLYGON)\b/iu.test(text)) return false;
  let depth = 0;
  for (const character of text) depth += character === '(' ? 1 : character === ')' ? -1 : 0;
  return depth > 0;
};

const TOKEN = /\s*([(),]|[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?)/giy;

const tokensOf = (text: string): readonly string[] | null => {
  const tokens = [...text.matchAll(TOKEN)];
  const last = tokens.at(-1);
  const end = last === undefined ? 0 : last.index + last[0].length;
  return text.slice(end).trim() === '' ? tokens.map((match) => match[1] ?? '') : null;
};

const DEEPEST = 4;

interface Cursor {
  at: number;
  vertices: number;
}

/** A bracketed list: of pairs of numbers, or of lists. Null where it is ill-formed. */
const readList = (tokens: readonly string[], cursor: Cursor, depth: number): readonly Nested[] | null => {
  if (tokens[cursor.at] !== '(' || depth > DEEPEST) return null;
  const items: Nested[] = [];
  do {
    cursor.at += 1;
    const item = tokens[cursor.at] === '(' ? readList(tokens, cursor, depth + 1) : readPair(tokens, cursor);
    if (item === null) return null;
    items.push(item);
  } while (tokens[cursor.at] === ',');
  if (tokens[cursor.at] !== ')') return null;
  cursor.at += 1;
  return items;
};

const readPair = (tokens: readonly string[], cursor: Cursor): SourcePair | null => {
  const [first, second] = [Number(tokens[cursor.at] ?? ''), Number(tokens[cursor.at + 1] ?? '')];
  const isPair = tokens[cursor.at] !== undefined && tokens[cursor.at + 1] !== undefined;
  cursor.vertices -= 1;
  if (!isPair || !Number.isFinite(first) || !Number.isFinite(second) || cursor.vertices < 0) return null;
  cursor.at += 2;
  // Height and measure, where there are any.
  while (/^[\d+.-]/u.test(tokens[cursor.at] ?? '')) cursor.at += 1;
  return [first, second];
};

const isPair = (item: Nested): item is SourcePair => item.length === 2 && typeof item[0] === 'number';
const isLine = (item: Nested): item is readonly SourcePair[] => !isPair(item) && item.every(isPair);
const isArea = (item: Nested): item is readonly (readonly SourcePair[])[] => !isPair(item) && item.every(isLine);

const geometryOf = (type: (typeof TYPES)[keyof typeof TYPES], list: readonly Nested[]): SourceGeometry | null => {
  switch (type) {
    case 'Point': {
      const [only] = list;
      return only !== undefined && list.length === 1 && isPair(only) ? { type, coordinates: only } : null;
    }
    case 'MultiPoint':
    case 'LineString': {
      // A multipoint may bracket each of its points.
      const points = list.map((item) => (!isPair(item) && item.length === 1 ? (item[0] ?? item) : item));
      return isLine(points) ? { type, coordinates: points } : null;
    }
    case 'MultiLineString':
    case 'Polygon':
      return isArea(list) ? { type, coordinates: list } : null;
    case 'MultiPolygon':
      return list.every(isArea) ? { type, coordinates: list } : null;
  }
};

const isTypeName = (name: string): name is keyof typeof TYPES => Object.hasOwn(TYPES, name);

/** Null where the text is no such geometry or has more vertices than allowed. */
export const fromWellKnownText = (text: string, vertices: number): SourceGeometry | null => {
  const [, name = '', rest = ''] = /^\s*(?:SRID=\d+;)?\s*([A-Z]+)\s*(?:ZM|Z|M)?\s*(\(.*)$/isu.exec(text) ?? [];
  const type = name.toUpperCase();
  const tokens = tokensOf(rest);
  if (!isTypeName(type) || tokens === null) return null;
  const cursor: Cursor = { at: 0, vertices };
  const list = readList(tokens, cursor, 0);
  return list === null || cursor.at !== tokens.length ? null : geometryOf(TYPES[type], list);
};
