// Numbers that a workbook shows as dates, turned into ISO text.

/** Formats 14–22, 45–47 and the East Asian 27–36, 50–58 (ECMA-376 part 1, 18.8.30). */
const isBuiltInDate = (format: number): boolean =>
  (format >= 14 && format <= 22) ||
  (format >= 27 && format <= 36) ||
  (format >= 45 && format <= 47) ||
  (format >= 50 && format <= 58);

const QUOTED_OR_BRACKETED = /"[^"]*"|\\.|_.|\*.|\[[^\]]*\]/gu;

/** Whether a custom format shows a date or a time of day; elapsed time (`[h]:mm`) stays a number. */
export const isDatePattern = (pattern: string): boolean => {
  if (/\[(?:h+|m+|s+)\]/iu.test(pattern)) return false;
  const plain = pattern.replaceAll(QUOTED_OR_BRACKETED, '');
  return /[ymdhs]/iu.test(plain) && !/general/iu.test(plain);
};

export const isDateFormat = (format: number, custom: ReadonlyMap<number, string>): boolean => {
  const pattern = custom.get(format);
  return pattern === undefined ? isBuiltInDate(format) : isDatePattern(pattern);
};

const DAY_MS = 86_400_000;
/** 1900-01-01 is day 1, and a 29 February 1900 that never was is counted. */
const FALSE_LEAP_DAY = 60;
const LAST_SERIAL = 2_958_465;
const DAYS_TO_1904 = 1462;
const DAYS_TO_1970 = 25_569;

/** `2026-11-22`, `2026-11-22T03:15:00` or `03:15:00`, local to whoever wrote it; null where it is no date. */
export const dateOfSerial = (serial: number, is1904: boolean): string | null => {
  const days = is1904 ? serial + DAYS_TO_1904 : serial;
  if (!(days >= 0 && days <= LAST_SERIAL)) return null;
  const milliseconds = Math.round((days % 1) * 86_400) * 1000;
  if (days < 1) return new Date(milliseconds).toISOString().slice(11, 19);
  const shift = days < FALSE_LEAP_DAY ? 1 : 0;
  const whole = new Date((Math.floor(days) + shift - DAYS_TO_1970) * DAY_MS + milliseconds).toISOString();
  return milliseconds === 0 ? whole.slice(0, 10) : whole.slice(0, 19);
};
