// What every part of importing and exporting works with.
import type { Clock } from '../../../../shared/kernel/clock.ts';
import type { Ids } from '../../../../shared/kernel/ids.ts';
import type { Store } from '../../store/store.ts';
import type { AtlasReader } from '../atlas-reader.ts';
import type { AtlasBulk } from '../bulk.ts';
import type { ThingSelection } from '../select-things.ts';
import type { ProgressBoard } from './progress-board.ts';
import type { TemporaryFiles } from './temporary-files.ts';

export interface ImportsDesk {
  readonly store: Store;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly bulk: AtlasBulk;
  readonly reader: AtlasReader;
  readonly selection: ThingSelection;
  /** Code of the import's worker. */
  readonly workerEntry: URL;
  readonly isDemonstration: boolean;
  readonly files: TemporaryFiles;
  readonly board: ProgressBoard;
}
