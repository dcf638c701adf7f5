// The cell lattice a county is computed on, and its three coordinate frames: cells, local metres, degrees.
import type { LonLat } from '../../../shared/kernel/units.ts';

/** Mean earth radius of Turf and GeoJSON practice, so that lengths agree with what other tools measure. */
const EARTH_RADIUS_METRES = 6371008.8;
const METRES_PER_DEGREE = (EARTH_RADIUS_METRES * Math.PI) / 180;

/**
 * Row 0 is the northernmost. Local metres run east from the west edge and south from the north edge;
 * the centre of cell (column, row) lies at ((column + 0.5) · cellX, (row + 0.5) · cellY).
 */
export interface Raster {
  readonly columns: number;
  readonly rows: number;
  readonly size: number;
  /** Cell width and height in metres. */
  readonly cellX: number;
  readonly cellY: number;
  readonly cellDegrees: number;
  readonly west: number;
  readonly north: number;
  readonly metresPerLon: number;
  readonly metresPerLat: number;
  /** Outer ring of cells that is computed but never shown, so that nothing begins or ends at the picture's edge. */
  readonly margin: number;
}

export const CELL_DEGREES = 1 / 1200;

export const createRaster = (west: number, north: number, columns: number, rows: number, margin: number): Raster => {
  const middle = north - (rows / 2) * CELL_DEGREES;
  const metresPerLat = METRES_PER_DEGREE;
  const metresPerLon = METRES_PER_DEGREE * Math.cos((middle * Math.PI) / 180);
  return {
    columns, rows, size: columns * rows, margin, west, north, cellDegrees: CELL_DEGREES,
    cellX: CELL_DEGREES * metresPerLon, cellY: CELL_DEGREES * metresPerLat, metresPerLon, metresPerLat,
  };
};

const roundDegrees = (value: number): number => Math.round(value * 1e7) / 1e7;

/** Degrees to 7 places (about a centimetre), so that a point shared by two things is the same number in both. */
export const toLonLat = (raster: Raster, x: number, y: number): LonLat => [
  roundDegrees(raster.west + x / raster.metresPerLon),
  roundDegrees(raster.north - y / raster.metresPerLat),
];

const columnOf = (raster: Raster, x: number): number => Math.min(raster.columns - 1, Math.max(0, Math.floor(x / raster.cellX)));
const rowOf = (raster: Raster, y: number): number => Math.min(raster.rows - 1, Math.max(0, Math.floor(y / raster.cellY)));
export const cellAt = (raster: Raster, x: number, y: number): number => rowOf(raster, y) * raster.columns + columnOf(raster, x);
export const centreX = (raster: Raster, cell: number): number => ((cell % raster.columns) + 0.5) * raster.cellX;
export const centreY = (raster: Raster, cell: number): number => (Math.floor(cell / raster.columns) + 0.5) * raster.cellY;

/** Offsets and lengths of the eight neighbours, clockwise from east; opposite directions are 4 apart. */
export interface Neighbours {
  readonly dx: readonly number[];
  readonly dy: readonly number[];
  readonly step: Int32Array;
  readonly distance: Float64Array;
}

export const neighboursOf = (raster: Raster): Neighbours => {
  const dx = [1, 1, 0, -1, -1, -1, 0, 1];
  const dy = [0, 1, 1, 1, 0, -1, -1, -1];
  return {
    dx, dy,
    step: Int32Array.from(dx, (across, index) => dy[index]! * raster.columns + across),
    distance: Float64Array.from(dx, (across, index) => Math.hypot(across * raster.cellX, dy[index]! * raster.cellY)),
  };
};

export const isBorder = (raster: Raster, cell: number): boolean => {
  const column = cell % raster.columns;
  const row = Math.floor(cell / raster.columns);
  return column === 0 || row === 0 || column === raster.columns - 1 || row === raster.rows - 1;
};

/** Bilinear value of a cell-centred field at local metres. */
export const sample = (raster: Raster, field: Float32Array, x: number, y: number): number => {
  const across = Math.min(raster.columns - 1.001, Math.max(0, x / raster.cellX - 0.5));
  const down = Math.min(raster.rows - 1.001, Math.max(0, y / raster.cellY - 0.5));
  const column = Math.floor(across);
  const row = Math.floor(down);
  const fx = across - column;
  const fy = down - row;
  const at = row * raster.columns + column;
  const upper = field[at]! * (1 - fx) + field[at + 1]! * fx;
  const lower = field[at + raster.columns]! * (1 - fx) + field[at + raster.columns + 1]! * fx;
  return upper * (1 - fy) + lower * fy;
};
