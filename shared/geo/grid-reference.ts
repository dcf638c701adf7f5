// UTM coordinates and MGRS references, to and from positions.
import proj4 from 'proj4';
import type { Converter } from 'proj4';
import type { LonLat, Metres } from '../kernel/units.ts';

export interface UtmCoordinates {
  readonly zone: number;
  /** Latitude band C–X without I and O. */
  readonly band: string;
  readonly easting: Metres;
  readonly northing: Metres;
}

const BANDS = 'CDEFGHJKLMNPQRSTUVWX';
/** Column letters of the 100 km squares by zone modulo 3, row letters for odd and even zones. */
const COLUMNS = ['STUVWXYZ', 'ABCDEFGH', 'JKLMNPQR'] as const;
const ROWS = 'ABCDEFGHJKLMNPQRSTUV';
const SQUARE: Metres = 100_000;
const ROW_CYCLE: Metres = 2_000_000;
/** Degrees a position may lie outside its band or zone: squares are cut there, receivers are not. */
const BAND_MARGIN = 0.02;
const ZONE_MARGIN = 1;
const CLOSURE: Metres = 0.001;
/** Northing of the equator in the southern numbering. */
const FALSE_NORTHING: Metres = 10_000_000;

const planeOf = (zone: number, isNorth: boolean): Converter =>
  proj4(`+proj=utm +zone=${zone}${isNorth ? '' : ' +south'} +datum=WGS84 +units=m +no_defs`);

const bandOf = (latitude: number): string | null =>
  latitude >= -80 && latitude <= 84 ? BANDS.charAt(Math.min(BANDS.length - 1, Math.floor((latitude + 80) / 8))) : null;

/** Zones are 6° wide except around Norway and Svalbard. */
const zoneOf = ([longitude, latitude]: LonLat): number => {
  if (latitude >= 56 && latitude < 64 && longitude >= 3 && longitude < 12) return 32;
  if (latitude >= 72 && longitude >= 0 && longitude < 42) {
    if (longitude < 9) return 31;
    if (longitude < 21) return 33;
    return longitude < 33 ? 35 : 37;
  }
  return Math.min(60, Math.floor((longitude + 180) / 6) + 1);
};

/** UTM of a position; null outside 80°S–84°N and for what is no position. */
export const toUtm = (position: LonLat): UtmCoordinates | null => {
  const band = bandOf(position[1]);
  if (!band || !(Math.abs(position[0]) <= 180)) return null;
  const zone = zoneOf(position);
  const [easting, northing] = planeOf(zone, band >= 'N').forward([position[0], position[1]]);
  if (easting === undefined || northing === undefined) return null;
  // Rounding at the equator must not leave the hemisphere that the band names.
  const [lowest, highest] = band >= 'N' ? [0, Infinity] : [0, FALSE_NORTHING - CLOSURE];
  return { zone, band, easting, northing: Math.max(lowest, Math.min(highest, northing)) };
};

const isInZone = (zone: number, longitude: number): boolean => {
  const east = ((((longitude - (zone * 6 - 183)) % 360) + 540) % 360) - 180;
  return Math.abs(east) <= 6 + ZONE_MARGIN; // Norway's and Svalbard's zones reach 6° from their meridian
};

/** The position of UTM coordinates in the northern or southern numbering; null where they mean no place of the zone. */
export const fromUtm = (zone: number, isNorth: boolean, easting: Metres, northing: Metres): LonLat | null => {
  if (!(zone >= 1 && zone <= 60 && easting >= SQUARE && easting < 9 * SQUARE)) return null;
  const plane = planeOf(zone, isNorth);
  const [longitude = Number.NaN, latitude = Number.NaN] = plane.inverse([easting, northing]);
  if (!isInZone(zone, longitude) || !(latitude >= -80.5 && latitude <= 84.5)) return null;
  if (isNorth ? latitude < -BAND_MARGIN : latitude > BAND_MARGIN) return null;
  const [east = Number.NaN, north = Number.NaN] = plane.forward([longitude, latitude]);
  return Math.abs(east - easting) <= CLOSURE && Math.abs(north - northing) <= CLOSURE ? [longitude, latitude] : null;
};

/** Whether a latitude lies in a band, `margin` degrees beyond its edges allowed. */
const isInBand = (band: string, latitude: number, margin: number): boolean => {
  const south = BANDS.indexOf(band) * 8 - 80;
  const north = band === 'X' ? 84 : south + 8;
  return latitude >= south - margin && latitude <= north + margin;
};

/** UTM with a band letter, which must fit the northing. */
export const fromUtmBand = (zone: number, band: string, easting: Metres, northing: Metres): LonLat | null => {
  if (!BANDS.includes(band) || band.length !== 1) return null;
  const position = fromUtm(zone, band >= 'N', easting, northing);
  return position && isInBand(band, position[1], BAND_MARGIN) ? position : null;
};

const rowOffset = (zone: number): number => (zone % 2 === 0 ? 5 : 0);

/**
 * MGRS reference with 0–5 digits a side (5: the 1 m square that holds the position); null where UTM has
 * none. Digits are cut, not rounded, as the standard asks (NGA.STND.0037, 3-4).
 */
export const toMgrs = (position: LonLat, digits: number): string | null => {
  const utm = toUtm(position);
  if (!utm) return null;
  const column = COLUMNS[utm.zone % 3]?.charAt(Math.floor(utm.easting / SQUARE) - 1);
  const row = ROWS.charAt((Math.floor(utm.northing / SQUARE) + rowOffset(utm.zone)) % ROWS.length);
  const side = (metres: Metres): string => String(Math.floor(metres % SQUARE)).padStart(5, '0').slice(0, digits);
  const square = `${utm.zone}${utm.band} ${column}${row}`;
  return digits === 0 ? square : `${square} ${side(utm.easting)} ${side(utm.northing)}`;
};

/** The middle of the square an MGRS reference names; null for letters that do not go together. */
export const fromMgrs = (
  zone: number,
  band: string,
  square: string,
  eastDigits: string,
  northDigits: string,
): LonLat | null => {
  const column = COLUMNS[zone % 3]?.indexOf(square.charAt(0)) ?? -1;
  const row = ROWS.indexOf(square.charAt(1));
  const isWellFormed = square.length === 2 && eastDigits.length === northDigits.length && eastDigits.length <= 5;
  if (!isWellFormed || column < 0 || row < 0 || !BANDS.includes(band) || band.length !== 1) return null;
  const size = SQUARE / 10 ** eastDigits.length;
  const easting = (column + 1) * SQUARE + (Number(eastDigits) + 0.5) * size;
  const rowNorthing = ((row - rowOffset(zone) + ROWS.length) % ROWS.length) * SQUARE;
  const northing = rowNorthing + (Number(northDigits) + 0.5) * size;
  const margin = size / 111_000 + BAND_MARGIN;
  for (let cycle = 0; cycle < 5; cycle += 1) {
    const position = fromUtm(zone, band >= 'N', easting, northing + cycle * ROW_CYCLE);
    if (position && isInBand(band, position[1], margin)) return position;
  }
  return null;
};
