// Finds the header row of a sheet below titles and notes, even where it takes two rows.
import { THING_KINDS } from '../../../../../shared/domain/atlas/thing-kinds.ts';
import type { Cell, SourceRow } from '../formats/format.ts';
import { cellText } from '../values/plain-text.ts';
import { choiceReader } from '../values/read-choice.ts';
import { readNumber } from '../values/read-number.ts';
import { commonMatch, comparedHeader, fieldWords, splitBracket } from './header-words.ts';
import { tableOf, type SheetSample, type Table } from './sheet-sample.ts';

const SEARCHED_ROWS = 30;
const FEWEST_HEADERS = 2;
const LONGEST_HEADER = 200;

const knownWords = (): ReadonlySet<string> => new Set(THING_KINDS.flatMap(({ fields }) => fields.flatMap(fieldWords)));

const KNOWN_WORDS: ReadonlySet<string> = knownWords();

const FLAG_CHOICES = THING_KINDS.flatMap(({ fields }) =>
  fields.flatMap((field) => (field.type === 'choices' && field.flagFields !== undefined ? [choiceReader(field.choices)] : [])),
);

const isKnownHeader = (header: string): boolean =>
  commonMatch(header) !== null ||
  KNOWN_WORDS.has(comparedHeader(header)) ||
  KNOWN_WORDS.has(comparedHeader(splitBracket(header).words)) ||
  FLAG_CHOICES.some((choices) => choices.read(header) !== null);

const distinctTexts = (cells: readonly Cell[]): readonly string[] => [...new Set(cells.map((cell) => cellText(cell).slice(0, LONGEST_HEADER)).filter((text) => text !== ''))];

const isNumeric = (text: string): boolean => readNumber(text) !== null;

interface Candidate {
  readonly index: number;
  readonly rowCount: 1 | 2;
  readonly headers: readonly string[];
  readonly known: number;
  readonly score: number;
}

const candidateOf = (headers: readonly string[], index: number, rowCount: 1 | 2): Candidate => {
  const texts = distinctTexts(headers);
  const known = texts.filter(isKnownHeader).length;
  const numeric = texts.filter(isNumeric).length;
  const long = texts.filter((text) => text.length > 40).length;
  const score = texts.length < FEWEST_HEADERS ? -Infinity : known * 3 + texts.length * 0.2 - numeric * 2 - long * 2;
  return { index, rowCount, headers, known, score };
};

const headerTexts = ({ cells }: SourceRow): readonly string[] => cells.map((cell) => cellText(cell).slice(0, LONGEST_HEADER).replaceAll(/\s*\n\s*/gu, ''));

/** A group word over several columns goes before the word under it: 坐标 over 经度 stays 经度, 联系人 over 电话 is 联系人电话. */
const joinedHeaders = (upper: readonly string[], lower: readonly string[]): readonly string[] =>
  Array.from({ length: Math.max(upper.length, lower.length) }, (_, column) => {
    const [above, below] = [upper[column] ?? '', lower[column] ?? ''];
    if (below === '' || below === above) return above;
    if (above === '' || commonMatch(below) !== null) return below;
    return isKnownHeader(`${above}${below}`) || !isKnownHeader(below) ? `${above}${below}` : below;
  });

const candidatesAt = (rows: readonly SourceRow[], index: number): readonly Candidate[] => {
  const row = rows[index];
  const next = rows[index + 1];
  if (row === undefined) return [];
  const single = candidateOf(headerTexts(row), index, 1);
  // One text alone is a title, not the upper of two header rows.
  const isTitle = distinctTexts(row.cells).length < FEWEST_HEADERS;
  if (next === undefined || isTitle || headerTexts(next).some(isNumeric)) return [single];
  return [single, candidateOf(joinedHeaders(headerTexts(row), headerTexts(next)), index, 2)];
};

const best = (candidates: readonly Candidate[]): Candidate | null =>
  candidates.reduce<Candidate | null>((found, candidate) => (candidate.score > (found?.score ?? -Infinity) ? candidate : found), null);

/** Without one known word, a first row of words over numbers is still a header; anything else is none. */
const looksLikeHeader = (rows: readonly SourceRow[], candidate: Candidate): boolean => {
  if (candidate.known > 0) return true;
  const below = rows.slice(candidate.index + 1, candidate.index + 6);
  return !candidate.headers.some(isNumeric) && below.some((row) => distinctTexts(row.cells).some(isNumeric));
};

const titlesAbove = (rows: readonly SourceRow[], index: number): readonly string[] =>
  rows.slice(0, index).flatMap(({ cells }) => distinctTexts(cells));

/** The sheet as a table; where no header is found, columns have no names and the first row is data. */
export const findHeader = ({ sheet, rows }: SheetSample): Table => {
  if (sheet.columns !== null) return tableOf(rows, sheet.columns.map((name) => name.slice(0, LONGEST_HEADER)), 0, [], 1);
  const found = best(rows.slice(0, SEARCHED_ROWS).flatMap((_, index) => candidatesAt(rows, index)));
  if (found === null || !looksLikeHeader(rows, found)) return tableOf(rows, [], rows[0]?.number ?? 1, [], 0);
  const last = rows[found.index + found.rowCount - 1];
  return tableOf(rows, found.headers, (last?.number ?? 0) + 1, titlesAbove(rows, found.index), found.rowCount);
};
