// The square tiles of web maps (XYZ, row 0 in the north) and the Mercator plane they lie in.
import { failure, success } from '../kernel/result.ts';
import type { Result } from '../kernel/result.ts';
import type { Bounds, Degrees, LonLat, Metres } from '../kernel/units.ts';
import { degrees, radians, wgs84Ellipsoid } from './ellipsoid.ts';

/** Column `x` from the antimeridian eastward, row `y` from the north, 2^z tiles each way. */
export interface Tile {
  readonly z: number;
  readonly x: number;
  readonly y: number;
}

export type MercatorPoint = readonly [east: Metres, north: Metres];

export type TileRefusal = { readonly reason: 'outsideGrid' } | { readonly reason: 'badZoom' };

/** Half the width of the plane; its square shape puts the northern edge at 85.0511°. */
const HALF_WORLD: Metres = Math.PI * wgs84Ellipsoid.semiMajor;

/** The northern edge of the grid; the southern one is its negative. */
export const mercatorLatitudeLimit: Degrees = degrees(Math.atan(Math.sinh(Math.PI)));

/** Beyond this zoom a tile is smaller than the rounding of its bounds is worth (2^30 tiles, 4 cm wide). */
const DEEPEST_ZOOM = 30;

/** EPSG:3857 metres. Poles give ±Infinity: keep to `mercatorLatitudeLimit`. */
export const lonLatToMercator = ([longitude, latitude]: LonLat): MercatorPoint => [
  wgs84Ellipsoid.semiMajor * radians(longitude),
  wgs84Ellipsoid.semiMajor * Math.asinh(Math.tan(radians(latitude))),
];

export const mercatorToLonLat = ([east, north]: MercatorPoint): LonLat => [
  degrees(east / wgs84Ellipsoid.semiMajor),
  degrees(Math.atan(Math.sinh(north / wgs84Ellipsoid.semiMajor))),
];

const isZoom = (z: number): boolean => Number.isInteger(z) && z >= 0 && z <= DEEPEST_ZOOM;

/** The tile a position lies in; positions on an edge belong to the tile east or south of it, except at the rim. */
export const tileOf = (position: LonLat, z: number): Result<Tile, TileRefusal> => {
  if (!isZoom(z)) return failure({ reason: 'badZoom' });
  const [longitude, latitude] = position;
  // Written so that NaN is refused.
  if (!(Math.abs(longitude) <= 180 && Math.abs(latitude) <= mercatorLatitudeLimit)) {
    return failure({ reason: 'outsideGrid' });
  }
  const count = 2 ** z;
  const [east, north] = lonLatToMercator(position);
  const along = (share: number): number => Math.min(count - 1, Math.max(0, Math.floor(share * count)));
  return success({ z, x: along(east / HALF_WORLD / 2 + 0.5), y: along(0.5 - north / HALF_WORLD / 2) });
};

/** West, south, east, north of a tile in degrees. */
export const tileBounds = ({ z, x, y }: Tile): Result<Bounds, TileRefusal> => {
  if (!isZoom(z)) return failure({ reason: 'badZoom' });
  const count = 2 ** z;
  const isInside = Number.isInteger(x) && Number.isInteger(y) && x >= 0 && y >= 0 && x < count && y < count;
  if (!isInside) return failure({ reason: 'outsideGrid' });
  const size = (2 * HALF_WORLD) / count;
  const [west, north] = mercatorToLonLat([x * size - HALF_WORLD, HALF_WORLD - y * size]);
  const [east, south] = mercatorToLonLat([(x + 1) * size - HALF_WORLD, HALF_WORLD - (y + 1) * size]);
  return success([west, south, east, north]);
};
