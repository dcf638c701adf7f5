// The languages of the product; Chinese is the first and the fallback.
export const LANGUAGES = ['zh-CN', 'en'] as const;

export type Language = (typeof LANGUAGES)[number];

/** A term in both languages, as the domain catalogue carries it. */
export interface Bilingual {
  readonly zh: string;
  readonly en: string;
}

export const inLanguage = (term: Bilingual, language: Language): string => (language === 'zh-CN' ? term.zh : term.en);
