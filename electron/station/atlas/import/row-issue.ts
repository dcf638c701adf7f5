// What can be wrong with one row: a closed list, told apart into what sinks the row and what is only reported.
import type { SourceTroubleCode } from './formats/format.ts';
import type { ValueIssue } from './values/read-value.ts';

export type RowIssueCode =
  | SourceTroubleCode
  | ValueIssue
  | 'missingName'
  | 'missingRequired'
  /** A line of totals or remarks under the table. */
  | 'summaryRow'
  | 'repeatedHeader'
  | 'coordinateIncomplete'
  | 'coordinateNotUnderstood'
  | 'coordinateOutOfRange'
  /** In range only with the two exchanged. */
  | 'coordinateSwapped'
  /** Not where the coordinate system is used: wrong zone or wrong system. */
  | 'coordinateOutsideSystem'
  /** 0, 0 stands for “not known”. */
  | 'coordinateZero'
  | 'farFromHome'
  /** Nobody has said in which system the numbers are; the thing is kept without a place. */
  | 'systemUnknown'
  /** An area where the kind is a point, and the like. */
  | 'wrongShape'
  | 'unknownFlag'
  | 'badAreaCode'
  | 'unknownArea'
  | 'unknownReference'
  | 'doesNotFit';

export interface RowIssue {
  readonly code: RowIssueCode;
  /** From 0; null where the whole row is meant. */
  readonly column: number | null;
  /** The text of that column's header, or the field where there is no column. */
  readonly header: string;
  /** The start of what the cell holds. */
  readonly value: string;
}

const WARNINGS: ReadonlySet<RowIssueCode> = new Set([
  'formulaWithoutResult',
  'notANumber',
  'notAWholeNumber',
  'numberOutOfRange',
  'notADate',
  'dateFromSerial',
  'notYesOrNo',
  'unknownChoice',
  'notAPhone',
  'tooLong',
  'coordinateZero',
  'farFromHome',
  'systemUnknown',
  'unknownFlag',
  'badAreaCode',
  'unknownArea',
  'unknownReference',
]);

/** Whether the row is imported all the same, without the one thing that was wrong. */
export const isWarning = ({ code }: RowIssue): boolean => WARNINGS.has(code);

const SHOWN_CHARACTERS = 120;

export const rowIssue = (code: RowIssueCode, column: number | null, header: string, value: string): RowIssue => ({
  code,
  column,
  header,
  value: value.length > SHOWN_CHARACTERS ? `${value.slice(0, SHOWN_CHARACTERS)}…` : value,
});
