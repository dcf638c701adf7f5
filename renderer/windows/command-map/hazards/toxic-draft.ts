// What is known of a toxic release while it is being filled in, and what is still missing before it can be declared.
import type { ToxicShape } from '../../../../shared/domain/hazard/drawn-shape.ts';
import type { ZoneMeasure } from '../../../../shared/domain/hazard/hazard-zone.ts';
import { tableDistances, type AMOUNT_UNITS, type SourcedDistance, type SpillSize, type ToxicRelease, type ToxicSubstance, type Wind } from '../../../../shared/domain/hazard/toxic-release.ts';
import type { Degrees, LonLat, Metres } from '../../../../shared/kernel/units.ts';

export interface WindDraft {
  readonly fromDegrees: Degrees | null;
  readonly metresPerSecond: number | null;
  readonly measuredAt: string | null;
  readonly validUntil: string | null;
  readonly source: string;
}

export interface ToxicDraft {
  readonly substanceId: string | null;
  /** Not in the table: named by hand. */
  readonly isOwn: boolean;
  readonly substanceName: string;
  readonly unNumber: string;
  readonly amount: number | null;
  readonly amountUnit: (typeof AMOUNT_UNITS)[number];
  readonly isAmountEstimated: boolean;
  readonly size: SpillSize | null;
  readonly isNight: boolean;
  /** Null: no wind has been measured. */
  readonly wind: WindDraft | null;
  readonly heavyMetres: Metres | null;
  readonly lightMetres: Metres | null;
  readonly safeMetres: Metres | null;
  readonly isDownwind: boolean;
  readonly spanDegrees: Degrees | null;
  readonly distanceSource: string;
  readonly heavyMeasure: ZoneMeasure | null;
  readonly lightMeasure: ZoneMeasure | null;
}

export type ToxicMissing = 'substance' | 'unNumber' | 'wind' | 'windSource' | 'distances' | 'span' | 'distanceSource';

const NIGHT_FROM = 18;
const NIGHT_TO = 6;

/** Day or night as the tables mean it, by the hour at the place. */
export const isNightHour = (hour: number): boolean => hour >= NIGHT_FROM || hour < NIGHT_TO;

export const newToxicDraft = (isNight: boolean): ToxicDraft => ({
  substanceId: null,
  isOwn: false,
  substanceName: '',
  unNumber: '',
  amount: null,
  amountUnit: 't',
  isAmountEstimated: true,
  size: null,
  isNight,
  wind: null,
  heavyMetres: null,
  lightMetres: null,
  safeMetres: null,
  isDownwind: false,
  spanDegrees: null,
  distanceSource: '',
  heavyMeasure: null,
  lightMeasure: null,
});

export const toxicDraftOf = (release: ToxicRelease, shape: ToxicShape | null, isNight: boolean): ToxicDraft => ({
  substanceId: release.substanceId,
  isOwn: release.substanceId === null,
  substanceName: release.substanceName,
  unNumber: release.unNumber ?? '',
  amount: release.amount?.value ?? null,
  amountUnit: release.amount?.unit ?? 't',
  isAmountEstimated: release.amount?.isEstimated ?? true,
  size: null,
  isNight,
  wind: release.wind,
  heavyMetres: shape?.heavyMetres ?? null,
  lightMetres: shape?.lightMetres ?? null,
  safeMetres: shape?.safeMetres ?? null,
  isDownwind: shape?.spread.type === 'downwind',
  spanDegrees: shape?.spread.type === 'downwind' ? shape.spread.spanDegrees : null,
  distanceSource: release.distanceSource,
  heavyMeasure: release.measures.heavy,
  lightMeasure: release.measures.light,
});

export const windOf = (wind: WindDraft | null): Wind | null => {
  if (wind === null) return null;
  const { fromDegrees, metresPerSecond, measuredAt, validUntil, source } = wind;
  if (fromDegrees === null || metresPerSecond === null || measuredAt === null || validUntil === null) return null;
  return { fromDegrees, metresPerSecond, measuredAt, validUntil, source: source.trim() };
};

