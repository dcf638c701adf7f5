// What the user has chosen about one sheet of a file: the guess to begin with, then whatever they corrected.
import type { InputOf } from '../../../../shared/contract/catalogue.ts';
import type { ImportMapping, ImportSheet } from '../../../../shared/contract/import-shapes.ts';
import { isKnownDate } from '../../../../shared/domain/atlas/known-date.ts';

export interface Choices {
  readonly sheet: number;
  readonly mapping: ImportMapping;
  readonly source: string;
  readonly asOf: string;
  readonly blankClears: boolean;
  readonly completeList: { readonly areaCode: string } | null;
}

/** `避灾点2026年.xlsx` and `避灾点2027年.xlsx` are editions of one list: without ending, dates and numbers they are the same. */
const stemOf = (fileName: string): string => fileName.replace(/\.[^.]*$/u, '');
const editionless = (fileName: string): string => stemOf(fileName).replaceAll(/[\d_\-.()（）年月日版\s]/gu, '');

/** The source named the last time only where the file is an edition of the same list: another township's would be taken for this one's. */
const firstSource = ({ remembered }: ImportSheet, fileName: string): string =>
  remembered !== null && remembered.source !== '' && editionless(remembered.fileName) === editionless(fileName) ? remembered.source : stemOf(fileName).slice(0, 200);

export const firstChoices = (sheets: readonly ImportSheet[], fileName: string, sheet: number): Choices | null => {
  const chosen = sheets[sheet];
  if (chosen === undefined || chosen.mapping === null) return null;
  return { sheet, mapping: chosen.mapping, source: firstSource(chosen, fileName), asOf: '', blankClears: false, completeList: null };
};

/** The sheet that looks most like a list; hidden ones only where there is no other. */
export const likeliestSheet = (sheets: readonly ImportSheet[]): number => {
  const worth = ({ mapping, isHidden, confidence }: ImportSheet): number => (mapping === null ? -2 : confidence - (isHidden ? 1 : 0));
  return sheets.reduce((best, sheet, index) => (worth(sheet) > worth(sheets[best] ?? sheet) ? index : best), 0);
};

export const isAsOfSound = (asOf: string): boolean => asOf === '' || isKnownDate(asOf);

export const questionOf = (importId: string, { sheet, mapping, source, asOf, blankClears, completeList }: Choices): InputOf<'previewImport'> => ({
  importId,
  sheet,
  mapping,
  source: source.trim(),
  asOf,
  blankClears,
  completeList,
});
