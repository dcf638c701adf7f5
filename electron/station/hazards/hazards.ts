// The hazards' room as the station builds it: handlers, streams, and the county's data it is given.
import type { Handlers, Sources } from '../../../shared/contract/feature.ts';
import type { HAZARD_OPERATIONS, HAZARD_STREAMS } from '../../../shared/contract/hazards.ts';
import type { VILLAGE_OPERATIONS, VILLAGE_STREAMS } from '../../../shared/contract/villages.ts';
import type { Clock } from '../../../shared/kernel/clock.ts';
import { disposeAll, disposable, type Disposable } from '../../../shared/kernel/disposable.ts';
import type { Ids } from '../../../shared/kernel/ids.ts';
import type { Store } from '../store/store.ts';
import { createActiveHazards } from './active-hazards.ts';
import { createAreaNames } from './area-names.ts';
import type { CountyData } from './county-data.ts';
import { createPictureReader } from './county-facts.ts';
import { hazardChanges } from './hazard-changes.ts';
import { hazardReading } from './hazard-reading.ts';
import { DEFAULT_HAZARD_SETTINGS, type HazardSettings } from './hazard-settings.ts';
import { readKnowledge } from './note-ledger.ts';
import { createReports } from './reports.ts';
import { createTelephoneNotes } from './telephone-notes.ts';
import { createToxicTable, parseShippedTable } from './toxic-table.ts';
import { createVillageBoard } from './village-board.ts';

export interface HazardsOptions {
  readonly store: Store;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly county: CountyData;
  readonly isDemonstration: boolean;
  /** Text of `resources/hazards/toxic-substances.json`. */
  readonly toxicTable: string;
  /** A defect in what runs by itself here. */
  readonly onFault: (error: unknown) => void;
  readonly settings?: Partial<HazardSettings>;
}

export interface Hazards extends Disposable {
  readonly handlers: Handlers<typeof HAZARD_OPERATIONS> & Handlers<typeof VILLAGE_OPERATIONS>;
  readonly sources: Sources<typeof HAZARD_STREAMS> & Sources<typeof VILLAGE_STREAMS>;
}

/** Needs HAZARD_MIGRATIONS in the store. Rejects as the store does where it cannot be read. */
export const createHazards = async (options: HazardsOptions): Promise<Hazards> => {
  const { store, clock, ids, county, isDemonstration } = options;
  const settings = { ...DEFAULT_HAZARD_SETTINGS, ...options.settings };
  const areas = createAreaNames(county);
  const reports = createReports({ pictures: createPictureReader(county, clock), clock, settings });
  const table = await createToxicTable(store, parseShippedTable(options.toxicTable), settings.substances);
  const active = await createActiveHazards(store, clock, settings);
  const board = createVillageBoard({ areas, clock, silentAfterMinutes: settings.silentAfterMinutes, known: await readKnowledge(store.read) });
  const notes = await createTelephoneNotes({ store, clock, ids, areas, board, settings, isDemonstration, onFault: options.onFault });
  const stopFollowing = store.onEntry((entry) => {
    table.follow(entry);
    active.follow(entry);
    notes.follow(entry);
  });
  const stopWatching = county.onChange(board.areasChanged);
  return {
    handlers: {
      ...hazardChanges({ store, clock, ids, county, reports, table, isDemonstration }),
      ...hazardReading({ store, clock, county, reports, table, areas, settings }),
      ...table.handlers,
      ...notes.handlers,
    },
    sources: { ...active.sources, villageStates: board.source, telephoneNotes: notes.source },
    ...disposeAll(disposable(stopFollowing), disposable(stopWatching), active, board),
  };
};
