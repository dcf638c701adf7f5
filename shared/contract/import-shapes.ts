// The shapes an import is talked about in: what columns mean, what was noticed, what is wrong with a file, a row, a cell.
import { z } from 'zod';
import { idShape, kindShape, lonLatShape, timeShape } from './shapes.ts';

/** Columns a sheet may have; the importer's own limit. */
const MOST_COLUMNS = 1_000;

const columnShape = z.number().int().min(0).max(MOST_COLUMNS - 1);
const systemShape = z.string().min(1).max(40).nullable();
const fieldNameShape = z.string().min(1).max(60);
const choiceShape = z.string().max(200);

const positionMappingShape = z.discriminatedUnion('from', [
  z.strictObject({ from: z.literal('none') }),
  z.strictObject({ from: z.literal('geometry'), system: systemShape }),
  z.strictObject({ from: z.literal('columns'), east: columnShape, north: columnShape, system: systemShape, wkt: columnShape.exactOptional() }),
  z.strictObject({ from: z.literal('text'), column: columnShape, system: systemShape }),
  z.strictObject({ from: z.literal('oneColumn'), column: columnShape, order: z.enum(['eastNorth', 'northEast']), system: systemShape }),
]);

const fieldMappingShape = z.discriminatedUnion('from', [
  z.strictObject({ field: fieldNameShape, from: z.literal('column'), column: columnShape, factor: z.number().positive().exactOptional() }),
  z.strictObject({ field: fieldNameShape, from: z.literal('flags'), flags: z.array(z.strictObject({ column: columnShape, choice: choiceShape })).max(200).readonly() }),
  z.strictObject({ field: fieldNameShape, from: z.literal('constant'), value: z.union([z.string().max(2_000), z.array(choiceShape).max(200).readonly()]) }),
]);

/** What the columns of a sheet mean; columns count from 0. */
export const mappingShape = z.strictObject({
  kind: kindShape,
  headers: z.array(z.string().max(300)).max(MOST_COLUMNS).readonly(),
  /** Rows with a smaller number are titles and headers. */
  firstDataRow: z.number().int().min(0).max(1_000_000),
  name: columnShape.nullable(),
  /** `thingId`: written by this product's own export. `code`: the list's own number for a thing. */
  key: z.strictObject({ column: columnShape, is: z.enum(['thingId', 'code']) }).nullable(),
  version: columnShape.nullable(),
  areaCode: columnShape.nullable(),
  areaNames: z.strictObject({ township: columnShape.nullable(), village: columnShape.nullable() }),
  source: columnShape.nullable(),
  asOf: columnShape.nullable(),
  position: positionMappingShape,
  fields: z.array(fieldMappingShape).max(200).readonly(),
});

export type ImportMapping = z.infer<typeof mappingShape>;

export const IMPORT_NOTE_CODES = [
  'wrongExtension', 'encoding', 'delimiter', 'deletedRecords', 'ignoredParts',
  'titleRowsSkipped', 'noHeader', 'headerOfTwoRows', 'kindUncertain', 'noName', 'noPosition', 'keyNotUnique', 'columnByValues', 'constantFromTitle',
  'unitUnknown', 'unitConverted', 'swappedColumns', 'positionByValues', 'systemFromFile', 'systemFromWords', 'systemFromNumbers', 'systemAssumed',
  'systemNotConvertible', 'systemUnknown', 'zoneUnknown', 'demonstrationData',
] as const;

/** Something noticed about a file or a sheet; `slots` are what its words are filled in with. */
export const importNoteShape = z.strictObject({
  code: z.enum(IMPORT_NOTE_CODES),
  slots: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.array(z.string()).readonly()])),
});

export type ImportNote = z.infer<typeof importNoteShape>;

export const UNREADABLE_KINDS = [
  'oldExcel', 'binaryExcel', 'openDocument', 'xmlSpreadsheet', 'htmlTable', 'wordDocument', 'pdf', 'picture', 'nestedArchive', 'otherArchive',
  'looseShapefile', 'otherXml', 'otherJson', 'binary',
] as const;

export const FILE_LIMITS = [
  'fileBytes', 'expandedBytes', 'expansionRatio', 'ratioFreeBytes', 'archiveEntries', 'sheets', 'columns', 'rows', 'cellCharacters', 'rowCharacters',
  'sharedTextCharacters', 'geometryVertices', 'nestingDepth',
] as const;

export const FILE_FAILURES = [
  'notFound', 'notAFile', 'notReadable', 'empty', 'encrypted', 'forbiddenXml', 'unknownEncoding', 'unreadableKind', 'tooLarge', 'damaged', 'noTable',
  'noSuchSheet', 'badMapping', 'outOfMemory', 'stalled', 'workerLost', 'diskFull',
] as const;

