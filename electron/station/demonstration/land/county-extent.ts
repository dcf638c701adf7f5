// Which ground belongs to the county: whole catchments around the basin, so that its outline follows the ridges.
import { neighboursOf } from '../raster.ts';
import type { Land } from '../terrain/build-land.ts';
import { findCatchments } from '../water/stream-network.ts';
import { cleanRegions, fillHoles } from './regions.ts';

export interface CountyExtent {
  /** 1 inside the county, by cell. */
  readonly inside: Uint8Array;
  readonly cells: number;
  /** Where the main river leaves the county. */
  readonly outletCell: number;
}

const CATCHMENT_HEAD_SQUARE_METRES = 1.1e6;

interface Unit {
  cells: number;
  x: number;
  y: number;
  isAtMargin: boolean;
  isUpstream: boolean;
  readonly next: Set<number>;
}

/** The donor that drains most, or −1 at a head. */
const mainDonor = ({ raster, drainage, area }: Land, cell: number): number => {
  let donor = -1;
  for (const step of neighboursOf(raster).step) {
    const from = cell + step;
    if (from < 0 || from >= raster.size || from === cell || drainage.receiver[from] !== cell) continue;
    if (donor < 0 || area[from]! > area[donor]!) donor = from;
  }
  return donor;
};

/** The main river from the border up to its head. */
const mainRiver = (land: Land): readonly number[] => {
  let mouth = 0;
  for (let cell = 0; cell < land.raster.size; cell += 1) if (land.area[cell]! > land.area[mouth]!) mouth = cell;
  const cells: number[] = [];
  for (let cell = mouth; cell >= 0; cell = mainDonor(land, cell)) cells.push(cell);
  return cells;
};

/** `outlet`: whatever drains through this cell counts as upstream. */
const gatherUnits = (land: Land, label: Int32Array, count: number, outlet: number): readonly Unit[] => {
  const { raster, drainage } = land;
  const units: Unit[] = Array.from({ length: count }, () => ({ cells: 0, x: 0, y: 0, isAtMargin: false, isUpstream: false, next: new Set<number>() }));
  const upstream = new Uint8Array(raster.size);
  const clear = raster.margin + 4;
  for (let index = 0; index < raster.size; index += 1) {
    const cell = drainage.order[index]!;
    const column = cell % raster.columns;
    const row = Math.floor(cell / raster.columns);
    const unit = units[label[cell]!]!;
    if (cell === outlet || upstream[drainage.receiver[cell]!] === 1) upstream[cell] = 1;
    unit.cells += 1;
    unit.x += column;
    unit.y += row;
    if (upstream[cell] === 1) unit.isUpstream = true;
    if (column < clear || row < clear || column >= raster.columns - clear || row >= raster.rows - clear) unit.isAtMargin = true;
    for (const next of [column + 1 < raster.columns ? cell + 1 : cell, row + 1 < raster.rows ? cell + raster.columns : cell]) {
      if (label[next] === label[cell]) continue;
      unit.next.add(label[next]!);
      units[label[next]!]!.next.add(label[cell]!);
    }
  }
  return units;
};

const connectedFrom = (units: readonly Unit[], start: number, isOpen: (unit: number) => boolean): Set<number> => {
  const reached = new Set<number>([start]);
  for (const unit of reached) for (const next of units[unit]!.next) if (isOpen(next)) reached.add(next);
  return reached;
};

const totalCells = (units: readonly Unit[], chosen: ReadonlySet<number>): number => {
  let total = 0;
  for (const unit of chosen) total += units[unit]!.cells;
  return total;
};

/** Distance of a unit from the middle of the chosen ones, in cells. */
const remoteness = (units: readonly Unit[], chosen: ReadonlySet<number>): ((unit: number) => number) => {
  let x = 0;
  let y = 0;
  const cells = totalCells(units, chosen);
  for (const unit of chosen) {
    x += units[unit]!.x;
    y += units[unit]!.y;
  }
  return (unit) => Math.hypot(units[unit]!.x / units[unit]!.cells - x / cells, units[unit]!.y / units[unit]!.cells - y / cells);
};

