// The address of one tile of a base map, and whether an address may be asked at all.
import type { Tile } from '../../../shared/geo/tile-grid.ts';
import { assertNever } from '../../../shared/kernel/assert-never.ts';
import { failure, success, type Result } from '../../../shared/kernel/result.ts';
import { tileExtent } from '../tiles/tile-cover.ts';
import type { BasemapSpec, BasemapTrouble } from './basemap-spec.ts';

export type AddressedSpec = Exclude<BasemapSpec, { readonly type: 'tiles' }>;

const WMS_SIDE = 256;

/** `{0-7}` and `{a-c}`: one host of the row, the same for the same tile so that caches work. */
const withHost = (url: string, { x, y }: Tile): string =>
  url.replaceAll(/\{(\w)-(\w)\}/gu, (_whole, first: string, last: string) => {
    const count = last.charCodeAt(0) - first.charCodeAt(0) + 1;
    return count > 0 ? String.fromCharCode(first.charCodeAt(0) + ((x + y) % count)) : first;
  });

const withTile = (url: string, { z, x, y }: Tile): string =>
  url
    .replaceAll('{z}', String(z))
    .replaceAll('{x}', String(x))
    .replaceAll('{y}', String(y))
    .replaceAll('{-y}', String(2 ** z - 1 - y))
    .replaceAll('{TileMatrix}', String(z))
    .replaceAll('{TileRow}', String(y))
    .replaceAll('{TileCol}', String(x));

/** Adds parameters that the address does not already carry, in any case of letters. */
const withQuery = (url: string, parameters: { readonly [name: string]: string }): string => {
  const [base = '', query = ''] = url.split('?');
  const given = new Set([...new URLSearchParams(query).keys()].map((name) => name.toLowerCase()));
  const added = Object.entries(parameters)
    .filter(([name]) => !given.has(name.toLowerCase()))
    .map(([name, value]) => `${name}=${encodeURIComponent(value)}`);
  return `${base}?${[query, ...added].filter((part) => part !== '').join('&')}`;
};

const addressOf = (spec: AddressedSpec, tile: Tile): string => {
  switch (spec.type) {
    case 'xyz':
      return withTile(spec.url, tile);
    case 'wmts': {
      if (spec.url.includes('{TileMatrix}')) return withTile(spec.url, tile).replaceAll('{Style}', spec.style).replaceAll('{TileMatrixSet}', spec.matrixSet);
      const { z, x, y } = tile;
      const what = { SERVICE: 'WMTS', REQUEST: 'GetTile', VERSION: '1.0.0', LAYER: spec.layer, STYLE: spec.style, TILEMATRIXSET: spec.matrixSet, FORMAT: spec.format };
      return withQuery(spec.url, { ...what, TILEMATRIX: String(z), TILEROW: String(y), TILECOL: String(x) });
    }
    case 'wms': {
      const what = { SERVICE: 'WMS', REQUEST: 'GetMap', VERSION: spec.version, LAYERS: spec.layers, STYLES: '', FORMAT: spec.format, TRANSPARENT: 'TRUE' };
      const reference = spec.version === '1.3.0' ? { CRS: 'EPSG:3857' } : { SRS: 'EPSG:3857' };
      return withQuery(spec.url, { ...what, ...reference, BBOX: tileExtent(tile).join(','), WIDTH: String(WMS_SIDE), HEIGHT: String(WMS_SIDE) });
    }
    default:
      return assertNever(spec);
  }
};

/** Only http and https, and no user name or password in the address, which would end up in logs. */
export const isAllowedUrl = (text: string): boolean => {
  if (!URL.canParse(text)) return false;
  const { protocol, username, password } = new URL(text);
  return (protocol === 'http:' || protocol === 'https:') && username === '' && password === '';
};

/** The address to ask, or why it must not be asked. The key is filled in last, so that it is never taken for a template. */
export const tileAddress = (spec: AddressedSpec, tile: Tile): Result<string, BasemapTrouble> => {
  const template = withHost(spec.url, tile);
  const key = spec.key?.() ?? null;
  if (template.includes('{key}') && (key === null || key === '')) return failure('keyMissing');
  const address = addressOf({ ...spec, url: template }, tile).replaceAll(/\{key\}|%7Bkey%7D/giu, () => encodeURIComponent(key ?? ''));
  return isAllowedUrl(address) ? success(address) : failure('urlNotAllowed');
};

/** What is wrong with an entry before anything is asked; null where nothing is. */
export const troubleOfSpec = (spec: BasemapSpec): BasemapTrouble | null => {
  if (spec.datum === 'BD-09') return 'datumNotSupported';
  if (spec.type === 'tiles') return null;
  const address = tileAddress(spec, { z: 1, x: 0, y: 0 });
  return address.ok ? null : address.error;
};
