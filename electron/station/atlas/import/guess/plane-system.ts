// Tells from metres alone which plane they are on: Gauss-Krüger with or without zone number, or Web Mercator.
import { coordinateSystem, coordinateSystems, type ProjectedSystem } from '../../../../../shared/geo/coordinate-system-list.ts';
import { toWgs84 } from '../../../../../shared/geo/coordinate-systems.ts';
import type { Bounds } from '../../../../../shared/kernel/units.ts';

export interface FoundPlane {
  /** Null where the zone cannot be told. */
  readonly system: string | null;
  readonly isFirstEast: boolean;
}

const median = (values: readonly number[]): number => values.toSorted((left, right) => left - right)[Math.floor(values.length / 2)] ?? Number.NaN;

const WEB_MERCATOR = 'EPSG:3857';

const isIn = ([west, south, east, north]: Bounds, longitude: number, latitude: number): boolean =>
  longitude >= west && longitude <= east && latitude >= south && latitude <= north;

const widened = ([west, south, east, north]: Bounds): Bounds => [west - 0.5, south - 0.5, east + 0.5, north + 0.5];

const isMainland = (longitude: number, latitude: number): boolean => isIn([73, 3, 136, 54], longitude, latitude);

const landsWhere = (id: string, east: number, north: number, holds: (longitude: number, latitude: number) => boolean): boolean => {
  const system = coordinateSystem(id);
  if (!system.ok) return false;
  const position = toWgs84(system.value, [east, north], 'eastNorth');
  return position.ok && holds(position.value[0], position.value[1]);
};

/** The zone number before the easting: 13–23 are 6° zones, 25–45 are 3° zones. */
const zoneSystem = (easting: number): string | null => {
  const zone = Math.floor(easting / 1e6);
  const found = coordinateSystems.find((system) => system.kind === 'projected' && system.eastingZone === zone);
  return found?.id ?? null;
};

/** Metres without a zone could be in any; the county's own place leaves one. 3° zones, as county drawings use. */
const zonelessSystem = (east: number, north: number, home: Bounds | undefined): string | null => {
  if (home === undefined) return null;
  const around = widened(home);
  const fitting = coordinateSystems.filter(
    (system): system is ProjectedSystem =>
      system.kind === 'projected' && system.datum === 'CGCS2000' && system.eastingZone === undefined && / 3-degree /u.test(system.name) &&
      landsWhere(system.id, east, north, (longitude, latitude) => isIn(around, longitude, latitude)),
  );
  return fitting.length === 1 ? (fitting[0]?.id ?? null) : null;
};

const isZoneless = (value: number): boolean => value >= 100_000 && value < 1_000_000;
const isNorthing = (value: number): boolean => value >= 300_000 && value < 6_500_000;
const isZoned = (value: number): boolean => value >= 13_000_000 && value < 46_000_000;

const systemOf = (east: number, north: number, home: Bounds | undefined): string | null => {
  if (isZoneless(east) && isNorthing(north)) return zonelessSystem(east, north, home);
  const isHere = (longitude: number, latitude: number): boolean =>
    home === undefined ? isMainland(longitude, latitude) : isIn(widened(home), longitude, latitude);
  const zoned = isZoned(east) && isNorthing(north) ? zoneSystem(east) : null;
  const [isZoneHere, isMercatorHere] = [zoned !== null && landsWhere(zoned, east, north, isHere), landsWhere(WEB_MERCATOR, east, north, isHere)];
  // Both may land in China (x of 13 to 15 million): then nobody can tell without knowing the county.
  if (isZoneHere !== isMercatorHere) return isZoneHere ? zoned : WEB_MERCATOR;
  return null;
};

/** `named` is the system that words or the file itself gave; the order of the axes is told from the numbers. */
export const planeSystem = (
  first: readonly number[],
  second: readonly number[],
  named: string | null,
  home: Bounds | undefined,
): FoundPlane => {
  const [one, other] = [median(first), median(second)];
  const system = named === null ? null : coordinateSystem(named);
  if (named !== null && system?.ok === true && system.value.kind === 'projected') {
    const isFirstEast = landsWhere(named, one, other, () => true) || !landsWhere(named, other, one, () => true);
    return { system: named, isFirstEast };
  }
  const straight = systemOf(one, other, home);
  if (straight !== null) return { system: straight, isFirstEast: true };
  const turned = systemOf(other, one, home);
  if (turned !== null) return { system: turned, isFirstEast: false };
  return { system: null, isFirstEast: !(isNorthing(one) && one > other && isZoneless(other)) };
};
