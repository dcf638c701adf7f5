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

interface Cell {
  readonly column: number;
  readonly row: number;
  readonly houses: SuspectHouse[];
}

const keyOf = (area: number, column: number, row: number): string => `${area} ${column} ${row}`;

const intoCells = (population: Population, suspects: readonly SuspectHouse[], metres: Metres): Map<string, Cell> => {
  const cells = new Map<string, Cell>();
  const latitude = suspects[0]?.position[1] ?? 0;
  const [east, north] = [metres / metresPerDegreeEast(latitude), metres / metresPerDegreeNorth(latitude)];
  for (const house of suspects) {
    const [column, row] = [Math.floor(house.position[0] / east), Math.floor(house.position[1] / north)];
    const key = keyOf(population.areas[house.household] ?? 0, column, row);
    const cell = cells.get(key);
    if (cell === undefined) cells.set(key, { column, row, houses: [house] });
    else cell.houses.push(house);
  }
  return cells;
};

/** Takes a cell and everything joined to it out of `cells`. */
const takeJoined = (cells: Map<string, Cell>, area: number, start: Cell): readonly SuspectHouse[] => {
  const houses: SuspectHouse[] = [];
  const waiting = [start];
  cells.delete(keyOf(area, start.column, start.row));
  for (let cell = waiting.pop(); cell !== undefined; cell = waiting.pop()) {
    houses.push(...cell.houses);
    for (let column = cell.column - 1; column <= cell.column + 1; column += 1) {
      for (let row = cell.row - 1; row <= cell.row + 1; row += 1) {
        const key = keyOf(area, column, row);
        const neighbour = cells.get(key);
        if (neighbour === undefined) continue;
        cells.delete(key);
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

/** Places with the most people first. */
export const threatenedPlaces = (population: Population, suspects: readonly SuspectHouse[], metres: Metres): readonly ThreatenedPlace[] => {
  const cells = intoCells(population, suspects, metres);
  const places: ThreatenedPlace[] = [];
  for (let next = cells.values().next(); next.done !== true; next = cells.values().next()) {
    const area = population.areas[next.value.houses[0]?.household ?? 0] ?? 0;
    places.push(placeOfHouses(population, takeJoined(cells, area, next.value)));
  }
  return places.toSorted((left, right) => right.persons - left.persons || right.households.length - left.households.length);
};
