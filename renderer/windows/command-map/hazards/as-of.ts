// The date a datum speaks of: a day as it stands, a moment in the time of the place, nothing where nobody said.
import type { Language } from '../../../../shared/i18n/language.ts';
import { dateTimeText } from '../../../../shared/i18n/times.ts';
import type { Translate } from '../../../../shared/i18n/translate.ts';

const DAY_LENGTH = 10;

/** A UTC time in words, in the time of this place. */
export const momentText = (utc: string, language: Language, withSeconds = false): string => {
  const at = new Date(utc);
  return Number.isNaN(at.getTime()) ? utc : dateTimeText(at.getTime(), language, -at.getTimezoneOffset(), withSeconds);
};

export const asOfText = (asOf: string, language: Language, t: Translate): string => {
  if (asOf === '') return t('hazard.dateUnknown');
  return asOf.length <= DAY_LENGTH ? asOf : momentText(asOf, language);
};

/** Oldest to newest; one where they are the same. */
export const asOfRange = (from: string, to: string, language: Language, t: Translate): string => {
  const [first, last] = [asOfText(from, language, t), asOfText(to, language, t)];
  return first === last ? last : `${first} – ${last}`;
};
