// A process that opens the store of the folder it is given, says how that went, and holds it until its input ends.
import { openStore } from '../../../electron/station/store/open-store.ts';
import { systemClock } from '../../../electron/station/system.ts';
import { itemMigration } from './store-place.ts';

const folder = process.argv[2];
if (folder === undefined) throw new Error('which folder?');
const opened = await openStore({ engine: 'sqlite', folder }, { migrations: [itemMigration], clock: systemClock });
process.stdout.write(`${JSON.stringify(opened.ok ? { ok: true } : opened)}\n`);
if (opened.ok) {
  process.stdin.resume();
  process.stdin.once('end', () => void opened.value.dispose());
}
