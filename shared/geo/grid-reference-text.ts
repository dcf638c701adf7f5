// Finds a UTM coordinate or an MGRS reference in plain text.
import type { LonLat } from '../kernel/units.ts';
import { fromMgrs, fromUtm, fromUtmBand } from './grid-reference.ts';

export interface GridReading {
  readonly notation: 'mgrs' | 'utm';
  /** Null: the form is right, but there is no such place. */
  readonly position: LonLat | null;
}

/** At least 1 km squares: shorter references are too coarse to be meant as a place. */
const MGRS = /^(\d{1,2}) ?([C-HJ-NP-X]) ?([A-HJ-NP-Z][A-HJ-NP-V]) ?((?:\d\d){2,5}|\d{2,5}[ ,]+\d{2,5})$/u;
const UTM =
  /^(\d{1,2}) ?([C-HJ-NP-X])[ ,]+E? ?:? ?(\d{6}(?:\.\d+)?) ?M? ?E?[ ,]+N? ?:? ?(\d{1,8}(?:\.\d+)?) ?M? ?N?$/u;

const readMgrs = (text: string): GridReading | null => {
  const match = MGRS.exec(text);
  if (!match) return null;
  const [, zone = '', band = '', square = '', digits = ''] = match;
  const halves = digits.split(/[ ,]+/u);
  const [east, north] =
    halves.length === 2 ? halves : [digits.slice(0, digits.length / 2), digits.slice(digits.length / 2)];
  return { notation: 'mgrs', position: fromMgrs(Number(zone), band, square, east ?? '', north ?? '') };
};

/** N and S may be latitude bands (S: 32°–40° north) or hemispheres; both are tried, the band first. */
const readUtm = (text: string): readonly GridReading[] => {
  const match = UTM.exec(text);
  if (!match) return [];
  const [zone, easting, northing] = [Number(match[1]), Number(match[3]), Number(match[4])];
  const letter = match[2] ?? '';
  const positions = [fromUtmBand(zone, letter, easting, northing)];
  if (letter === 'N' || letter === 'S') positions.push(fromUtm(zone, letter === 'N', easting, northing));
  const found = positions.filter((position) => position !== null);
  return (found.length > 0 ? found : [null]).map((position) => ({ notation: 'utm', position }));
};

/** All readings of the text as a grid reference; empty when it has not that form. */
export const readGridReference = (plain: string): readonly GridReading[] => {
  const text = plain
    .replaceAll(/(?<![A-Z])(?:UTM|MGRS|ZONE)(?![A-Z])[ :]*/gu, ' ')
    .replaceAll(/ +/gu, ' ')
    .trim();
  const mgrs = readMgrs(text);
  return mgrs ? [mgrs] : readUtm(text);
};
