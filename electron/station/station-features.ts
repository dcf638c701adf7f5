// Builds the features over an open store and joins them: what one needs of another is passed here.
import type { Handlers, Sources } from '../../shared/contract/feature.ts';
import type { OPERATIONS, STREAMS } from '../../shared/contract/catalogue.ts';
import type { STATION_OPERATIONS, STATION_STREAMS } from '../../shared/contract/station.ts';
import type { AsyncDisposable } from '../../shared/kernel/disposable.ts';
import { createAtlas } from './atlas/atlas.ts';
import { createImports } from './atlas/imports/create-imports.ts';
import { countyForHazards } from './county-for-hazards.ts';
import { fillDemonstration } from './fill-demonstration.ts';
import { createHazards } from './hazards/hazards.ts';
import { createPeople, type People } from './people/people.ts';
import type { FeatureOptions } from './station-options.ts';

export interface Features extends AsyncDisposable {
  readonly people: People;
  readonly handlers: Omit<Handlers<typeof OPERATIONS>, keyof typeof STATION_OPERATIONS>;
  readonly sources: Omit<Sources<typeof STREAMS>, keyof typeof STATION_STREAMS>;
}

export const buildFeatures = async (options: FeatureOptions): Promise<Features> => {
  const { store, clock, ids, randomBytes, isDemonstration, folder } = options;
  const report = (operation: string) => (error: unknown) => options.onFault({ reference: ids.next(), operation, error });
  const people = await createPeople({ store, clock, ids, randomBytes, isDemonstration, onClaimCode: options.onClaimCode, onFault: report('people') });
  const atlas = await createAtlas({ store, clock, ids, folder, onFault: report('atlas') });
  if (isDemonstration) await fillDemonstration(options, atlas);
  const county = countyForHazards(atlas.reader);
  const hazards = await createHazards({ store, clock, ids, county, isDemonstration, toxicTable: options.toxicTable, onFault: report('hazards') });
  const imports = await createImports({ store, clock, ids, atlas, folder, workerEntry: options.locate('import'), isDemonstration, onFault: report('imports') });
  return {
    people,
    handlers: { ...people.handlers, ...atlas.handlers, ...hazards.handlers, ...imports.handlers },
    sources: { ...people.sources, ...atlas.sources, ...hazards.sources, ...imports.sources },
    dispose: async () => {
      await imports.dispose();
      hazards.dispose();
      await atlas.dispose();
      await people.dispose();
    },
  };
};
