// The motorway's alignment: past the county town from edge to edge, in wide curves, through tunnels and over viaducts.
import type { Ground } from '../land/ground.ts';
import { cellAt, centreX, centreY, sample } from '../raster.ts';
import type { Land } from '../terrain/build-land.ts';
import { bankDistance, isNearLake, type Rivers } from '../water/rivers.ts';
import type { Exit } from './exits.ts';
import type { PathSearch } from './path-search.ts';
import { lineLength, pointAlong, roundCorners, simplify, type Points, type Structure } from './raw-line.ts';
import { LAYING_RULES } from './road-class.ts';

export interface Motorway {
  readonly middle: Points;
  readonly length: number;
  /** What carries the road, every PROFILE_METRES. */
  readonly structures: readonly Structure[];
  /** Distances along the middle at which there is an interchange, and the cell of its toll plaza. */
  readonly interchanges: readonly { readonly along: number; readonly plaza: number }[];
}

export const PROFILE_METRES = 60;
const WAYPOINT_METRES = 2700;
/** The town itself is gone round. */
const TOWN_METRES = 2100;
const WINDOW_CELLS = 13;
const STEEPEST = 0.035;
const TUNNEL_COVER_METRES = 16;
const VIADUCT_DROP_METRES = 9;
const MOST_FILL_METRES = 6;
const RAMP_ROOM_METRES = 420;
const WIDE_AREA_SQUARE_METRES = 60e6;
const PLAZA_OFFSET_METRES = 190;
const INTERCHANGE_SPACING_METRES = 9000;

const averaged = (values: readonly number[]): number[] =>
  values.map((_, index) => {
    const reach = Math.min(WINDOW_CELLS, index, values.length - 1 - index);
    let sum = 0;
    let weights = 0;
    for (let offset = -reach; offset <= reach; offset += 1) {
      const weight = reach + 1 - Math.abs(offset);
      sum += weight * values[index + offset]!;
      weights += weight;
    }
    return sum / weights;
  });

const align = (land: Land, search: PathSearch, exits: readonly Exit[], waypoint: number): Points => {
  const [west, east] = exits;
  const first = search.toCell(west!.cell, waypoint, LAYING_RULES.motorway) ?? [];
  const second = search.toCell(waypoint, east!.cell, LAYING_RULES.motorway) ?? [];
  const cells = [...first, ...second.slice(1)];
  const xs = [west!.x, ...cells.map((cell) => centreX(land.raster, cell)), east!.x];
  const ys = [west!.y, ...cells.map((cell) => centreY(land.raster, cell)), east!.y];
  const smooth = { xs: Float64Array.from(averaged(averaged(xs))), ys: Float64Array.from(averaged(averaged(ys))) };
  return simplify(roundCorners(roundCorners(roundCorners(simplify(smooth, 14)))), 0.6);
};

/** A level, dry place about two kilometres and a half from the town's middle, on the way between the exits. */
const findWaypoint = (land: Land, ground: Ground, seat: number, exits: readonly Exit[]): number => {
  const { raster } = land;
  let best = seat;
  let least = Infinity;
  for (let bearing = 0; bearing < 24; bearing += 1) {
    const x = centreX(raster, seat) + WAYPOINT_METRES * Math.cos((bearing * Math.PI) / 12);
    const y = centreY(raster, seat) + WAYPOINT_METRES * Math.sin((bearing * Math.PI) / 12);
    const cell = cellAt(raster, x, y);
    const way = exits.reduce((sum, exit) => sum + Math.hypot(exit.x - x, exit.y - y), 0);
    const cost = way + 30000 * land.slope[cell]! + (ground.isWater[cell] === 1 ? 9000 : 0) + ground.plain[cell]! * 1500;
    if (cost >= least) continue;
    least = cost;
    best = cell;
  }
  return best;
};

/** The road's own height: little above the lowest line it could keep to without steep grades. */
const gradeLine = (terrain: Float64Array): Float64Array => {
  const low = Float64Array.from(terrain);
  const high = Float64Array.from(terrain);
  const rise = STEEPEST * PROFILE_METRES;
  for (let index = 1; index < terrain.length; index += 1) {
    low[index] = Math.min(low[index]!, low[index - 1]! + rise);
    high[index] = Math.max(high[index]!, high[index - 1]! - rise);
  }
  for (let index = terrain.length - 2; index >= 0; index -= 1) {
    low[index] = Math.min(low[index]!, low[index + 1]! + rise);
    high[index] = Math.max(high[index]!, high[index + 1]! - rise);
  }
  return low.map((value, index) => value + Math.min(MOST_FILL_METRES, 0.12 * (high[index]! - value)));
};

