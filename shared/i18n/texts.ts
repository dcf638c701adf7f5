// All texts, Chinese and English, one line an area; a key that lacks a language does not compile.
import type { Language } from './language.ts';
import { BASE_EN, BASE_ZH } from './texts/base.ts';
import { MAP_EN, MAP_ZH } from './texts/map.ts';

const ZH_CN = { ...BASE_ZH, ...MAP_ZH } as const;

export type TextKey = keyof typeof ZH_CN;

const EN: { readonly [key in TextKey]: string } = { ...BASE_EN, ...MAP_EN };

export const TEXTS: { readonly [language in Language]: { readonly [key in TextKey]: string } } = { 'zh-CN': ZH_CN, en: EN };
