// How old, and when: ages in words, dates written out with their day.
import type { Language } from './language.ts';
import type { Translate } from './translate.ts';

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** `12 秒`, `5 分钟`, `3 小时`, `2 天`: never rounded up to something older than it is. */
export const ageText = (ageMs: number, t: Translate): string => {
  const age = Math.max(0, ageMs);
  if (age < MINUTE) return t('age.seconds', { count: Math.floor(age / SECOND) });
  if (age < HOUR) return t('age.minutes', { count: Math.floor(age / MINUTE) });
  if (age < DAY) return t('age.hours', { count: Math.floor(age / HOUR) });
  return t('age.days', { count: Math.floor(age / DAY) });
};

const two = (value: number): string => String(value).padStart(2, '0');

/** `2026年11月22日 03:15` or `2026-11-22 03:15`, in the zone `offsetMinutes` east of UTC. */
export const dateTimeText = (epochMs: number, language: Language, offsetMinutes: number, withSeconds = false): string => {
  const date = new Date(epochMs + offsetMinutes * MINUTE);
  const time = `${two(date.getUTCHours())}:${two(date.getUTCMinutes())}${withSeconds ? `:${two(date.getUTCSeconds())}` : ''}`;
  const [year, month, day] = [date.getUTCFullYear(), date.getUTCMonth() + 1, date.getUTCDate()];
  return language === 'zh-CN' ? `${year}年${month}月${day}日 ${time}` : `${year}-${two(month)}-${two(day)} ${time}`;
};
