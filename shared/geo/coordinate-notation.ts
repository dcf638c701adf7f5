// Understands a coordinate written in any usual notation and says how it was understood.
import { failure, success } from '../kernel/result.ts';
import type { Result } from '../kernel/result.ts';
import type { LonLat } from '../kernel/units.ts';
import { readAngles } from './angle-pair.ts';
import type { AngleNotation, AngleProblem } from './angle-pair.ts';
import { readPair } from './coordinate-parts.ts';
import type { WrittenPair } from './coordinate-parts.ts';
import { coordinateSystem } from './coordinate-system-list.ts';
import type { AxisOrder, CoordinateSystem, ProjectedSystem, RefusedDatum } from './coordinate-system-list.ts';
import { toWgs84 } from './coordinate-systems.ts';
import { plainText, signText, takeSystemWords } from './coordinate-text.ts';
import { geodesicBetween } from './geodesic.ts';
import { readGridReference } from './grid-reference-text.ts';
import { readProjected } from './projected-pair.ts';

export type CoordinateNotation = AngleNotation | 'mgrs' | 'utm' | 'projected';

/** One way to understand the text. */
export interface CoordinateReading {
  /** In the product's own datum. */
  readonly position: LonLat;
  readonly notation: CoordinateNotation;
  /** The system the numbers were read in. */
  readonly system: CoordinateSystem;
  /** Which came first. */
  readonly order: AxisOrder;
  /** False: inferred from the numbers; show it. */
  readonly isOrderStated: boolean;
  /** False: WGS-84 (or the local system for metres) was assumed; show it. */
  readonly isSystemStated: boolean;
}

export interface UnderstoodCoordinates extends CoordinateReading {
  /** Other sensible readings, likelier first; at most 5. */
  readonly alternatives: readonly CoordinateReading[];
}

export type NotUnderstood =
  | {
      readonly reason:
        | 'empty'
        | 'tooLong'
        | 'onlyOneNumber'
        /** Metres without a zone, and no local system to read them in. */
        | 'zoneMissing'
        /** The easting has another zone's number than the named system, or one where that has none. */
        | 'zoneMismatch'
        | 'outsideArea'
        | 'unknownSystem'
        | 'conflictingSystems'
        | AngleProblem;
    }
  | { readonly reason: 'datumNotConvertible'; readonly datum: RefusedDatum };

export interface ReadingHints {
  /** Where the work is; of several readings the nearest comes first. Without it, those in China. */
  readonly near?: LonLat;
  /** The system of metres without a zone, as on the county's own drawings. */
  readonly localSystem?: ProjectedSystem;
}

const LONGEST_TEXT = 200;
const MOST_ALTERNATIVES = 5;
/** Readings nearer to each other than this are one (metres). */
const SAME_PLACE = 0.01;
/** How far from the work unnamed metres of Web Mercator are believed (metres). */
const MERCATOR_REACH = 500_000;

type Attempt = Result<CoordinateReading, NotUnderstood>;

const wgs84 = (): CoordinateSystem => {
  const system = coordinateSystem('EPSG:4326');
  if (!system.ok) throw new Error('the list of systems lacks EPSG:4326');
  return system.value;
};

const readDegrees = (pair: WrittenPair, stated: CoordinateSystem | null): readonly Attempt[] => {
  const system = stated ?? wgs84();
  if (system.kind === 'projected') return [];
  return readAngles(pair).map((reading): Attempt => {
    if (!reading.ok) return failure({ reason: reading.reason });
    const { degrees, notation, order, isOrderStated } = reading.pair;
    const position = toWgs84(system, degrees, 'eastNorth');
    if (!position.ok) return failure({ reason: position.error.reason === 'outsideArea' ? 'outsideArea' : 'outOfRange' });
    return success({ position: position.value, notation, system, order, isOrderStated, isSystemStated: stated !== null });
  });
};

const isInChina = ([longitude, latitude]: LonLat): boolean =>
  longitude >= 73 && longitude <= 136 && latitude >= 3 && latitude <= 54;

/** Any two numbers are metres of the world's plane somewhere; unnamed they count only where work is done. */
const isPlausibleMercator = (position: LonLat, near: LonLat | undefined): boolean =>
  isInChina(position) || (near !== undefined && geodesicBetween(near, position).metres < MERCATOR_REACH);