/** More ground than wanted is borne up to this factor. */
const MOST_EXCESS = 1.08;
const LEAST_SHARE = 0.97;

const nearest = (units: Iterable<number>, far: (unit: number) => number): number => {
  let best = -1;
  for (const unit of units) if (best < 0 || far(unit) < far(best)) best = unit;
  return best;
};

/** Adds the nearest catchments around the chosen ones until there is ground enough. */
const enlarge = (units: readonly Unit[], chosen: Set<number>, far: (unit: number) => number, target: number): void => {
  while (totalCells(units, chosen) < target) {
    const around = new Set<number>();
    for (const unit of chosen) for (const next of units[unit]!.next) if (!chosen.has(next) && !units[next]!.isAtMargin) around.add(next);
    if (around.size === 0) return;
    chosen.add(nearest(around, far));
  }
};

/** Gives up the remotest catchment whose loss, with whatever it cuts off, leaves ground enough; nothing where there is none. */
const giveUpOne = (units: readonly Unit[], chosen: ReadonlySet<number>, far: (unit: number) => number, target: number): ReadonlySet<number> | undefined => {
  const core = nearest(chosen, far);
  for (const unit of [...chosen].toSorted((left, right) => far(right) - far(left))) {
    if (unit === core) continue;
    const rest = connectedFrom(units, core, (other) => other !== unit && chosen.has(other));
    if (totalCells(units, rest) >= target * LEAST_SHARE) return rest;
  }
  return undefined;
};

/** Adds or gives up whole catchments at the edge until the size is right. */
const adjust = (units: readonly Unit[], first: ReadonlySet<number>, target: number): ReadonlySet<number> => {
  const grown = new Set(first);
  const far = remoteness(units, grown);
  enlarge(units, grown, far, target);
  let chosen: ReadonlySet<number> = grown;
  while (totalCells(units, chosen) > target * MOST_EXCESS) {
    const fewer = giveUpOne(units, chosen, far, target);
    if (fewer === undefined) break;
    chosen = fewer;
  }
  return chosen;
};

/** The first catchment up the main river from which most of the basin can be reached without touching the margin. */
const findBasin = (units: readonly Unit[], river: readonly number[], label: Int32Array, wanted: number): ReadonlySet<number> => {
  let best: ReadonlySet<number> = new Set();
  for (const start of new Set(river.map((cell) => label[cell]!))) {
    if (units[start]!.isAtMargin) continue;
    const basin = connectedFrom(units, start, (unit) => units[unit]!.isUpstream && !units[unit]!.isAtMargin);
    if (totalCells(units, basin) > totalCells(units, best)) best = basin;
    if (totalCells(units, basin) > wanted / 2) break;
  }
  return best;
};

export const findCountyExtent = (land: Land, targetSquareMetres: number): CountyExtent => {
  const { raster } = land;
  const river = mainRiver(land);
  const { label, count } = findCatchments(land, CATCHMENT_HEAD_SQUARE_METRES);
  const units = gatherUnits(land, label, count, river[0]!);
  const target = targetSquareMetres / (raster.cellX * raster.cellY);
  const chosen = adjust(units, findBasin(units, river, label, target), target);
  const outer = units.findIndex((unit) => unit.isAtMargin);
  const outside = connectedFrom(units, outer, (unit) => !chosen.has(unit));
  const region = Int32Array.from(label, (unit) => (outside.has(unit) ? -1 : 0));
  cleanRegions(raster, region);
  fillHoles(raster, region);
  const inside = Uint8Array.from(region, (value) => (value === 0 ? 1 : 0));
  return { inside, cells: inside.reduce((sum, value) => sum + value, 0), outletCell: river.find((cell) => inside[cell] === 1) ?? river[0]! };
};
