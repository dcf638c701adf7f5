// Every file format the map's things can be exported in: one line adds one.
import type { ExportFormat } from '../export-options.ts';
import { CSV_EXPORT } from './csv/index.ts';
import { GEOJSON_EXPORT } from './geojson/index.ts';
import { KML_EXPORT } from './kml/index.ts';
import { XLSX_EXPORT } from './xlsx/index.ts';

export const EXPORT_FORMATS: readonly ExportFormat[] = [XLSX_EXPORT, CSV_EXPORT, GEOJSON_EXPORT, KML_EXPORT];
