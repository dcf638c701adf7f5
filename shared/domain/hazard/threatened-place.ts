// Joins suspect houses that stand close together in one village into places that can be named and sent to.
import { metresPerDegreeEast, metresPerDegreeNorth } from '../../geo/ellipsoid.ts';
import type { LonLat, Metres } from '../../kernel/units.ts';
import type { Population } from './population.ts';
import type { SteepSlope, StreamBeside, SuspectHouse } from './unregistered-threat.ts';

export interface ThreatenedPlace {
  readonly areaCode: string;
  /** Of the household most threatened: a place that exists, not a mean. */
  readonly position: LonLat;
  readonly households: readonly number[];
  readonly persons: number;
  readonly vulnerable: number;
  /** The steepest slope and the nearest water found for any of its houses. */
  readonly slope: SteepSlope | null;
  readonly stream: StreamBeside | null;
}

/** Suspect houses of one village by cell: `column row`. */
type Cells = Map<string, { readonly column: number; readonly row: number; readonly houses: SuspectHouse[] }>;

const SLICE = 128;

function* intoCells(population: Population, suspects: readonly SuspectHouse[], metres: Metres): Generator<void, ReadonlyMap<number, Cells>> {
  const villages = new Map<number, Cells>();
  const latitude = suspects[0]?.position[1] ?? 0;
  const [east, north] = [metres / metresPerDegreeEast(latitude), metres / metresPerDegreeNorth(latitude)];
  for (const [index, house] of suspects.entries()) {
    if (index % SLICE === SLICE - 1) yield;
    const [column, row] = [Math.floor(house.position[0] / east), Math.floor(house.position[1] / north)];
    const area = population.areas[house.household] ?? 0;
    const cells: Cells = villages.get(area) ?? new Map();
    villages.set(area, cells);
    const cell = cells.get(`${column} ${row}`);
    if (cell === undefined) cells.set(`${column} ${row}`, { column, row, houses: [house] });
    else cell.houses.push(house);
  }
  return villages;
}

/** The houses of a cell and of every cell joined to it, none of which is taken again. */
const takeJoined = (cells: Cells, start: string, taken: Set<string>): readonly SuspectHouse[] => {
  const houses: SuspectHouse[] = [];
  const waiting = [start];
  taken.add(start);
  for (let key = waiting.pop(); key !== undefined; key = waiting.pop()) {
    const cell = cells.get(key);
    if (cell === undefined) continue;
    houses.push(...cell.houses);
    for (let column = cell.column - 1; column <= cell.column + 1; column += 1) {
      for (let row = cell.row - 1; row <= cell.row + 1; row += 1) {
        const neighbour = `${column} ${row}`;
        if (taken.has(neighbour) || !cells.has(neighbour)) continue;
        taken.add(neighbour);
        waiting.push(neighbour);
      }
    }
  }
  return houses;
};

const steepest = (houses: readonly SuspectHouse[]): SteepSlope | null =>
  houses.reduce<SteepSlope | null>((worst, { slope }) => (slope !== null && slope.degrees > (worst?.degrees ?? 0) ? slope : worst), null);

const nearestWater = (houses: readonly SuspectHouse[]): StreamBeside | null =>
  houses.reduce<StreamBeside | null>((worst, { stream }) => (stream !== null && stream.metres < (worst?.metres ?? Infinity) ? stream : worst), null);

const placeOfHouses = (population: Population, houses: readonly SuspectHouse[]): ThreatenedPlace => {
  const [slope, stream] = [steepest(houses), nearestWater(houses)];
  const worst = houses.find((house) => (slope === null ? house.stream === stream : house.slope === slope)) ?? houses[0];
  let [persons, vulnerable] = [0, 0];
  for (const { household } of houses) {
    for (let slot = population.starts[household] ?? 0; slot < (population.starts[household + 1] ?? 0); slot += 1) {
      persons += 1;
      if ((population.vulnerabilities[population.members[slot] ?? 0] ?? 0) > 0) vulnerable += 1;
    }
  }
  return {
    areaCode: population.areaCodes[population.areas[worst?.household ?? 0] ?? 0] ?? '',
    position: worst?.position ?? [0, 0],
    households: houses.map(({ household }) => household).toSorted((left, right) => left - right),
    persons,
    vulnerable,
    slope,
    stream,
  };
};

/** Places with the most people first. Gives way to its caller often. */
export function* threatenedPlaces(population: Population, suspects: readonly SuspectHouse[], metres: Metres): Generator<void, readonly ThreatenedPlace[]> {
  const places: ThreatenedPlace[] = [];
  for (const cells of (yield* intoCells(population, suspects, metres)).values()) {
    const taken = new Set<string>();
    for (const key of cells.keys()) {
      if (!taken.has(key)) places.push(placeOfHouses(population, takeJoined(cells, key, taken)));
      if (places.length % SLICE === 0) yield;
    }
  }
  yield;
  return places.toSorted((left, right) => right.persons - left.persons || right.households.length - left.households.length);
}
