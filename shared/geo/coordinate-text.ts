// Reduces the many ways of writing one coordinate sign to one, before anything is understood from it.
import { failure, success } from '../kernel/result.ts';
import type { Result } from '../kernel/result.ts';
import { coordinateSystemNamed } from './coordinate-system-list.ts';
import type { CoordinateSystem, UnknownSystem } from './coordinate-system-list.ts';

/** Characters first: each pattern and the one character it stands for. */
const CHARACTERS: readonly (readonly [written: RegExp, plain: string])[] = [
  [/[\u200B-\u200F\u2060\uFEFF]/gu, ''],
  [/[°º˚⁰∘]/gu, '°'],
  [/[″“”„‟〃ʺ‶˝]/gu, '"'],
  [/[′‘’‚‛‵ʹ´`ʼ]/gu, "'"],
  [/''/gu, '"'],
  [/[−–—―‐‑‒﹣]/gu, '-'],
  [/[\n\r]+|[;/|&、]/gu, ','],
  [/[\s。()[\]{}<>【】「」〔〕=@]+/gu, ' '],
];

const asHalfWidth = (text: string): string =>
  text.replaceAll(/[！-～]/gu, (character) => String.fromCodePoint((character.codePointAt(0) ?? 0) - 0xfe_e0));

/** Upper case, half width, one sign each for degrees, minutes, seconds, minus, separators and blanks. */
export const plainText = (text: string): string =>
  CHARACTERS.reduce((plain, [written, character]) => plain.replaceAll(written, character), asHalfWidth(text))
    .toUpperCase()
    .trim();

const SYSTEM_WORDS = new RegExp(
  [
    '(?<![A-Z0-9])EPSG *:* *\\d{4,6}',
    '(?<![A-Z0-9])WGS[ _-]*(?:19)?84(?!\\d)',
    '(?<![A-Z0-9])CGCS[ _-]*2000(?!\\d)',
    '(?<![A-Z0-9])GCJ(?:[ _-]*02(?!\\d))?',
    '(?<![A-Z0-9])BD[ _-]*09(?:LL)?(?!\\d)',
    '(?<![A-Z0-9])(?:GPS|AMAP|BAIDU|JGD2011|WEB[ _-]*MERCATOR)(?![A-Z0-9])',
    '(?:19)?54年?北京|新?北京(?:19)?54|(?:19)?80年?西安|西安(?:19)?80|BEIJING ?(?:19)?54|XIAN ?(?:19)?80',
    '国家大地2000|国家2000|(?<!\\d)2000国家大地(?:坐标系?)?|(?<!\\d)2000坐标系?|大地坐标|天地图|北斗',
    '火星(?:坐标系?)?|国测局(?:坐标系?)?|高德(?:地图)?|腾讯(?:地图)?|百度(?:地图)?|WEB墨卡托',
  ].join('|'),
  'gu',
);

export type SystemWordProblem = UnknownSystem | { readonly reason: 'conflictingSystems' };

export interface StatedSystem {
  /** Null: none was named. */
  readonly system: CoordinateSystem | null;
  /** The text without the names. */
  readonly rest: string;
}

/** Several names may stand together (“CGCS2000 EPSG:4528”, “GCJ-02 高德”) when they are of one datum. */
const joined = (systems: readonly CoordinateSystem[]): Result<CoordinateSystem | null, SystemWordProblem> => {
  if (new Set(systems.map(({ datum }) => datum)).size > 1) return failure({ reason: 'conflictingSystems' });
  const projected = systems.filter(({ kind }) => kind === 'projected');
  if (new Set(projected.map(({ id }) => id)).size > 1) return failure({ reason: 'conflictingSystems' });
  return success(projected[0] ?? systems[0] ?? null);
};

/** Takes the names of coordinate systems and map vendors out of plain text. */
export const takeSystemWords = (plain: string): Result<StatedSystem, SystemWordProblem> => {
  const systems: CoordinateSystem[] = [];
  for (const [word] of plain.matchAll(SYSTEM_WORDS)) {
    const named = coordinateSystemNamed(word);
    if (!named.ok) return named;
    systems.push(named.value);
  }
  const system = joined(systems);
  return system.ok ? success({ system: system.value, rest: plain.replaceAll(SYSTEM_WORDS, ' ').trim() }) : system;
};

/** Then words: λ and φ stand for “longitude” and “latitude”, N S E W for the hemispheres, X and Y for themselves. */
const WORDS: readonly (readonly [written: RegExp, sign: string])[] = [
  [/(?:经纬度|坐标系?|位置|地点|定位|米)/gu, ' '],
  [/(?<![A-Z])(?:COORDINATES?|LOCATION|POSITION|POINT|LATLNG|LONLAT|GEO)(?![A-Z])/gu, ' '],
  [/东经/gu, 'E'],
  [/西经/gu, 'W'],
  [/北纬/gu, 'N'],
  [/南纬/gu, 'S'],
  [/经度|(?<![A-Z])(?:LONGITUDE|LONG|LNG|LON)(?![A-Z])|Λ/gu, 'λ'],
  [/[纬维]度|(?<![A-Z])(?:LATITUDE|LAT)(?![A-Z])|Φ/gu, 'φ'],
  [/[东東]|(?<![A-Z])EAST(?:ING)?(?![A-Z])/gu, 'E'],
  [/西|(?<![A-Z])WEST(?![A-Z])/gu, 'W'],
  [/北|(?<![A-Z])NORTH(?:ING)?(?![A-Z])/gu, 'N'],
  [/南|(?<![A-Z])SOUTH(?![A-Z])/gu, 'S'],
  [/纵/gu, 'X'],
  [/横/gu, 'Y'],
  [/度|(?<![A-Z])DEG(?:REES?)?(?![A-Z])/gu, '°'],
  [/分|(?<![A-Z])MIN(?:UTES?)?(?![A-Z])/gu, "'"],
  [/秒|(?<![A-Z])SEC(?:ONDS?)?(?![A-Z])/gu, '"'],
  [/(?<=\d{4}(?:\.\d+)?) *M(?![A-Z])/gu, ' '],
  [/(?<!\d) *: *|: *(?!\d)/gu, ' '],
];

/** Plain text with words replaced by signs. What it does not know stays, and will not be understood. */
export const signText = (rest: string): string =>
  WORDS.reduce((text, [written, sign]) => text.replaceAll(written, sign), rest).trim();
