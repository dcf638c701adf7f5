// The names of backup files, by which the schedule knows its own and never touches another's.
import { fileStamp } from './durable-files.ts';

/** `fenghuotai-20261122T031500123Z-000000000042.sqlite`: time, then the head's sequence; sorts by age. */
export const backupName = (time: number, sequence: number, extension: 'sqlite' | 'pgdump'): string =>
  `fenghuotai-${fileStamp(time)}-${String(sequence).padStart(12, '0')}.${extension}`;

const NAME = /^fenghuotai-(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)(\d{3})Z-\d{12}(?:-\d+)?\.(?:sqlite|pgdump)$/;

/** When the backup of this name was made, in milliseconds since the epoch; undefined where it is no backup's name. */
export const backupTime = (name: string): number | undefined => {
  const parts = NAME.exec(name);
  if (parts === null) return undefined;
  const [, year, month, day, hour, minute, second, milliseconds] = parts;
  return Date.parse(`${year}-${month}-${day}T${hour}:${minute}:${second}.${milliseconds}Z`);
};
