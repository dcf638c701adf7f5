// Says which kind of thing a sheet lists: by its title and names, by the headers only that kind has, by its shapes.
import type { GeometryKind, ThingKind } from '../../../../../shared/domain/atlas/field.ts';
import { THING_KINDS } from '../../../../../shared/domain/atlas/thing-kinds.ts';
import { comparedText } from '../values/plain-text.ts';
import { comparedHeader, fieldWords, kindTitles, splitBracket } from './header-words.ts';
import { matchColumns, type ColumnMatches } from './match-columns.ts';
import { shareOf, textsOf, type SheetSample, type Table } from './sheet-sample.ts';

export interface KindScore {
  readonly kind: string;
  readonly score: number;
}

/** How many kinds know a header: 面积 says little about which, 威胁户数 says all. */
const KINDS_BY_WORD: ReadonlyMap<string, number> = THING_KINDS.reduce((counts, { fields }) => {
  for (const word of new Set(fields.flatMap(fieldWords))) counts.set(word, (counts.get(word) ?? 0) + 1);
  return counts;
}, new Map<string, number>());

/** The longest of a kind's titles that a text holds. */
const titleWithin = (kind: ThingKind, compared: string): number => kindTitles(kind).find((title) => compared.includes(title))?.length ?? 0;

/** Han says in two characters what Latin says in eight. */
const lengthWeight = (text: string, length: number): number => Math.min(1, length / (/[^\x20-\x7E]/u.test(text) ? 4 : 10));

const TITLE_WEIGHT = 4;
const NAME_WEIGHT = 4;
const FLAG_WEIGHT = 2;
const SHAPE_PENALTY = 0.1;

const titleScore = (kind: ThingKind, texts: readonly string[]): number =>
  texts.reduce((best, text) => {
    const compared = comparedText(text);
    const length = titleWithin(kind, compared);
    return length === 0 ? best : Math.max(best, TITLE_WEIGHT * (0.5 + 0.5 * lengthWeight(compared, length)));
  }, 0);

const matchScore = ({ matches, flagColumns }: ColumnMatches, table: Table): number =>
  matches.reduce((sum, { column, score, isByValues }) => {
    const words = comparedHeader(splitBracket(table.headers[column] ?? '').words);
    return sum + (isByValues ? 1 : score / (KINDS_BY_WORD.get(words) ?? 1));
  }, flagColumns.length > 0 ? FLAG_WEIGHT : 0);

const nameScore = (kind: ThingKind, names: readonly string[]): number =>
  NAME_WEIGHT * shareOf(names, (name) => titleWithin(kind, name) > 0);

type Shape = 'point' | 'line' | 'area';

const shapeOf = ({ rows, sheet }: SheetSample): Shape | null => {
  if (!sheet.hasGeometry) return null;
  const types = rows.flatMap(({ geometry }) => (geometry === null || geometry === undefined ? [] : [geometry.type]));
  const count = (pattern: RegExp): number => types.filter((type) => pattern.test(type)).length;
  const shapes: readonly (readonly [Shape, number])[] = [['point', count(/Point$/u)], ['line', count(/LineString$/u)], ['area', count(/Polygon$/u)]];
  const best = shapes.toSorted((left, right) => right[1] - left[1])[0];
  return best === undefined || best[1] === 0 ? null : best[0];
};

const fitsShape = (kind: GeometryKind, shape: Shape | null): boolean => shape === null || kind === 'any' || kind === shape;

export interface ScoredKind extends KindScore {
  readonly thingKind: ThingKind;
}

/** Best first. `taken` are the columns of name, key and place. */
export const scoreKinds = (sample: SheetSample, table: Table, name: number | null, taken: ReadonlySet<number>): readonly ScoredKind[] => {
  const shape = shapeOf(sample);
  const titles = [sample.fileName.replace(/\.[^.]*$/u, ''), sample.sheet.name, ...table.titles];
  const nameHeader = name === null ? '' : (table.headers[name] ?? '');
  const names = textsOf(table.columns[name ?? -1] ?? []).map(comparedText);
  return THING_KINDS.map((thingKind): ScoredKind => {
    const texts = [...titles, nameHeader];
    const plain = titleScore(thingKind, texts) + nameScore(thingKind, names) + matchScore(matchColumns(table, thingKind, taken), table);
    const score = fitsShape(thingKind.geometry, shape) ? plain : plain * SHAPE_PENALTY;
    return { kind: thingKind.kind, thingKind, score };
  }).toSorted((left, right) => right.score - left.score);
};
