// Guesses from the first rows of a sheet what it lists and what its columns mean; the user confirms or corrects.
import type { ThingKind } from '../../../../shared/domain/atlas/field.ts';
import { THING_KINDS, thingKind } from '../../../../shared/domain/atlas/thing-kinds.ts';
import type { Bounds } from '../../../../shared/kernel/units.ts';
import { findHeader } from './guess/find-header.ts';
import type { GuessNote } from './guess/guess-note.ts';
import { guessPosition, type GuessedPosition } from './guess/guess-position.ts';
import { DEMONSTRATION_MARK } from './guess/header-words.ts';
import { matchColumns } from './guess/match-columns.ts';
import { matchCommon, type CommonColumns } from './guess/match-common.ts';
import { scoreKinds, type KindScore, type ScoredKind } from './guess/score-kinds.ts';
import { textsOf, type SheetSample, type Table } from './guess/sheet-sample.ts';
import { titleConstants } from './guess/title-constants.ts';
import type { Mapping } from './mapping.ts';

export interface TableGuess {
  readonly mapping: Mapping;
  /** 0 to 1: how much better the kind fits than the next, and whether name and place were found. */
  readonly confidence: number;
  /** Best first, those with any score. */
  readonly kinds: readonly KindScore[];
  readonly notes: readonly GuessNote[];
  /** Columns with a header or values that fill nothing. */
  readonly unmapped: readonly number[];
}

export interface GuessOptions {
  /** Where the county lies. */
  readonly home?: Bounds;
  /** The kind, where the user has said it. */
  readonly kind?: string;
}

const present = (...columns: readonly (number | null)[]): readonly number[] => columns.filter((column) => column !== null);

const commonTaken = (common: CommonColumns): readonly number[] =>
  present(
    common.name,
    common.key?.column ?? null,
    common.version,
    common.areaCode,
    common.areaNames.township,
    common.areaNames.village,
    common.source,
    common.asOf,
    common.nature,
    common.kind,
  );

const CLOSE_SCORE = 0.85;

const headerNotes = (table: Table, sample: SheetSample): readonly GuessNote[] => {
  if (sample.sheet.columns !== null) return [];
  if (!table.hasHeader) return [{ code: 'noHeader' }];
  const notes: GuessNote[] = table.headerRowCount > 1 ? [{ code: 'headerOfTwoRows' }] : [];
  const skipped = sample.rows.filter(({ number }) => number < table.firstDataRow).length - table.headerRowCount;
  return skipped > 0 ? [...notes, { code: 'titleRowsSkipped', count: skipped }] : notes;
};

const kindNotes = (scores: readonly ScoredKind[]): readonly GuessNote[] => {
  const [best, second] = scores;
  if (best === undefined || second === undefined || best.score === 0 || second.score < best.score * CLOSE_SCORE) return [];
  return [{ code: 'kindUncertain', kinds: [best.kind, second.kind] }];
};

const isDemonstration = (table: Table, common: CommonColumns): boolean =>
  textsOf(table.columns[common.nature ?? -1] ?? []).includes(DEMONSTRATION_MARK) ||
  table.titles.some((title) => title.includes(DEMONSTRATION_MARK));

const confidenceOf = (scores: readonly ScoredKind[], common: CommonColumns, position: GuessedPosition): number => {
  const [best, second] = scores;
  if (best === undefined || best.score === 0) return 0;
  const lead = 1 - (second?.score ?? 0) / best.score;
  const known = Math.min(1, best.score / 4);
  const parts = known * (0.5 + 0.5 * Math.min(1, lead * 2));
  return parts * (common.name === null ? 0.3 : 1) * (position.position.from === 'none' ? 0.7 : 1);
};

/** The name that common words give, for scoring kinds before one is chosen. */
const firstNameColumn = (table: Table, kinds: readonly ThingKind[]): number | null =>
  kinds.reduce<number | null>((found, kind) => found ?? matchCommon(table, kind).name, null);

interface Choice {
  readonly kind: ThingKind;
  readonly scores: readonly ScoredKind[];
}

