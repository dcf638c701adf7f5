// Workbooks (.xlsx, .xlsm): every sheet, dates as text, merged cells filled, results of formulas.
import { refuse } from '../../import-failure.ts';
import { openZip, type BoundedZip } from '../../source/bounded-zip.ts';
import { rowBatch } from '../../source/row-batch.ts';
import type { FileHead, SourceFile } from '../../source/source-file.ts';
import { textByMark } from '../../source/text-encoding.ts';
import { readXml } from '../../source/xml-events.ts';
import type { ImportFormat, OpenedFile, ReadContext, RowSink } from '../format.ts';
import { mergeFiller, readMerges } from './merged-cells.ts';
import { sheetHandlers } from './sheet-rows.ts';
import { readWorkbook, type Workbook } from './workbook-parts.ts';

const recognises = (head: FileHead): boolean =>
  head.entries?.some((name) => /^(?:xl\/)?workbook[^/]*\.xml$/iu.test(name)) ?? false;

const readSheet = async (
  zip: BoundedZip,
  workbook: Workbook,
  path: string,
  sink: RowSink,
  context: ReadContext,
): Promise<void> => {
  const merges = await readMerges(zip, path, context);
  const size = Math.max(1, zip.size(path));
  let bytes = 0;
  async function* counted(): AsyncGenerator<Uint8Array> {
    for await (const chunk of zip.stream(path, context.signal)) {
      bytes += chunk.length;
      yield chunk;
    }
  }
  const batch = rowBatch(sink, context);
  const handlers = sheetHandlers(workbook, mergeFiller(merges), context, batch.add);
  const options = { format: 'xlsx', part: path, limits: context.limits } as const;
  await readXml(textByMark(counted()), handlers, options, async () => {
    context.onProgress(Math.min(1, bytes / size));
    return batch.drain();
  });
  await batch.drain();
};

const open = async (file: SourceFile, context: ReadContext): Promise<OpenedFile> => {
  const zip = await openZip(file, 'xlsx', context.limits, context.signal);
  try {
    const workbook = await readWorkbook(zip, context);
    return {
      format: 'xlsx',
      notes: [],
      sheets: workbook.sheets.map(({ name, isHidden }) => ({
        name,
        isHidden,
        columns: null,
        hasGeometry: false,
        system: null,
        statedRows: null,
      })),
      read: async (sheet, sink, readContext) => {
        const path = workbook.sheets[sheet]?.path;
        if (path === undefined) return refuse({ reason: 'noSuchSheet' });
        await readSheet(zip, workbook, path, sink, readContext);
      },
      dispose: async () => zip.dispose(),
    };
  } catch (error) {
    zip.dispose();
    throw error;
  }
};

export const XLSX: ImportFormat = { name: 'xlsx', extensions: ['xlsx', 'xlsm'], recognises, open };
