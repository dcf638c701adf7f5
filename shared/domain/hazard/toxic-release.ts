// A toxic release: what came out, how much, what the wind was when it was measured, and until when that holds.
import type { Degrees, Metres, Milliseconds } from '../../kernel/units.ts';
import type { ZoneMeasure } from './hazard-zone.ts';

export const AMOUNT_UNITS = ['kg', 't', 'L', 'm3'] as const;

export interface Wind {
  /** Where it blows from, clockwise from true north. */
  readonly fromDegrees: Degrees;
  readonly metresPerSecond: number;
  /** UTC. */
  readonly measuredAt: string;
  readonly validUntil: string;
  /** The station, instrument or person it was measured by. */
  readonly source: string;
}

export interface ToxicRelease {
  /** Id in the substance table; null for a substance that is not in it. */
  readonly substanceId: string | null;
  readonly substanceName: string;
  /** Four digits; null where unknown. */
  readonly unNumber: string | null;
  /** Null where nobody has said. */
  readonly amount: { readonly value: number; readonly unit: (typeof AMOUNT_UNITS)[number]; readonly isEstimated: boolean } | null;
  readonly wind: Wind | null;
  readonly measures: { readonly heavy: ZoneMeasure | null; readonly light: ZoneMeasure | null };
  /** Who gave the distances: the table's source, or an expert by name. */
  readonly distanceSource: string;
}

export type WindState = 'none' | 'valid' | 'expired';

export const windState = (wind: Wind | null, now: Milliseconds): WindState => {
  if (wind === null) return 'none';
  return Date.parse(wind.validUntil) > now ? 'valid' : 'expired';
};

/** Where the wind blows to. */
export const downwind = (wind: Wind): Degrees => (wind.fromDegrees + 180) % 360;

export type SpillSize = 'small' | 'large';

/** One distance of the table with who says so. */
export interface SourcedDistance {
  readonly metres: Metres;
  readonly source: string;
  /** False: taken from a secondary copy or an old edition; shown as 未核实. */
  readonly isVerified: boolean;
}

/** Absent values were not found in any source: 距离须由专家给出. */
export interface SpillDistances {
  /** All round the release. */
  readonly isolation?: SourcedDistance;
  readonly downwindDay?: SourcedDistance;
  readonly downwindNight?: SourcedDistance;
}

export interface ToxicSubstance {
  readonly id: string;
  /** 0 as shipped; grows with every local change. */
  readonly version: number;
  readonly name: string;
  readonly otherNames: readonly string[];
  readonly unNumber: string;
  readonly unNumberSource: string;
  /** What it is not to be taken for. */
  readonly confusion: string;
  readonly small: SpillDistances;
  readonly large: SpillDistances;
}

/** What the table has for 重危 (all round) and 轻危 (downwind); null: 距离须由专家给出. */
export const tableDistances = (
  substance: Pick<ToxicSubstance, 'small' | 'large'>,
  size: SpillSize,
  isNight: boolean,
): { readonly heavy: SourcedDistance | null; readonly light: SourcedDistance | null } => {
  const distances = substance[size];
  return { heavy: distances.isolation ?? null, light: (isNight ? distances.downwindNight : distances.downwindDay) ?? null };
};
