// GPX: waypoints, routes and tracks, each sort as a sheet of its own.
import { refuse } from '../../import-failure.ts';
import { rowBatch } from '../../source/row-batch.ts';
import { fileChunks, type FileHead, type SourceFile } from '../../source/source-file.ts';
import { decodedText, findEncoding, type TextEncoding } from '../../source/text-encoding.ts';
import { readXml } from '../../source/xml-events.ts';
import type { ImportFormat, OpenedFile, ReadContext, RowSink } from '../format.ts';
import { GPX_COLUMNS, gpxHandlers, type GpxItem, type GpxSort } from './waypoints.ts';

const SORTS: readonly { readonly sort: GpxSort; readonly title: string }[] = [
  { sort: 'wpt', title: '航点' },
  { sort: 'rte', title: '航线' },
  { sort: 'trk', title: '航迹' },
];

const recognises = (head: FileHead): boolean => head.entries === null && /<(?:\w+:)?gpx[\s>]/u.test(head.text);

const visit = async (
  file: SourceFile,
  encoding: TextEncoding,
  onItem: (item: GpxItem) => void,
  afterPiece: (done: number) => Promise<boolean>,
  context: ReadContext,
): Promise<void> => {
  let bytes = 0;
  const chunks = fileChunks(file, context.signal, (count) => (bytes += count));
  const options = { format: 'gpx', part: 'document', limits: context.limits } as const;
  await readXml(decodedText(chunks, encoding), gpxHandlers(onItem, context.limits), options, () =>
    afterPiece(Math.min(1, bytes / file.size)),
  );
};

const open = async (file: SourceFile, context: ReadContext): Promise<OpenedFile> => {
  const { encoding, isCertain, isWhole } = await findEncoding(() => fileChunks(file, context.signal));
  const counts = new Map<GpxSort, number>();
  const count = ({ sort }: GpxItem): void => {
    counts.set(sort, (counts.get(sort) ?? 0) + 1);
  };
  await visit(file, encoding, count, async () => true, context);
  const present = SORTS.filter(({ sort }) => counts.has(sort));
  if (present.length === 0) refuse({ reason: 'noTable' });

  const read = async (sheet: number, sink: RowSink, readContext: ReadContext): Promise<void> => {
    const wanted = present[sheet]?.sort;
    if (wanted === undefined) refuse({ reason: 'noSuchSheet' });
    const batch = rowBatch(sink, readContext, isWhole);
    let number = 0;
    const onItem = ({ sort, values, geometry, trouble }: GpxItem): void => {
      if (sort !== wanted) return;
      number += 1;
      const cells = GPX_COLUMNS.map((column) => values.get(column) ?? null);
      batch.add({ number, cells, geometry, ...(trouble === null ? {} : { troubles: [{ code: trouble, column: null }] }) });
    };
    const afterPiece = async (done: number): Promise<boolean> => {
      readContext.onProgress(done);
      return batch.drain();
    };
    await visit(file, encoding, onItem, afterPiece, readContext);
    await batch.drain();
  };
  return {
    format: 'gpx',
    notes: [{ code: 'encoding', encoding, isCertain, isWhole }],
    sheets: present.map(({ sort, title }) => ({
      name: title,
      isHidden: false,
      columns: [...GPX_COLUMNS],
      hasGeometry: true,
      system: null,
      statedRows: counts.get(sort) ?? null,
    })),
    read,
    dispose: async () => {},
  };
};

export const GPX: ImportFormat = { name: 'gpx', extensions: ['gpx'], recognises, open };
