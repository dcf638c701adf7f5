// A sheet as a window sees it: the mapping that is proposed, how sure it is, the first rows as they stand and as they are read.
import type { ImportNote, ImportSheet, IssueTerms, SampleRow } from '../../../../shared/contract/import-shapes.ts';
import type { ConvertedRow } from '../import/convert-row.ts';
import { ROW_ISSUE_WORDS } from '../import/fault-words.ts';
import type { FileNote } from '../import/formats/format.ts';
import type { GuessNote } from '../import/guess/guess-note.ts';
import type { SheetReport } from '../import/import-wire.ts';
import type { RowIssueCode } from '../import/row-issue.ts';
import { cellText } from '../import/values/plain-text.ts';
import { placeOf, shownIssues } from './compared-row.ts';
import type { RememberedMapping } from './mapping-memory.ts';

/** Longer cells are cut for showing; the import itself reads them whole. */
const SHOWN_CHARACTERS = 200;

/** Of all sheets together: what a window can take at once. */
const SHOWN_ALTOGETHER = 400_000;
const LEAST_PER_SHEET = 4_000;

const shownCell = (text: string): string => (text.length > SHOWN_CHARACTERS ? `${text.slice(0, SHOWN_CHARACTERS)}…` : text);

/** As many of the first rows as there is room for. */
const shownRows = (rows: SheetReport['rows'], sheetCount: number): ImportSheet['rows'] => {
  const shown: ImportSheet['rows'] = [];
  let room = Math.max(LEAST_PER_SHEET, SHOWN_ALTOGETHER / sheetCount);
  for (const { number, cells } of rows) {
    const texts = cells.map((cell) => shownCell(cellText(cell)));
    room -= texts.reduce((sum, text) => sum + text.length + 1, 0);
    if (room < 0) break;
    shown.push({ number, cells: texts });
  }
  return shown;
};

/** Headers are sent to the window and back with every question: a whole page of text in one is cut. */
export const withShortHeaders = (report: SheetReport): SheetReport =>
  report.guess === null ? report : { ...report, guess: { ...report.guess, mapping: { ...report.guess.mapping, headers: report.guess.mapping.headers.map((header) => header.slice(0, SHOWN_CHARACTERS)) } } };

export const shownNote = ({ code, ...slots }: FileNote | GuessNote): ImportNote => ({ code, slots });

export const sampleRows = (rows: readonly ConvertedRow[], nameColumn: number | null): SampleRow[] =>
  rows.map((row) => {
    const isFaulty = row.outcome === 'fault';
    return {
      row: row.row,
      name: isFaulty ? ((nameColumn === null ? undefined : row.cells[nameColumn]) ?? '') : row.content.name,
      position: isFaulty ? null : placeOf(row.content.geometry),
      isFaulty,
      issues: shownIssues(isFaulty ? row.faults : row.warnings),
    };
  });

const isCode = (code: string): code is RowIssueCode => Object.hasOwn(ROW_ISSUE_WORDS, code);

export const issueTerms = (rows: readonly { readonly issues: readonly { readonly code: string }[] }[]): IssueTerms => {
  const codes = new Set(rows.flatMap(({ issues }) => issues.map(({ code }) => code)));
  return [...codes].flatMap((code) => (isCode(code) ? [{ code, ...ROW_ISSUE_WORDS[code] }] : []));
};

export interface Proposal {
  readonly remembered: RememberedMapping;
  /** The first rows as the remembered mapping reads them. */
  readonly preview: readonly ConvertedRow[];
}

/** `proposal` replaces the guess where a list with these headers was imported before. */
export const shownSheet = ({ sheet, guess, rows, preview }: SheetReport, proposal: Proposal | null, sheetCount: number): ImportSheet => {
  const mapping = proposal?.remembered.mapping ?? guess?.mapping ?? null;
  const sample = sampleRows(proposal?.preview ?? preview, mapping?.name ?? null);
  const remembered = proposal?.remembered;
  return {
    name: sheet.name,
    isHidden: sheet.isHidden,
    hasGeometry: sheet.hasGeometry,
    statedRows: sheet.statedRows,
    mapping,
    confidence: guess?.confidence ?? 0,
    kinds: (guess?.kinds ?? []).map(({ kind, score }) => ({ kind, score })),
    notes: (guess?.notes ?? []).map(shownNote),
    unmapped: [...(guess?.unmapped ?? [])],
    rows: shownRows(rows, sheetCount),
    sample,
    issueTerms: issueTerms(sample),
    remembered: remembered === undefined ? null : { usedAt: remembered.usedAt, person: remembered.person, fileName: remembered.fileName, source: remembered.source },
  };
};
