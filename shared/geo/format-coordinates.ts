// Writes a position in the notation a person chose, with the datum beside the numbers.
import { assertNever } from '../kernel/assert-never.ts';
import { failure, success } from '../kernel/result.ts';
import type { Result } from '../kernel/result.ts';
import type { Degrees, LonLat } from '../kernel/units.ts';
import { coordinateSystem } from './coordinate-system-list.ts';
import type { Datum } from './coordinate-system-list.ts';
import { fromWgs84 } from './coordinate-systems.ts';
import { toMgrs, toUtm } from './grid-reference.ts';

/** What a person may choose; `gaussKrueger3` is the 3° zone the position lies in, with its number. */
export const writableNotations = [
  'decimalDegrees',
  'degreesMinutes',
  'degreesMinutesSeconds',
  'utm',
  'mgrs',
  'gaussKrueger3',
  'gcj02',
  'bd09',
] as const;

export type WritableNotation = (typeof writableNotations)[number];

export interface WrittenPosition {
  readonly datum: Datum;
  /** The numbers without the datum. */
  readonly numbers: string;
  /** Datum and numbers: what is copied, printed and read back. */
  readonly text: string;
}

export interface NotWritable {
  /** `notAPosition`: NaN or beyond the poles. `outsideArea`: the notation does not reach there. */
  readonly reason: 'notAPosition' | 'outsideArea';
}

type Written = Result<WrittenPosition, NotWritable>;

const written = (datum: Datum, numbers: string): Written =>
  success({ datum, numbers, text: `${datum} ${numbers}` });

const outside: Written = failure({ reason: 'outsideArea' });

const hemispheres = ([longitude, latitude]: LonLat): readonly [string, string] => [
  longitude < 0 ? 'W' : 'E',
  latitude < 0 ? 'S' : 'N',
];

const inDegrees = (position: LonLat, one: (value: Degrees) => string): string => {
  const [eastWest, northSouth] = hemispheres(position);
  return `${one(Math.abs(position[0]))}${eastWest} ${one(Math.abs(position[1]))}${northSouth}`;
};

/** 0.1 m. */
const decimal = (value: Degrees): string => `${value.toFixed(6)}°`;

/** Rounds once, in the smallest unit, so that 59.99999 never shows as 60. */
const minutes = (value: Degrees): string => {
  const units = Math.round(value * 60 * 10_000);
  const whole = Math.floor(units / 600_000);
  return `${whole}°${((units - whole * 600_000) / 10_000).toFixed(4).padStart(7, '0')}′`;
};

const seconds = (value: Degrees): string => {
  const units = Math.round(value * 3600 * 100);
  const whole = Math.floor(units / 360_000);
  const minute = Math.floor((units - whole * 360_000) / 6000);
  const second = (units - whole * 360_000 - minute * 6000) / 100;
  return `${whole}°${String(minute).padStart(2, '0')}′${second.toFixed(2).padStart(5, '0')}″`;
};

const inSystem = (id: string, position: LonLat, write: (east: number, north: number) => string): Written => {
  const system = coordinateSystem(id);
  if (!system.ok) return outside;
  const pair = fromWgs84(system.value, position, 'eastNorth');
  return pair.ok ? written(system.value.datum, write(pair.value[0], pair.value[1])) : outside;
};

const inGaussKrueger = (position: LonLat): Written => {
  const zone = Math.round(position[0] / 3);
  const id = `EPSG:${4513 + zone - 25}`;
  if (zone < 25 || zone > 45) return outside;
  return inSystem(id, position, (east, north) => `${id} X=${north.toFixed(3)} Y=${east.toFixed(3)}`);
};

const inUtm = (position: LonLat): Written => {
  const utm = toUtm(position);
  if (!utm) return outside;
  return written('WGS-84', `UTM ${utm.zone}${utm.band} ${utm.easting.toFixed(1)}E ${utm.northing.toFixed(1)}N`);
};

const inMgrs = (position: LonLat): Written => {
  const reference = toMgrs(position, 5);
  return reference ? written('WGS-84', `MGRS ${reference}`) : outside;
};

const shifted = (id: string, position: LonLat): Written =>
  inSystem(id, position, (east, north) => inDegrees([east, north], decimal));

/**
 * A position as text that `readCoordinates` reads back: to 0.1 m for degrees, UTM, GCJ-02 and BD-09, 0.2 m for
 * minutes and seconds, 1 m for MGRS, 1 mm for Gauss-Krüger. East comes before north except in Gauss-Krüger,
 * whose X is north; letters say so in every notation.
 */
export const formatCoordinates = (position: LonLat, notation: WritableNotation): Written => {
  if (!(Math.abs(position[0]) <= 180 && Math.abs(position[1]) <= 90)) return failure({ reason: 'notAPosition' });
  switch (notation) {
    case 'decimalDegrees':
      return written('CGCS2000', inDegrees(position, decimal));
    case 'degreesMinutes':
      return written('CGCS2000', inDegrees(position, minutes));
    case 'degreesMinutesSeconds':
      return written('CGCS2000', inDegrees(position, seconds));
    case 'utm':
      return inUtm(position);
    case 'mgrs':
      return inMgrs(position);
    case 'gaussKrueger3':
      return inGaussKrueger(position);
    case 'gcj02':
      return shifted('GCJ-02', position);
    case 'bd09':
      return shifted('BD-09', position);
    default:
      return assertNever(notation);
  }
};
