// Comma, tab, semicolon or bar separated text in any of the encodings met in Chinese and Japanese offices.
import { refuse } from '../../import-failure.ts';
import { withoutGuard } from '../../source/formula-guard.ts';
import { rowBatch } from '../../source/row-batch.ts';
import { fileChunks, type FileHead, type SourceFile } from '../../source/source-file.ts';
import { decodedText, findEncoding, type FoundEncoding, type TextEncoding } from '../../source/text-encoding.ts';
import type { Cell, ImportFormat, OpenedFile, ReadContext, RowSink, SourceRow } from '../format.ts';
import { readRecords, type CsvRecord } from './csv-records.ts';
import { findDelimiter, type FoundDelimiter } from './delimiter.ts';

const SAMPLE_CHARACTERS = 64 * 1024;
/** A stray zero character or two is a slip; many are another sort of file. */
const FEW_ZEROS = 8;

/** Text has few control characters; anything that begins like another format is not this one's. */
const recognises = (head: FileHead): boolean => {
  if (head.entries !== null) return false;
  const start = head.text.trimStart();
  if (/^[<{[]/u.test(start)) return false;
  // oxlint-disable-next-line no-control-regex -- counting exactly these tells text from binary
  const controls = head.text.match(/[\u0001-\u0008\u000E-\u001F]/gu)?.length ?? 0;
  return controls <= head.text.length / 1000;
};

const sampleText = async (file: SourceFile, encoding: TextEncoding, signal: AbortSignal): Promise<string> => {
  let sample = '';
  for await (const text of decodedText(fileChunks(file, signal), encoding)) {
    sample += text;
    if (sample.length >= SAMPLE_CHARACTERS) break;
  }
  return sample.slice(0, SAMPLE_CHARACTERS);
};

const toCell = (text: string): Cell => (text === '' ? null : withoutGuard(text));

const toRow = (record: CsvRecord, number: number): SourceRow => {
  const cells = record.cells.map(toCell);
  return record.isBroken ? { number, cells, troubles: [{ code: 'brokenQuote', column: null }] } : { number, cells };
};

const readRows = async (
  file: SourceFile,
  { encoding, isWhole }: FoundEncoding,
  found: FoundDelimiter,
  sink: RowSink,
  context: ReadContext,
): Promise<void> => {
  const batch = rowBatch(sink, context, isWhole);
  let [bytes, number] = [0, 0];
  const chunks = fileChunks(file, context.signal, (count) => (bytes += count));
  await readRecords(
    decodedText(chunks, encoding),
    found.delimiter,
    async (records) => {
      for (const record of records) {
        number += 1;
        if (number === 1 && found.hasSeparatorLine) continue;
        batch.add(toRow(record, number));
      }
      context.onProgress(Math.min(1, bytes / file.size));
      return batch.drain();
    },
    context,
  );
};

const open = async (file: SourceFile, context: ReadContext): Promise<OpenedFile> => {
  const encoding = await findEncoding(() => fileChunks(file, context.signal));
  const sample = await sampleText(file, encoding.encoding, context.signal);
  if (sample.trim() === '') refuse({ reason: 'empty' });
  const zeros = sample.split('\u0000').length - 1;
  if (zeros > Math.max(FEW_ZEROS, sample.length / 100)) refuse({ reason: 'unreadableKind', kind: 'binary' });
  const found = findDelimiter(sample);
  return {
    format: 'csv',
    notes: [
      { code: 'encoding', ...encoding },
      { code: 'delimiter', delimiter: found.delimiter },
    ],
    sheets: [{ name: '', isHidden: false, columns: null, hasGeometry: false, system: null, statedRows: null }],
    read: (_sheet, sink, readContext) => readRows(file, encoding, found, sink, readContext),
    dispose: async () => {},
  };
};

export const CSV: ImportFormat = { name: 'csv', extensions: ['csv', 'tsv', 'txt'], recognises, open };
