// Every feature's schema steps, in the order they are applied.
import { ATLAS_MIGRATIONS } from './atlas/atlas-tables.ts';
import { IMPORT_MIGRATIONS } from './atlas/imports/import-tables.ts';
import { HAZARD_MIGRATIONS } from './hazards/hazard-tables.ts';
import { PEOPLE_MIGRATIONS } from './people/people-tables.ts';
import type { Migration } from './store/store.ts';

export const STATION_MIGRATIONS: readonly Migration[] = [...PEOPLE_MIGRATIONS, ...ATLAS_MIGRATIONS, ...HAZARD_MIGRATIONS, ...IMPORT_MIGRATIONS];
