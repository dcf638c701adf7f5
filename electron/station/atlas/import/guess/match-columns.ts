// Decides, for one kind, which column fills which field: by header first, checked against what the column holds.
import type { Field, ThingKind } from '../../../../../shared/domain/atlas/field.ts';
import type { FieldMapping } from '../mapping.ts';
import { comparedText } from '../values/plain-text.ts';
import { choiceReader, type ChoiceReader } from '../values/read-choice.ts';
import { readFlag } from '../values/read-flag.ts';
import { unitFactor } from '../values/read-number.ts';
import { valueReader } from '../values/read-value.ts';
import type { GuessNote } from './guess-note.ts';
import { comparedHeader, EXPORT_HEADERS, exportHeader, fieldWords, phoneOwner, splitBracket, withoutKindWord } from './header-words.ts';
import { shareOf, type Table } from './sheet-sample.ts';

export interface FieldMatch {
  readonly field: Field;
  readonly column: number;
  readonly score: number;
  readonly isByValues: boolean;
  readonly factor: number;
}

export interface ColumnMatches {
  readonly fields: readonly FieldMapping[];
  /** For scoring the kind. */
  readonly matches: readonly FieldMatch[];
  readonly flagColumns: readonly number[];
  readonly notes: readonly GuessNote[];
}

/** Headers that hold a longer known word inside, such as 现有可容纳人数: weaker than a whole match. */
const containsWord = (compared: string, words: readonly string[]): boolean =>
  words.some((word) => word.length >= (/^[\x20-\x7E]*$/u.test(word) ? 8 : 4) && compared.includes(word));

const ownerField = (field: Field, kind: ThingKind): Field | undefined => {
  const stem = field.key.replace(/Phone$/u, '');
  return kind.fields.find(({ key }) => key === `${stem}Name` || (key === stem && key !== field.key));
};

const phoneScore = (field: Field, owner: string, kind: ThingKind): number => {
  const named = ownerField(field, kind);
  return named !== undefined && owner !== '' && fieldWords(named).includes(owner.replace(/(?:姓名|名称)$/u, '')) ? 0.95 : 0;
};

const plainScore = (whole: string, compared: string, words: readonly string[], kind: ThingKind): number => {
  if (words.includes(whole)) return 1;
  if (words.includes(compared)) return 0.95;
  if (words.includes(withoutKindWord(compared, kind))) return 0.85;
  if (words.includes(compared.replace(/(?:姓名|名称|情况|信息|数量)$/u, ''))) return 0.85;
  return containsWord(compared, words) ? 0.5 : 0;
};

/** A header as it stands and without its bracket, both in compared form. */
interface ComparedHeader {
  readonly whole: string;
  readonly words: string;
}

/** How well a header names a field, 0 to 1. */
const headerScore = ({ whole, words: compared }: ComparedHeader, field: Field, kind: ThingKind): number => {
  if (whole === '') return 0;
  const score = plainScore(whole, compared, fieldWords(field), kind);
  const owner = phoneOwner(compared);
  if (owner === null) return field.type === 'phone' && score < 0.9 ? 0 : score;
  if (field.type !== 'phone') return score >= 0.95 ? score : 0;
  return Math.max(score, phoneScore(field, owner, kind));
};

/** How well the values of a column fit a field, 0 to 1; an empty column fits anything. */
const valueShare = (texts: readonly string[], field: Field): number => {
  if (texts.length === 0 || field.type === 'text' || field.type === 'reference') return 1;
  const read = valueReader(field);
  return shareOf(texts, (text) => read(text).issue === null);
};

/** A header that says it outright stands even where many values are odd; a vague one does not. */
const combinedScore = (header: number, share: number): number => {
  if (header === 0) return 0;
  if (share >= 0.5) return header * (0.8 + 0.2 * share);
  return header >= 0.95 ? header * (0.4 + share) : 0;
};

interface Unit {
  readonly factor: number;
  readonly note: GuessNote | null;
  readonly isUsable: boolean;
}

const unitOf = (header: string, field: Field, column: number): Unit => {
  const { inside } = splitBracket(header);
  const plain: Unit = { factor: 1, note: null, isUsable: true };
  if ((field.type !== 'number' && field.type !== 'integer') || inside === '') return plain;
  // A remark in brackets is no unit: units are short and have no digits but a square or cube.
  if (!/^[\p{L}²³23㎡㎥°%/]{1,6}$/u.test(inside) || /必填|选填|如有|如无/u.test(inside)) return plain;
  const factor = unitFactor(field.unit, inside);
  if (factor === 1) return plain;
  if (factor === null) return { factor: 1, note: { code: 'unitUnknown', column, unit: inside }, isUsable: false };
  return { factor, note: { code: 'unitConverted', column, unit: inside, factor }, isUsable: true };
};

interface Finding extends FieldMatch {
  readonly note: GuessNote | null;
}

