// Between what is known of a thing and the row it is kept in.
import { isThingGeometry } from '../../../shared/domain/atlas/check-geometry.ts';
import type { Attributes, AttributeValue, ThingKind } from '../../../shared/domain/atlas/field.ts';
import { geometryBounds, representativePoint } from '../../../shared/domain/atlas/geometry-place.ts';
import type { Thing, ThingContent, ThingGeometry } from '../../../shared/domain/atlas/thing.ts';
import type { ThingRow } from './atlas-tables.ts';
import type { SearchTexts } from './search-text.ts';

/** Where in the order of versions a row stands, and with what it becomes visible. */
export interface RowPlace {
  readonly row_number: number;
  readonly version: number;
  readonly batch: number | null;
  readonly from_seq: number | null;
}

type PlaceColumns = Pick<ThingRow, 'lon' | 'lat' | 'west' | 'south' | 'east' | 'north' | 'geometry'>;

const NOWHERE: PlaceColumns = { lon: null, lat: null, west: null, south: null, east: null, north: null, geometry: null };

const placeColumns = (geometry: ThingGeometry | null): PlaceColumns => {
  if (geometry === null) return NOWHERE;
  const [lon, lat] = representativePoint(geometry);
  const text = JSON.stringify(geometry);
  if (geometry.type === 'Point') return { ...NOWHERE, lon, lat, geometry: text };
  const [west, south, east, north] = geometryBounds(geometry);
  return { lon, lat, west, south, east, north, geometry: text };
};

const textAt = (attributes: Attributes, key: string | undefined): string => {
  const value = key === undefined ? undefined : attributes[key];
  return typeof value === 'string' ? value : '';
};

const linksOf = (kind: ThingKind, attributes: Attributes): string => {
  const links = kind.fields.filter((field) => field.type === 'reference' && attributes[field.key] !== undefined).map(({ key }) => [key, attributes[key]]);
  return links.length === 0 ? '' : JSON.stringify(Object.fromEntries(links));
};

/** The content must have passed `checkContent`. */
export const rowOfThing = (kind: ThingKind, id: string, content: ThingContent, texts: SearchTexts, place: RowPlace): ThingRow => ({
  ...place,
  ...placeColumns(content.geometry),
  kind: kind.kind,
  id,
  removed: 0,
  name: content.name,
  area_code: content.areaCode,
  symbol: textAt(content.attributes, kind.symbolField),
  level: textAt(content.attributes, kind.levelField),
  state: textAt(content.attributes, kind.stateField),
  search: texts.open,
  search_personal: texts.personal,
  links: linksOf(kind, content.attributes),
  as_of: content.asOf,
  source: content.source,
  attributes: JSON.stringify(content.attributes),
});

/** The row with which a thing is gone. */
export const rowOfRemoval = (kind: string, id: string, place: RowPlace): ThingRow => ({
  ...place,
  ...NOWHERE,
  kind,
  id,
  removed: 1,
  name: '',
  area_code: '',
  symbol: '',
  level: '',
  state: '',
  search: '',
  search_personal: '',
  links: '',
  as_of: '',
  source: '',
  attributes: '{}',
});

const isAttributeValue = (value: unknown): value is AttributeValue =>
  typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' || (Array.isArray(value) && value.every((item) => typeof item === 'string'));

const parseAttributes = (text: string): Attributes => {
  const parsed: unknown = JSON.parse(text);
  if (typeof parsed !== 'object' || parsed === null) return {};
  return Object.fromEntries(Object.entries(parsed).filter((entry): entry is [string, AttributeValue] => isAttributeValue(entry[1])));
};

/** Null for a text that is none, which only a hand in the store could have written. */
export const parseGeometry = (text: string | null): ThingGeometry | null => {
  if (text === null) return null;
  const parsed: unknown = JSON.parse(text);
  return isThingGeometry(parsed) ? parsed : null;
};

export const thingOfRow = (row: ThingRow): Thing => ({
  kind: row.kind,
  id: row.id,
  version: row.version,
  name: row.name,
  areaCode: row.area_code,
  geometry: parseGeometry(row.geometry),
  attributes: parseAttributes(row.attributes),
  source: row.source,
  asOf: row.as_of,
});
