// Understands two written numbers as metres on a plane: Gauss-Krüger with its zone, Web Mercator, a named system.
import { failure, success } from '../kernel/result.ts';
import type { Result } from '../kernel/result.ts';
import type { LonLat } from '../kernel/units.ts';
import type { Mark, WrittenCoordinate, WrittenPair } from './coordinate-parts.ts';
import { coordinateSystem } from './coordinate-system-list.ts';
import type { AxisOrder, CoordinateSystem, ProjectedSystem } from './coordinate-system-list.ts';
import { toWgs84 } from './coordinate-systems.ts';

export interface ProjectedReading {
  readonly position: LonLat;
  readonly system: CoordinateSystem;
  readonly order: AxisOrder;
  readonly isOrderStated: boolean;
}

export type ProjectedProblem = 'zoneMissing' | 'zoneMismatch' | 'outsideArea' | 'sameAxisTwice' | 'outOfRange';

type Reading = Result<ProjectedReading, ProjectedProblem>;

/** Below this, two numbers without a named system are not taken for metres. */
const SMALLEST_UNNAMED_NORTHING = 100_000;

const metresOf = ({ numbers }: WrittenCoordinate): number | null => {
  const [only] = numbers;
  if (!only || numbers.length !== 1 || only.unit !== null) return null;
  return (only.sign === '-' ? -1 : 1) * Number(only.digits);
};

/** On survey planes X is north and Y east; on Web Mercator the other way round. */
const axisOf = (mark: Mark, isXEast: boolean): 'east' | 'north' | null => {
  switch (mark) {
    case 'N':
    case 'φ':
      return 'north';
    case 'E':
    case 'λ':
      return 'east';
    case 'X':
      return isXEast ? 'east' : 'north';
    case 'Y':
      return isXEast ? 'north' : 'east';
    case 'S':
    case 'W':
      return null;
  }
};

/** The orders the letters allow: one, both when there are none, none when they disagree. */
const ordersOf = (pair: WrittenPair, isXEast: boolean): readonly AxisOrder[] => {
  const [first, second] = pair.map(({ marks }) => new Set(marks.map((mark) => axisOf(mark, isXEast))));
  if (!first || !second || first.has(null) || second.has(null) || first.size > 1 || second.size > 1) return [];
  const [one, other] = [[...first][0], [...second][0]];
  if (one === undefined && other === undefined) return ['northEast', 'eastNorth'];
  if (one === other) return [];
  return [one === 'east' || other === 'north' ? 'eastNorth' : 'northEast'];
};

const systemsOf = (ids: readonly string[]): readonly CoordinateSystem[] =>
  ids.flatMap((id) => {
    const system = coordinateSystem(id);
    return system.ok ? [system.value] : [];
  });

/** Systems that an easting can belong to by its zone number. */
const systemsOfEasting = (easting: number): readonly CoordinateSystem[] => {
  const zone = Math.floor(easting / 1e6);
  if (zone >= 13 && zone <= 23) return systemsOf([`EPSG:${4491 + zone - 13}`]);
  if (zone >= 25 && zone <= 45) return systemsOf([`EPSG:${4513 + zone - 25}`]);
  return [];
};

const isZonelessEasting = (easting: number): boolean => easting >= 100_000 && easting < 1_000_000;

const readIn = (
  system: CoordinateSystem,
  metres: readonly [number, number],
  orders: readonly AxisOrder[],
): readonly Reading[] =>
  orders.map((order): Reading => {
    const position = toWgs84(system, metres, order);
    if (!position.ok) return failure(position.error.reason === 'zoneMismatch' ? 'zoneMismatch' : 'outsideArea');
    return success({ position: position.value, system, order, isOrderStated: orders.length === 1 });
  });

const readUnnamed = (
  pair: WrittenPair,
  metres: readonly [number, number],
  local: ProjectedSystem | undefined,
): readonly Reading[] => {
  if (Math.min(...metres) < SMALLEST_UNNAMED_NORTHING) return [];
  const planeOrders = ordersOf(pair, false);
  const readings = planeOrders.flatMap((order) => {
    const easting = order === 'eastNorth' ? metres[0] : metres[1];
    const northing = order === 'eastNorth' ? metres[1] : metres[0];
    const isZoneless = isZonelessEasting(easting) && northing < 1e7 && northing > easting;
    if (isZoneless && !local) return [failure('zoneMissing' as const)];
    const systems = isZoneless && local ? [local] : systemsOfEasting(easting);
    return systems.flatMap((system) => readIn(system, metres, [order]));
  });
  const isOrderStated = planeOrders.length === 1;
  // Web Mercator first: eastings it shares with 6° zones 13–15 are east China there, the far west here.
  return [
    ...systemsOf(['EPSG:3857']).flatMap((system) => readIn(system, metres, ordersOf(pair, true))),
    ...readings.map((reading) => (reading.ok ? success({ ...reading.value, isOrderStated }) : reading)),
  ];
};

/**
 * All readings of a pair as metres. With a projected system named, in that one; otherwise by the zone number
 * in the easting, as Web Mercator, or in the local system for metres without a zone.
 */
export const readProjected = (
  pair: WrittenPair,
  stated: CoordinateSystem | null,
  local: ProjectedSystem | undefined,
): readonly Reading[] => {
  const [first, second] = [metresOf(pair[0]), metresOf(pair[1])];
  if (first === null || second === null) return [];
  if (stated?.kind === 'projected') {
    const orders = ordersOf(pair, stated.authorityAxes === 'eastNorth');
    return orders.length === 0 ? [failure('sameAxisTwice')] : readIn(stated, [first, second], orders);
  }
  // A geographic system of another datum says the numbers are degrees.
  if (stated && stated.datum !== 'WGS-84' && stated.datum !== 'CGCS2000') return [];
  return readUnnamed(pair, [first, second], local);
};