const findStructures = (land: Land, ground: Ground, rivers: Rivers, middle: Points, length: number): Structure[] => {
  const count = Math.floor(length / PROFILE_METRES) + 1;
  const places = Array.from({ length: count }, (_, index) => pointAlong(middle, index * PROFILE_METRES));
  const terrain = Float64Array.from(places, ({ x, y }) => sample(land.raster, land.heights, x, y));
  const grade = gradeLine(terrain);
  const raw = places.map(({ x, y }, index): Structure => {
    const cover = terrain[index]! - grade[index]!;
    if (cover > TUNNEL_COVER_METRES) return 'tunnel';
    return cover < -VIADUCT_DROP_METRES || bankDistance(rivers, x, y, 8) < 8 || isNearLake(land.raster, ground.isLake, x, y) ? 'bridge' : 'none';
  });
  return raw.map((structure, index) => (structure === 'none' && raw[index - 1] !== undefined && raw[index - 1] === raw[index + 1] ? raw[index - 1]! : structure));
};

/** Places on open ground for an interchange, nearest to the given cells first. */
const findInterchanges = (land: Land, ground: Ground, rivers: Rivers, motorway: Omit<Motorway, 'interchanges'>, towns: readonly number[], inside: Uint8Array): Motorway['interchanges'] => {
  const chosen: { along: number; plaza: number }[] = [];
  const room = Math.ceil(RAMP_ROOM_METRES / PROFILE_METRES);
  for (const town of towns) {
    let best: { along: number; plaza: number } | undefined;
    let least = 5200;
    for (let index = room; index + room < motorway.structures.length; index += 1) {
      if (motorway.structures.slice(index - 3, index + 4).some((structure) => structure !== 'none')) continue;
      const along = index * PROFILE_METRES;
      if (chosen.some((other) => Math.abs(other.along - along) < INTERCHANGE_SPACING_METRES)) continue;
      const { x, y, angle } = pointAlong(motorway.middle, along);
      const townX = centreX(land.raster, town);
      const townY = centreY(land.raster, town);
      const side = Math.cos(angle) * (townY - y) - Math.sin(angle) * (townX - x) > 0 ? 1 : -1;
      const plazaX = x - Math.sin(angle) * PLAZA_OFFSET_METRES * side;
      const plazaY = y + Math.cos(angle) * PLAZA_OFFSET_METRES * side;
      const plaza = cellAt(land.raster, plazaX, plazaY);
      const away = Math.hypot(townX - x, townY - y);
      if (away >= least || inside[plaza] === 0 || ground.isWater[plaza] === 1 || land.slope[plaza]! > 0.16 || bankDistance(rivers, plazaX, plazaY, 60) < 60) continue;
      least = away;
      best = { along, plaza };
    }
    if (best !== undefined) chosen.push(best);
  }
  return chosen;
};

const cellsAround = (land: Land, middle: number, reach: number): readonly number[] => {
  const { columns, cellX, cellY } = land.raster;
  const cells: number[] = [];
  for (let dy = -Math.ceil(reach / cellY); dy <= reach / cellY; dy += 1) {
    for (let dx = -Math.ceil(reach / cellX); dx <= reach / cellX; dx += 1) if (Math.hypot(dx * cellX, dy * cellY) <= reach) cells.push(middle + dy * columns + dx);
  }
  return cells;
};

/** Cells within two of a wide river, which the motorway crosses but does not follow. */
const bankCells = (land: Land): readonly number[] => {
  const { columns, rows, size } = land.raster;
  const near = new Set<number>();
  for (let cell = columns * 2; cell < size - columns * 2; cell += 1) {
    const row = Math.floor(cell / columns);
    if (land.area[cell]! < WIDE_AREA_SQUARE_METRES || row < 2 || row >= rows - 2) continue;
    for (let dy = -2; dy <= 2; dy += 1) for (let dx = -2; dx <= 2; dx += 1) near.add(cell + dy * columns + dx);
  }
  return [...near];
};

export const layMotorway = (land: Land, ground: Ground, rivers: Rivers, search: PathSearch, exits: readonly Exit[], towns: readonly number[], inside: Uint8Array): Motorway => {
  const own = exits.filter(({ roadClass }) => roadClass === 'motorway');
  search.discourage(cellsAround(land, towns[0]!, TOWN_METRES), 6);
  const banks = bankCells(land);
  search.discourage(banks, 1.7);
  const middle = align(land, search, own, findWaypoint(land, ground, towns[0]!, own));
  const length = lineLength(middle.xs, middle.ys);
  const structures = findStructures(land, ground, rivers, middle, length);
  const corridor = new Set<number>();
  for (let along = 0; along < length; along += 40) {
    const { x, y, angle } = pointAlong(middle, along);
    for (const side of [-90, 0, 90]) corridor.add(cellAt(land.raster, x - Math.sin(angle) * side, y + Math.cos(angle) * side));
  }
  search.discourage(cellsAround(land, towns[0]!, TOWN_METRES), 1 / 6);
  search.discourage(banks, 1 / 1.7);
  search.discourage(corridor, 1.9);
  return { middle, length, structures, interchanges: findInterchanges(land, ground, rivers, { middle, length, structures }, towns, inside) };
};
