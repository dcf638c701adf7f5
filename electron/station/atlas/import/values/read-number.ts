// Reads numbers as offices write them: full-width digits, thousands separators, units, 万 and 亿.
import type { Term } from '../../../../../shared/domain/atlas/field.ts';
import type { Cell } from '../formats/format.ts';

/** Spellings of one unit, after half-width folding, lower case. */
const UNIT_SPELLINGS: readonly (readonly string[])[] = [
  ['人', '名', '位', 'persons', 'person', 'people'],
  ['户', '戶', '家', 'households'],
  ['平方米', '平米', '平方', 'm2', 'm²', 'sqm'],
  ['立方米', '立方', '方', 'm3', 'm³'],
  ['米', 'm', 'メートル'],
  ['张', '床', 'beds'],
  ['辆', '台', 'vehicles'],
  ['艘', 'boats'],
  ['分钟', '分', 'min'],
  ['度', '°'],
  ['万元', '10k cny'],
  ['公里/小时', 'km/h'],
  ['吨', 't'],
  ['瓦', 'w'],
];

const spellingsOf = (unit: Term): readonly string[] => {
  const own = [unit.zh.toLowerCase(), unit.en.toLowerCase()];
  return [...own, ...(UNIT_SPELLINGS.find((spellings) => own.some((name) => spellings.includes(name))) ?? [])];
};

const NUMBER = /^([+-]?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?|[+-]?\.\d+)(e[+-]?\d+)?\s*(万|亿)?\s*(.*)$/u;

const MULTIPLES: Readonly<Record<string, number>> = { 万: 1e4, 亿: 1e8 };

/** Multiplies without the dust of binary fractions: 1.2万 is 12000. */
const times = (value: number, factor: number): number => (factor === 1 ? value : Number((value * factor).toPrecision(15)));

/** Digits, separators, a unit: longer texts are prose. */
const LONGEST_NUMBER = 400;
const PLAIN = /^-?\d{1,15}(?:\.\d{1,15})?$/u;

/** The number of a cell that is one, or plain digits as text; null asks for a closer look. */
export const plainNumber = (cell: Cell | undefined): number | null => {
  if (typeof cell === 'number') return cell;
  return typeof cell === 'string' && PLAIN.test(cell) ? Number(cell) : null;
};

/** Null where the text is no number, or carries a unit other than the one given. */
export const readNumber = (text: string, unit?: Term): number | null => {
  if (PLAIN.test(text)) return Number(text);
  if (text.length > LONGEST_NUMBER) return null;
  const plain = text.normalize('NFKC').replaceAll('−', '-').toLowerCase().trim();
  const match = NUMBER.exec(plain);
  if (match === null) return null;
  const [, digits = '', exponent = '', multiple = '', suffix = ''] = match;
  const value = Number(digits.replaceAll(',', '') + exponent);
  if (!Number.isFinite(value)) return null;
  const written = `${multiple}${suffix}`;
  const spellings = unit === undefined ? [] : spellingsOf(unit);
  // In a column of 万元, “500万” and “500万元” are 500.
  if (written === '' || spellings.includes(written) || (multiple === '万' && suffix === '' && unit?.zh.startsWith('万') === true)) return value;
  const isKnown = suffix === '' || spellings.includes(suffix);
  const factor = MULTIPLES[multiple];
  return isKnown && factor !== undefined && unit?.zh.startsWith('万') !== true ? times(value, factor) : null;
};

/** Units a header may name beside the field's own, with what they are of it. */
const CONVERSIONS: readonly (readonly [unit: string, spelled: readonly string[], factor: number])[] = [
  ['平方米', ['亩'], 10_000 / 15],
  ['平方米', ['公顷', 'ha', 'hm2'], 10_000],
  ['平方米', ['万平方米', '万平米', '万m2'], 10_000],
  ['平方米', ['平方公里', 'km2'], 1e6],
  ['立方米', ['万立方米', '万方', '万m3'], 10_000],
  ['立方米', ['千m3', '千立方米'], 1000],
  ['万元', ['元'], 1e-4],
  ['万元', ['亿元', '亿'], 10_000],
  ['米', ['公里', '千米', 'km'], 1000],
  ['米', ['厘米', 'cm'], 0.01],
  ['人', ['万人'], 10_000],
  ['分钟', ['小时', 'h'], 60],
  ['瓦', ['千瓦', 'kw'], 1000],
];

/** By what a number under a header naming `spelled` is multiplied to be in `unit`; null where that is not known. */
export const unitFactor = (unit: Term | undefined, spelled: string): number | null => {
  const plain = spelled.normalize('NFKC').toLowerCase().replaceAll(/\s/gu, '');
  if (unit !== undefined && spellingsOf(unit).includes(plain)) return 1;
  return CONVERSIONS.find(([known, spellings]) => known === unit?.zh && spellings.includes(plain))?.[2] ?? null;
};

export const inUnit = times;
