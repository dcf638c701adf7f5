// The shell's texts in one language, with named slots.
import { inLanguage, type Language } from '../../shared/i18n/language.ts';
import { SHELL_TEXTS, type ShellText } from './shell-texts.ts';

export type Say = (key: ShellText, slots?: { readonly [name: string]: string }) => string;

export const sayIn =
  (language: Language): Say =>
  (key, slots = {}) =>
    inLanguage(SHELL_TEXTS[key], language).replaceAll(/\{(\w+)\}/g, (mark, name: string) => slots[name] ?? mark);

/** Chinese unless the system is set to English: the product's first language is its fallback. */
export const languageOf = (locale: string): Language => (locale.toLowerCase().startsWith('en') ? 'en' : 'zh-CN');
