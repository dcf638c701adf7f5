// What every file format gives the importer: sheets, and their rows as one stream of plain cells.
import type { FormatName } from '../import-failure.ts';
import type { ImportLimits } from '../limits.ts';
import type { FileHead, SourceFile } from '../source/source-file.ts';

/** Dates come as ISO text; an empty cell is null. */
export type Cell = string | number | boolean | null;

/** Numbers as they stand in the file, east first, in the file's own coordinate system. */
export type SourcePair = readonly [first: number, second: number];

export type SourceGeometry =
  | { readonly type: 'Point'; readonly coordinates: SourcePair }
  | { readonly type: 'MultiPoint' | 'LineString'; readonly coordinates: readonly SourcePair[] }
  | { readonly type: 'MultiLineString' | 'Polygon'; readonly coordinates: readonly (readonly SourcePair[])[] }
  | { readonly type: 'MultiPolygon'; readonly coordinates: readonly (readonly (readonly SourcePair[])[])[] };

/** Trouble that a parser met inside one row and could go on after. */
export type SourceTroubleCode =
  | 'brokenQuote'
  | 'undecodableText'
  | 'formulaWithoutResult'
  | 'brokenGeometry'
  | 'unsupportedGeometry';

export interface SourceTrouble {
  readonly code: SourceTroubleCode;
  readonly column: number | null;
}

export interface SourceRow {
  /** As the user counts: the row of the sheet, or the position of the feature, from 1. */
  readonly number: number;
  readonly cells: readonly Cell[];
  /** Absent in tables; null where a feature has none. */
  readonly geometry?: SourceGeometry | null;
  readonly troubles?: readonly SourceTrouble[];
}

/** What the file itself says about its coordinates. */
export type StatedSystem =
  | { readonly kind: 'system'; readonly id: string }
  | { readonly kind: 'notConvertible'; readonly name: string }
  | { readonly kind: 'unknown'; readonly name: string };

export interface SourceSheet {
  readonly name: string;
  readonly isHidden: boolean;
  /** Column names where the format has them; null where a header row must be found. */
  readonly columns: readonly string[] | null;
  readonly hasGeometry: boolean;
  readonly system: StatedSystem | null;
  /** How many rows to expect, where the file says so. */
  readonly statedRows: number | null;
}

export type FileNote =
  | { readonly code: 'wrongExtension'; readonly extension: string; readonly format: FormatName }
  | { readonly code: 'encoding'; readonly encoding: string; readonly isCertain: boolean; readonly isWhole: boolean }
  | { readonly code: 'delimiter'; readonly delimiter: string }
  | { readonly code: 'deletedRecords'; readonly count: number }
  | { readonly code: 'ignoredParts'; readonly count: number };

/** Receives rows in order, in batches; answers false to stop. */
export type RowSink = (rows: readonly SourceRow[]) => boolean | Promise<boolean>;

export interface ReadContext {
  readonly limits: ImportLimits;
  readonly signal: AbortSignal;
  /** Called with how far the reading has come, 0 to 1, never more than once per batch. */
  readonly onProgress: (done: number) => void;
}

export interface OpenedFile {
  readonly format: FormatName;
  readonly notes: readonly FileNote[];
  readonly sheets: readonly SourceSheet[];
  /** Throws `ImportRefused`; call inside `settled`. */
  readonly read: (sheet: number, sink: RowSink, context: ReadContext) => Promise<void>;
  readonly dispose: () => Promise<void>;
}

export interface ImportFormat {
  readonly name: FormatName;
  /** Without the dot, lower case; the first is what exports use. */
  readonly extensions: readonly string[];
  /** By content alone. */
  readonly recognises: (head: FileHead) => boolean;
  /** Throws `ImportRefused`; call inside `settled`. */
  readonly open: (file: SourceFile, context: ReadContext, head: FileHead) => Promise<OpenedFile>;
}

/** Rows are handed on in batches of this size. */
export const BATCH_ROWS = 200;
