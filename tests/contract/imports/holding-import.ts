// A process that stages an import in the store of the folder it is given, says so instead of publishing, and waits to be killed.
import type { Kysely } from 'kysely';
import type { AtlasTables } from '../../../electron/station/atlas/atlas-tables.ts';
import { openImportStation, openText, previewed, requestOf } from './import-station.ts';
import { manyShelters } from './many-shelters.ts';

const folder = process.argv[2];
if (folder === undefined) throw new Error('which folder?');

const station = await openImportStation({
  folder,
  through: (store) => ({
    ...store,
    change: async () => {
      const tables: Kysely<AtlasTables> = store.read;
      process.stdout.write(`staged ${(await tables.selectFrom('atlas_things').select('id').execute()).length}\n`);
      return new Promise(() => undefined);
    },
  }),
});
const seat = station.seat();
const file = await openText(seat, '避灾点.csv', manyShelters(1_500));
const { digest } = await previewed(seat, file);
process.stdin.resume();
await seat.ask('commitImport', { ...requestOf(file), digest });
