// Which zone a thing on the map lies in or reaches, whatever its shape.
import type { LineCoordinates, PolygonCoordinates } from '../../geo/geometry.ts';
import { preparePolygon, type PreparedPolygon } from '../../geo/prepared-polygon.ts';
import { assertNever } from '../../kernel/assert-never.ts';
import type { Bounds } from '../../kernel/units.ts';
import { geometryBounds } from '../atlas/geometry-place.ts';
import type { ThingGeometry } from '../atlas/thing.ts';
import type { ReadyZone } from './located-households.ts';

export const boxesMeet = (left: Bounds, right: Bounds): boolean =>
  left[0] <= right[2] && left[2] >= right[0] && left[1] <= right[3] && left[3] >= right[1];

const lineReaches = (prepared: PreparedPolygon, line: LineCoordinates): boolean => {
  const [only] = line;
  if (line.length === 1 && only !== undefined) return prepared.contains(...only);
  return line.some((to, index) => {
    const from = line[index - 1];
    return from !== undefined && prepared.intersectsSegment(from, to);
  });
};

const areaReaches = ({ prepared, zone }: ReadyZone, area: PolygonCoordinates): boolean => {
  if (area.some((ring) => lineReaches(prepared, ring))) return true;
  // Otherwise the edges are apart: the zone lies wholly inside the area or not at all.
  const around = preparePolygon([area]);
  return zone.area.some((part) => {
    const corner = part[0]?.[0];
    return corner !== undefined && around.contains(...corner);
  });
};

/** Whether any part of a geometry lies in a zone. */
export const reaches = (zone: ReadyZone, geometry: ThingGeometry): boolean => {
  switch (geometry.type) {
    case 'Point':
      return zone.prepared.contains(...geometry.coordinates);
    case 'LineString':
      return lineReaches(zone.prepared, geometry.coordinates);
    case 'MultiLineString':
      return geometry.coordinates.some((line) => lineReaches(zone.prepared, line));
    case 'Polygon':
      return areaReaches(zone, geometry.coordinates);
    case 'MultiPolygon':
      return geometry.coordinates.some((area) => areaReaches(zone, area));
    default:
      return assertNever(geometry);
  }
};

/** The rectangle around a geometry; whoever asks often keeps them. */
export type BoxOf = (geometry: ThingGeometry) => Bounds;

/** The most severe affecting zone a geometry reaches; undefined where none does. */
export const zoneReached = (zones: readonly ReadyZone[], geometry: ThingGeometry, boxOf: BoxOf = geometryBounds): ReadyZone | undefined => {
  const box = geometry.type === 'Point' ? null : boxOf(geometry);
  return zones.find((zone) => zone.isAffecting && (box === null || boxesMeet(box, zone.prepared.bounds)) && reaches(zone, geometry));
};