const readMetres = (pair: WrittenPair, stated: CoordinateSystem | null, hints: ReadingHints): readonly Attempt[] =>
  readProjected(pair, stated, hints.localSystem).flatMap((reading): readonly Attempt[] => {
    if (!reading.ok) return [failure({ reason: reading.error })];
    const { system, position } = reading.value;
    const isSystemStated = stated?.kind === 'projected';
    if (!isSystemStated && system.id === 'EPSG:3857' && !isPlausibleMercator(position, hints.near)) return [];
    return [success({ ...reading.value, notation: 'projected', isSystemStated })];
  });

const readGrid = (rest: string, stated: CoordinateSystem | null): readonly Attempt[] => {
  const readings = readGridReference(rest);
  if (readings.length === 0) return [];
  // UTM and MGRS are defined on WGS-84; on a shifted datum they mean nothing.
  if (stated && stated.datum !== 'WGS-84' && stated.datum !== 'CGCS2000') {
    return [failure({ reason: 'conflictingSystems' })];
  }
  return readings.map(({ position, notation }) =>
    position
      ? success({
          position,
          notation,
          system: wgs84(),
          order: 'eastNorth',
          isOrderStated: true,
          isSystemStated: true,
        })
      : failure({ reason: 'outOfRange' }),
  );
};

const attempts = (
  rest: string,
  stated: CoordinateSystem | null,
  hints: ReadingHints,
): readonly Attempt[] => {
  const grid = readGrid(rest, stated);
  if (grid.length > 0) return grid;
  const pairs = readPair(signText(rest));
  if (!pairs.ok) return [failure({ reason: pairs.reason })];
  return pairs.pairs.flatMap((pair) => [...readDegrees(pair, stated), ...readMetres(pair, stated, hints)]);
};

/** Likelier first; readings of the same likelihood keep their order. */
const ranked = (readings: readonly CoordinateReading[], near: LonLat | undefined): readonly CoordinateReading[] => {
  const weight = ({ position }: CoordinateReading): number =>
    near ? geodesicBetween(near, position).metres : Number(!isInChina(position));
  return readings
    .toSorted((first, second) => weight(first) - weight(second))
    .filter(
      (reading, index, all) =>
        !all.slice(0, index).some((other) => geodesicBetween(other.position, reading.position).metres < SAME_PLACE),
    );
};

/** The most telling failure: what was nearly understood says more than what was not. */
const TELLING: readonly NotUnderstood['reason'][] = [
  'conflictingSystems',
  'minutesOutOfRange',
  'zoneMissing',
  'outsideArea',
  'zoneMismatch',
  'sameAxisTwice',
  'outOfRange',
  'onlyOneNumber',
];

const mostTelling = (failures: readonly NotUnderstood[]): NotUnderstood => {
  for (const reason of TELLING) {
    const found = failures.find((problem) => problem.reason === reason);
    if (found) return found;
  }
  return { reason: 'notUnderstood' };
};

/**
 * Reads a position from text: decimal degrees, degrees and minutes, degrees minutes seconds (any quotes,
 * 度分秒, dashes, blanks, packed), MGRS, UTM, plane metres with zone or named system, in either order,
 * Chinese or Latin letters, full or half width, with or without the name of a system (GCJ-02, 高德,
 * BD-09, 百度, EPSG:4549 …). Never throws; work is bounded by the length limit of 200 characters.
 */
export const readCoordinates = (
  text: string,
  hints: ReadingHints = {},
): Result<UnderstoodCoordinates, NotUnderstood> => {
  if (text.length > LONGEST_TEXT) return failure({ reason: 'tooLong' });
  const plain = plainText(text);
  if (plain === '') return failure({ reason: 'empty' });
  const stated = takeSystemWords(plain);
  if (!stated.ok) return stated;
  if (stated.value.rest === '') return failure({ reason: 'notUnderstood' });
  const tried = attempts(stated.value.rest, stated.value.system, hints);
  const readings = tried.flatMap((attempt) => (attempt.ok ? [attempt.value] : []));
  const [first, ...others] = ranked(readings, hints.near);
  if (!first) return failure(mostTelling(tried.flatMap((attempt) => (attempt.ok ? [] : [attempt.error]))));
  return success({ ...first, alternatives: others.slice(0, MOST_ALTERNATIVES) });
};
