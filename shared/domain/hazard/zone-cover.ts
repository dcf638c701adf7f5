// A coarse raster over a zone that answers at once for most positions: inside, outside, or near enough to an edge to be measured.
import { metresPerDegreeEast, metresPerDegreeNorth } from '../../geo/ellipsoid.ts';
import type { MultiPolygonCoordinates } from '../../geo/geometry.ts';
import type { PreparedPolygon } from '../../geo/prepared-polygon.ts';
import type { Degrees, LonLat, Metres } from '../../kernel/units.ts';

/** `MARKED`: an edge may be in the cell or within the cover's width of it; only measuring tells. */
export const OUTSIDE = 1;
export const INSIDE = 2;
export const MARKED = 3;
const UNSEEN = 0;

export interface ZoneCover {
  /** OUTSIDE, INSIDE or MARKED. OUTSIDE and INSIDE are exact, and no edge is then within the width. */
  readonly at: (longitude: Degrees, latitude: Degrees) => number;
}

/** 64 KiB: small enough to stay in the processor’s nearest cache. */
const MOST_CELLS_A_SIDE = 256;
/** A width is at most two thirds of a cell, and edges are marked every half cell with the eight cells around. */
const CELL_WIDTHS = 1.5;
const STEP = 0.5;

interface Raster {
  readonly west: Degrees;
  readonly south: Degrees;
  readonly columns: number;
  readonly rows: number;
  readonly cellEast: Degrees;
  readonly cellNorth: Degrees;
  readonly cells: Uint8Array;
}

const rasterFor = ({ bounds: [west, south, east, north] }: PreparedPolygon, width: Metres): Raster => {
  // The shortest degree of the box makes the cells too large rather than too small.
  const latitude = Math.min(89, Math.max(Math.abs(south), Math.abs(north)));
  const cellEast = Math.max((CELL_WIDTHS * width) / metresPerDegreeEast(latitude), (east - west) / MOST_CELLS_A_SIDE, 1e-7);
  const cellNorth = Math.max((CELL_WIDTHS * width) / metresPerDegreeNorth(0), (north - south) / MOST_CELLS_A_SIDE, 1e-7);
  const columns = Math.ceil((east - west) / cellEast) + 5;
  const rows = Math.ceil((north - south) / cellNorth) + 5;
  return { west: west - 2 * cellEast, south: south - 2 * cellNorth, columns, rows, cellEast, cellNorth, cells: new Uint8Array(columns * rows) };
};

const markAround = ({ west, south, columns, rows, cellEast, cellNorth, cells }: Raster, longitude: Degrees, latitude: Degrees): void => {
  const column = Math.floor((longitude - west) / cellEast);
  const row = Math.floor((latitude - south) / cellNorth);
  const last = Math.min(columns - 1, column + 1);
  for (let y = Math.max(0, row - 1); y <= Math.min(rows - 1, row + 1); y += 1) {
    for (let x = Math.max(0, column - 1); x <= last; x += 1) cells[y * columns + x] = MARKED;
  }
};

const markSegment = (raster: Raster, from: LonLat, to: LonLat): void => {
  const [width, height] = [to[0] - from[0], to[1] - from[1]];
  const pieces = Math.max(1, Math.ceil(Math.hypot(width / raster.cellEast, height / raster.cellNorth) / STEP));
  for (let piece = 0; piece <= pieces; piece += 1) markAround(raster, from[0] + (piece / pieces) * width, from[1] + (piece / pieces) * height);
};

/** Unmarked cells beside each other in a row have no edge between them: one answer holds for the whole run. */
const fillRun = ({ columns, cells }: Raster, row: number, column: number, answer: number): void => {
  const begin = row * columns;
  let first = begin + column;
  let last = first;
  while (first > begin && cells[first - 1] === UNSEEN) first -= 1;
  while (last < begin + columns - 1 && cells[last + 1] === UNSEEN) last += 1;
  cells.fill(answer, first, last + 1);
};

/** `width`: how near an edge must be to count; 0 where nobody asks. */
export const coverZone = (area: MultiPolygonCoordinates, prepared: PreparedPolygon, width: Metres): ZoneCover => {
  if (prepared.bounds[0] > prepared.bounds[2]) return { at: () => OUTSIDE };
  const raster = rasterFor(prepared, width);
  for (const ring of area.flat()) {
    let previous = ring.at(-1);
    for (const position of ring) {
      if (previous !== undefined) markSegment(raster, previous, position);
      previous = position;
    }
  }
  const { west, south, columns, rows, cells } = raster;
  // Multiplying is several times faster than dividing; a cell that rounds to its neighbour is within the margin of the marks.
  const [perDegreeEast, perDegreeNorth] = [1 / raster.cellEast, 1 / raster.cellNorth];
  return {
    at: (longitude, latitude) => {
      const column = Math.floor((longitude - west) * perDegreeEast);
      const row = Math.floor((latitude - south) * perDegreeNorth);
      // Written so that NaN is outside.
      if (!(column >= 0 && column < columns && row >= 0 && row < rows)) return OUTSIDE;
      const known = cells[row * columns + column] ?? OUTSIDE;
      if (known !== UNSEEN) return known;
      const answer = prepared.contains(longitude, latitude) ? INSIDE : OUTSIDE;
      fillRun(raster, row, column, answer);
      return answer;
    },
  };
};
