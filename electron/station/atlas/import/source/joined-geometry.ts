// Joins the simple shapes of one feature into one geometry, where they are of one sort.
import type { SourceGeometry, SourcePair } from '../formats/format.ts';

export type SimpleShape =
  | { readonly type: 'Point'; readonly coordinates: SourcePair }
  | { readonly type: 'LineString'; readonly coordinates: readonly SourcePair[] }
  | { readonly type: 'Polygon'; readonly coordinates: readonly (readonly SourcePair[])[] };

/** Null for nothing; `mixed` for points with lines, lines with areas and the like. */
export const joinedGeometry = (shapes: readonly SimpleShape[]): SourceGeometry | null | 'mixed' => {
  const [first] = shapes;
  if (first === undefined) return null;
  if (shapes.length === 1) return first;
  const points = shapes.flatMap((shape) => (shape.type === 'Point' ? [shape.coordinates] : []));
  if (points.length === shapes.length) return { type: 'MultiPoint', coordinates: points };
  const lines = shapes.flatMap((shape) => (shape.type === 'LineString' ? [shape.coordinates] : []));
  if (lines.length === shapes.length) return { type: 'MultiLineString', coordinates: lines };
  const areas = shapes.flatMap((shape) => (shape.type === 'Polygon' ? [shape.coordinates] : []));
  return areas.length === shapes.length ? { type: 'MultiPolygon', coordinates: areas } : 'mixed';
};
