// Finds where a sheet says where things are: its own geometry, two columns or one, in which system, the right way round.
import { coordinateSystem, coordinateSystemNamed, type CoordinateSystem } from '../../../../../shared/geo/coordinate-system-list.ts';
import { readCoordinates } from '../../../../../shared/geo/coordinate-notation.ts';
import type { Bounds } from '../../../../../shared/kernel/units.ts';
import type { StatedSystem } from '../formats/format.ts';
import type { CoordinateOrder, PositionMapping } from '../mapping.ts';
import { readNumber } from '../values/read-number.ts';
import type { GuessNote } from './guess-note.ts';
import { bestColumn } from './match-common.ts';
import { planeSystem } from './plane-system.ts';
import { shareOf, textsOf, type SheetSample, type Table } from './sheet-sample.ts';

export interface GuessedPosition {
  readonly position: PositionMapping;
  readonly columns: readonly number[];
  readonly notes: readonly GuessNote[];
}

const NOWHERE: GuessedPosition = { position: { from: 'none' }, columns: [], notes: [{ code: 'noPosition' }] };
const ASSUMED = 'EPSG:4326';

interface FoundSystem {
  readonly system: string | null;
  readonly note: GuessNote;
}

const SYSTEM_WORDS =
  /EPSG *:* *\d{4,6}|WGS[ _-]*(?:19)?84|CGCS[ _-]*2000|GCJ(?:[ _-]*02)?|BD[ _-]*09|国家大地2000|国家2000|2000国家大地|大地2000|天地图|北斗|火星|国测局|高德|腾讯|百度|JGD[ _-]*2011|世界測地系|西安(?:19)?80|北京(?:19)?54|BEIJING ?(?:19)?54|XIAN ?(?:19)?80/iu;

const SYNONYMS: Readonly<Record<string, string>> = { 世界測地系: 'EPSG:6668', 大地2000: 'EPSG:4490' };

/** From the words of headers, titles, sheet and file name. */
const systemOfWords = (texts: readonly string[]): FoundSystem | null => {
  for (const text of texts) {
    const words = SYSTEM_WORDS.exec(text.normalize('NFKC'))?.[0];
    if (words === undefined) continue;
    const found = coordinateSystemNamed(SYNONYMS[words] ?? words);
    if (found.ok) return { system: found.value.id, note: { code: 'systemFromWords', system: found.value.id, words } };
    if (found.error.reason === 'datumNotConvertible') {
      return { system: null, note: { code: 'systemNotConvertible', name: found.error.datum } };
    }
  }
  return null;
};

const systemOfFile = (stated: StatedSystem): FoundSystem => {
  switch (stated.kind) {
    case 'system':
      return { system: stated.id, note: { code: 'systemFromFile', system: stated.id } };
    case 'notConvertible':
      return { system: null, note: { code: 'systemNotConvertible', name: stated.name } };
    case 'unknown':
      return { system: null, note: { code: 'systemUnknown', name: stated.name } };
  }
};

const degreesSystem = (sample: SheetSample, table: Table, columns: readonly number[]): FoundSystem => {
  if (sample.sheet.system !== null) return systemOfFile(sample.sheet.system);
  const headers = columns.map((column) => table.headers[column] ?? '');
  const named = systemOfWords([...headers, ...table.titles, sample.sheet.name, sample.fileName]);
  return named ?? { system: ASSUMED, note: { code: 'systemAssumed', system: ASSUMED } };
};

/** Numbers where a cell is one; degrees with signs count as numbers of degrees for telling which is which. */
const numbersOf = (table: Table, column: number): readonly number[] =>
  textsOf(table.columns[column] ?? []).flatMap((text) => {
    const value = readNumber(text) ?? Number.parseFloat(text.normalize('NFKC').replace(/^[^\d+-]*/u, ''));
    return Number.isFinite(value) && value !== 0 ? [value] : [];
  });

const share = (values: readonly number[], holds: (value: number) => boolean): number =>
  values.length === 0 ? 0 : values.filter(holds).length / values.length;

const between = (low: number, high: number) => (value: number): boolean => value >= low && value <= high;
/** China and its neighbours: wide enough for any county, narrow enough that the two never overlap. */
const isEastAsianLongitude = between(72, 155);
const isEastAsianLatitude = between(2, 56);
const isMetres = (value: number): boolean => Math.abs(value) > 10_000;

const isSwapped = (east: readonly number[], north: readonly number[]): boolean =>
  share(north, (value) => Math.abs(value) > 90) > 0.5
    ? share(east, (value) => Math.abs(value) <= 90) > 0.5
    : share(east, isEastAsianLatitude) > 0.9 && share(north, isEastAsianLongitude) > 0.9;

interface Axes {
  readonly east: number;
  readonly north: number;
  readonly isByValues: boolean;
}

const pairOf = (east: number | null, north: number | null): Axes | null =>
  east === null || north === null ? null : { east, north, isByValues: false };

/** On drawings X is north and Y east; on web maps the other way. The numbers decide, not the letters. */
const axesByHeader = (table: Table): Axes | null =>
  pairOf(bestColumn(table, 'longitude'), bestColumn(table, 'latitude')) ??
  pairOf(bestColumn(table, 'easting'), bestColumn(table, 'northing')) ??
  pairOf(bestColumn(table, 'x'), bestColumn(table, 'y'));