/** In this product's own exports every header is exactly a field's: nothing is guessed. */
const exactFindings = (table: Table, kind: ThingKind): readonly Finding[] =>
  table.headers.flatMap((header, column) => {
    const field = kind.fields.find((candidate) => exportHeader(candidate) === header.trim());
    return field === undefined ? [] : [{ field, column, score: 1, isByValues: false, factor: 1, note: null }];
  });

const headerFindings = (table: Table, texts: readonly (readonly string[])[], kind: ThingKind): readonly Finding[] =>
  table.headers.flatMap((header, column) => {
    const compared = { whole: comparedHeader(header), words: comparedHeader(splitBracket(header).words) };
    return kind.fields.flatMap((field): readonly Finding[] => {
      const named = headerScore(compared, field, kind);
      const score = named === 0 ? 0 : combinedScore(named, valueShare(texts[column] ?? [], field));
      if (score <= 0) return [];
      const { factor, note, isUsable } = unitOf(header, field, column);
      return [{ field, column, score: isUsable ? score : 0, isByValues: false, factor, note }];
    });
  });

const FEWEST_VALUES = 3;
/** A column of choices says few different things. */
const MOST_DISTINCT = 30;
const CLEAR_SHARE = 0.8;

/** Columns nobody named whose values are nearly all choices of one field. */
const valueFindings = (table: Table, texts: readonly (readonly string[])[], kind: ThingKind): readonly Finding[] =>
  kind.fields.flatMap((field) => {
    if (field.type !== 'choice') return [];
    const choices = choiceReader(field.choices);
    return table.headers.flatMap((_, column): readonly Finding[] => {
      const values = texts[column] ?? [];
      if (new Set(values).size > MOST_DISTINCT) return [];
      const telling = values.filter((text) => !/^[\d.]+$/u.test(text));
      if (telling.length < FEWEST_VALUES || shareOf(telling, (text) => choices.read(text) !== null) < CLEAR_SHARE) return [];
      return [{ field, column, score: 0.4, isByValues: true, factor: 1, note: { code: 'columnByValues', column, field: field.key } }];
    });
  });

/** Best first; each column and each field is given once. */
const assigned = (findings: readonly Finding[], taken: ReadonlySet<number>): readonly Finding[] => {
  const columns = new Set(taken);
  const fields = new Set<string>();
  return findings
    .toSorted((left, right) => right.score - left.score || left.column - right.column)
    .filter(({ score, column, field }) => {
      if (score <= 0 || columns.has(column) || fields.has(field.key)) return false;
      columns.add(column);
      fields.add(field.key);
      return true;
    });
};

type FlagMapping = Extract<FieldMapping, { readonly from: 'flags' }>;

const isFlagColumn = (texts: readonly string[]): boolean =>
  texts.length > 0 && shareOf(texts, (text) => readFlag(text) !== 'unknown') >= CLEAR_SHARE;

const flagChoice = (header: string, choices: ChoiceReader): string | null =>
  choices.read(header) ?? choices.read(splitBracket(header).words) ?? choices.read(comparedText(header).replace(/(?:是否)?(?:适用|可用)?$/u, ''));

/** One column per choice, headed by the choice and marked ○ △ ×. */
const flagMappings = (table: Table, texts: readonly (readonly string[])[], kind: ThingKind): readonly FlagMapping[] =>
  kind.fields.flatMap((field) => {
    if (field.type !== 'choices' || field.flagFields === undefined) return [];
    const choices = choiceReader(field.choices);
    const flags = table.headers.flatMap((header, column) => {
      const choice = header === '' ? null : flagChoice(header, choices);
      return choice !== null && isFlagColumn(texts[column] ?? []) ? [{ column, choice }] : [];
    });
    return flags.length === 0 ? [] : [{ field: field.key, from: 'flags' as const, flags }];
  });

/** What fills the fields of one kind, leaving alone the columns already taken for name, key and place. */
export const matchColumns = (table: Table, kind: ThingKind, taken: ReadonlySet<number>): ColumnMatches => {
  const { texts } = table;
  const isOwnExport = table.headers.some((header) => header.trim() === EXPORT_HEADERS.thingId);
  const flags = isOwnExport ? [] : flagMappings(table, texts, kind);
  const flagColumns = flags.flatMap((mapping) => mapping.flags.map(({ column }) => column));
  const findings = isOwnExport ? exactFindings(table, kind) : [...headerFindings(table, texts, kind), ...valueFindings(table, texts, kind)];
  const chosen = assigned(findings, new Set([...taken, ...flagColumns]));
  const unusable = findings.filter(({ note, column }) => note?.code === 'unitUnknown' && !chosen.some((match) => match.column === column));
  return {
    fields: [
      ...chosen.map(({ field, column, factor }): FieldMapping => ({ field: field.key, from: 'column', column, ...(factor === 1 ? {} : { factor }) })),
      ...flags.filter(({ field }) => !chosen.some((match) => match.field.key === field)),
    ],
    matches: chosen,
    flagColumns,
    notes: [...chosen, ...unusable].flatMap(({ note }) => (note === null ? [] : [note])),
  };
};
