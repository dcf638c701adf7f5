// Exports as KML 2.2: a placemark for each thing, its attributes as extended data.
import type { LonLat } from '../../../../../../shared/kernel/units.ts';
import type { Thing, ThingGeometry } from '../../../../../../shared/domain/atlas/thing.ts';
import { EXPORT_HEADERS } from '../../../import/guess/header-words.ts';
import { exportColumns, exportTitle, plainValue, type ExportColumn } from '../../export-columns.ts';
import type { ExportFormat, ExportOptions } from '../../export-options.ts';
import { textPieces } from '../../text-pieces.ts';
import { xmlText } from '../../xml-text.ts';

const coordinates = (positions: readonly LonLat[]): string =>
  `<coordinates>${positions.map(([longitude, latitude]) => `${longitude},${latitude}`).join(' ')}</coordinates>`;

const lineText = (line: readonly LonLat[]): string => `<LineString>${coordinates(line)}</LineString>`;

const ringText = (ring: readonly LonLat[], index: number): string => {
  const boundary = index === 0 ? 'outerBoundaryIs' : 'innerBoundaryIs';
  return `<${boundary}><LinearRing>${coordinates(ring)}</LinearRing></${boundary}>`;
};

const areaText = (rings: readonly (readonly LonLat[])[]): string => `<Polygon>${rings.map(ringText).join('')}</Polygon>`;

const geometryText = (geometry: ThingGeometry): string => {
  switch (geometry.type) {
    case 'Point':
      return `<Point>${coordinates([geometry.coordinates])}</Point>`;
    case 'LineString':
      return lineText(geometry.coordinates);
    case 'MultiLineString':
      return `<MultiGeometry>${geometry.coordinates.map(lineText).join('')}</MultiGeometry>`;
    case 'Polygon':
      return areaText(geometry.coordinates);
    case 'MultiPolygon':
      return `<MultiGeometry>${geometry.coordinates.map(areaText).join('')}</MultiGeometry>`;
  }
};

const dataText = ({ header, value }: ExportColumn, thing: Thing): string => {
  const text = String(plainValue(value(thing)));
  return text === '' ? '' : `<Data name="${xmlText(header)}"><value>${xmlText(text)}</value></Data>`;
};

const placemarkText = (thing: Thing, columns: readonly ExportColumn[]): string => {
  const name = columns.find(({ header }) => header === EXPORT_HEADERS.name)?.value(thing) ?? '';
  const data = columns.filter(({ header }) => header !== EXPORT_HEADERS.name).map((column) => dataText(column, thing));
  const geometry = thing.geometry === null ? '' : geometryText(thing.geometry);
  return `<Placemark><name>${xmlText(String(name))}</name><ExtendedData>${data.join('')}</ExtendedData>${geometry}</Placemark>\n`;
};

async function* texts(things: AsyncIterable<Thing>, options: ExportOptions): AsyncGenerator<string> {
  const columns = exportColumns(options);
  yield '<?xml version="1.0" encoding="UTF-8"?>\n<kml xmlns="http://www.opengis.net/kml/2.2"><Document>';
  yield `<name>${xmlText(exportTitle(options))}</name>\n`;
  for await (const thing of things) yield placemarkText(thing, columns);
  yield '</Document></kml>\n';
}

export const KML_EXPORT: ExportFormat = {
  name: 'kml',
  extension: 'kml',
  mediaType: 'application/vnd.google-earth.kml+xml',
  mostRows: null,
  write: (things, options) => textPieces(texts(things, options)),
};