/** What a refusal of a whole file says in `detail.file`. */
export const fileFailureShape = z.strictObject({
  reason: z.enum(FILE_FAILURES),
  kind: z.enum(UNREADABLE_KINDS).exactOptional(),
  limit: z.enum(FILE_LIMITS).exactOptional(),
  allowed: z.number().exactOptional(),
  format: z.string().exactOptional(),
  where: z.string().exactOptional(),
});

export type FileFailure = z.infer<typeof fileFailureShape>;

/** What a refused commit says in `detail.problem`. */
export const COMMIT_PROBLEMS = ['nothingToDo', 'demonstrationData', 'changedSincePreview'] as const;

/** What is wrong with one cell, or with a whole row where `column` is null. A warning leaves the row importable. */
const issueShape = z.strictObject({
  code: z.string(),
  column: columnShape.nullable(),
  header: z.string(),
  value: z.string(),
  isWarning: z.boolean(),
});

/** The words of every code that occurs beside it. */
export const issueTermsShape = z.array(z.strictObject({ code: z.string(), zh: z.string(), en: z.string() }));

export type IssueTerms = z.infer<typeof issueTermsShape>;

/** One of the first rows as the mapping reads it. */
export const sampleRowShape = z.strictObject({
  row: z.number().int(),
  name: z.string(),
  /** Null where the row is faulty or says nothing of where it is. */
  position: lonLatShape.nullable(),
  isFaulty: z.boolean(),
  issues: z.array(issueShape).readonly(),
});

export type SampleRow = z.infer<typeof sampleRowShape>;

export const sheetShape = z.strictObject({
  name: z.string(),
  isHidden: z.boolean(),
  hasGeometry: z.boolean(),
  /** How many rows the file says it has; null where it does not say. */
  statedRows: z.number().int().nullable(),
  /** Null where the sheet holds nothing. */
  mapping: mappingShape.nullable(),
  /** 0 to 1: how sure the guess is. */
  confidence: z.number(),
  /** Kinds that fit at all, best first. */
  kinds: z.array(z.strictObject({ kind: kindShape, score: z.number() })),
  notes: z.array(importNoteShape),
  /** Columns with a header or values that fill nothing. */
  unmapped: z.array(columnShape),
  /** The first rows as they stand. */
  rows: z.array(z.strictObject({ number: z.number().int(), cells: z.array(z.string()) })),
  sample: z.array(sampleRowShape),
  issueTerms: issueTermsShape,
  /** The mapping is the one used the last time a list with these headers was imported. */
  remembered: z.strictObject({ usedAt: timeShape, person: z.string(), fileName: z.string(), source: z.string() }).nullable(),
});

export type ImportSheet = z.infer<typeof sheetShape>;

export const ROW_GROUPS = ['new', 'changed', 'unchanged', 'gone', 'duplicate', 'ambiguous', 'faulty', 'withWarnings', 'unlocated'] as const;

export type RowGroup = (typeof ROW_GROUPS)[number];

const countShape = z.number().int();

/** `withWarnings` and `unlocated` are counted among new, changed and unchanged; the others exclude each other. */
export const importCountsShape = z.strictObject({
  new: countShape,
  changed: countShape,
  unchanged: countShape,
  /** On the map and not in the file; 0 unless the file was said to be a complete list. */
  gone: countShape,
  /** Rows that name a thing an earlier row has named. Not imported. */
  duplicate: countShape,
  /** Rows that fit several things and nothing tells which. Not imported. */
  ambiguous: countShape,
  faulty: countShape,
  withWarnings: countShape,
  unlocated: countShape,
  blank: countShape,
  /** Among the changed: things that have changed on the map since the file was made from it. */
  stale: countShape,
});

export type ImportCounts = z.infer<typeof importCountsShape>;

const shownValueShape = z.union([z.string(), z.number(), z.boolean(), z.array(z.string()).readonly()]).nullable();

/** One row of the comparison, or one thing on the map that no row names. */
export const comparedRowShape = z.strictObject({
  /** As the user counts in the file; null for what only the map has. */
  row: z.number().int().nullable(),
  /** Empty for what is new. */
  id: z.string().max(80),
  name: z.string(),
  position: lonLatShape.nullable(),
  issues: z.array(issueShape).readonly(),
  /** Places come as text. */
  changes: z.array(z.strictObject({ field: z.string(), before: shownValueShape, after: shownValueShape })),
  /** The row that named the same thing before. */
  firstRow: z.number().int().nullable(),
  /** The things a row fits where it fits several. */
  others: z.array(z.strictObject({ id: idShape, name: z.string() })),
  isStale: z.boolean(),
});

export type ComparedRow = z.infer<typeof comparedRowShape>;

/** What is read back of the journal's entries about imports and their undoing; they say more than this. */
export const committedPayloadShape = z.object({ fileName: z.string(), kind: z.string(), source: z.string(), asOf: z.string(), personName: z.string() });
export const undonePayloadShape = z.object({ personName: z.string() });

export type CommittedPayload = z.infer<typeof committedPayloadShape>;
