// `npm run station -- …`: looks after a station's data from the command line, while no station has it open or reading only.
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { STATION_MIGRATIONS } from '../station/station-migrations.ts';
import { openStore } from '../station/store/open-store.ts';
import { restoreSqlite } from '../station/store/restore-store.ts';
import type { Store, StoreFailure } from '../station/store/store.ts';
import { systemClock } from '../station/system.ts';
import { examine } from './doctor.ts';
import { readSetting, type HostSetting } from './host-setting.ts';

const USAGE = `npm run station -- doctor                     本机检查 what this machine has and lacks
npm run station -- journal verify             校验日志链 verify the journal's hash chain
npm run station -- backup [--data FOLDER]     立即备份 make a backup now
npm run station -- restore FILE               从备份恢复 restore a backup (the replaced data is kept beside it)
Options: --station NAME, --data FOLDER, --postgres URL`;

const say = (line: string): void => void process.stdout.write(`${line}\n`);

const explain = (failure: StoreFailure): string => `${failure.reason}: ${failure.reason === 'newerSchema' ? `${failure.found} > ${failure.known}` : failure.detail}`;

const withStore = async (setting: HostSetting, work: (store: Store) => Promise<number>): Promise<number> => {
  const opened = await openStore(
    setting.postgresUrl === null
      ? { engine: 'sqlite', folder: setting.folder }
      : { engine: 'postgres', url: setting.postgresUrl, backupFolder: join(setting.folder, 'backups') },
    { migrations: STATION_MIGRATIONS, clock: systemClock },
  );
  if (!opened.ok) {
    process.stderr.write(`${explain(opened.error)}\n`);
    return 1;
  }
  try {
    return await work(opened.value);
  } finally {
    await opened.value.dispose();
  }
};

const doctor = async (setting: HostSetting): Promise<number> => {
  const marks = { good: '✓', warning: '!', missing: '✗' } as const;
  for (const finding of await examine(join(import.meta.dirname, '..', '..'), setting.folder)) {
    say(`${marks[finding.state]} ${finding.what}  ${finding.found}`);
    if (finding.remedy !== '') say(`    → ${finding.remedy}`);
  }
  return 0;
};

const verify = (setting: HostSetting): Promise<number> =>
  withStore(setting, async (store) => {
    const result = await store.verify();
    if (result.intact) {
      say(`完好 intact: ${result.entries} entries, head ${result.headHash}`);
      return 0;
    }
    process.stderr.write(`第 ${result.brokenSequence} 条起不可信 first broken entry: ${result.brokenSequence} (${result.detail})\n`);
    return 1;
  });

const backup = (setting: HostSetting): Promise<number> =>
  withStore(setting, async (store) => {
    const folder = join(setting.folder, 'backups');
    await mkdir(folder, { recursive: true });
    const made = await store.backup(folder);
    if (!made.ok) {
      process.stderr.write(`${explain(made.error)}\n`);
      return 1;
    }
    say(`${made.value.path}  ${made.value.entries} entries, ${made.value.bytes} bytes`);
    return 0;
  });

const restore = async (setting: HostSetting, file: string): Promise<number> => {
  const restored = await restoreSqlite({ backupPath: file, folder: setting.folder, clock: systemClock });
  if (!restored.ok) {
    process.stderr.write(`${explain(restored.error)}\n`);
    return 1;
  }
  say(`已恢复 restored: ${file} → ${setting.folder}, ${restored.value.entries} entries${restored.value.replaced === null ? '' : `；原数据保留在 replaced data kept in ${restored.value.replaced}`}`);
  return 0;
};

const run = async (args: readonly string[]): Promise<number> => {
  const words = args.filter((word, index) => !word.startsWith('--') && !(args[index - 1]?.startsWith('--') ?? false));
  const options = args.filter((word) => !words.includes(word));
  const setting = readSetting(options, process.env);
  if (!setting.ok) {
    process.stderr.write(`${setting.error.text}\n`);
    return 2;
  }
  const [verb, object] = words;
  if (verb === 'doctor') return doctor(setting.value);
  if (verb === 'journal' && object === 'verify') return verify(setting.value);
  if (verb === 'backup') return backup(setting.value);
  if (verb === 'restore' && object !== undefined) return restore(setting.value, object);
  process.stderr.write(`${USAGE}\n`);
  return 2;
};

process.exitCode = await run(process.argv.slice(2));
