// A process that publishes one batch, stages another in the store of the folder it is given, says so, and waits to be killed.
import { createAtlas } from '../../../electron/station/atlas/atlas.ts';
import { ATLAS_MIGRATIONS } from '../../../electron/station/atlas/atlas-tables.ts';
import { openStore } from '../../../electron/station/store/open-store.ts';
import { systemClock, systemIds } from '../../../electron/station/system.ts';
import { published, staged, thing } from './atlas-place.ts';

const folder = process.argv[2];
if (folder === undefined) throw new Error('which folder?');
const opened = await openStore({ engine: 'sqlite', folder }, { migrations: ATLAS_MIGRATIONS, clock: systemClock });
if (!opened.ok) throw new Error(JSON.stringify(opened.error));
const onFault = (error: unknown): void => {
  throw error;
};
const atlas = await createAtlas({ store: opened.value, clock: systemClock, ids: systemIds, folder, onFault });
await published(atlas, [thing('shelter', 'kept-1'), thing('shelter', 'kept-2')]);
await staged(atlas, Array.from({ length: 1500 }, (_, index) => thing('shelter', `lost-${index}`)));
process.stdout.write('staged\n');
process.stdin.resume();
