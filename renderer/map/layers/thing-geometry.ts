// Geometries of things in degrees as OpenLayers geometries on the Mercator plane, and where names and arrows belong on them.
import type Geometry from 'ol/geom/Geometry.js';
import LineString from 'ol/geom/LineString.js';
import MultiLineString from 'ol/geom/MultiLineString.js';
import MultiPolygon from 'ol/geom/MultiPolygon.js';
import Point from 'ol/geom/Point.js';
import Polygon from 'ol/geom/Polygon.js';
import type { ThingGeometry } from '../../../shared/domain/atlas/thing.ts';
import { lonLatToMercator, type MercatorPoint } from '../../../shared/geo/tile-grid.ts';
import { assertNever } from '../../../shared/kernel/assert-never.ts';
import type { LonLat } from '../../../shared/kernel/units.ts';
import type { MercatorExtent } from '../tiles/tile-cover.ts';
import { HEADINGS } from './layer-definition.ts';

type Line = readonly LonLat[];

const flat = (lines: readonly Line[]): { readonly coordinates: number[]; readonly ends: number[] } => {
  const coordinates: number[] = [];
  const ends: number[] = [];
  for (const line of lines) {
    for (const position of line) {
      const [east, north] = lonLatToMercator(position);
      coordinates.push(east, north);
    }
    ends.push(coordinates.length);
  }
  return { coordinates, ends };
};

const multiPolygon = (polygons: readonly (readonly Line[])[]): MultiPolygon => {
  const all = flat(polygons.flat());
  let ring = 0;
  const endss = polygons.map((rings) => {
    const ends = all.ends.slice(ring, ring + rings.length);
    ring += rings.length;
    return ends;
  });
  return new MultiPolygon(all.coordinates, 'XY', endss);
};

export const mercatorGeometry = (geometry: ThingGeometry): Geometry => {
  switch (geometry.type) {
    case 'Point':
      return new Point([...lonLatToMercator(geometry.coordinates)]);
    case 'LineString':
      return new LineString(flat([geometry.coordinates]).coordinates, 'XY');
    case 'MultiLineString': {
      const { coordinates, ends } = flat(geometry.coordinates);
      return new MultiLineString(coordinates, 'XY', ends);
    }
    case 'Polygon': {
      const { coordinates, ends } = flat(geometry.coordinates);
      return new Polygon(coordinates, 'XY', ends);
    }
    case 'MultiPolygon':
      return multiPolygon(geometry.coordinates);
    default:
      return assertNever(geometry);
  }
};

const pointOf = (coordinates: readonly number[] | undefined): MercatorPoint | null => {
  const [x, y] = coordinates ?? [];
  return x === undefined || y === undefined ? null : [x, y];
};

/** The longest line of a geometry; null where it has none. */
export const mainLine = (geometry: Geometry): LineString | null => {
  if (geometry instanceof LineString) return geometry;
  if (!(geometry instanceof MultiLineString)) return null;
  return geometry.getLineStrings().reduce<LineString | null>((longest, line) => (longest === null || line.getLength() > longest.getLength() ? line : longest), null);
};

const largest = (geometry: Geometry): Polygon | null => {
  if (geometry instanceof Polygon) return geometry;
  if (!(geometry instanceof MultiPolygon)) return null;
  return geometry.getPolygons().reduce<Polygon | null>((found, polygon) => (found === null || polygon.getArea() > found.getArea() ? polygon : found), null);
};

export interface Direction {
  readonly at: MercatorPoint;
  /** Radians clockwise from east, as the screen turns. */
  readonly turn: number;
}

/** Place and direction at a share of a line's length. */
export const directionAt = (line: LineString, share: number): Direction | null => {
  const [from, at] = [pointOf(line.getCoordinateAt(Math.max(0, share - 0.02))), pointOf(line.getCoordinateAt(share))];
  const to = pointOf(line.getCoordinateAt(Math.min(1, share + 0.02)));
  if (from === null || at === null || to === null) return null;
  return { at, turn: -Math.atan2(to[1] - from[1], to[0] - from[0]) };
};

export const headingSector = (turn: number): number => ((Math.round((turn / (Math.PI * 2)) * HEADINGS) % HEADINGS) + HEADINGS) % HEADINGS;

/** Where an area's name belongs: well inside it if that is in view, else in the middle of what is in view of it. */
export const nameplace = (geometry: Geometry, view: MercatorExtent): MercatorPoint | null => {
  const polygon = largest(geometry);
  if (polygon === null) return null;
  const inside = pointOf(polygon.getInteriorPoint().getCoordinates());
  if (inside !== null && inside[0] > view[0] && inside[0] < view[2] && inside[1] > view[1] && inside[1] < view[3]) return inside;
  const [west = 0, south = 0, east = 0, north = 0] = polygon.getExtent();
  const middle = [(Math.max(west, view[0]) + Math.min(east, view[2])) / 2, (Math.max(south, view[1]) + Math.min(north, view[3])) / 2] as const;
  return polygon.intersectsCoordinate([...middle]) ? middle : null;
};

/** Where a line's name belongs: the middle of the longest stretch in view, with its length there in metres of the plane. */
export const linePlace = (geometry: Geometry, view: MercatorExtent): (Direction & { readonly length: number }) | null => {
  const line = mainLine(geometry);
  if (line === null) return null;
  const coordinates = line.getCoordinates();
  let best: number[][] = [];
  let run: number[][] = [];
  for (const coordinate of coordinates) {
    const [x = 0, y = 0] = coordinate;
    const isInView = x > view[0] && x < view[2] && y > view[1] && y < view[3];
    if (isInView) run.push(coordinate);
    if (run.length > best.length) best = run;
    if (!isInView) run = [];
  }
  if (best.length < 2) return null;
  const stretch = new LineString(best);
  const direction = directionAt(stretch, 0.5);
  return direction === null ? null : { ...direction, length: stretch.getLength() };
};
