// Turns the XML of one sheet into rows of plain cells.
import { damaged, tooLarge } from '../../import-failure.ts';
import type { XmlAttributes, XmlHandlers } from '../../source/xml-events.ts';
import type { Cell, ReadContext, SourceRow, SourceTrouble } from '../format.ts';
import { columnIndex } from './cell-reference.ts';
import { dateOfSerial } from './date-cells.ts';
import { plainText } from './escaped-text.ts';
import type { MergeFiller } from './merged-cells.ts';
import type { Workbook } from './workbook-parts.ts';

interface OpenCell {
  column: number;
  type: string;
  style: number;
  text: string;
  hasValue: boolean;
  hasFormula: boolean;
}

const numberCell = (cell: OpenCell, workbook: Workbook): Cell => {
  const value = Number(cell.text);
  if (cell.text.trim() === '' || !Number.isFinite(value)) return cell.text === '' ? null : cell.text;
  return workbook.dateStyles[cell.style] === true ? (dateOfSerial(value, workbook.is1904) ?? value) : value;
};

const cellValue = (cell: OpenCell, workbook: Workbook): Cell => {
  if (!cell.hasValue) return null;
  switch (cell.type) {
    case 's': {
      const text = workbook.sharedTexts[Number(cell.text)];
      if (text === undefined) throw damaged('xlsx', `shared text ${cell.text.slice(0, 20)} is missing`);
      return text === '' ? null : text;
    }
    case 'b':
      return cell.text.trim() === '1' || cell.text.trim() === 'true';
    case 'str':
    case 'inlineStr':
    case 'e':
    case 'd':
      return cell.text === '' ? null : plainText(cell.text);
    default:
      return numberCell(cell, workbook);
  }
};

/** The row being read. */
interface OpenRow {
  number: number;
  cells: Cell[];
  troubles: SourceTrouble[];
  nextColumn: number;
}

const openRow = (row: OpenRow, { r }: XmlAttributes): void => {
  const stated = Number(r);
  row.number = Number.isSafeInteger(stated) && stated > row.number ? stated : row.number + 1;
  [row.cells, row.troubles, row.nextColumn] = [[], [], 0];
};

const openCell = (row: OpenRow, cell: OpenCell, { r, t, s }: XmlAttributes): void => {
  const stated = r === undefined ? -1 : columnIndex(r);
  cell.column = stated >= 0 ? stated : row.nextColumn;
  row.nextColumn = cell.column + 1;
  [cell.type, cell.style, cell.text] = [t ?? 'n', Number(s ?? 0), ''];
  [cell.hasValue, cell.hasFormula] = [false, false];
};

const closeCell = ({ cells, troubles }: OpenRow, cell: OpenCell, workbook: Workbook, { limits }: ReadContext): void => {
  const value = cellValue(cell, workbook);
  const lacksResult = cell.hasFormula && !cell.hasValue;
  if (value === null && !lacksResult) return;
  if (cell.column >= limits.columns) throw tooLarge('columns', limits.columns);
  while (cells.length < cell.column) cells.push(null);
  cells[cell.column] = value;
  if (lacksResult && troubles.length < limits.columns) troubles.push({ code: 'formulaWithoutResult', column: cell.column });
};

const closeRow = ({ number, cells, troubles }: OpenRow, merges: MergeFiller, add: (row: SourceRow) => void): void => {
  merges.fill(number, cells);
  if (cells.every((value) => value === null) && troubles.length === 0) return;
  add(troubles.length === 0 ? { number, cells } : { number, cells, troubles });
};

/** Handlers that give a row at the end of each `row` element with anything in it. */
export const sheetHandlers = (
  workbook: Workbook,
  merges: MergeFiller,
  context: ReadContext,
  add: (row: SourceRow) => void,
): XmlHandlers => {
  const row: OpenRow = { number: 0, cells: [], troubles: [], nextColumn: 0 };
  const cell: OpenCell = { column: 0, type: '', style: 0, text: '', hasValue: false, hasFormula: false };
  const longest = context.limits.cellCharacters;
  let [isCollecting, phonetic] = [false, 0];
  return {
    open: (name, attributes) => {
      if (name === 'c') openCell(row, cell, attributes);
      else if (name === 'row') openRow(row, attributes);
      else if (name === 'v' || name === 't') {
        isCollecting = phonetic === 0;
        cell.hasValue ||= isCollecting;
      } else if (name === 'f') cell.hasFormula = true;
      else if (name === 'rPh') phonetic += 1;
    },
    text: (text) => {
      if (!isCollecting) return;
      cell.text += text;
      if (cell.text.length > longest) throw tooLarge('cellCharacters', longest);
    },
    close: (name) => {
      if (name === 'v' || name === 't') isCollecting = false;
      else if (name === 'c') closeCell(row, cell, workbook, context);
      else if (name === 'row') closeRow(row, merges, add);
      else if (name === 'rPh') phonetic -= 1;
    },
  };
};
