// What it takes to build a station, and, once its store is open, its features.
import type { Clock } from '../../shared/kernel/clock.ts';
import type { Ids } from '../../shared/kernel/ids.ts';
import type { Locate } from './processes.ts';
import type { Store } from './store/store.ts';

export interface StationOptions {
  readonly name: string;
  /** Everything the station writes lies here. */
  readonly folder: string;
  readonly isDemonstration: boolean;
  /** Null keeps the ledgers in the folder itself. */
  readonly postgresUrl: string | null;
  readonly townships: number;
  readonly seed: number;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly randomBytes: (count: number) => Uint8Array;
  readonly locate: Locate;
  /** Folder of the product's `resources/`. */
  readonly resources: string;
  readonly version: string;
  /** The one-time code that claims a new station; null once it has ended. */
  readonly onClaimCode: (code: string | null) => void;
  readonly onFault: (fault: { readonly reference: string; readonly operation: string; readonly error: unknown }) => void;
}

export interface FeatureOptions extends StationOptions {
  readonly store: Store;
  /** Text of `resources/hazards/toxic-substances.json`. */
  readonly toxicTable: string;
  readonly isClosing: () => boolean;
  readonly onProgress: (fraction: number, stage: string) => void;
}
