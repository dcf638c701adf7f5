// Dams where a narrow place has room behind it; the water stands level and leaves over the dam.
import { mixSeed } from '../random.ts';
import { centreX, centreY } from '../raster.ts';
import { accumulate, createScatter, drain } from '../terrain/drainage.ts';
import { slopeOf, type Land } from '../terrain/build-land.ts';

export interface Reservoir {
  readonly damCell: number;
  readonly levelMetres: number;
  readonly damHeightMetres: number;
  readonly cells: readonly number[];
  readonly capacityCubicMetres: number;
  readonly catchmentSquareMetres: number;
}

interface DamClass {
  readonly count: number;
  readonly catchment: readonly [least: number, most: number];
  readonly heights: readonly number[];
  readonly surface: readonly [least: number, most: number];
  readonly spacing: number;
}

const dams = (scale: number): readonly DamClass[] => [
  { count: Math.max(1, Math.round(2 * scale)), catchment: [14e6, 75e6], heights: [58, 46], surface: [0.45e6, 2.6e6], spacing: 6000 },
  { count: Math.round(9 * scale), catchment: [2.2e6, 12e6], heights: [34, 26], surface: [0.06e6, 0.4e6], spacing: 3000 },
];

/** Cells a dam at `dam` would drown, or nothing when it would spill elsewhere. */
const flood = (land: Land, dam: number, level: number, limit: number): readonly number[] | undefined => {
  const { raster, heights, drainage } = land;
  const steps = [1, -1, raster.columns, -raster.columns, raster.columns + 1, raster.columns - 1, -raster.columns + 1, -raster.columns - 1];
  const drowned: number[] = [dam];
  for (const cell of drowned) {
    if (drowned.length > limit) return undefined;
    for (const step of steps) {
      const next = cell + step;
      if (drainage.receiver[next] === cell && next !== cell && heights[next]! < level) drowned.push(next);
    }
  }
  return drowned;
};

/** Adds the lower of the two cells beside each corner at which two drowned cells only touch, so that a lake is one piece. */
const closeCorners = (land: Land, drowned: readonly number[]): readonly number[] => {
  const { columns } = land.raster;
  const lake = new Set(drowned);
  for (const cell of lake) {
    for (const [across, down] of [[1, columns], [-1, columns], [1, -columns], [-1, -columns]] as const) {
      if (!lake.has(cell + across + down) || lake.has(cell + across) || lake.has(cell + down)) continue;
      lake.add(land.heights[cell + across]! < land.heights[cell + down]! ? cell + across : cell + down);
    }
  }
  return [...lake];
};

/** Low cells beside the water that do not drain into it: the length of dam needed, in cells. */
const gapCells = (land: Land, drowned: readonly number[], level: number): readonly number[] => {
  const inLake = new Set(drowned);
  const gaps = new Set<number>();
  const { raster, heights } = land;
  for (const cell of drowned) {
    for (const step of [1, -1, raster.columns, -raster.columns, raster.columns + 1, raster.columns - 1, -raster.columns + 1, -raster.columns - 1]) {
      if (!inLake.has(cell + step) && heights[cell + step]! < level) gaps.add(cell + step);
    }
  }
  return [...gaps];
};

interface Site {
  readonly reservoir: Reservoir;
  readonly gaps: readonly number[];
  readonly worth: number;
}

const tryDam = (land: Land, kind: DamClass, dam: number, height: number): Site | undefined => {
  const { raster, heights, area } = land;
  const cellArea = raster.cellX * raster.cellY;
  const level = Math.round(heights[dam]! + height);
  const drowned = flood(land, dam, level, kind.surface[1] / cellArea);
  if (drowned === undefined) return undefined;
  const cells = closeCorners(land, drowned);
  if (cells.length * cellArea < kind.surface[0]) return undefined;
  const gaps = gapCells(land, cells, level);
  if (gaps.length > 9) return undefined;
  const capacityCubicMetres = cells.reduce((sum, cell) => sum + Math.max(0, level - heights[cell]!), 0) * cellArea;
  const reservoir = { damCell: dam, levelMetres: level, damHeightMetres: height + 3, cells, capacityCubicMetres: Math.round(capacityCubicMetres / 1000) * 1000, catchmentSquareMetres: area[dam]! };
  return { reservoir, gaps, worth: capacityCubicMetres / (gaps.length + 2) };
};

const sitesOf = (land: Land, inside: Uint8Array, kind: DamClass): readonly Site[] => {
  const sites: Site[] = [];
  for (let cell = 0; cell < land.raster.size; cell += 1) {
    if (inside[cell] === 0 || land.area[cell]! < kind.catchment[0] || land.area[cell]! > kind.catchment[1]) continue;
    for (const height of kind.heights) {
      const site = tryDam(land, kind, cell, height);
      if (site === undefined) continue;
      sites.push(site);
      break;
    }
  }
  return sites.toSorted((left, right) => right.worth - left.worth || left.reservoir.damCell - right.reservoir.damCell);
};

export const chooseReservoirs = (land: Land, inside: Uint8Array, scale: number): readonly Site[] => {
  const chosen: Site[] = [];
  const { raster } = land;
  for (const kind of dams(scale)) {
    let count = 0;
    for (const site of sitesOf(land, inside, kind)) {
      if (count === kind.count) break;
      const near = (other: Site): boolean => {
        const apart = Math.hypot(centreX(raster, other.reservoir.damCell) - centreX(raster, site.reservoir.damCell), centreY(raster, other.reservoir.damCell) - centreY(raster, site.reservoir.damCell));
        return apart < kind.spacing;
      };
      if (site.reservoir.cells.some((cell) => inside[cell] === 0) || chosen.some(near)) continue;
      chosen.push(site);
      count += 1;
    }
  }
  return chosen;
};

/** The land with its reservoirs full. */
export const impound = (land: Land, sites: readonly Site[], seed: number): Land => {
  const { raster } = land;
  const heights = Float32Array.from(land.heights);
  for (const { reservoir, gaps } of sites) {
    for (const cell of gaps) if (cell !== land.drainage.receiver[reservoir.damCell]) heights[cell] = Math.max(heights[cell]!, reservoir.levelMetres + 2);
    for (const cell of reservoir.cells) heights[cell] = reservoir.levelMetres + 0.2;
    heights[reservoir.damCell] = reservoir.levelMetres;
  }
  const drainage = drain(raster, heights, createScatter(raster, mixSeed(seed, 'final'), 0.5));
  return { raster, heights: drainage.filled, drainage, area: accumulate(raster, drainage), slope: slopeOf(raster, drainage.filled) };
};
