// Names for the units that numbers carry across rooms.
export type Metres = number;
export type SquareMetres = number;
export type Degrees = number;
export type Milliseconds = number;

/** Longitude, latitude in degrees, CGCS2000/WGS-84: the one order and datum inside the product. */
export type LonLat = readonly [longitude: Degrees, latitude: Degrees];

/** West, south, east, north in degrees. */
export type Bounds = readonly [west: Degrees, south: Degrees, east: Degrees, north: Degrees];
