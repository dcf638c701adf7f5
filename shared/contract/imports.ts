// Bringing lists in and out: upload, look at, compare, commit as one change, undo; export and download.
import { z } from 'zod';
import { DESK_ROLES, PLANNING_ROLES } from '../domain/people/role.ts';
import { filterShape } from './atlas.ts';
import { command, query, stream } from './define.ts';
import { comparedRowShape, importCountsShape, importNoteShape, issueTermsShape, mappingShape, ROW_GROUPS, sampleRowShape, sheetShape } from './import-shapes.ts';
import { bytesShape, idShape, kindShape, nothing, timeShape } from './shapes.ts';

/** The most bytes one part of a file may have, up or down. */
export const PART_LIMIT_BYTES = 524_288;
/** The largest file that may be uploaded. */
export const FILE_LIMIT_BYTES = 268_435_456;
/** The most rows of one group that are kept for looking at; all are counted. */
export const LISTED_ROWS = 1_000;

export const EXPORT_FORMAT_NAMES = ['xlsx', 'csv', 'geojson', 'kml'] as const;

/** Made by the seat: what it asks twice because an answer was lost is then the same thing. */
const seatMadeIdShape = z.string().regex(/^[A-Za-z0-9-]{8,64}$/);

const asOfShape = z.string().max(40);
const sourceShape = z.string().max(300);

/** How the rows are to be read and held against the map. */
const readingShape = {
  importId: seatMadeIdShape,
  sheet: z.number().int().min(0).max(1_000),
  mapping: mappingShape,
  /** Said of each thing whose row names no source of its own. */
  source: sourceShape,
  /** The date the file speaks of; empty where unknown. */
  asOf: asOfShape,
};

const comparingShape = {
  ...readingShape,
  /** True: an empty cell clears what is known. False: it says nothing. */
  blankClears: z.boolean(),
  /** The file is all there is in this area (empty: everywhere): what it does not name is removed. */
  completeList: z.strictObject({ areaCode: z.string().regex(/^\d{0,12}$/) }).nullable(),
};

const batchShape = z.number().int().min(1);