/** The kind that every row names, as this product's own exports do. */
const statedKind = (table: Table, common: CommonColumns): ThingKind | undefined => {
  const [word, ...others] = new Set(textsOf(table.columns[common.kind ?? -1] ?? []));
  return others.length > 0 ? undefined : THING_KINDS.find(({ term }) => term.zh === word);
};

const chooseKind = (sample: SheetSample, table: Table, position: GuessedPosition, wanted: ThingKind | undefined): Choice | null => {
  const provisional = thingKind('shelter');
  if (provisional === undefined) return null;
  const common = matchCommon(table, provisional);
  const name = common.name ?? firstNameColumn(table, wanted === undefined ? [] : [wanted]);
  const taken = new Set([...position.columns, ...commonTaken({ ...common, name })]);
  const scores = scoreKinds(sample, table, name, taken);
  const kind = wanted ?? statedKind(table, common) ?? scores[0]?.thingKind;
  return kind === undefined ? null : { kind, scores };
};

const mappingOf = (kind: ThingKind, table: Table, common: CommonColumns, position: GuessedPosition, fields: Mapping['fields']): Mapping => ({
  kind: kind.kind,
  headers: table.headers,
  firstDataRow: table.firstDataRow,
  name: common.name,
  key: common.key,
  version: common.version,
  areaCode: common.areaCode,
  areaNames: common.areaNames,
  source: common.source,
  asOf: common.asOf,
  position: position.position,
  fields,
});

const columnsUsed = (mapping: Mapping): readonly number[] =>
  mapping.fields.flatMap((field) => {
    if (field.from === 'column') return [field.column];
    return field.from === 'flags' ? field.flags.map(({ column }) => column) : [];
  });

/** The kind with no name column takes a field that names the thing: the head of a household is its name. */
const withFallbackName = (common: CommonColumns, fields: Mapping['fields'], kind: ThingKind): CommonColumns => {
  if (common.name !== null) return common;
  const naming = fields.find((mapping) => mapping.from === 'column' && mapping.field.endsWith('Name') && kind.fields.some(({ key, type }) => key === mapping.field && type === 'text'));
  return naming?.from === 'column'
    ? { ...common, name: naming.column, notes: common.notes.filter(({ code }) => code !== 'noName') }
    : common;
};

/** Null where the sheet holds nothing. */
export const guessTable = (sample: SheetSample, options: GuessOptions = {}): TableGuess | null => {
  const table = findHeader(sample);
  if (table.columns.length === 0 || table.columns.every((column) => textsOf(column).length === 0)) return null;
  const position = guessPosition(sample, table, options.home);
  const choice = chooseKind(sample, table, position, options.kind === undefined ? undefined : thingKind(options.kind));
  if (choice === null) return null;
  const { kind, scores } = choice;
  const found = matchCommon(table, kind);
  const taken = new Set([...position.columns, ...commonTaken(found)]);
  const matched = matchColumns(table, kind, taken);
  const nameHeader = found.name === null ? '' : (table.headers[found.name] ?? '');
  const titles = [sample.fileName.replace(/\.[^.]*$/u, ''), sample.sheet.name, ...table.titles, nameHeader];
  const constants = titleConstants(kind, matched.fields, titles);
  const common = withFallbackName(found, matched.fields, kind);
  const mapping = mappingOf(kind, table, common, position, [...matched.fields, ...constants.fields]);
  const used = new Set([...taken, ...commonTaken(common), ...columnsUsed(mapping)]);
  return {
    mapping,
    confidence: options.kind === undefined && statedKind(table, common) === undefined ? confidenceOf(scores, common, position) : 1,
    kinds: scores.filter(({ score }) => score > 0).map(({ kind: name, score }) => ({ kind: name, score })),
    notes: [
      ...headerNotes(table, sample),
      ...(options.kind === undefined && statedKind(table, common) === undefined ? kindNotes(scores) : []),
      ...common.notes,
      ...position.notes,
      ...matched.notes,
      ...constants.notes,
      ...(isDemonstration(table, common) ? [{ code: 'demonstrationData' } as const] : []),
    ],
    unmapped: table.headers.flatMap((header, column) =>
      used.has(column) || (header === '' && textsOf(table.columns[column] ?? []).length === 0) ? [] : [column],
    ),
  };
};
