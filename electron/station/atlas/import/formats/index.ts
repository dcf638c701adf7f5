// Every file format the importer reads, asked in this order: one line adds one.
import type { ImportFormat } from './format.ts';
import { CSV } from './csv/index.ts';
import { GEOJSON } from './geojson/index.ts';
import { GPX } from './gpx/index.ts';
import { KML } from './kml/index.ts';
import { SHAPEFILE } from './shapefile/index.ts';
import { XLSX } from './xlsx/index.ts';

export const IMPORT_FORMATS: readonly ImportFormat[] = [XLSX, SHAPEFILE, KML, GPX, GEOJSON, CSV];
