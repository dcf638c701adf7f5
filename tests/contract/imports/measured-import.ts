// A process that imports many rows and tells the longest the station's thread was held at once, in milliseconds of its own work.
import { openImportStation, openText, previewed, requestOf, valueOf } from './import-station.ts';
import { manyShelters } from './many-shelters.ts';

const rows = Number(process.argv[2] ?? '20000');
/** A planted offence: the thread is held for so long once in the middle. */
const offenceMs = Number(process.argv[3] ?? '0');

const threadMs = (): number => {
  const { user, system } = process.threadCpuUsage();
  return (user + system) / 1000;
};

/** Takes turns with the work and notes how much of the processor each turn of the others took: what other processes take does not count. */
const watch = (): { readonly stop: () => { readonly longestMs: number; readonly turns: number } } => {
  let [last, longestMs, turns, isOn] = [threadMs(), 0, 0, true];
  const turn = (): void => {
    const now = threadMs();
    longestMs = Math.max(longestMs, now - last);
    last = now;
    turns += 1;
    if (isOn) setImmediate(turn);
  };
  setImmediate(turn);
  return {
    stop: () => {
      isOn = false;
      return { longestMs, turns };
    },
  };
};

const hold = (ms: number): void => {
  const end = threadMs() + ms;
  while (threadMs() < end);
};

const station = await openImportStation();
try {
  const seat = station.seat();
  const file = await openText(seat, 'shelters.csv', manyShelters(rows));
  const watching = watch();
  const { digest, counts } = await previewed(seat, file);
  if (offenceMs > 0) setImmediate(() => hold(offenceMs));
  const done = valueOf(await seat.ask('commitImport', { ...requestOf(file), digest }));
  const { longestMs, turns } = watching.stop();
  if (counts.new !== rows || done.thingCount !== rows) throw new Error(`imported ${done.thingCount} of ${rows}`);
  process.stdout.write(`${JSON.stringify({ longestMs, turns })}\n`);
} finally {
  await station.dispose();
}
