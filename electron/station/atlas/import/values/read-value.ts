// Reads one cell as the value of a field, or says why it cannot be one.
import { assertNever } from '../../../../../shared/kernel/assert-never.ts';
import type { AttributeValue, Field } from '../../../../../shared/domain/atlas/field.ts';
import type { Cell } from '../formats/format.ts';
import { cellText, saysNothing } from './plain-text.ts';
import { choiceReader, type ChoiceReader } from './read-choice.ts';
import { readDate } from './read-date.ts';
import { readBoolean } from './read-flag.ts';
import { inUnit, plainNumber, readNumber } from './read-number.ts';

export type ValueIssue =
  | 'notANumber'
  | 'notAWholeNumber'
  | 'numberOutOfRange'
  | 'notADate'
  | 'dateFromSerial'
  | 'notYesOrNo'
  | 'unknownChoice'
  | 'notAPhone'
  | 'tooLong';

export interface ReadValue {
  /** Null where the cell says nothing, or nothing that fits. */
  readonly value: AttributeValue | null;
  readonly issue: ValueIssue | null;
}

export type ValueReader = (cell: Cell | undefined) => ReadValue;

const NOTHING: ReadValue = { value: null, issue: null };
const read = (value: AttributeValue): ReadValue => ({ value, issue: null });
const refused = (issue: ValueIssue): ReadValue => ({ value: null, issue });

const LONGEST_TEXT = 20_000;
const LONGEST_PHONE = 100;

const readText = (cell: Cell | undefined, longest: number): ReadValue => {
  const text = cellText(cell);
  if (text === '') return NOTHING;
  return text.length > longest ? refused('tooLong') : read(text);
};

const THREE_DIGITS = /\d\D*\d\D*\d/u;

const readPhone = (cell: Cell | undefined): ReadValue => {
  const text = cellText(cell);
  if (saysNothing(text)) return NOTHING;
  if (text.length > LONGEST_PHONE) return refused('tooLong');
  // Three digits: 110, 119, 120. Names and notes beside a number are kept, they tell whose it is.
  return THREE_DIGITS.test(text) || THREE_DIGITS.test(text.normalize('NFKC')) ? read(text) : refused('notAPhone');
};

type NumberField = Extract<Field, { readonly type: 'integer' | 'number' }>;

/** Undefined where the cell says nothing, null where it is no number. */
const writtenNumber = (cell: Cell | undefined, field: NumberField): number | null | undefined => {
  const plain = plainNumber(cell);
  if (plain !== null) return plain;
  const text = cellText(cell);
  return saysNothing(text) ? undefined : readNumber(text, field.unit);
};

const numberReader = (field: NumberField, factor: number): ValueReader => (cell) => {
  const written = writtenNumber(cell, field);
  if (written === undefined) return NOTHING;
  if (written === null || !Number.isFinite(written)) return refused('notANumber');
  const value = inUnit(written, factor);
  if (field.type === 'integer' && !Number.isSafeInteger(value)) return refused('notAWholeNumber');
  const isInside = value >= (field.minimum ?? -Infinity) && value <= (field.maximum ?? Infinity);
  return isInside ? read(value) : refused('numberOutOfRange');
};

const readDateCell = (cell: Cell | undefined): ReadValue => {
  const text = cellText(cell);
  if (saysNothing(text)) return NOTHING;
  const found = readDate(text);
  if (found === null) return refused('notADate');
  return { value: found.date, issue: found.isFromSerial ? 'dateFromSerial' : null };
};

const readBooleanCell = (cell: Cell | undefined): ReadValue => {
  if (typeof cell === 'boolean') return read(cell);
  const answer = readBoolean(cellText(cell));
  if (answer === 'nothing') return NOTHING;
  return answer === 'unknown' ? refused('notYesOrNo') : read(answer);
};

const readChoice = (choices: ChoiceReader, cell: Cell | undefined): ReadValue => {
  const text = cellText(cell);
  const value = choices.read(text);
  if (value !== null) return read(value);
  return saysNothing(text) ? NOTHING : refused('unknownChoice');
};

const readChoices = (choices: ChoiceReader, cell: Cell | undefined): ReadValue => {
  const { values, unknown } = choices.readList(cellText(cell));
  return { value: values.length === 0 ? null : values, issue: unknown.length === 0 ? null : 'unknownChoice' };
};

/** A reader for one column. `factor` brings the column's unit to the field's. */
export const valueReader = (field: Field, factor = 1): ValueReader => {
  switch (field.type) {
    case 'text':
      return (cell) => readText(cell, field.maxLength ?? LONGEST_TEXT);
    case 'reference':
      return (cell) => readText(cell, LONGEST_TEXT);
    case 'phone':
      return readPhone;
    case 'integer':
    case 'number':
      return numberReader(field, factor);
    case 'boolean':
      return readBooleanCell;
    case 'date':
      return readDateCell;
    case 'choice': {
      const choices = choiceReader(field.choices);
      return (cell) => readChoice(choices, cell);
    }
    case 'choices': {
      const choices = choiceReader(field.choices);
      return (cell) => readChoices(choices, cell);
    }
    default:
      return assertNever(field);
  }
};
