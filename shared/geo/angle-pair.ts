// Understands two written coordinates as longitude and latitude, in every order that makes sense.
import type { Degrees, LonLat } from '../kernel/units.ts';
import type { Mark, WrittenCoordinate, WrittenNumber, WrittenPair } from './coordinate-parts.ts';
import type { AxisOrder } from './coordinate-system-list.ts';

export type AngleNotation = 'decimalDegrees' | 'degreesMinutes' | 'degreesMinutesSeconds';

export interface AnglePair {
  /** Degrees as written, in whatever datum the text means. */
  readonly degrees: LonLat;
  readonly notation: AngleNotation;
  readonly order: AxisOrder;
  /** Letters or words said which is which; otherwise the order was inferred. */
  readonly isOrderStated: boolean;
}

export type AngleProblem = 'notUnderstood' | 'outOfRange' | 'minutesOutOfRange' | 'sameAxisTwice';

export type AngleReading =
  | { readonly ok: true; readonly pair: AnglePair }
  | { readonly ok: false; readonly reason: AngleProblem };

type Axis = 'longitude' | 'latitude';

const UNITS = ['°', "'", '"'] as const;
const NOTATIONS = ['decimalDegrees', 'degreesMinutes', 'degreesMinutesSeconds'] as const;

/** X is east in GIS and north on survey sheets: on degrees it says nothing. */
const AXIS_OF: Readonly<Record<Mark, Axis | null>> = {
  N: 'latitude',
  S: 'latitude',
  φ: 'latitude',
  E: 'longitude',
  W: 'longitude',
  λ: 'longitude',
  X: null,
  Y: null,
};

const isHemisphere = (mark: Mark): boolean => mark === 'N' || mark === 'S' || mark === 'E' || mark === 'W';

/** Degrees and minutes without a sign between them, as GPS logs (3005.2000,N) and notices (N300512) write. */
const unpack = (number: WrittenNumber, axis: Axis): readonly string[] | null => {
  const pattern = axis === 'latitude' ? /^(\d{2})(\d{2})(\d{2})?(\.\d*)?$/u : /^(\d{3})(\d{2})(\d{2})?(\.\d*)?$/u;
  const match = pattern.exec(number.digits);
  if (!match) return null;
  const [, degrees = '', minutes = '', seconds, fraction = ''] = match;
  return seconds === undefined ? [degrees, minutes + fraction] : [degrees, minutes, seconds + fraction];
};

/** The strings for degrees, minutes, seconds; null when units, fractions or signs are out of place. */
const partsOf = ({ numbers, marks }: WrittenCoordinate, axis: Axis): readonly string[] | null => {
  const [only] = numbers;
  if (only && numbers.length === 1 && only.unit === null && marks.some((mark) => isHemisphere(mark))) {
    const unpacked = unpack(only, axis);
    if (unpacked) return unpacked;
  }
  const isOrderly = numbers.every(
    ({ unit, sign, digits }, index) =>
      (unit === null || unit === UNITS[index]) &&
      (sign === null || index === 0) &&
      (index === numbers.length - 1 || !digits.includes('.')),
  );
  return isOrderly && numbers.length <= 3 ? numbers.map(({ digits }) => digits) : null;
};

type Angle = { readonly degrees: Degrees; readonly notation: AngleNotation } | AngleProblem;

const signOf = ({ numbers, marks }: WrittenCoordinate): 1 | -1 | null => {
  const written = numbers[0]?.sign ?? null;
  const [hasPositive, hasNegative] = [marks.some((mark) => 'NE'.includes(mark)), marks.some((mark) => 'SW'.includes(mark))];
  if (hasPositive && hasNegative) return null;
  if (written === '-') return hasPositive || hasNegative ? null : -1;
  return hasNegative ? -1 : 1;
};

const angleOf = (coordinate: WrittenCoordinate, axis: Axis): Angle => {
  const parts = partsOf(coordinate, axis);
  const sign = signOf(coordinate);
  const notation = parts && NOTATIONS[parts.length - 1];
  if (!parts || sign === null || !notation) return 'notUnderstood';
  const [degrees = 0, minutes = 0, seconds = 0] = parts.map(Number);
  if (minutes >= 60 || seconds >= 60) return 'minutesOutOfRange';
  const value = degrees + minutes / 60 + seconds / 3600;
  if (value > (axis === 'latitude' ? 90 : 180)) return 'outOfRange';
  return { degrees: sign * value, notation };
};

/** The axis a coordinate's letters name: null when they name none, `both` when they disagree. */
const statedAxis = (marks: readonly Mark[]): Axis | 'both' | null => {
  const axes = new Set(marks.map((mark) => AXIS_OF[mark]).filter((axis) => axis !== null));
  if (axes.size > 1) return 'both';
  return [...axes][0] ?? null;
};

const finer = (first: AngleNotation, second: AngleNotation): AngleNotation =>
  NOTATIONS.indexOf(first) >= NOTATIONS.indexOf(second) ? first : second;

const readInOrder = ([first, second]: WrittenPair, order: AxisOrder, isOrderStated: boolean): AngleReading => {
  const [east, north] = order === 'eastNorth' ? [first, second] : [second, first];
  const longitude = angleOf(east, 'longitude');
  const latitude = angleOf(north, 'latitude');
  if (typeof longitude === 'string') return { ok: false, reason: longitude };
  if (typeof latitude === 'string') return { ok: false, reason: latitude };
  const notation = finer(longitude.notation, latitude.notation);
  return { ok: true, pair: { degrees: [longitude.degrees, latitude.degrees], notation, order, isOrderStated } };
};

/** All readings of a pair: one where letters say which is which, otherwise longitude first, then latitude first. */
export const readAngles = (pair: WrittenPair): readonly AngleReading[] => {
  const [first, second] = [statedAxis(pair[0].marks), statedAxis(pair[1].marks)];
  if (first === 'both' || second === 'both') return [{ ok: false, reason: 'notUnderstood' }];
  if (first !== null && first === second) return [{ ok: false, reason: 'sameAxisTwice' }];
  if (first === null && second === null) {
    return [readInOrder(pair, 'eastNorth', false), readInOrder(pair, 'northEast', false)];
  }
  const isEastFirst = first === 'longitude' || second === 'latitude';
  return [readInOrder(pair, isEastFirst ? 'eastNorth' : 'northEast', true)];
};