export const IMPORT_OPERATIONS = {
  /** Parts in order; one that is there already may be sent again. `received` is where the next one starts. */
  uploadPart: query({
    name: 'uploadPart',
    roles: PLANNING_ROLES,
    input: z.strictObject({
      uploadId: seatMadeIdShape,
      offset: z.number().int().min(0).max(FILE_LIMIT_BYTES),
      bytes: bytesShape.refine((bytes) => bytes.byteLength <= PART_LIMIT_BYTES),
      fileName: z.string().min(1).max(255),
      totalBytes: z.number().int().min(0).max(FILE_LIMIT_BYTES),
    }),
    output: z.strictObject({ received: z.number().int() }),
  }),
  /** Once the whole file is there. Refused with `detail.file` where it is no file to import. The import goes by the upload's id. */
  openImport: query({
    name: 'openImport',
    roles: PLANNING_ROLES,
    input: z.strictObject({ uploadId: seatMadeIdShape }),
    output: z.strictObject({ importId: seatMadeIdShape, fileName: z.string(), format: z.string(), notes: z.array(importNoteShape), sheets: z.array(sheetShape) }),
  }),
  /** Guesses again with the kind the user has said. */
  guessImport: query({
    name: 'guessImport',
    roles: PLANNING_ROLES,
    input: z.strictObject({ importId: seatMadeIdShape, sheet: z.number().int().min(0).max(1_000), kind: kindShape }),
    output: z.strictObject({ sheet: sheetShape }),
  }),
  /** The first rows as this mapping reads them. */
  sampleImport: query({
    name: 'sampleImport',
    roles: PLANNING_ROLES,
    input: z.strictObject(readingShape),
    output: z.strictObject({ sample: z.array(sampleRowShape), issueTerms: issueTermsShape }),
  }),
  /** Holds every row against the map; nothing is saved. */
  previewImport: query({
    name: 'previewImport',
    roles: PLANNING_ROLES,
    input: z.strictObject(comparingShape),
    output: z.strictObject({
      /** What a commit must find again. */
      digest: z.string(),
      counts: importCountsShape,
      points: z.strictObject({
        /** Int32 little endian pairs of microdegrees: lon, lat, lon, lat … */
        positions: bytesShape,
        /** One byte each: the number of its group in ROW_GROUPS. */
        groups: bytesShape,
        omittedCount: z.number().int(),
      }),
      /** West, south, east, north of all that is located in the file; null where nothing is. */
      extent: z.tuple([z.number(), z.number(), z.number(), z.number()]).nullable(),
      /** Things in scope of a complete list that were left alone because nobody has said in which area they lie. */
      outsideScopeCount: z.number().int(),
    }),
  }),
  /** One group of the last comparison, in order of row. `listed` is how many of them are kept. */
  readImportRows: query({
    name: 'readImportRows',
    roles: PLANNING_ROLES,
    input: z.strictObject({ importId: seatMadeIdShape, group: z.enum(ROW_GROUPS), offset: z.number().int().min(0).max(LISTED_ROWS), limit: z.number().int().min(1).max(200) }),
    output: z.strictObject({ total: z.number().int(), listed: z.number().int(), rows: z.array(comparedRowShape), issueTerms: issueTermsShape }),
  }),
  /** Everything with one entry, or nothing. Refused as stale with new counts where the map no longer is as it was at the preview. */
  commitImport: command({
    name: 'commitImport',
    roles: PLANNING_ROLES,
    input: z.strictObject({ ...comparingShape, digest: z.string().max(100) }),
    output: z.strictObject({
      batch: batchShape,
      thingCount: z.number().int(),
      removedCount: z.number().int(),
      residentCount: z.number().int(),
      /** Absent where the command had been carried out before the station was last started. */
      counts: importCountsShape.optional(),
      /** Things somebody changed while they were being saved: the later word stands. */
      overtakenCount: z.number().int().optional(),
    }),
  }),
  /** Stops what is under way; the request that started it is refused as cancelled, unless it was done by then. */
  cancelImport: query({ name: 'cancelImport', roles: DESK_ROLES, input: z.strictObject({ id: seatMadeIdShape }), output: nothing }),
  undoImport: command({
    name: 'undoImport',
    roles: PLANNING_ROLES,
    input: z.strictObject({ batch: batchShape }),
    output: z.strictObject({
      batch: batchShape,
      /** Things the import had brought and somebody has changed since: they stay as they are. The first 200, and how many. */
      changedSince: z.array(z.strictObject({ kind: kindShape, id: idShape, name: z.string() })).optional(),
      changedSinceCount: z.number().int().optional(),
    }),
  }),
  /** Newest first. */
  listImports: query({
    name: 'listImports',
    roles: PLANNING_ROLES,
    input: z.strictObject({ limit: z.number().int().min(1).max(100) }),
    output: z.strictObject({
      /** There are older ones. */
      isTruncated: z.boolean(),
      imports: z.array(
        z.strictObject({
          batch: batchShape,
          fileName: z.string(),
          kind: kindShape,
          source: z.string(),
          asOf: z.string(),
          thingCount: z.number().int(),
          removedCount: z.number().int(),
          importedAt: timeShape,
          /** Name of who did it; empty where it is no longer known. */
          importedBy: z.string(),
          undone: z.strictObject({ at: timeShape, by: z.string() }).nullable(),
        }),
      ),
    }),
  }),
  /** Rows of the last comparison that need correcting, as a csv file that can be imported again. */
  readFaultFile: query({
    name: 'readFaultFile',
    roles: PLANNING_ROLES,
    input: z.strictObject({ importId: seatMadeIdShape, language: z.enum(['zh', 'en']), offset: z.number().int().min(0) }),
    output: z.strictObject({ bytes: bytesShape, totalBytes: z.number().int(), fileName: z.string() }),
  }),
  closeImport: query({ name: 'closeImport', roles: PLANNING_ROLES, input: z.strictObject({ importId: seatMadeIdShape }), output: nothing }),
  /** Things of one kind as they are now. With personal data it is written into the journal. */
  exportThings: command({
    name: 'exportThings',
    roles: DESK_ROLES,
    input: z.strictObject({ exportId: seatMadeIdShape, kind: kindShape, filter: filterShape.optional(), format: z.enum(EXPORT_FORMAT_NAMES), includePersonal: z.boolean() }),
    output: z.strictObject({ downloadId: seatMadeIdShape, fileName: z.string(), bytes: z.number().int(), thingCount: z.number().int(), locatedCount: z.number().int() }),
  }),
  readDownload: query({
    name: 'readDownload',
    roles: DESK_ROLES,
    input: z.strictObject({ downloadId: seatMadeIdShape, offset: z.number().int().min(0) }),
    output: z.strictObject({ bytes: bytesShape, totalBytes: z.number().int() }),
  }),
};

export const IMPORT_PHASES = ['idle', 'opening', 'comparing', 'saving', 'publishing', 'exporting'] as const;

const progressShape = z.strictObject({
  phase: z.enum(IMPORT_PHASES),
  /** 0 to 1; null where nothing can be said. */
  fraction: z.number().nullable(),
  rows: z.number().int(),
});

export const IMPORT_STREAMS = {
  /** How far one import or export is; to follow it keeps it open. */
  importProgress: stream({
    name: 'importProgress',
    roles: DESK_ROLES,
    delivery: 'latest',
    parameters: z.strictObject({ id: seatMadeIdShape }),
    snapshot: progressShape,
    change: progressShape,
  }),
};

export type ImportProgress = z.infer<typeof progressShape>;
