// Brings a geometry of the file's own system to the map's, refusing what does not fit; nothing is moved or cut.
import type { GeometryKind } from '../../../../../shared/domain/atlas/field.ts';
import { fitsKind } from '../../../../../shared/domain/atlas/check-geometry.ts';
import type { ThingGeometry } from '../../../../../shared/domain/atlas/thing.ts';
import type { CoordinateSystem } from '../../../../../shared/geo/coordinate-system-list.ts';
import { toWgs84, type CoordinateRefusal } from '../../../../../shared/geo/coordinate-systems.ts';
import { failure, success, type Result } from '../../../../../shared/kernel/result.ts';
import type { Bounds, LonLat } from '../../../../../shared/kernel/units.ts';
import type { SourceGeometry, SourcePair } from '../formats/format.ts';
import type { RowIssueCode } from '../row-issue.ts';

export interface Placing {
  readonly system: CoordinateSystem;
  /** Where the county lies; a place far from it is reported. */
  readonly home: Bounds | null;
}

export interface Placed {
  readonly geometry: ThingGeometry | null;
  readonly warning: RowIssueCode | null;
}

type Placement = Result<Placed, RowIssueCode>;

/** Degrees around the county within which nothing is remarkable. */
const HOME_MARGIN = 1;

const isAtHome = ([longitude, latitude]: LonLat, home: Bounds): boolean =>
  longitude >= home[0] - HOME_MARGIN && longitude <= home[2] + HOME_MARGIN && latitude >= home[1] - HOME_MARGIN && latitude <= home[3] + HOME_MARGIN;

const refusalCode = (refusal: CoordinateRefusal): RowIssueCode => {
  switch (refusal.reason) {
    case 'notANumber':
      return 'coordinateNotUnderstood';
    case 'longitudeOutOfRange':
    case 'latitudeOutOfRange':
      return 'coordinateOutOfRange';
    case 'zoneMismatch':
    case 'outsideArea':
      return 'coordinateOutsideSystem';
  }
};

const turned = ([first, second]: SourcePair): SourcePair => [second, first];

/** Whether the pair makes sense with its numbers exchanged and only then. */
const makesSenseTurned = (pair: SourcePair, { system, home }: Placing): boolean => {
  const other = toWgs84(system, turned(pair), 'eastNorth');
  return other.ok && (home === null || isAtHome(other.value, home));
};

const placePair = (pair: SourcePair, placing: Placing): Result<LonLat, RowIssueCode> => {
  const placed = toWgs84(placing.system, pair, 'eastNorth');
  if (!placed.ok) return failure(makesSenseTurned(pair, placing) ? 'coordinateSwapped' : refusalCode(placed.error));
  const { home } = placing;
  if (home !== null && !isAtHome(placed.value, home) && makesSenseTurned(pair, placing)) return failure('coordinateSwapped');
  return placed;
};

/** Places of a list in order, or the first refusal. */
const placeList = <From, To>(items: readonly From[], place: (item: From) => Result<To, RowIssueCode>): Result<readonly To[], RowIssueCode> => {
  const placed: To[] = [];
  for (const item of items) {
    const result = place(item);
    if (!result.ok) return result;
    placed.push(result.value);
  }
  return success(placed);
};

const FEWEST_LINE = 2;
const FEWEST_RING = 4;

const placeLine = (line: readonly SourcePair[], placing: Placing): Result<readonly LonLat[], RowIssueCode> =>
  line.length < FEWEST_LINE ? failure('brokenGeometry') : placeList(line, (pair) => placePair(pair, placing));

/** A ring left open is closed: the missing position is no guess. */
const closed = (ring: readonly SourcePair[]): readonly SourcePair[] => {
  const [first, last] = [ring[0], ring.at(-1)];
  if (first === undefined || last === undefined || (first[0] === last[0] && first[1] === last[1])) return ring;
  return [...ring, first];
};

const placeArea = (rings: readonly (readonly SourcePair[])[], placing: Placing): Result<readonly (readonly LonLat[])[], RowIssueCode> =>
  rings.length === 0
    ? failure('brokenGeometry')
    : placeList(rings, (ring) => {
        const whole = closed(ring);
        return whole.length < FEWEST_RING ? failure('brokenGeometry') : placeLine(whole, placing);
      });

const asGeometry = <T>(coordinates: Result<T, RowIssueCode>, geometry: (coordinates: T) => ThingGeometry): Result<ThingGeometry, RowIssueCode> =>
  coordinates.ok ? success(geometry(coordinates.value)) : coordinates;

const placeShape = (source: SourceGeometry, placing: Placing): Result<ThingGeometry, RowIssueCode> => {
  switch (source.type) {
    case 'Point':
      return asGeometry(placePair(source.coordinates, placing), (coordinates) => ({ type: 'Point', coordinates }));
    case 'MultiPoint': {
      const [only] = source.coordinates;
      return only !== undefined && source.coordinates.length === 1
        ? placeShape({ type: 'Point', coordinates: only }, placing)
        : failure('wrongShape');
    }
    case 'LineString':
      return asGeometry(placeLine(source.coordinates, placing), (coordinates) => ({ type: 'LineString', coordinates }));
    case 'MultiLineString':
      return asGeometry(
        placeList(source.coordinates, (line) => placeLine(line, placing)),
        (coordinates) => ({ type: 'MultiLineString', coordinates }),
      );
    case 'Polygon':
      return asGeometry(placeArea(source.coordinates, placing), (coordinates) => ({ type: 'Polygon', coordinates }));
    case 'MultiPolygon':
      return asGeometry(
        placeList(source.coordinates, (area) => placeArea(area, placing)),
        (coordinates) => ({ type: 'MultiPolygon', coordinates }),
      );
  }
};

const firstPosition = (geometry: ThingGeometry): LonLat | null => {
  switch (geometry.type) {
    case 'Point':
      return geometry.coordinates;
    case 'LineString':
      return geometry.coordinates[0] ?? null;
    case 'MultiLineString':
    case 'Polygon':
      return geometry.coordinates[0]?.[0] ?? null;
    case 'MultiPolygon':
      return geometry.coordinates[0]?.[0]?.[0] ?? null;
  }
};

const isZero = (source: SourceGeometry): boolean => source.type === 'Point' && source.coordinates[0] === 0 && source.coordinates[1] === 0;

export const placeGeometry = (source: SourceGeometry, kind: GeometryKind, placing: Placing): Placement => {
  if (isZero(source)) return success({ geometry: null, warning: 'coordinateZero' });
  const placed = placeShape(source, placing);
  if (!placed.ok) return placed;
  if (!fitsKind(placed.value.type, kind)) return failure('wrongShape');
  const first = firstPosition(placed.value);
  const isFar = placing.home !== null && first !== null && !isAtHome(first, placing.home);
  return success({ geometry: placed.value, warning: isFar ? 'farFromHome' : null });
};
