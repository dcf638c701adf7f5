// Exports as GeoJSON (RFC 7946): one feature a line, longitude and latitude in WGS-84.
import type { Thing } from '../../../../../../shared/domain/atlas/thing.ts';
import { exportColumns, exportTitle, type ExportColumn } from '../../export-columns.ts';
import type { ExportFormat, ExportOptions } from '../../export-options.ts';
import { textPieces } from '../../text-pieces.ts';

const featureText = (thing: Thing, columns: readonly ExportColumn[]): string => {
  const properties = columns.flatMap(({ header, value }) => {
    const found = value(thing);
    return found === null ? [] : [[header, found] as const];
  });
  return JSON.stringify({ type: 'Feature', properties: Object.fromEntries(properties), geometry: thing.geometry });
};

async function* texts(things: AsyncIterable<Thing>, options: ExportOptions): AsyncGenerator<string> {
  const columns = exportColumns(options);
  const head = { type: 'FeatureCollection', name: exportTitle(options), isDemonstration: options.isDemonstration };
  yield `${JSON.stringify(head).slice(0, -1)},"features":[`;
  let separator = '\n';
  for await (const thing of things) {
    yield `${separator}${featureText(thing, columns)}`;
    separator = ',\n';
  }
  yield '\n]}\n';
}

export const GEOJSON_EXPORT: ExportFormat = {
  name: 'geojson',
  extension: 'geojson',
  mediaType: 'application/geo+json',
  mostRows: null,
  write: (things, options) => textPieces(texts(things, options)),
};