const UN_NUMBER = /^\d{4}$/;

/** `needsDistances`: the zones are drawn from the numbers, not by hand. */
export const toxicMissing = (draft: ToxicDraft, needsDistances: boolean): readonly ToxicMissing[] => {
  const wind = windOf(draft.wind);
  return [
    ...(draft.substanceName.trim() === '' ? (['substance'] as const) : []),
    ...(draft.unNumber !== '' && !UN_NUMBER.test(draft.unNumber) ? (['unNumber'] as const) : []),
    ...(draft.wind !== null && wind === null ? (['wind'] as const) : []),
    ...(wind !== null && wind.source === '' ? (['windSource'] as const) : []),
    ...(needsDistances && (draft.heavyMetres === null || draft.lightMetres === null) ? (['distances'] as const) : []),
    ...(needsDistances && draft.isDownwind && draft.spanDegrees === null ? (['span'] as const) : []),
    ...(needsDistances && draft.distanceSource.trim() === '' ? (['distanceSource'] as const) : []),
  ];
};

/** Null while the substance or the wind is only half filled in. */
export const releaseOf = (draft: ToxicDraft): ToxicRelease | null => {
  const wind = windOf(draft.wind);
  if (draft.substanceName.trim() === '' || (draft.unNumber !== '' && !UN_NUMBER.test(draft.unNumber))) return null;
  if (draft.wind !== null && (wind === null || wind.source === '')) return null;
  return {
    substanceId: draft.substanceId,
    substanceName: draft.substanceName.trim(),
    unNumber: draft.unNumber === '' ? null : draft.unNumber,
    amount: draft.amount === null ? null : { value: draft.amount, unit: draft.amountUnit, isEstimated: draft.isAmountEstimated },
    wind,
    measures: { heavy: draft.heavyMeasure, light: draft.lightMeasure },
    distanceSource: draft.distanceSource.trim(),
  };
};

export const toxicShapeOf = (centre: LonLat, draft: ToxicDraft): ToxicShape | null => {
  const { heavyMetres, lightMetres, safeMetres, isDownwind, spanDegrees } = draft;
  if (heavyMetres === null || lightMetres === null || (isDownwind && spanDegrees === null)) return null;
  return { type: 'toxic', centre, heavyMetres, lightMetres, safeMetres, spread: isDownwind && spanDegrees !== null ? { type: 'downwind', spanDegrees } : { type: 'allRound' } };
};

export const withSubstance = (draft: ToxicDraft, substance: ToxicSubstance | null): ToxicDraft =>
  substance === null ? { ...draft, substanceId: null, isOwn: true, substanceName: '', unNumber: '' } : { ...draft, substanceId: substance.id, isOwn: false, substanceName: substance.name, unNumber: substance.unNumber };

export interface TableAdvice {
  readonly heavy: SourcedDistance | null;
  readonly light: SourcedDistance | null;
}

export const adviceFor = (draft: ToxicDraft, substance: ToxicSubstance | undefined): TableAdvice | null =>
  substance === undefined || draft.size === null ? null : tableDistances(substance, draft.size, draft.isNight);

/** Takes over what the table has and names it as the source; what it has not stays as it is. */
export const withAdvice = (draft: ToxicDraft, advice: TableAdvice): ToxicDraft => {
  const sources = [...new Set([advice.heavy, advice.light].flatMap((distance) => (distance === null ? [] : [distance.source])))];
  return {
    ...draft,
    heavyMetres: advice.heavy?.metres ?? draft.heavyMetres,
    lightMetres: advice.light?.metres ?? draft.lightMetres,
    distanceSource: sources.length === 0 ? draft.distanceSource : sources.join('；').slice(0, 300),
  };
};
