// What the columns of a sheet mean, as plain JSON: guessed, corrected by the user, remembered for the next file.

export type CoordinateOrder = 'eastNorth' | 'northEast';

/** `system` is the id of a coordinate system; null: nobody has said, so nothing is placed. */
export type PositionMapping =
  | { readonly from: 'none' }
  | { readonly from: 'geometry'; readonly system: string | null }
  /** Degrees as numbers or in any notation, or metres east and north. */
  | { readonly from: 'columns'; readonly east: number; readonly north: number; readonly system: string | null; readonly wkt?: number }
  /** Well-Known Text. */
  | { readonly from: 'text'; readonly column: number; readonly system: string | null }
  | { readonly from: 'oneColumn'; readonly column: number; readonly order: CoordinateOrder; readonly system: string | null };

export type FieldMapping =
  /** `factor` brings the column's unit to the field's. */
  | { readonly field: string; readonly from: 'column'; readonly column: number; readonly factor?: number }
  /** One column per choice, marked ○ △ ×. */
  | { readonly field: string; readonly from: 'flags'; readonly flags: readonly { readonly column: number; readonly choice: string }[] }
  /** The same for every row, because the file as a whole says so. */
  | { readonly field: string; readonly from: 'constant'; readonly value: string | readonly string[] };

export interface KeyMapping {
  readonly column: number;
  /** `thingId`: written by this product's own export. `code`: the file's own number for the thing. */
  readonly is: 'thingId' | 'code';
}

export interface Mapping {
  readonly kind: string;
  /** As found, one for each column; empty text where a column has none. */
  readonly headers: readonly string[];
  /** Rows with a smaller number are titles and headers. */
  readonly firstDataRow: number;
  readonly name: number | null;
  readonly key: KeyMapping | null;
  readonly version: number | null;
  readonly areaCode: number | null;
  /** Columns that name the township and the village. */
  readonly areaNames: { readonly township: number | null; readonly village: number | null };
  readonly source: number | null;
  readonly asOf: number | null;
  readonly position: PositionMapping;
  readonly fields: readonly FieldMapping[];
}
