// One thing on the map, as it is stored, sent and drawn.
import type { LonLat } from '../../kernel/units.ts';
import type { Attributes } from './field.ts';

export type ThingGeometry =
  | { readonly type: 'Point'; readonly coordinates: LonLat }
  | { readonly type: 'LineString'; readonly coordinates: readonly LonLat[] }
  | { readonly type: 'MultiLineString'; readonly coordinates: readonly (readonly LonLat[])[] }
  | { readonly type: 'Polygon'; readonly coordinates: readonly (readonly LonLat[])[] }
  | { readonly type: 'MultiPolygon'; readonly coordinates: readonly (readonly (readonly LonLat[])[])[] };

/** What is known of a thing; an attribute that is absent is unknown, never zero or no. */
export interface ThingContent {
  readonly name: string;
  /** 12-digit statistical area code; empty where unknown. */
  readonly areaCode: string;
  /** Null where nobody has said where it is: listed and counted apart, never drawn at a guess. */
  readonly geometry: ThingGeometry | null;
  readonly attributes: Attributes;
  /** Who said so: a file, a desk, a generator. */
  readonly source: string;
  /** The date the data speaks of, `2026-11-22` or a full UTC time; empty where unknown. */
  readonly asOf: string;
}

export interface Thing extends ThingContent {
  readonly kind: string;
  readonly id: string;
  /** Grows by one with every change; commands carry the version the operator saw. */
  readonly version: number;
}

/** One resident; the three populations are kept apart, and `null` means nobody has said. */
export interface Resident {
  readonly id: string;
  readonly householdId: string;
  readonly name: string;
  readonly sex: 'male' | 'female' | null;
  readonly birthYear: number | null;
  /** 户籍: registered here. */
  readonly isRegistered: boolean | null;
  /** 常住: lives here. */
  readonly isResident: boolean | null;
  /** 当晚在村: in the village tonight. */
  readonly isPresentTonight: boolean | null;
  /** Empty where not vulnerable. */
  readonly vulnerability: Vulnerability | null;
  readonly phone: string;
}

export type Vulnerability = 'elderlyAlone' | 'disabled' | 'bedridden' | 'child' | 'pregnant' | 'illness';

export const VULNERABILITIES: readonly { readonly value: Vulnerability; readonly zh: string; readonly en: string }[] = [
  { value: 'elderlyAlone', zh: '独居老人', en: 'elderly living alone' },
  { value: 'disabled', zh: '残疾人', en: 'disabled' },
  { value: 'bedridden', zh: '卧床', en: 'bedridden' },
  { value: 'child', zh: '留守儿童', en: 'child left behind' },
  { value: 'pregnant', zh: '孕产妇', en: 'pregnant' },
  { value: 'illness', zh: '重病', en: 'seriously ill' },
];
