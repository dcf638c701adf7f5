// Exports as csv: UTF-8 with its mark for spreadsheets, cells that cannot run as formulas, shapes as text.
import type { Thing } from '../../../../../../shared/domain/atlas/thing.ts';
import { csvLine } from '../../../import/fault-file.ts';
import { EXPORT_HEADERS } from '../../../import/guess/header-words.ts';
import { toWellKnownText } from '../../../import/values/well-known-text.ts';
import { exportColumns, plainValue, pointColumns } from '../../export-columns.ts';
import type { ExportFormat, ExportOptions } from '../../export-options.ts';
import { textPieces } from '../../text-pieces.ts';

const BYTE_ORDER_MARK = '\uFEFF';

const shapeText = ({ geometry }: Thing): string => (geometry === null || geometry.type === 'Point' ? '' : toWellKnownText(geometry));

async function* lines(things: AsyncIterable<Thing>, options: ExportOptions): AsyncGenerator<string> {
  const columns = [...exportColumns(options), ...pointColumns];
  const hasShapes = options.kind.geometry !== 'point';
  yield BYTE_ORDER_MARK + csvLine([...columns.map(({ header }) => header), ...(hasShapes ? [EXPORT_HEADERS.wkt] : [])]);
  for await (const thing of things) {
    const cells = columns.map(({ value }) => String(plainValue(value(thing))));
    yield csvLine(hasShapes ? [...cells, shapeText(thing)] : cells);
  }
}

export const CSV_EXPORT: ExportFormat = {
  name: 'csv',
  extension: 'csv',
  mediaType: 'text/csv; charset=utf-8',
  mostRows: null,
  write: (things, options) => textPieces(lines(things, options)),
};
