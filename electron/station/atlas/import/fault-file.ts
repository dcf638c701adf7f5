// Writes the rows that need correcting as a csv file that opens in a spreadsheet and imports again as it stands.
import type { ConvertedRow } from './convert-row.ts';
import { ROW_ISSUE_WORDS } from './fault-words.ts';
import { EXPORT_HEADERS } from './guess/header-words.ts';
import type { RowIssue } from './row-issue.ts';
import { withGuard } from './source/formula-guard.ts';

export type FaultLanguage = 'zh' | 'en';

/** Headers of the columns this file adds; they fill nothing and do not count when mappings are compared. */
export const FAULT_HEADERS = { row: '【行号 Row】', problem: '【问题 Problem】' } as const;

const BYTE_ORDER_MARK = '\uFEFF';
const LINE_END = '\r\n';

const csvCell = (text: string): string => {
  const guarded = withGuard(text);
  return /[",\r\n]|^\s|\s$/u.test(guarded) ? `"${guarded.replaceAll('"', '""')}"` : guarded;
};

export const csvLine = (cells: readonly string[]): string => cells.map(csvCell).join(',') + LINE_END;

const issueText = ({ code, header, value }: RowIssue, language: FaultLanguage): string => {
  const words = ROW_ISSUE_WORDS[code][language];
  const where = header === '' ? '' : language === 'zh' ? `“${header}”：` : `"${header}": `;
  return value === '' ? `${where}${words}` : `${where}${words}${language === 'zh' ? `（${value}）` : ` (${value})`}`;
};

/** What is wrong with a row in one cell. */
export const issueTexts = (issues: readonly RowIssue[], language: FaultLanguage): string =>
  issues.map((issue) => issueText(issue, language)).join(language === 'zh' ? '；' : '; ');

export interface FaultFile {
  /** The first line, with the mark that tells spreadsheets it is UTF-8. */
  readonly head: () => string;
  /** The line of one row; empty for a row with nothing to say. */
  readonly line: (row: ConvertedRow) => string;
}

/** `headers` as in the mapping. `hasShapes` adds the geometry of files that keep it apart from the cells. */
export const faultFile = (headers: readonly string[], language: FaultLanguage, hasShapes: boolean): FaultFile => {
  const width = headers.length;
  const shapes = hasShapes ? [EXPORT_HEADERS.wkt] : [];
  return {
    head: () => BYTE_ORDER_MARK + csvLine([...headers, ...shapes, FAULT_HEADERS.row, FAULT_HEADERS.problem]),
    line: (row) => {
      const issues = row.outcome === 'fault' ? row.faults : row.warnings;
      if (issues.length === 0) return '';
      const cells = Array.from({ length: width }, (_, column) => row.cells[column] ?? '');
      const shape = hasShapes ? [row.outcome === 'fault' ? row.shape : ''] : [];
      return csvLine([...cells, ...shape, String(row.row), issueTexts(issues, language)]);
    },
  };
};
