// Texts by key, with named slots.
import type { Language } from './language.ts';
import { TEXTS, type TextKey } from './texts.ts';

export type Slots = { readonly [name: string]: string | number };

export type Translate = (key: TextKey, slots?: Slots) => string;

/** `{name}` in a text is replaced by the slot of that name; a slot that is not given stays visible as `{name}`. */
export const translatorFor = (language: Language): Translate => {
  const texts = TEXTS[language];
  return (key, slots) => texts[key].replaceAll(/\{(\w+)\}/g, (mark, name: string) => String(slots?.[name] ?? mark));
};
