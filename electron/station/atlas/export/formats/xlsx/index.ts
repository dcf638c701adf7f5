// Exports as a workbook: one sheet, numbers as numbers, text as text that never runs as a formula.
import type { Thing } from '../../../../../../shared/domain/atlas/thing.ts';
import { DEMONSTRATION_MARK, EXPORT_HEADERS } from '../../../import/guess/header-words.ts';
import { toWellKnownText } from '../../../import/values/well-known-text.ts';
import { exportColumns, exportTitle, plainValue, pointColumns } from '../../export-columns.ts';
import type { ExportFormat, ExportOptions } from '../../export-options.ts';
import { textPieces } from '../../text-pieces.ts';
import { zipPieces } from '../../zip-pieces.ts';
import { CONTENT_TYPES, ROOT_RELATIONS, rowText, sheetEnd, sheetStart, STYLES, WORKBOOK_RELATIONS, workbookText } from './workbook-text.ts';

/** What one cell may hold; a longer shape goes on in the cells to its right. */
const CELL_CHARACTERS = 32_000;
const MOST_ROWS = 1_048_575;

const shapeCells = ({ geometry }: Thing): readonly string[] => {
  if (geometry === null || geometry.type === 'Point') return [];
  const text = toWellKnownText(geometry);
  return Array.from({ length: Math.ceil(text.length / CELL_CHARACTERS) }, (_, index) => text.slice(index * CELL_CHARACTERS, (index + 1) * CELL_CHARACTERS));
};

async function* sheetTexts(things: AsyncIterable<Thing>, options: ExportOptions): AsyncGenerator<string> {
  const columns = [...exportColumns(options), ...pointColumns];
  const hasShapes = options.kind.geometry !== 'point';
  const headers = [...columns.map(({ header }) => header), ...(hasShapes ? [EXPORT_HEADERS.wkt] : [])];
  yield sheetStart([...columns.map(({ width }) => width), ...(hasShapes ? [20] : [])]);
  yield rowText(headers, 1, true);
  let row = 1;
  for await (const thing of things) {
    row += 1;
    const cells = columns.map(({ value }) => plainValue(value(thing)));
    yield rowText(hasShapes ? [...cells, ...shapeCells(thing)] : cells, row);
  }
  yield sheetEnd(options.isDemonstration ? DEMONSTRATION_MARK : '');
}

async function* only(text: string): AsyncGenerator<Uint8Array> {
  yield new TextEncoder().encode(text);
}

const write = (things: AsyncIterable<Thing>, options: ExportOptions): AsyncGenerator<Uint8Array> =>
  zipPieces([
    { name: '[Content_Types].xml', pieces: only(CONTENT_TYPES) },
    { name: '_rels/.rels', pieces: only(ROOT_RELATIONS) },
    { name: 'xl/workbook.xml', pieces: only(workbookText(exportTitle(options))) },
    { name: 'xl/_rels/workbook.xml.rels', pieces: only(WORKBOOK_RELATIONS) },
    { name: 'xl/styles.xml', pieces: only(STYLES) },
    { name: 'xl/worksheets/sheet1.xml', pieces: textPieces(sheetTexts(things, options)) },
  ]);

export const XLSX_EXPORT: ExportFormat = {
  name: 'xlsx',
  extension: 'xlsx',
  mediaType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  mostRows: MOST_ROWS,
  write,
};
