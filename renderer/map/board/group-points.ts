// Gathers the points of one kind into cells of the map's plane where the scale has no room for each.
import { mercatorToLonLat, type MercatorPoint } from '../../../shared/geo/tile-grid.ts';
import type { ClusterItem, PointItem } from '../tiles/tile-content.ts';

export interface ClusterSum {
  readonly count: number;
  readonly levels: { readonly [level: string]: number };
}

export interface Grouped {
  readonly points: readonly PointItem[];
  readonly clusters: readonly ClusterItem[];
}

interface Cell {
  readonly key: string;
  readonly points: PointItem[];
  count: number;
  east: number;
  north: number;
  readonly levels: { [level: string]: number };
}

export const addSums = (left: ClusterSum, right: ClusterSum): ClusterSum => {
  const levels: { [level: string]: number } = { ...left.levels };
  for (const [level, count] of Object.entries(right.levels)) levels[level] = (levels[level] ?? 0) + count;
  return { count: left.count + right.count, levels };
};

const take = (cell: Cell, position: MercatorPoint, { count, levels }: ClusterSum): void => {
  cell.count += count;
  cell.east += position[0] * count;
  cell.north += position[1] * count;
  for (const [level, known] of Object.entries(levels)) cell.levels[level] = (cell.levels[level] ?? 0) + known;
};

const clusterOf = ({ key, count, east, north, levels }: Cell): ClusterItem => {
  const position: MercatorPoint = [east / count, north / count];
  return { key, lonLat: mercatorToLonLat(position), position, count, levels };
};

/**
 * Where more than `most` points lie in a cell, those that `isCalm` become a cluster; the others, whose state wants
 * to be seen, stay as they are.
 */
export const groupDense = (points: readonly PointItem[], cellMetres: number, most: number, isCalm: (point: PointItem) => boolean): Grouped => {
  const cells = new Map<string, PointItem[]>();
  for (const point of points) {
    const key = `${Math.floor(point.position[0] / cellMetres)} ${Math.floor(point.position[1] / cellMetres)}`;
    const held = cells.get(key);
    if (held === undefined) cells.set(key, [point]);
    else held.push(point);
  }
  const crowds = [...cells.values()].map((crowd) => (crowd.length > most ? { calm: crowd.filter(isCalm), others: crowd.filter((point) => !isCalm(point)) } : { calm: [], others: crowd }));
  const grouped = groupPoints(crowds.flatMap(({ calm }) => calm), [], cellMetres);
  return { points: [...crowds.flatMap(({ others }) => others), ...grouped.points], clusters: grouped.clusters };
};

/** Cells of `cellMetres` of the plane, the same wherever the view is; a cell with one point is that point. */
export const groupPoints = (points: readonly PointItem[], clusters: readonly ClusterItem[], cellMetres: number): Grouped => {
  const cells = new Map<string, Cell>();
  const cellOf = ([east, north]: MercatorPoint): Cell => {
    const key = `cell ${Math.floor(east / cellMetres)} ${Math.floor(north / cellMetres)}`;
    const found = cells.get(key);
    if (found !== undefined) return found;
    const made: Cell = { key, points: [], count: 0, east: 0, north: 0, levels: {} };
    cells.set(key, made);
    return made;
  };
  for (const point of points) {
    const cell = cellOf(point.position);
    cell.points.push(point);
    take(cell, point.position, { count: 1, levels: point.level === '' ? {} : { [point.level]: 1 } });
  }
  for (const cluster of clusters) take(cellOf(cluster.position), cluster.position, cluster);
  const all = [...cells.values()];
  return {
    points: all.flatMap((cell) => (cell.count === 1 ? cell.points : [])),
    clusters: all.filter(({ count }) => count > 1).map(clusterOf),
  };
};
