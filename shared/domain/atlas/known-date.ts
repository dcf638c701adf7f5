// Dates as far as they are known: a year, a month, a day, or a moment in UTC.

const FORM = /^(\d{4})(?:-(\d{2})(?:-(\d{2})(?:T(\d{2}):(\d{2})(?::(\d{2})(?:\.\d{1,9})?)?Z)?)?)?$/;

const daysIn = (year: number, month: number): number => new Date(Date.UTC(year, month, 0)).getUTCDate();

const within = (text: string | undefined, lowest: number, highest: number): boolean =>
  text === undefined || (Number(text) >= lowest && Number(text) <= highest);

/** `2026`, `2026-11`, `2026-11-22` or `2026-11-22T03:15:00.000Z`, and such a day must exist. */
export const isKnownDate = (text: string): boolean => {
  const parts = FORM.exec(text);
  if (parts === null) return false;
  const [, year, month, day, hour, minute, second] = parts;
  if (!within(month, 1, 12) || !within(hour, 0, 23) || !within(minute, 0, 59) || !within(second, 0, 60)) return false;
  return within(day, 1, daysIn(Number(year), Number(month)));
};
