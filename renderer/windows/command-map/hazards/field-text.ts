// One field of a hazard in words, for telling versions apart.
import { LEVELS } from '../../../../shared/domain/atlas/levels.ts';
import type { DrawnShape } from '../../../../shared/domain/hazard/drawn-shape.ts';
import type { HazardContent } from '../../../../shared/domain/hazard/hazard.ts';
import { hazardKind } from '../../../../shared/domain/hazard/hazard-kind.ts';
import { inLanguage, type Language } from '../../../../shared/i18n/language.ts';
import type { TextKey } from '../../../../shared/i18n/texts.ts';
import type { Translate } from '../../../../shared/i18n/translate.ts';
import { assertNever } from '../../../../shared/kernel/assert-never.ts';
import { metresText } from '../../../map/tools/measure-text.ts';
import { momentText } from './as-of.ts';
import type { ContentField } from './merge-changes.ts';

const FIELD_NAMES: { readonly [field in ContentField | 'state']: TextKey } = {
  kind: 'hazard.kind',
  name: 'hazard.name',
  level: 'hazard.level',
  source: 'hazard.source',
  factTime: 'hazard.factTime',
  note: 'hazard.note',
  shape: 'hazard.shape',
  toxic: 'hazard.toxic',
  state: 'hazard.state',
};

/** Fields this version does not know are named as the station names them. */
export const fieldName = (field: string, t: Translate): string => {
  const known = Object.entries(FIELD_NAMES).find(([name]) => name === field);
  return known === undefined ? field : t(known[1]);
};

export const kindText = (code: string, language: Language): string => {
  const kind = hazardKind(code);
  return kind === undefined ? code : inLanguage(kind.term, language);
};

const corners = (rings: readonly (readonly unknown[])[]): number => rings.reduce((sum, ring) => sum + Math.max(0, ring.length - 1), 0);

const shapeText = (shape: DrawnShape, language: Language, t: Translate): string => {
  const metres = (value: number): string => metresText(value, language);
  switch (shape.type) {
    case 'polygon':
      return t('hazard.shape.polygon', { count: corners(shape.polygon) });
    case 'circle':
      return t('hazard.shape.circle', { radius: metres(shape.radiusMetres) });
    case 'sector':
      return t('hazard.shape.sector', { radius: metres(shape.radiusMetres), from: Math.round(shape.fromAzimuth), to: Math.round(shape.toAzimuth) });
    case 'bufferedLine':
      return t('hazard.shape.bufferedLine', { count: shape.line.length, width: metres(shape.eachSideMetres) });
    case 'twoRings':
      return t('hazard.shape.twoRings', { key: corners(shape.key), general: corners(shape.general) });
    case 'twoCircles':
      return t('hazard.shape.twoCircles', { key: metres(shape.keyRadiusMetres), general: metres(shape.generalRadiusMetres) });
    case 'toxic':
      return t('hazard.shape.toxic', { heavy: metres(shape.heavyMetres), light: metres(shape.lightMetres) });
    default:
      return assertNever(shape);
  }
};

const toxicText = (toxic: HazardContent['toxic'], t: Translate): string => {
  if (toxic === null) return t('hazard.empty');
  const wind = toxic.wind === null ? t('hazard.wind.noneShort') : t('hazard.wind.short', { from: Math.round(toxic.wind.fromDegrees), speed: toxic.wind.metresPerSecond });
  return `${toxic.substanceName}${toxic.unNumber === null ? '' : `（UN ${toxic.unNumber}）`} ${wind}`;
};

export const fieldText = (field: ContentField, content: HazardContent, language: Language, t: Translate): string => {
  switch (field) {
    case 'kind':
      return kindText(content.kind, language);
    case 'level': {
      const level = LEVELS.find(({ value }) => value === content.level);
      return level === undefined ? t('hazard.level.none') : inLanguage(level, language);
    }
    case 'factTime':
      return momentText(content.factTime, language);
    case 'shape':
      return shapeText(content.shape, language, t);
    case 'toxic':
      return toxicText(content.toxic, t);
    case 'name':
    case 'source':
    case 'note':
      return content[field] === '' ? t('hazard.empty') : content[field];
    default:
      return assertNever(field);
  }
};
