// Values that hold for a whole file because its title says so: a list of reservoirs is a list of hazard points of that type.
import type { Field, ThingKind } from '../../../../../shared/domain/atlas/field.ts';
import type { FieldMapping } from '../mapping.ts';
import { comparedText } from '../values/plain-text.ts';
import { choiceReader } from '../values/read-choice.ts';
import type { GuessNote } from './guess-note.ts';

export interface TitleConstants {
  readonly fields: readonly FieldMapping[];
  readonly notes: readonly GuessNote[];
}

/** The choice that a title names; of several the longest spelling. */
const choiceWithin = (field: Extract<Field, { readonly type: 'choice' | 'choices' }>, texts: readonly string[]): string | null => {
  const choices = choiceReader(field.choices);
  const found = texts.flatMap((text) => choices.within(comparedText(text)) ?? []);
  return found.toSorted((left, right) => right.length - left.length)[0]?.value ?? null;
};

/** Asked only of the field that picks the symbol and of lists with flags, and only where no column fills them. */
export const titleConstants = (kind: ThingKind, filled: readonly FieldMapping[], texts: readonly string[]): TitleConstants => {
  const fields: FieldMapping[] = [];
  const notes: GuessNote[] = [];
  for (const field of kind.fields) {
    const isAsked = (field.type === 'choice' && field.key === kind.symbolField) || (field.type === 'choices' && field.flagFields !== undefined);
    if (!isAsked || filled.some((mapping) => mapping.field === field.key)) continue;
    const value = choiceWithin(field, texts);
    if (value === null) continue;
    fields.push({ field: field.key, from: 'constant', value: field.type === 'choices' ? [value] : value });
    notes.push({ code: 'constantFromTitle', field: field.key, value });
  }
  return { fields, notes };
};
