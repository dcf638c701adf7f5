// The strip along the edges of a zone, as a coarse raster: says at once of most points that they are not near an edge.
import { metresPerDegreeEast, metresPerDegreeNorth } from '../../geo/ellipsoid.ts';
import type { MultiPolygonCoordinates } from '../../geo/geometry.ts';
import type { Bounds, Degrees, LonLat, Metres } from '../../kernel/units.ts';

export interface EdgeStrip {
  /** False only where no edge is within the strip's width; true may be wrong and needs measuring. */
  readonly mayBeNear: (longitude: Degrees, latitude: Degrees) => boolean;
}

const MOST_CELLS = 4_000_000;
/** Cells of one and a half widths, marked each half width: an edge within the width marks a cell beside the point's. */
const CELL_WIDTHS = 1.5;
const STEP_WIDTHS = 0.5;

interface Raster {
  readonly bounds: Bounds;
  readonly columns: number;
  readonly rows: number;
  readonly cell: readonly [east: Degrees, north: Degrees];
  readonly marks: Uint8Array;
}

const rasterFor = ([west, south, east, north]: Bounds, width: Metres): Raster | null => {
  // The widest degree of the box makes the cells too large rather than too small.
  const latitude = Math.max(Math.abs(south), Math.abs(north));
  const cell = [(CELL_WIDTHS * width) / metresPerDegreeEast(latitude), (CELL_WIDTHS * width) / metresPerDegreeNorth(0)] as const;
  const bounds: Bounds = [west - 2 * cell[0], south - 2 * cell[1], east + 2 * cell[0], north + 2 * cell[1]];
  const columns = Math.ceil((bounds[2] - bounds[0]) / cell[0]) + 1;
  const rows = Math.ceil((bounds[3] - bounds[1]) / cell[1]) + 1;
  if (!(columns * rows <= MOST_CELLS)) return null;
  return { bounds, columns, rows, cell, marks: new Uint8Array(columns * rows) };
};

const markAround = ({ bounds, columns, rows, cell, marks }: Raster, longitude: Degrees, latitude: Degrees): void => {
  const column = Math.floor((longitude - bounds[0]) / cell[0]);
  const row = Math.floor((latitude - bounds[1]) / cell[1]);
  for (let y = Math.max(0, row - 1); y <= Math.min(rows - 1, row + 1); y += 1) {
    for (let x = Math.max(0, column - 1); x <= Math.min(columns - 1, column + 1); x += 1) marks[y * columns + x] = 1;
  }
};

const markSegment = (raster: Raster, from: LonLat, to: LonLat): void => {
  const step = STEP_WIDTHS / CELL_WIDTHS;
  const pieces = Math.max(1, Math.ceil(Math.hypot((to[0] - from[0]) / raster.cell[0], (to[1] - from[1]) / raster.cell[1]) / step));
  for (let piece = 0; piece <= pieces; piece += 1) {
    const share = piece / pieces;
    markAround(raster, from[0] + share * (to[0] - from[0]), from[1] + share * (to[1] - from[1]));
  }
};

/** Where the area is too large for a raster everything may be near. */
export const edgeStrip = (area: MultiPolygonCoordinates, bounds: Bounds, width: Metres): EdgeStrip => {
  const raster = width > 0 ? rasterFor(bounds, width) : null;
  if (raster === null) return { mayBeNear: () => width > 0 };
  for (const ring of area.flat()) {
    let previous = ring.at(-1);
    for (const position of ring) {
      if (previous !== undefined) markSegment(raster, previous, position);
      previous = position;
    }
  }
  const { columns, rows, cell, marks } = raster;
  return {
    mayBeNear: (longitude, latitude) => {
      const column = Math.floor((longitude - raster.bounds[0]) / cell[0]);
      const row = Math.floor((latitude - raster.bounds[1]) / cell[1]);
      if (!(column >= 0 && column < columns && row >= 0 && row < rows)) return false;
      return marks[row * columns + column] === 1;
    },
  };
};
