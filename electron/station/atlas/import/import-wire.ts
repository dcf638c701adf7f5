// What the importer and its worker say to each other.
import type { Result } from '../../../../shared/kernel/result.ts';
import type { Bounds } from '../../../../shared/kernel/units.ts';
import type { ConvertedRow } from './convert-row.ts';
import type { Cell, FileNote, SourceSheet } from './formats/format.ts';
import type { TableGuess } from './guess-table.ts';
import type { FormatName, ImportFailure } from './import-failure.ts';
import type { ImportLimits } from './limits.ts';
import type { Mapping } from './mapping.ts';

export interface OpenRequest {
  readonly path: string;
  /** As the user knows the file. */
  readonly fileName: string;
  readonly limits: ImportLimits;
  /** Where the county lies; null where that is not known. */
  readonly home: Bounds | null;
}

export interface SheetReport {
  readonly sheet: SourceSheet;
  /** Null where the sheet holds nothing. */
  readonly guess: TableGuess | null;
  /** The first rows as they stand, for showing beside the mapping. */
  readonly rows: readonly { readonly number: number; readonly cells: readonly Cell[] }[];
  /** The first rows as the guessed mapping reads them, with places for the map. */
  readonly preview: readonly ConvertedRow[];
}

export interface FileReport {
  readonly format: FormatName;
  readonly notes: readonly FileNote[];
  readonly sheets: readonly SheetReport[];
}

export interface ConvertRequest {
  readonly sheet: number;
  readonly mapping: Mapping;
  readonly source: string;
  readonly asOf: string;
}

export interface ConvertSummary {
  readonly things: number;
  readonly located: number;
  /** Kept, listed and counted apart: nobody has said where they are. */
  readonly notLocated: number;
  /** Imported without something that was wrong. */
  readonly withWarnings: number;
  readonly faults: number;
  readonly blank: number;
}

export type WorkerRequest =
  | { readonly type: 'open'; readonly id: number; readonly request: OpenRequest }
  | { readonly type: 'guess'; readonly id: number; readonly sheet: number; readonly kind: string }
  | { readonly type: 'preview'; readonly id: number; readonly request: ConvertRequest }
  | { readonly type: 'convert'; readonly id: number; readonly request: ConvertRequest }
  /** One more batch may be sent. */
  | { readonly type: 'ready'; readonly id: number }
  | { readonly type: 'cancel'; readonly id: number };

export type WorkerReply =
  | { readonly type: 'opened'; readonly id: number; readonly result: Result<FileReport, ImportFailure> }
  | { readonly type: 'guessed'; readonly id: number; readonly result: Result<SheetReport, ImportFailure> }
  | { readonly type: 'previewed'; readonly id: number; readonly result: Result<readonly ConvertedRow[], ImportFailure> }
  /** `rows` is JSON of `ConvertedRow[]`: taken apart in a third of the time that cloning takes. */
  | { readonly type: 'batch'; readonly id: number; readonly rows: string; readonly done: number }
  | { readonly type: 'converted'; readonly id: number; readonly result: Result<ConvertSummary, ImportFailure> }
  /** Sent while a request takes long, so that silence means trouble. */
  | { readonly type: 'progress'; readonly id: number; readonly done: number };

/** Rows in one message; what the station's thread takes apart in a few milliseconds. */
export const BATCH_LIMIT = 500;
/** Characters in one message, for rows with long texts or shapes; one row alone may have more. */
export const BATCH_CHARACTERS = 512 * 1024;
/** Characters of the rows that guessing looks at. */
export const SAMPLE_CHARACTERS = 8 * 1024 * 1024;
/** What one position of a shape counts for. */
export const POSITION_CHARACTERS = 20;
/** Batches that may be under way at once. */
export const BATCHES_AHEAD = 2;
export const SAMPLE_ROWS = 200;
export const PREVIEW_ROWS = 50;
