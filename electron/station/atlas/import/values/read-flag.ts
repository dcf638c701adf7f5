// Reads ○ △ × and the other marks by which offices say yes, under conditions, and no.

export type Flag = 'yes' | 'conditional' | 'no';

const MARKS: Readonly<Record<Flag, readonly string[]>> = {
  yes: ['○', '〇', '◯', '●', '◎', '⭕', '√', '✓', '✔', '☑', '是', '有', '可', '适用', '已', 'y', 'yes', 'true', 't', '1'],
  conditional: ['△', '▲', '▵', '有条件', '部分', '条件付', '条件付き', '一部'],
  no: ['×', '✕', '✖', '✗', '❌', 'x', '否', '无', '無', '不', '不可', '不适用', '未', 'n', 'no', 'false', 'f', '0'],
};

const byMark: ReadonlyMap<string, Flag> = new Map(
  (['yes', 'conditional', 'no'] as const).flatMap((flag) => MARKS[flag].map((mark) => [mark, flag] as const)),
);

const LONGEST_MARK = 20;
const NO_MARK = /^[-‐‑‒–—―−ー/\\]*$/u;

export type ReadFlag = Flag | 'nothing' | 'unknown';

export const readFlag = (text: string): ReadFlag => {
  const known = byMark.get(text);
  if (known !== undefined) return known;
  if (text.length > LONGEST_MARK) return 'unknown';
  const plain = text.replaceAll(/[\s\uFE0E\uFE0F]/gu, '').toLowerCase();
  if (NO_MARK.test(plain)) return 'nothing';
  return byMark.get(plain) ?? byMark.get(plain.normalize('NFKC')) ?? 'unknown';
};

/** The weakest of several marks for one thing: what is only good in one column of two is not good. */
export const weakestFlag = (flags: readonly Flag[]): Flag | null => {
  if (flags.length === 0) return null;
  if (flags.includes('no')) return 'no';
  return flags.includes('conditional') ? 'conditional' : 'yes';
};

/** Whole answers such as 已鉴定 or 未配备, beside the bare marks. */
export const readBoolean = (text: string): boolean | 'nothing' | 'unknown' => {
  const flag = readFlag(text);
  if (flag === 'nothing') return 'nothing';
  if (flag === 'yes') return true;
  if (flag === 'no') return false;
  if (/^(?:已|有|是)/u.test(text)) return true;
  return /^(?:未|无|無|没有|否|不)/u.test(text) ? false : 'unknown';
};
