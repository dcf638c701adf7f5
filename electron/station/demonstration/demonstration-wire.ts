// What the generator's worker sends to the station; the station answers each batch with `taken`.
import type { Resident, ThingContent } from '../../../shared/domain/atlas/thing.ts';
import type { TerrainGrid } from '../../../shared/geo/terrain-grid.ts';

/** The worker's `workerData`. */
export interface DemonstrationOrder {
  readonly seed: number;
  readonly townships: number;
  /** The day the county is of, `2026-11-22`. */
  readonly asOf: string;
}

export interface NewThing extends ThingContent {
  readonly kind: string;
  readonly id: string;
}

export type DemonstrationBatch =
  | { readonly type: 'terrain'; readonly grid: TerrainGrid }
  /** At most 500. */
  | { readonly type: 'things'; readonly things: readonly NewThing[] }
  /** At most 500, and who says so. */
  | { readonly type: 'residents'; readonly residents: readonly Resident[]; readonly statement: { readonly source: string; readonly asOf: string } };

export type DemonstrationMessage = DemonstrationBatch | { readonly type: 'progress'; readonly fraction: number; readonly stage: string } | { readonly type: 'done' };
