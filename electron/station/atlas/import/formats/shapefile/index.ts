// Zipped shapefiles: shapes and attributes record by record, system from the .prj, each .shp as a sheet.
import { damaged, refuse } from '../../import-failure.ts';
import { openZip, type BoundedZip } from '../../source/bounded-zip.ts';
import { exactReader } from '../../source/exact-reader.ts';
import { rowBatch } from '../../source/row-batch.ts';
import type { FileHead, SourceFile } from '../../source/source-file.ts';
import { systemOfWkt } from '../../source/stated-system.ts';
import type { TextEncoding } from '../../source/text-encoding.ts';
import { BATCH_ROWS, type FileNote, type ImportFormat, type OpenedFile, type ReadContext, type RowSink, type SourceRow, type SourceSheet } from '../format.ts';
import { attributeTable, columnNames, encodingOfCodePage, recordCells, surveyTable, type RecordCells } from './attributes.ts';
import { shapeReader, type Shape } from './shapes.ts';

const recognises = (head: FileHead): boolean => head.entries?.some((name) => /\.shp$/iu.test(name)) ?? false;

interface Layer {
  readonly shp: string;
  readonly dbf: string;
  readonly encoding: TextEncoding;
  readonly sheet: SourceSheet;
  readonly notes: readonly FileNote[];
}

const LONGEST_SMALL_PART = 64 * 1024;

const smallText = async (zip: BoundedZip, name: string | undefined, signal: AbortSignal): Promise<string> => {
  if (name === undefined || zip.size(name) > LONGEST_SMALL_PART) return '';
  const parts: Uint8Array[] = [];
  for await (const chunk of zip.stream(name, signal)) parts.push(chunk);
  return new TextDecoder().decode(Buffer.concat(parts));
};

const siblingOf = (zip: BoundedZip, shp: string, extension: string): string | undefined => {
  const wanted = shp.replace(/\.shp$/iu, `.${extension}`).toLowerCase();
  return zip.names.find((name) => name.toLowerCase() === wanted);
};

const openLayer = async (zip: BoundedZip, shp: string, context: ReadContext): Promise<Layer> => {
  const { signal, limits } = context;
  const dbf = siblingOf(zip, shp, 'dbf');
  if (dbf === undefined) throw damaged('shapefile', `${shp} has no .dbf`);
  const wkt = await smallText(zip, siblingOf(zip, shp, 'prj'), signal);
  const codePage = await smallText(zip, siblingOf(zip, shp, 'cpg'), signal);
  const reader = exactReader(zip.stream(dbf, signal));
  try {
    const table = await attributeTable(reader, limits);
    const { encoding, isCertain, deleted } = await surveyTable(table, encodingOfCodePage(codePage));
    const sheet: SourceSheet = {
      name: shp.replace(/^.*\//u, '').replace(/\.shp$/iu, ''),
      isHidden: false,
      columns: columnNames(table, encoding),
      hasGeometry: true,
      system: wkt.trim() === '' ? null : systemOfWkt(wkt),
      statedRows: null,
    };
    const notes: FileNote[] = [{ code: 'encoding', encoding, isCertain, isWhole: true }];
    if (deleted > 0) notes.push({ code: 'deletedRecords', count: deleted });
    return { shp, dbf, encoding, sheet, notes };
  } finally {
    await reader.dispose();
  }
};

const toRow = (number: number, { cells, undecodable }: RecordCells, { geometry, trouble }: Shape): SourceRow => {
  const troubles = [
    ...(trouble === null ? [] : [{ code: trouble, column: null }]),
    ...(undecodable === null ? [] : [{ code: 'undecodableText' as const, column: undecodable }]),
  ];
  return troubles.length === 0 ? { number, cells, geometry } : { number, cells, geometry, troubles };
};

/** Bytes of shapes that are read ahead of the sink. */
const BYTES_AT_A_TIME = 1024 * 1024;

const readLayer = async (zip: BoundedZip, layer: Layer, sink: RowSink, context: ReadContext): Promise<void> => {
  const { signal, limits } = context;
  const size = Math.max(1, zip.size(layer.shp));
  let [bytes, drainedAt] = [0, 0];
  async function* counted(): AsyncGenerator<Uint8Array> {
    for await (const chunk of zip.stream(layer.shp, signal)) {
      bytes += chunk.length;
      yield chunk;
    }
  }
  const readers = [exactReader(counted()), exactReader(zip.stream(layer.dbf, signal))] as const;
  try {
    const shapes = await shapeReader(readers[0], limits);
    const table = await attributeTable(readers[1], limits);
    const batch = rowBatch(sink, context);
    for (let number = 1; ; number += 1) {
      const [shape, record] = [await shapes.next(), await table.next()];
      if (shape === null && record === null) break;
      if (shape === null || record === null) throw damaged('shapefile', 'shapes and records differ in number');
      if (!record.isDeleted) batch.add(toRow(number, recordCells(table, record, layer.encoding), shape));
      if (number % BATCH_ROWS !== 0 && bytes - drainedAt < BYTES_AT_A_TIME) continue;
      drainedAt = bytes;
      context.onProgress(Math.min(1, bytes / size));
      if (!(await batch.drain())) return;
    }
    await batch.drain();
  } finally {
    await Promise.all(readers.map((reader) => reader.dispose()));
  }
};

const openLayers = async (zip: BoundedZip, context: ReadContext): Promise<OpenedFile> => {
  const layers: Layer[] = [];
  for (const name of zip.names) if (/\.shp$/iu.test(name)) layers.push(await openLayer(zip, name, context));
  return {
    format: 'shapefile',
    notes: layers.flatMap(({ notes }) => notes),
    sheets: layers.map(({ sheet }) => sheet),
    read: async (sheet, sink, readContext) => {
      const layer = layers[sheet];
      if (layer === undefined) return refuse({ reason: 'noSuchSheet' });
      await readLayer(zip, layer, sink, readContext);
    },
    dispose: async () => zip.dispose(),
  };
};

const open = async (file: SourceFile, context: ReadContext): Promise<OpenedFile> => {
  const zip = await openZip(file, 'shapefile', context.limits, context.signal);
  try {
    return await openLayers(zip, context);
  } catch (error) {
    zip.dispose();
    throw error;
  }
};

export const SHAPEFILE: ImportFormat = { name: 'shapefile', extensions: ['zip'], recognises, open };
