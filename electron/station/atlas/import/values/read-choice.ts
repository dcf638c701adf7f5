// Finds which choice of a field a text means, by every spelling the catalogue knows.
import type { Choice } from '../../../../../shared/domain/atlas/field.ts';
import { comparedText, saysNothing } from './plain-text.ts';

export interface ChoiceReader {
  /** The stored value; null where no spelling fits. */
  readonly read: (text: string) => string | null;
  /** The values of a list in any usual separation, and what of it fits nothing. */
  readonly readList: (text: string) => { readonly values: readonly string[]; readonly unknown: readonly string[] };
  /** The longest spelling that a text holds, and its value. */
  readonly within: (compared: string) => { readonly value: string; readonly length: number } | null;
}

/** A column repeats few spellings; remembering them spares most of the comparing. */
const MOST_REMEMBERED = 500;
const LONGEST_REMEMBERED = 100;

const LONGEST_LIST = 10_000;

const SEPARATOR = /[、，,；;/|\n]+/u;

/** Spellings shorter than this are met by chance inside other words. */
const isTellingWithin = (spelling: string): boolean => spelling.length >= (/^[\x20-\x7E]*$/u.test(spelling) ? 4 : 2);

export const choiceReader = (choices: readonly Choice[]): ChoiceReader => {
  const bySpelling = new Map<string, string>();
  for (const { value, zh, en, also } of choices) {
    for (const spelling of [value, zh, en, ...(also ?? [])]) {
      const compared = comparedText(spelling);
      if (compared !== '' && !bySpelling.has(compared)) bySpelling.set(compared, value);
    }
  }
  const exact = new Set(choices.map(({ value }) => value));
  const seen = new Map<string, string | null>();
  const read = (text: string): string | null => {
    if (exact.has(text)) return text;
    if (text.length > LONGEST_LIST) return null;
    const known = seen.get(text);
    if (known !== undefined) return known;
    const value = bySpelling.get(comparedText(text)) ?? null;
    if (seen.size < MOST_REMEMBERED && text.length <= LONGEST_REMEMBERED) seen.set(text, value);
    return value;
  };
  return {
    read,
    readList: (text) => {
      if (text.length > LONGEST_LIST) return { values: [], unknown: [text] };
      const whole = read(text);
      if (whole !== null) return { values: [whole], unknown: [] };
      const parts = text.split(SEPARATOR).map((part) => part.trim()).filter((part) => !saysNothing(part));
      const values = parts.map(read);
      return {
        values: [...new Set(values.filter((value) => value !== null))],
        unknown: parts.filter((_, index) => values[index] === null),
      };
    },
    within: (compared) => {
      let best: { value: string; length: number } | null = null;
      for (const [spelling, value] of bySpelling) {
        if (isTellingWithin(spelling) && compared.includes(spelling) && spelling.length > (best?.length ?? 0)) {
          best = { value, length: spelling.length };
        }
      }
      return best;
    },
  };
};
