// KML and KMZ: every placemark of the document, with its extended data as columns.
import { damaged, refuse, tooLarge } from '../../import-failure.ts';
import { openZip, type BoundedZip } from '../../source/bounded-zip.ts';
import { rowBatch } from '../../source/row-batch.ts';
import { fileChunks, type FileHead, type SourceFile } from '../../source/source-file.ts';
import { decodedText, findEncoding, type FoundEncoding } from '../../source/text-encoding.ts';
import { readXml } from '../../source/xml-events.ts';
import type { FileNote, ImportFormat, OpenedFile, ReadContext, RowSink } from '../format.ts';
import { placemarkHandlers, type PlacemarkListener } from './placemarks.ts';

const isKmlName = (name: string): boolean => /\.kml$/iu.test(name);

const recognises = (head: FileHead): boolean =>
  head.entries === null ? /<(?:\w+:)?kml[\s>]/u.test(head.text) : head.entries.some(isKmlName);

/** The bytes of the document, from the archive or the file itself, as often as asked. */
interface Document {
  readonly chunks: (signal: AbortSignal) => AsyncGenerator<Uint8Array>;
  readonly size: number;
  readonly otherDocuments: number;
  readonly dispose: () => void;
}

/** A KMZ's document is its first `.kml`; `doc.kml` by custom. */
const documentIn = (zip: BoundedZip): Document => {
  const names = zip.names.filter(isKmlName);
  const name = names.find((candidate) => candidate.toLowerCase() === 'doc.kml') ?? names[0];
  if (name === undefined) {
    zip.dispose();
    throw damaged('kml', 'no .kml in the archive');
  }
  return {
    chunks: (signal) => zip.stream(name, signal),
    size: zip.size(name),
    otherDocuments: names.length - 1,
    dispose: zip.dispose,
  };
};

const openDocument = async (file: SourceFile, isArchive: boolean, context: ReadContext): Promise<Document> =>
  isArchive
    ? documentIn(await openZip(file, 'kml', context.limits, context.signal))
    : { chunks: (signal) => fileChunks(file, signal), size: file.size, otherDocuments: 0, dispose: () => {} };

const visit = async (
  document: Document,
  encoding: FoundEncoding,
  listener: PlacemarkListener,
  afterPiece: (done: number) => Promise<boolean>,
  context: ReadContext,
): Promise<void> => {
  let bytes = 0;
  async function* counted(): AsyncGenerator<Uint8Array> {
    for await (const chunk of document.chunks(context.signal)) {
      bytes += chunk.length;
      yield chunk;
    }
  }
  const handlers = placemarkHandlers(listener, context.limits);
  const options = { format: 'kml', part: 'document', limits: context.limits } as const;
  await readXml(decodedText(counted(), encoding.encoding), handlers, options, () =>
    afterPiece(Math.min(1, bytes / Math.max(1, document.size))),
  );
};

interface Survey {
  readonly columns: readonly string[];
  readonly rows: number;
  readonly ignored: number;
}

const survey = async (document: Document, encoding: FoundEncoding, context: ReadContext): Promise<Survey> => {
  const columns = new Set<string>(['name']);
  let [rows, ignored] = [0, document.otherDocuments];
  const listener: PlacemarkListener = {
    onPlacemark: ({ values }) => {
      rows += 1;
      for (const key of values.keys()) columns.add(key);
      if (columns.size > context.limits.columns) throw tooLarge('columns', context.limits.columns);
    },
    onIgnored: () => {
      ignored += 1;
    },
  };
  await visit(document, encoding, listener, async () => true, context);
  return { columns: [...columns], rows, ignored };
};

const readRows = async (
  document: Document,
  encoding: FoundEncoding,
  columns: readonly string[],
  sink: RowSink,
  context: ReadContext,
): Promise<void> => {
  const batch = rowBatch(sink, context, encoding.isWhole);
  let number = 0;
  const listener: PlacemarkListener = {
    onPlacemark: ({ values, geometry, trouble }) => {
      number += 1;
      const cells = columns.map((column) => values.get(column) ?? null);
      batch.add({ number, cells, geometry, ...(trouble === null ? {} : { troubles: [{ code: trouble, column: null }] }) });
    },
    onIgnored: () => {},
  };
  const afterPiece = async (done: number): Promise<boolean> => {
    context.onProgress(done);
    return batch.drain();
  };
  await visit(document, encoding, listener, afterPiece, context);
  await batch.drain();
};

const openIn = async (document: Document, context: ReadContext): Promise<OpenedFile> => {
  const encoding = await findEncoding(() => document.chunks(context.signal));
  const { columns, rows, ignored } = await survey(document, encoding, context);
  if (rows === 0) refuse({ reason: 'noTable' });
  const notes: readonly FileNote[] = [
    { code: 'encoding', ...encoding },
    ...(ignored === 0 ? [] : [{ code: 'ignoredParts' as const, count: ignored }]),
  ];
  return {
    format: 'kml',
    notes,
    sheets: [{ name: '', isHidden: false, columns, hasGeometry: true, system: null, statedRows: rows }],
    read: (_sheet, sink, readContext) => readRows(document, encoding, columns, sink, readContext),
    dispose: async () => document.dispose(),
  };
};

const open = async (file: SourceFile, context: ReadContext, head: FileHead): Promise<OpenedFile> => {
  const document = await openDocument(file, head.entries !== null, context);
  try {
    return await openIn(document, context);
  } catch (error) {
    document.dispose();
    throw error;
  }
};

export const KML: ImportFormat = { name: 'kml', extensions: ['kml', 'kmz'], recognises, open };
