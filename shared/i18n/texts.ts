// All texts, Chinese and English, one line an area; a key that lacks a language does not compile.
import type { Language } from './language.ts';
import { ADMINISTRATION_EN, ADMINISTRATION_ZH } from './texts/administration.ts';
import { BASE_EN, BASE_ZH } from './texts/base.ts';
import { HAZARDS_EN, HAZARDS_ZH } from './texts/hazards.ts';
import { IMPORTS_EN, IMPORTS_ZH } from './texts/imports.ts';
import { LEDGERS_EN, LEDGERS_ZH } from './texts/ledgers.ts';
import { MAP_EN, MAP_ZH } from './texts/map.ts';
import { VILLAGES_EN, VILLAGES_ZH } from './texts/villages.ts';

const ZH_CN = { ...ADMINISTRATION_ZH, ...BASE_ZH, ...HAZARDS_ZH, ...IMPORTS_ZH, ...LEDGERS_ZH, ...MAP_ZH, ...VILLAGES_ZH } as const;

export type TextKey = keyof typeof ZH_CN;

const EN: { readonly [key in TextKey]: string } = { ...ADMINISTRATION_EN, ...BASE_EN, ...HAZARDS_EN, ...IMPORTS_EN, ...LEDGERS_EN, ...MAP_EN, ...VILLAGES_EN };

export const TEXTS: { readonly [language in Language]: { readonly [key in TextKey]: string } } = { 'zh-CN': ZH_CN, en: EN };
