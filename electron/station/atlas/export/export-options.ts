// What an export is asked to contain, and what every export format gives back.
import type { ThingKind } from '../../../../shared/domain/atlas/field.ts';
import type { Thing } from '../../../../shared/domain/atlas/thing.ts';

export interface ExportOptions {
  readonly kind: ThingKind;
  /** Names, phones and homes of people; false leaves those columns out. */
  readonly hasPersonalData: boolean;
  /** Exercise data: every row, the title and each printed page say so. */
  readonly isDemonstration: boolean;
  /** Name of the thing an attribute points at, where it is known. */
  readonly nameOf: (kind: string, id: string) => string | undefined;
}

/** Pieces of the file in order; nothing is held back for the end. */
export type ExportPieces = AsyncGenerator<Uint8Array>;

export interface ExportFormat {
  readonly name: 'csv' | 'xlsx' | 'geojson' | 'kml';
  readonly extension: string;
  readonly mediaType: string;
  /** Rows it can hold; null where it can hold any number. */
  readonly mostRows: number | null;
  readonly write: (things: AsyncIterable<Thing>, options: ExportOptions) => ExportPieces;
}
