// Commits a list of 20,000 rows through the whole way, upload to journal entry, beside the same rows put straight into the atlas.
import type { NewThing } from '../../electron/station/atlas/staged-rows.ts';
import { openImportStation, openText, previewed, requestOf, valueOf, type ImportStation } from '../contract/imports/import-station.ts';
import { manyShelters } from '../contract/imports/many-shelters.ts';
import type { Bench, Figure } from './bench.ts';

type Report = (figure: Figure) => void;

const NAME = 'import-commit';
const ROWS = 20_000;
const CALL_ROWS = 500;

const threadMs = (): number => {
  const { user, system } = process.threadCpuUsage();
  return (user + system) / 1000;
};

interface Measured<T> {
  readonly value: T;
  readonly seconds: number;
  /** Most of the processor that the station's thread took at once. */
  readonly longestTurnMs: number;
}

const measured = async <T>(work: () => Promise<T>): Promise<Measured<T>> => {
  let [last, longestTurnMs, isOn] = [threadMs(), 0, true];
  const turn = (): void => {
    const now = threadMs();
    longestTurnMs = Math.max(longestTurnMs, now - last);
    last = now;
    if (isOn) setImmediate(turn);
  };
  setImmediate(turn);
  const begun = performance.now();
  const value = await work();
  const seconds = (performance.now() - begun) / 1000;
  isOn = false;
  return { value, seconds, longestTurnMs };
};

const thing = (index: number): NewThing => ({
  kind: 'shelter',
  id: `peer-${index}`,
  name: `第${index}避灾点`,
  areaCode: '',
  geometry: { type: 'Point', coordinates: [119 + (index % 700) / 1000, 28 + (index % 900) / 1000] },
  attributes: { capacity: index % 500, shelterClass: 'shortTerm', managerName: '王芳', managerPhone: `138${String(index).padStart(8, '0')}`, address: `古市镇人民路${index}号` },
  source: 'bench',
  asOf: '2026-11-22',
});

/** The least that must be done: staged and published, nothing read and nothing compared. */
const straight = async (station: ImportStation): Promise<void> => {
  const batch = valueOf(await station.atlas().bulk.stageBatch('peer'));
  for (let first = 0; first < ROWS; first += CALL_ROWS) valueOf(await batch.addThings(Array.from({ length: CALL_ROWS }, (_, index) => thing(first + index))));
  valueOf(await batch.publish({ seat: 'bench', person: null, operation: 'bench', payload: {} }));
};

const withStation = async <T>(work: (station: ImportStation) => Promise<T>): Promise<T> => {
  const station = await openImportStation();
  try {
    return await work(station);
  } finally {
    await station.dispose();
  }
};

const run = async (report: Report): Promise<void> => {
  const peer = await withStation((station) => measured(() => straight(station)));
  await withStation(async (station) => {
    const seat = station.seat();
    const file = await openText(seat, 'shelters.csv', manyShelters(ROWS));
    const line = (metric: string, { seconds, longestTurnMs }: Measured<unknown>, more: Partial<Figure> = {}): void => {
      report({ name: NAME, metric, value: ROWS / seconds, unit: 'rows/s', ...more });
      report({ name: NAME, metric: `${metric}: longest turn of the thread`, value: longestTurnMs, unit: 'ms of processor', peer: '20 ms', ratio: longestTurnMs / 20 });
    };
    const looked = await measured(() => previewed(seat, file));
    line('compared with an empty map', looked);
    const done = await measured(async () => valueOf(await seat.ask('commitImport', { ...requestOf(file), digest: looked.value.digest })));
    line('compared again and saved', done, { peer: 'the same rows straight into the atlas', ratio: done.seconds / peer.seconds });
    const again = await measured(() => previewed(seat, file));
    line('compared with themselves', again);
    const undone = await measured(async () => valueOf(await seat.ask('undoImport', { batch: done.value.batch })));
    line('taken back', undone);
  });
};

export const bench: Bench = { name: NAME, run };
