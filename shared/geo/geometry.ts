// The shapes that areas take: GeoJSON coordinate arrays in the product's own order and datum.
import type { LonLat } from '../kernel/units.ts';

/** Positions of a line, in order. */
export type LineCoordinates = readonly LonLat[];

/** A closed ring: the first position is repeated as the last. Edges are straight in degrees. */
export type Ring = readonly LonLat[];

/** Outer ring first, then holes. */
export type PolygonCoordinates = readonly Ring[];

export type MultiPolygonCoordinates = readonly PolygonCoordinates[];
