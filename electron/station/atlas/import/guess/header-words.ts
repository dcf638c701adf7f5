// The words by which files name columns that every kind has: name, key, place, area, source and date.
import type { Field, ThingKind } from '../../../../../shared/domain/atlas/field.ts';
import { THING_KINDS } from '../../../../../shared/domain/atlas/thing-kinds.ts';
import { comparedText } from '../values/plain-text.ts';

export type CommonTarget =
  | 'name'
  | 'thingId'
  | 'kind'
  | 'version'
  | 'code'
  | 'ordinal'
  | 'areaCode'
  | 'township'
  | 'village'
  | 'longitude'
  | 'latitude'
  | 'x'
  | 'y'
  | 'easting'
  | 'northing'
  | 'coordinates'
  | 'wkt'
  | 'source'
  | 'asOf'
  | 'nature';

/** Headers of this product's own exports; read back without guessing. */
export const EXPORT_HEADERS = {
  thingId: '系统编号',
  kind: '对象类别',
  version: '版本',
  name: '名称',
  longitude: '经度',
  latitude: '纬度',
  areaCode: '行政区划代码',
  source: '数据来源',
  asOf: '数据日期',
  nature: '数据性质',
  wkt: '图形',
} as const;

export const DEMONSTRATION_MARK = '演练数据';

const WORDS: Readonly<Record<CommonTarget, readonly string[]>> = {
  name: [EXPORT_HEADERS.name, '名字', '姓名', '名', '标题', '简称', 'name', 'title', '施設名', '施設名称', '名前', '場所名', '地点名', '地点名称', '单位名称', '项目名称'],
  thingId: [EXPORT_HEADERS.thingId],
  kind: [EXPORT_HEADERS.kind],
  version: [EXPORT_HEADERS.version],
  code: ['编号', '编码', '代码', '统一编号', '唯一编码', '标识', '标识码', 'code', 'id', 'objectid', 'fid', 'guid', 'uuid', '@id', 'コード', '識別番号'],
  ordinal: ['序号', '序', '序列', '行号', 'no', 'num', '#', '連番', '项次'],
  areaCode: [EXPORT_HEADERS.areaCode, '行政区划', '区划代码', '行政区代码', '行政区划编码', '统计用区划代码', 'areaCode', 'adcode'],
  township: ['乡镇', '乡镇街道', '街道', '镇街', '所属乡镇', '所在乡镇', '所属街道', '乡镇名称', '镇', 'township', 'town'],
  village: ['村', '村社', '村社区', '行政村', '所属村', '所在村', '社区', '村名', '村居', '村名称', 'village'],
  longitude: [EXPORT_HEADERS.longitude, '经度坐标', '东经', '经', 'longitude', 'lon', 'lng', 'long', '経度', '經度', '经度E'],
  latitude: [EXPORT_HEADERS.latitude, '纬度坐标', '北纬', '纬', '维度', 'latitude', 'lat', '緯度', '纬度N'],
  x: ['x', 'X坐标', '坐标X', 'coordx', 'pointx', 'xcoord'],
  y: ['y', 'Y坐标', '坐标Y', 'coordy', 'pointy', 'ycoord'],
  easting: ['横坐标', '东坐标', 'easting', '横坐标Y'],
  northing: ['纵坐标', '北坐标', 'northing', '纵坐标X'],
  coordinates: ['坐标', '经纬度', '经纬度坐标', '位置坐标', '地理坐标', '坐标位置', '定位', 'coordinates', 'coordinate', 'latlng', 'lnglat', 'lonlat', 'latlon', 'gps', '緯度経度', '経緯度'],
  wkt: [EXPORT_HEADERS.wkt, 'wkt', 'geom', 'geometry', 'the_geom', 'shape', '几何'],
  source: [EXPORT_HEADERS.source, '来源'],
  asOf: [EXPORT_HEADERS.asOf, '更新日期', '更新时间', '统计日期', '数据时间', '截止日期'],
  nature: [EXPORT_HEADERS.nature],
};

const targets = Object.keys(WORDS) as readonly CommonTarget[];

const byWord: ReadonlyMap<string, CommonTarget> = new Map(
  targets.flatMap((target) => WORDS[target].map((word) => [comparedHeader(word), target] as const)),
);

/** A header for comparison; `#property` and a lone `#` keep their sign, which is all that tells them. */
export function comparedHeader(header: string): string {
  const plain = comparedText(header);
  return header.trim().startsWith('#') ? `#${plain}` : plain;
}

