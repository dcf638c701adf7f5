// Who lives where, as flat arrays made for being counted many times: households, and the residents of each.
import { significantDigits } from '../atlas/area-code.ts';

/** Who said so, and of which date. */
export interface Statement {
  readonly source: string;
  /** `2026-11-22` or a full UTC time; empty where unknown. */
  readonly asOf: string;
}

/** 0 nobody has said, 1 no, 2 yes. */
export const UNSAID = 0;
export const NO = 1;
export const YES = 2;

/** What is said of each resident about one of the three populations. */
export interface Said {
  readonly answers: Uint8Array;
  /** Index into `statements`. */
  readonly statements: Uint32Array;
}

export interface Population {
  readonly statements: readonly Statement[];
  /** Distinct 12-digit codes; the empty one where unknown. */
  readonly areaCodes: readonly string[];
  readonly householdCount: number;
  /** NaN where unlocated. */
  readonly longitudes: Float64Array;
  readonly latitudes: Float64Array;
  readonly areas: Uint32Array;
  readonly householdStatements: Uint32Array;
  readonly residentCount: number;
  /** Residents of household h are `members[starts[h]] … members[starts[h + 1] - 1]`. */
  readonly starts: Uint32Array;
  readonly members: Uint32Array;
  readonly registered: Said;
  readonly resident: Said;
  readonly present: Said;
  /** 0 none known, otherwise 1 + index in VULNERABILITIES. */
  readonly vulnerabilities: Uint8Array;
  readonly withoutHousehold: number;
}

/** The village of a household as its significant digits; empty where unknown. */
export const villageOf = (areaCode: string): string => (areaCode === '' ? '' : significantDigits(areaCode));
