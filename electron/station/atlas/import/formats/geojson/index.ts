// GeoJSON feature collections, read feature by feature; columns are every property that any feature has.
import { damaged, refuse, tooLarge } from '../../import-failure.ts';
import { rowBatch } from '../../source/row-batch.ts';
import { fileChunks, type FileHead, type SourceFile } from '../../source/source-file.ts';
import { systemOfName } from '../../source/stated-system.ts';
import { decodedText, findEncoding, type TextEncoding } from '../../source/text-encoding.ts';
import type { ImportFormat, OpenedFile, ReadContext, RowSink, SourceRow, StatedSystem } from '../format.ts';
import { featureScanner } from './feature-scanner.ts';
import { parseFeature, propertyCell, type ParsedFeature } from './parse-feature.ts';

const recognises = (head: FileHead): boolean =>
  head.entries === null && /^\uFEFF?\s*\{/u.test(head.text) && /"(?:FeatureCollection|Feature|features)"/u.test(head.text);

const parsed = (text: string, where: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    throw damaged('geojson', `${where} is not valid JSON`);
  }
};

interface FeatureVisitor {
  readonly onFeature: (feature: ParsedFeature, number: number) => void;
  readonly onMember: (key: string, text: string) => void;
  readonly afterPiece: (done: number) => Promise<boolean>;
}

/** Visits every feature in order; a document that is one bare feature has one. */
const visitFeatures = async (
  file: SourceFile,
  encoding: TextEncoding,
  visitor: FeatureVisitor,
  context: ReadContext,
): Promise<void> => {
  const { rowCharacters, geometryVertices, nestingDepth } = context.limits;
  let [number, bytes] = [0, 0];
  const members = new Map<string, string>();
  const visit = (value: unknown): void => {
    number += 1;
    const feature = parseFeature(value, geometryVertices);
    if (feature === null) throw damaged('geojson', `feature ${number} is not a feature`);
    visitor.onFeature(feature, number);
  };
  const scanner = featureScanner({
    onFeature: (text) => visit(parsed(text, `feature ${number + 1}`)),
    onMember: (key, text) => {
      members.set(key, text);
      visitor.onMember(key, text);
    },
    checkLength: (characters) => {
      if (characters > rowCharacters) throw tooLarge('rowCharacters', rowCharacters);
    },
    checkDepth: (depth) => {
      if (depth > nestingDepth) throw tooLarge('nestingDepth', nestingDepth);
    },
  });
  const chunks = fileChunks(file, context.signal, (count) => (bytes += count));
  for await (const piece of decodedText(chunks, encoding)) {
    scanner.write(piece);
    if (!(await visitor.afterPiece(Math.min(1, bytes / file.size)))) return;
  }
  if (!scanner.end()) throw damaged('geojson', 'the text ends before it is complete');
  if (number === 0 && members.get('type')?.trim() === '"Feature"') {
    const whole = [...members].map(([key, text]) => `${JSON.stringify(key)}:${text}`).join(',');
    visit(parsed(`{${whole}}`, 'the feature'));
    await visitor.afterPiece(1);
  }
};

const systemOfMember = (text: string): StatedSystem | null => {
  const name = /"name"\s*:\s*"([^"]+)"[^"]*\}?\s*\}?\s*$/u.exec(text)?.[1];
  return name === undefined ? null : systemOfName(name);
};

interface Survey {
  readonly columns: readonly string[];
  readonly rows: number;
  readonly system: StatedSystem | null;
}

const survey = async (file: SourceFile, encoding: TextEncoding, context: ReadContext): Promise<Survey> => {
  const columns = new Set<string>();
  let [rows, system]: [number, StatedSystem | null] = [0, null];
  await visitFeatures(
    file,
    encoding,
    {
      onFeature: ({ properties }) => {
        rows += 1;
        for (const key of Object.keys(properties)) columns.add(key);
        if (columns.size > context.limits.columns) throw tooLarge('columns', context.limits.columns);
      },
      onMember: (key, text) => {
        if (key === 'crs') system = systemOfMember(text);
      },
      afterPiece: async () => true,
    },
    context,
  );
  return { columns: [...columns], rows, system };
};

const toRow = ({ properties, geometry, trouble }: ParsedFeature, number: number, columns: readonly string[]): SourceRow => ({
  number,
  cells: columns.map((column) => (Object.hasOwn(properties, column) ? propertyCell(properties[column]) : null)),
  geometry,
  ...(trouble === null ? {} : { troubles: [{ code: trouble, column: null }] }),
});

const open = async (file: SourceFile, context: ReadContext): Promise<OpenedFile> => {
  const { encoding, isCertain, isWhole } = await findEncoding(() => fileChunks(file, context.signal));
  const { columns, rows, system } = await survey(file, encoding, context);
  if (rows === 0) refuse({ reason: 'noTable' });
  const read = async (_sheet: number, sink: RowSink, readContext: ReadContext): Promise<void> => {
    const batch = rowBatch(sink, readContext, isWhole);
    const visitor: FeatureVisitor = {
      onFeature: (feature, number) => batch.add(toRow(feature, number, columns)),
      onMember: () => {},
      afterPiece: async (done) => {
        readContext.onProgress(done);
        return batch.drain();
      },
    };
    await visitFeatures(file, encoding, visitor, readContext);
    await batch.drain();
  };
  return {
    format: 'geojson',
    notes: [{ code: 'encoding', encoding, isCertain, isWhole }],
    sheets: [{ name: '', isHidden: false, columns, hasGeometry: true, system, statedRows: rows }],
    read,
    dispose: async () => {},
  };
};

export const GEOJSON: ImportFormat = { name: 'geojson', extensions: ['geojson', 'json'], recognises, open };