/** `面积(㎡)`: the words before a bracket, and what stands in it. */
export const splitBracket = (header: string): { readonly words: string; readonly inside: string } => {
  const match = /^(.*?)[(（[【〔]([^)）\]】〕]*)[)）\]】〕]?\s*$/su.exec(header.trim());
  return match === null ? { words: header.trim(), inside: '' } : { words: match[1] ?? '', inside: match[2] ?? '' };
};

const PLACES: ReadonlySet<CommonTarget> = new Set(['longitude', 'latitude', 'x', 'y', 'coordinates']);

export interface CommonMatch {
  readonly target: CommonTarget;
  readonly score: number;
}

const SYSTEM_WORDS = /(?:高德|百度|腾讯|天地图|火星|北斗|国家2000|大地2000|cgcs2000|gcj0?2?|bd0?9?|wgs84|gps)(?:坐标系?)?/gu;

/** 百度经度 is a longitude; which system it is in is told elsewhere from the same words. */
const withoutSystem = (compared: string): string => compared.replaceAll(SYSTEM_WORDS, '');

/** Words that end in “name” and are none of the thing's own. */
const OTHER_NAMES = /^(?:alternative|alt|short|kana|user|file|manager|contact|keeper|leader|responsible|street|city|town|village|pref|owner)|カナ$|かな$|ふりがな$/u;

/** What a header says about a column, whatever the kind; null where it says nothing known. */
export const commonMatch = (header: string): CommonMatch | null => {
  const whole = byWord.get(comparedHeader(header));
  if (whole !== undefined) return { target: whole, score: 1 };
  if (comparedHeader(header) === '#property') return { target: 'code', score: 0.6 };
  const words = byWord.get(comparedHeader(splitBracket(header).words));
  if (words !== undefined) return { target: words, score: 0.95 };
  const compared = comparedHeader(splitBracket(header).words);
  const place = byWord.get(withoutSystem(compared));
  if (place !== undefined && PLACES.has(place)) return { target: place, score: 0.9 };
  if (OTHER_NAMES.test(compared)) return null;
  if (/(?:名称|名字)$/u.test(compared) || /[a-z]name$/u.test(compared)) return { target: 'name', score: 0.7 };
  return /(?:编号|编码|代码)$/u.test(compared) ? { target: 'code', score: 0.6 } : null;
};

const wordsOf = (field: Field): readonly string[] =>
  [field.term.zh, field.term.en, field.key, ...(field.headers ?? [])].map(comparedHeader).filter((word) => word !== '');

const WORDS_OF_FIELDS: ReadonlyMap<Field, readonly string[]> = new Map(
  THING_KINDS.flatMap(({ fields }) => fields.map((field) => [field, wordsOf(field)] as const)),
);

/** Every spelling of a field's header, compared form. */
export const fieldWords = (field: Field): readonly string[] => WORDS_OF_FIELDS.get(field) ?? wordsOf(field);

const titlesOf = (kind: ThingKind): readonly string[] =>
  [...new Set([kind.term.zh, kind.term.en, ...kind.titles].map(comparedText))]
    .filter((title) => title !== '')
    .toSorted((left, right) => right.length - left.length);

const TITLES_OF_KINDS: ReadonlyMap<ThingKind, readonly string[]> = new Map(THING_KINDS.map((kind) => [kind, titlesOf(kind)]));

/** The words by which a list of the kind calls itself, compared form, longest first. */
export const kindTitles = (kind: ThingKind): readonly string[] => TITLES_OF_KINDS.get(kind) ?? titlesOf(kind);

/** The header under which exports write a field: its Chinese term, with the unit where it has one. */
export const exportHeader = (field: Field): string => {
  const unit = field.type === 'integer' || field.type === 'number' ? field.unit : undefined;
  return unit === undefined ? field.term.zh : `${field.term.zh}（${unit.zh}）`;
};

/** A header without the kind's own word before it: 避难场所面积 is 面积. */
export const withoutKindWord = (compared: string, kind: ThingKind): string => {
  const found = kindTitles(kind).find((word) => compared.startsWith(word) && compared.length > word.length);
  return found === undefined ? compared : compared.slice(found.length);
};

const PHONE_WORDS = /(?:联系电话|电话号码|手机号码|手机号|联系方式|电话|手机|電話番号|電話|phonenumber|telephonenumber|phone|telephone|tel|mobile)$/u;

/** `负责人电话` is the phone of 负责人; null where a header is no phone's. */
export const phoneOwner = (compared: string): string | null =>
  PHONE_WORDS.test(compared) ? compared.replace(PHONE_WORDS, '').replace(/的$/u, '') : null;
