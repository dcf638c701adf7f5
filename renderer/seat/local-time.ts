// Between the clock of this seat and the UTC times of the record.

const MINUTE_MS = 60_000;

/** `2026-11-22T03:15` in this seat's own zone, as a date-time field wants it. */
export const localInputTime = (epochMs: number): string => new Date(epochMs - new Date(epochMs).getTimezoneOffset() * MINUTE_MS).toISOString().slice(0, 16);

/** UTC of what a date-time field holds; null where it is empty or no time. */
export const timeFromInput = (text: string | undefined): string | null => {
  if (text === undefined || text === '') return null;
  const time = new Date(text).getTime();
  return Number.isNaN(time) ? null : new Date(time).toISOString();
};
