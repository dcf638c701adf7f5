// The ground as the map's terrain: whole metres on posts, the sheet without its margin.
import type { TerrainGrid } from '../../../../shared/geo/terrain-grid.ts';
import type { Land } from './build-land.ts';

const NO_DATA = -32768;

/** Posts stand at the middles of the cells. Heights are rounded down, which keeps every river falling. */
export const toTerrainGrid = ({ raster, heights }: Land): TerrainGrid => {
  const { margin, cellDegrees } = raster;
  const columns = raster.columns - 2 * margin;
  const rows = raster.rows - 2 * margin;
  const posts = new Int16Array(columns * rows);
  for (let row = 0; row < rows; row += 1) {
    for (let column = 0; column < columns; column += 1) posts[row * columns + column] = Math.floor(heights[(row + margin) * raster.columns + column + margin]!);
  }
  return {
    west: raster.west + (margin + 0.5) * cellDegrees, south: raster.north - (raster.rows - margin - 0.5) * cellDegrees,
    cellDegrees: [cellDegrees, cellDegrees], columns, rows, heights: posts, nodata: NO_DATA,
  };
};
