// The value of one attribute in words, with its unit.
import type { AttributeValue, Field } from '../../shared/domain/atlas/field.ts';
import { inLanguage, type Language } from '../../shared/i18n/language.ts';
import type { Translate } from '../../shared/i18n/translate.ts';

export const valueText = (field: Field, value: AttributeValue, language: Language, t: Translate): string => {
  if (field.type === 'boolean') return t(value === true ? 'common.yes' : 'common.no');
  if (field.type === 'choice' || field.type === 'choices') {
    const values = Array.isArray(value) ? value : [String(value)];
    return values.map((item: string) => field.choices.find((choice) => choice.value === item)).map((choice, index) => (choice === undefined ? String(values[index]) : inLanguage(choice, language))).join('、');
  }
  if ((field.type === 'integer' || field.type === 'number') && field.unit !== undefined) return `${Number(value).toLocaleString('en')} ${inLanguage(field.unit, language)}`;
  return String(value);
};
