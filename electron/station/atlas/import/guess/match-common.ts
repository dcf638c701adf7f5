// Finds the columns every kind has: name, key, area, source, date.
import type { ThingKind } from '../../../../../shared/domain/atlas/field.ts';
import type { KeyMapping } from '../mapping.ts';
import { comparedText } from '../values/plain-text.ts';
import type { GuessNote } from './guess-note.ts';
import { commonMatch, comparedHeader, type CommonTarget } from './header-words.ts';
import { shareOf, textsOf, type Table } from './sheet-sample.ts';

export interface CommonColumns {
  readonly name: number | null;
  readonly key: KeyMapping | null;
  readonly version: number | null;
  readonly areaCode: number | null;
  readonly areaNames: { readonly township: number | null; readonly village: number | null };
  readonly source: number | null;
  readonly asOf: number | null;
  readonly nature: number | null;
  /** Names the kind outright, in this product's own exports. */
  readonly kind: number | null;
  readonly notes: readonly GuessNote[];
}

/** The column whose header says a target best; the first of several. */
export const bestColumn = (table: Table, target: CommonTarget, lowest = 0): number | null => {
  const scores = table.headers.map((header) => {
    const match = commonMatch(header);
    return match?.target === target && match.score >= lowest ? match.score : 0;
  });
  const best = Math.max(0, ...scores);
  return best === 0 ? null : scores.indexOf(best);
};

/** 避灾点名称, 队伍名 … and, where nothing better is there, the bare 避灾点. */
const kindNameColumn = (table: Table, kind: ThingKind, endings: readonly string[]): number | null => {
  const words = [kind.term.zh, kind.term.en, ...kind.titles].map(comparedText);
  const names = new Set(words.flatMap((word) => endings.map((ending) => `${word}${ending}`)));
  const column = table.headers.findIndex((header) => names.has(comparedHeader(header)));
  return column === -1 ? null : column;
};

const nameColumn = (table: Table, kind: ThingKind, taken: ReadonlySet<number>): number | null =>
  bestColumn(table, 'name', 0.95) ??
  kindNameColumn(table, kind, ['名称', '名', '姓名', 'name']) ??
  bestColumn(table, 'name') ??
  kindNameColumn(table, kind, ['']) ??
  nameByValues(table, taken);

const UNIQUE_SHARE = 0.95;

const isUnique = (table: Table, column: number): boolean => {
  const texts = textsOf(table.columns[column] ?? []);
  return texts.length > 0 && new Set(texts).size / texts.length >= UNIQUE_SHARE;
};

const keyOf = (table: Table): { readonly key: KeyMapping | null; readonly notes: readonly GuessNote[] } => {
  const own = bestColumn(table, 'thingId');
  if (own !== null) return { key: { column: own, is: 'thingId' }, notes: [] };
  const code = bestColumn(table, 'code');
  if (code === null) return { key: null, notes: [] };
  return isUnique(table, code)
    ? { key: { column: code, is: 'code' }, notes: [] }
    : { key: null, notes: [{ code: 'keyNotUnique', column: code }] };
};

const areaCodeColumn = (table: Table): number | null => {
  const column = bestColumn(table, 'areaCode');
  const texts = textsOf(table.columns[column ?? -1] ?? []);
  return column !== null && shareOf(texts, (text) => /^\d{6}(?:\d{3}){0,2}$/u.test(text)) >= 0.5 ? column : null;
};

/** Without a header that says so, the first column of mostly different words is the name. */
const nameByValues = (table: Table, taken: ReadonlySet<number>): number | null => {
  if (table.hasHeader) return null;
  const column = table.columns.findIndex((cells, index) => {
    const texts = textsOf(cells);
    return !taken.has(index) && texts.length > 0 && shareOf(texts, (text) => /\p{L}{2}/u.test(text)) > 0.8 && new Set(texts).size > texts.length / 2;
  });
  return column === -1 ? null : column;
};

export const matchCommon = (table: Table, kind: ThingKind): CommonColumns => {
  const { key, notes } = keyOf(table);
  const taken = new Set(key === null ? [] : [key.column]);
  const name = nameColumn(table, kind, taken);
  return {
    name,
    key,
    version: bestColumn(table, 'version'),
    areaCode: areaCodeColumn(table),
    areaNames: { township: bestColumn(table, 'township'), village: bestColumn(table, 'village') },
    source: bestColumn(table, 'source'),
    asOf: bestColumn(table, 'asOf'),
    nature: bestColumn(table, 'nature'),
    kind: bestColumn(table, 'kind'),
    notes: name === null ? [...notes, { code: 'noName' }] : notes,
  };
};
