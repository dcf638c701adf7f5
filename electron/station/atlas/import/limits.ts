// How much a file may ask of the importer before it is refused.

export interface ImportLimits {
  /** Bytes of the file as it lies on disk. */
  readonly fileBytes: number;
  /** Bytes of everything inside an archive, as declared and as really expanded. */
  readonly expandedBytes: number;
  /** Expanded to packed bytes of one archive entry, asked only above `ratioFreeBytes`. */
  readonly expansionRatio: number;
  readonly ratioFreeBytes: number;
  readonly archiveEntries: number;
  readonly sheets: number;
  readonly columns: number;
  readonly rows: number;
  readonly cellCharacters: number;
  /** Characters of one row of a text file, and of one feature. */
  readonly rowCharacters: number;
  /** Characters of all shared texts of a workbook. */
  readonly sharedTextCharacters: number;
  readonly geometryVertices: number;
  readonly nestingDepth: number;
}

export type LimitName = keyof ImportLimits;

const MEBIBYTE = 1024 * 1024;

export const DEFAULT_LIMITS: ImportLimits = {
  fileBytes: 256 * MEBIBYTE,
  expandedBytes: 1024 * MEBIBYTE,
  expansionRatio: 200,
  ratioFreeBytes: 16 * MEBIBYTE,
  archiveEntries: 2000,
  sheets: 100,
  columns: 1000,
  rows: 1_000_000,
  cellCharacters: MEBIBYTE,
  rowCharacters: 4 * MEBIBYTE,
  sharedTextCharacters: 64 * MEBIBYTE,
  geometryVertices: 200_000,
  nestingDepth: 64,
};
