// What the hazards need to know of the county; whoever builds the station passes it in.
import type { Thing, Vulnerability } from '../../../shared/domain/atlas/thing.ts';
import type { Population } from '../../../shared/domain/hazard/population.ts';
import type { Heights } from '../../../shared/domain/hazard/unregistered-threat.ts';
import type { Bounds, LonLat } from '../../../shared/kernel/units.ts';

export interface HouseholdDetail {
  readonly id: string;
  readonly headName: string;
  readonly phone: string;
  readonly address: string;
  readonly houseType: string;
  readonly source: string;
  readonly asOf: string;
}

export interface ResidentDetail {
  readonly id: string;
  readonly householdId: string;
  readonly name: string;
  readonly phone: string;
  readonly sex: 'male' | 'female' | null;
  readonly birthYear: number | null;
  readonly isRegistered: boolean | null;
  readonly isResident: boolean | null;
  readonly isPresentTonight: boolean | null;
  readonly vulnerability: Vulnerability | null;
}

/** The arrays that are counted, and the details of a few of their rows at a time. Never changed once handed out. */
export interface People {
  readonly population: Population;
  /** Details in the order of the indices asked for; null where the row has since gone. */
  readonly households: (indices: readonly number[]) => Promise<readonly (HouseholdDetail | null)[]>;
  readonly residents: (indices: readonly number[]) => Promise<readonly (ResidentDetail | null)[]>;
}

export interface Area {
  /** 12 digits. */
  readonly code: string;
  readonly name: string;
  readonly level: 'county' | 'township' | 'village';
  readonly position: LonLat | null;
}

export interface CountyData {
  /** Of a kind of thing, or of `resident`: grows with every change of it. */
  readonly revision: (kind: string) => number;
  /** All things of a kind; an array once handed out is not changed. */
  readonly things: (kind: string) => Promise<readonly Thing[]>;
  readonly people: () => Promise<People>;
  /** Null where the station has no terrain. */
  readonly heights: () => Heights | null;
  /** Rectangle around the county; null where nothing is known. */
  readonly bounds: () => Bounds | null;
  /** Another array after every change, the same one until then. */
  readonly areas: () => readonly Area[];
  /** Called after any of it has changed; returns the way to stop. */
  readonly onChange: (listener: () => void) => () => void;
}
