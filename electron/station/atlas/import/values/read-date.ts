// Reads dates as offices write them, as far as they are known: a year, a month, a day or a moment.
import { isKnownDate } from '../../../../../shared/domain/atlas/known-date.ts';
import { dateOfSerial } from '../formats/xlsx/date-cells.ts';

export interface ReadDate {
  readonly date: string;
  /** A bare number was taken for a spreadsheet's day count. */
  readonly isFromSerial: boolean;
}

const TIME = String.raw`(?:[T\s]+(\d{1,2})[:时時点](\d{1,2})(?:[:分](\d{1,2})(?:\.\d+)?秒?)?分?)?`;
const FULL = new RegExp(String.raw`^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})[日号]?${TIME}\s*(Z|[+-]\d{2}:?\d{2})?$`, 'u');
const MONTH = /^(\d{4})[-/.年](\d{1,2})月?$/u;
const YEAR = /^(\d{4})年?$/u;
const PACKED = /^(\d{4})(\d{2})(\d{2})$/u;

/** Files speak the county's own time. */
const LOCAL_OFFSET_MINUTES = 480;

const LONGEST_DATE = 60;

const two = (text: string): string => text.padStart(2, '0');

const offsetMinutes = (zone: string | undefined): number => {
  if (zone === undefined) return LOCAL_OFFSET_MINUTES;
  if (zone === 'Z') return 0;
  const digits = zone.replace(':', '');
  const minutes = Number(digits.slice(1, 3)) * 60 + Number(digits.slice(3, 5));
  return digits.startsWith('-') ? -minutes : minutes;
};

const fullDate = (match: RegExpExecArray): string | null => {
  const [, year = '', month = '', day = '', hour, minute = '0', second = '0', zone] = match;
  const date = `${year}-${two(month)}-${two(day)}`;
  if (!isKnownDate(date)) return null;
  // Midnight without a zone is how spreadsheets print a plain day.
  if (hour === undefined || (zone === undefined && Number(hour) + Number(minute) + Number(second) === 0)) return date;
  if (Number(hour) > 23 || Number(minute) > 59 || Number(second) > 59) return null;
  const local = Date.parse(`${date}T${two(hour)}:${two(minute)}:${two(second)}Z`);
  return new Date(local - offsetMinutes(zone) * 60_000).toISOString();
};

const partDate = (plain: string): string | null => {
  const packed = PACKED.exec(plain);
  const month = MONTH.exec(plain);
  if (packed !== null) return `${packed[1] ?? ''}-${packed[2] ?? ''}-${packed[3] ?? ''}`;
  if (month !== null) return `${month[1] ?? ''}-${two(month[2] ?? '')}`;
  return YEAR.exec(plain)?.[1] ?? null;
};

/** Days of 1954 to 2099 as spreadsheets count them. */
const isLikelySerial = (plain: string): boolean => /^\d{5}$/u.test(plain) && Number(plain) >= 20_000 && Number(plain) <= 73_050;

/** Null where the text is no date, or no day that exists. Moments without a zone are China's. */
export const readDate = (text: string): ReadDate | null => {
  if (text.length > LONGEST_DATE) return null;
  if (isKnownDate(text)) return { date: text, isFromSerial: false };
  const plain = text.normalize('NFKC').trim();
  const full = FULL.exec(plain);
  if (full !== null) {
    const date = fullDate(full);
    return date === null ? null : { date, isFromSerial: false };
  }
  if (isLikelySerial(plain)) {
    const date = dateOfSerial(Number(plain), false);
    return date === null ? null : { date, isFromSerial: true };
  }
  const part = partDate(plain);
  return part !== null && isKnownDate(part) ? { date: part, isFromSerial: false } : null;
};