const axesByValues = (table: Table): Axes | null => {
  const isFraction = (text: string): boolean => /^-?\d{1,3}\.\d{3,}$/u.test(text);
  const degrees = table.columns.flatMap((cells, column) => (shareOf(textsOf(cells), isFraction) > 0.9 ? [column] : []));
  const east = degrees.find((column) => share(numbersOf(table, column), isEastAsianLongitude) > 0.95);
  const north = degrees.find((column) => share(numbersOf(table, column), isEastAsianLatitude) > 0.95);
  return east === undefined || north === undefined ? null : { east, north, isByValues: true };
};

const degreesPosition = (sample: SheetSample, table: Table, axes: Axes): GuessedPosition => {
  const swapped = isSwapped(numbersOf(table, axes.east), numbersOf(table, axes.north));
  const [east, north] = swapped ? [axes.north, axes.east] : [axes.east, axes.north];
  const { system, note } = degreesSystem(sample, table, [east, north]);
  return {
    position: { from: 'columns', east, north, system },
    columns: [east, north],
    notes: [
      ...(swapped ? [{ code: 'swappedColumns' } as const] : []),
      ...(axes.isByValues ? [{ code: 'positionByValues' } as const] : []),
      note,
    ],
  };
};

const projectedPosition = (sample: SheetSample, table: Table, axes: Axes, home: Bounds | undefined): GuessedPosition => {
  const named = sample.sheet.system === null ? systemOfWords([table.headers[axes.east] ?? '', table.headers[axes.north] ?? '', ...table.titles, sample.sheet.name, sample.fileName]) : systemOfFile(sample.sheet.system);
  const [first, second] = [numbersOf(table, axes.east), numbersOf(table, axes.north)];
  const found = planeSystem(first, second, named?.system ?? null, home);
  const [east, north] = found.isFirstEast ? [axes.east, axes.north] : [axes.north, axes.east];
  const isRefused = named !== null && named.system === null;
  const notes: readonly GuessNote[] = isRefused
    ? [named.note]
    : [found.system === null ? { code: 'zoneUnknown' } : named?.system === found.system ? named.note : { code: 'systemFromNumbers', system: found.system }];
  return {
    position: { from: 'columns', east, north, system: isRefused ? null : found.system },
    columns: [east, north],
    notes,
  };
};

const FEWEST_PAIRS_SHARE = 0.7;

const orderOf = (texts: readonly string[]): CoordinateOrder => {
  const orders = texts.flatMap((text) => {
    const read = readCoordinates(text);
    return read.ok ? [read.value.order] : [];
  });
  return orders.filter((order) => order === 'northEast').length * 2 > orders.length ? 'northEast' : 'eastNorth';
};

const SAMPLED_PAIRS = 50;

const oneColumnPosition = (sample: SheetSample, table: Table): GuessedPosition | null => {
  const named = bestColumn(table, 'coordinates');
  const isPair = (text: string): boolean => readCoordinates(text).ok;
  const candidates = named === null ? table.headers.keys() : [named];
  for (const column of candidates) {
    const texts = textsOf(table.columns[column] ?? []).slice(0, SAMPLED_PAIRS);
    const looksRight = texts.length > 0 && (named !== null || /\d+\D+\d+/u.test(texts[0] ?? ''));
    if (!looksRight || shareOf(texts, isPair) < FEWEST_PAIRS_SHARE) continue;
    const { system, note } = degreesSystem(sample, table, [column]);
    const notes: readonly GuessNote[] = named === null ? [{ code: 'positionByValues' }, note] : [note];
    return { position: { from: 'oneColumn', column, order: orderOf(texts), system }, columns: [column], notes };
  }
  return null;
};

const ofGeometry = (sample: SheetSample, table: Table): GuessedPosition => {
  const { system, note } = degreesSystem(sample, table, []);
  return { position: { from: 'geometry', system }, columns: [], notes: [note] };
};

const textPosition = (sample: SheetSample, table: Table): GuessedPosition | null => {
  const column = bestColumn(table, 'wkt');
  if (column === null || !textsOf(table.columns[column] ?? []).some((text) => /^(?:MULTI)?(?:POINT|LINESTRING|POLYGON)\b/iu.test(text))) return null;
  const { system, note } = degreesSystem(sample, table, [column]);
  return { position: { from: 'text', column, system }, columns: [column], notes: [note] };
};

const withWkt = (guessed: GuessedPosition, table: Table): GuessedPosition => {
  const wkt = bestColumn(table, 'wkt');
  if (wkt === null || guessed.position.from !== 'columns') return guessed;
  return { ...guessed, position: { ...guessed.position, wkt }, columns: [...guessed.columns, wkt] };
};

const projectedKind = (system: CoordinateSystem | null): boolean => system?.kind === 'projected';

const isPlane = (sample: SheetSample, table: Table, axes: Axes): boolean => {
  const stated = sample.sheet.system?.kind === 'system' ? coordinateSystem(sample.sheet.system.id) : null;
  const values = [...numbersOf(table, axes.east), ...numbersOf(table, axes.north)];
  return (stated?.ok === true && projectedKind(stated.value)) || share(values, isMetres) > 0.5;
};

/** `home` is where the county lies: it settles the zone of metres that do not carry one. */
export const guessPosition = (sample: SheetSample, table: Table, home?: Bounds): GuessedPosition => {
  if (sample.sheet.hasGeometry) return ofGeometry(sample, table);
  const axes = axesByHeader(table);
  if (axes !== null && isPlane(sample, table, axes)) return withWkt(projectedPosition(sample, table, axes, home), table);
  if (axes !== null) return withWkt(degreesPosition(sample, table, axes), table);
  const single = textPosition(sample, table) ?? oneColumnPosition(sample, table);
  if (single !== null) return single;
  const found = axesByValues(table);
  return found === null ? NOWHERE : degreesPosition(sample, table, found);
};
