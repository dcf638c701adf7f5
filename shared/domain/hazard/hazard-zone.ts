// The zones of a drawn hazard: how grave each is, what people in it are to do, and which one counts where they overlap.
import type { MultiPolygonCoordinates } from '../../geo/geometry.ts';
import type { SquareMetres } from '../../kernel/units.ts';
import { term, type Term } from '../atlas/field.ts';

export const ZONE_GRADES = ['heavy', 'key', 'whole', 'light', 'general', 'safe'] as const;

export type ZoneGrade = (typeof ZONE_GRADES)[number];

export const ZONE_GRADE_TERMS: { readonly [grade in ZoneGrade]: Term } = {
  heavy: term('重危区', 'severe danger zone'),
  key: term('重点', 'key zone'),
  whole: term('危险区', 'danger zone'),
  light: term('轻危区', 'light danger zone'),
  general: term('一般', 'general zone'),
  safe: term('安全区', 'safe zone'),
};

/** Most severe first: someone in several zones is counted in the first of these only. */
export const bySeverity = (left: { readonly grade: ZoneGrade }, right: { readonly grade: ZoneGrade }): number =>
  ZONE_GRADES.indexOf(left.grade) - ZONE_GRADES.indexOf(right.grade);

/** People in the 安全区 are not affected: it is where others are brought to. */
export const isAffecting = (grade: ZoneGrade): boolean => grade !== 'safe';

export const ZONE_MEASURES = ['evacuate', 'shelterInPlace'] as const;

export type ZoneMeasure = (typeof ZONE_MEASURES)[number];

export const ZONE_MEASURE_TERMS: { readonly [measure in ZoneMeasure]: Term } = {
  evacuate: term('疏散', 'evacuate'),
  shelterInPlace: term('就地避护', 'shelter in place'),
};

export interface HazardZone {
  readonly grade: ZoneGrade;
  /** Null where nobody has decided. */
  readonly measure: ZoneMeasure | null;
  readonly area: MultiPolygonCoordinates;
  /** Of this zone alone, without the graver zones it surrounds. */
  readonly squareMetres: SquareMetres;
}

/** Danger area of all zones together; the 安全区 is none. */
export const affectedSquareMetres = (zones: readonly HazardZone[]): SquareMetres =>
  zones.filter(({ grade }) => isAffecting(grade)).reduce((sum, zone) => sum + zone.squareMetres, 0);
