// Which ground belongs to the county: whole catchments around the basin, so that its outline follows the ridges.
import type { Land } from '../terrain/build-land.ts';
import { findCatchments } from '../water/stream-network.ts';
import { cleanRegions } from './regions.ts';

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

/** The last cell of the main river that is well inside the margin, going downstream. */
const findOutlet = (land: Land): number => {
  const { raster, drainage, area } = land;
  let largest = 0;
  for (let cell = 0; cell < raster.size; cell += 1) if (area[cell]! > area[largest]!) largest = cell;
  const clear = raster.margin + 6;
  const isClear = (cell: number): boolean => {
    const column = cell % raster.columns;
    const row = Math.floor(cell / raster.columns);
    return column >= clear && row >= clear && column < raster.columns - clear && row < raster.rows - clear;
  };
  let outlet = largest;
  for (let index = 0; index < raster.size && !isClear(outlet); index += 1) {
    let donor = -1;
    for (const step of [1, -1, raster.columns, -raster.columns, raster.columns + 1, raster.columns - 1, -raster.columns + 1, -raster.columns - 1]) {
      const from = outlet + step;
      if (from >= 0 && from < raster.size && from !== outlet && drainage.receiver[from] === outlet && (donor < 0 || area[from]! > area[donor]!)) donor = from;
    }
    if (donor < 0) break;
    outlet = donor;
  }
  return outlet;
};

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

/** Adds or gives up whole catchments at the edge until the size is right. */
const adjust = (units: readonly Unit[], start: number, first: ReadonlySet<number>, target: number): Set<number> => {
  let chosen = new Set(first);
  const far = remoteness(units, chosen);
  while (totalCells(units, chosen) < target) {
    let best = -1;
    for (const unit of chosen) for (const next of units[unit]!.next) if (!chosen.has(next) && !units[next]!.isAtMargin && (best < 0 || far(next) < far(best))) best = next;
    if (best < 0) break;
    chosen.add(best);
  }
  while (totalCells(units, chosen) > target * 1.08) {
    let worst = -1;
    for (const unit of chosen) if (unit !== start && (worst < 0 || far(unit) > far(worst))) worst = unit;
    if (worst < 0) break;
    chosen.delete(worst);
    chosen = connectedFrom(units, start, (unit) => chosen.has(unit));
  }
  return chosen;
};

export const findCountyExtent = (land: Land, targetSquareMetres: number): CountyExtent => {
  const { raster } = land;
  const outletCell = findOutlet(land);
  const { label, count } = findCatchments(land, CATCHMENT_HEAD_SQUARE_METRES);
  const units = gatherUnits(land, label, count, outletCell);
  const start = label[outletCell]!;
  const basin = connectedFrom(units, start, (unit) => units[unit]!.isUpstream && !units[unit]!.isAtMargin);
  const chosen = adjust(units, start, basin, targetSquareMetres / (raster.cellX * raster.cellY));
  const outer = units.findIndex((unit) => unit.isAtMargin);
  const outside = connectedFrom(units, outer, (unit) => !chosen.has(unit));
  const region = Int32Array.from(label, (unit) => (outside.has(unit) ? -1 : 0));
  cleanRegions(raster, region);
  const inside = Uint8Array.from(region, (value) => (value === 0 ? 1 : 0));
  return { inside, cells: inside.reduce((sum, value) => sum + value, 0), outletCell };
};
