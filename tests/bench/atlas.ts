// A county's import from staging to undo, the start of a station that has it, its search and lists, and how long each holds the thread.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createAtlas, type Atlas } from '../../electron/station/atlas/atlas.ts';
import { ATLAS_MIGRATIONS } from '../../electron/station/atlas/atlas-tables.ts';
import type { StagedBatch } from '../../electron/station/atlas/bulk.ts';
import type { NewThing } from '../../electron/station/atlas/staged-rows.ts';
import { openStore } from '../../electron/station/store/open-store.ts';
import type { Store } from '../../electron/station/store/store.ts';
import { systemClock, systemIds } from '../../electron/station/system.ts';
import type { Caller } from '../../shared/contract/feature.ts';
import type { Resident } from '../../shared/domain/atlas/thing.ts';
import type { Result } from '../../shared/kernel/result.ts';
import type { Bench, Figure } from './bench.ts';

type Report = (figure: Figure) => void;

const NAME = 'atlas';
const HOUSEHOLDS = 50_000;
const RISK_POINTS = 250_000;
const RESIDENTS = 150_000;
const CALL_ROWS = 500;
const SURNAMES = [...'王李张刘陈杨黄赵吴周徐孙马朱胡单'];
const GIVEN = [...'伟芳娜敏静丽强磊军洋勇艳杰娟涛明超霞平刚桂英建国华'];

const pick = (items: readonly string[], number: number): string => items[number % items.length] ?? '';

const personName = (index: number): string => pick(SURNAMES, index * 7) + pick(GIVEN, index * 13) + pick(GIVEN, index * 29 + 3);

const household = (index: number): NewThing => ({
  kind: 'household',
  id: `h-${index}`,
  name: `${personName(index)}家`,
  areaCode: `3306030${String(10 + (index % 16))}0${String(10 + (index % 20))}`,
  geometry: { type: 'Point', coordinates: [120.2 + ((index * 7919) % 60_000) / 1e5, 29.7 + ((index * 104_729) % 50_000) / 1e5] },
  attributes: { headName: personName(index), phone: `138${String(index * 977).padStart(8, '0').slice(-8)}`, address: `阮社村${index % 300}号` },
  source: '测量',
  asOf: '2026-11-22',
});

const riskPoint = (index: number): NewThing => ({ ...household(index), kind: 'riskPoint', id: `p-${index}`, name: `配电房${index}号风险点`, attributes: { riskLevel: 'blue', measures: '每日巡查' } });

const resident = (index: number): Resident => ({
  id: `r-${index}`,
  householdId: `h-${index % HOUSEHOLDS}`,
  name: personName(index),
  sex: 'female',
  birthYear: 1950 + (index % 70),
  isRegistered: true,
  isResident: true,
  isPresentTonight: null,
  vulnerability: null,
  phone: '',
});

const sound = <T>(result: Result<T, unknown>): T => {
  if (!result.ok) throw new Error(JSON.stringify(result.error));
  return result.value;
};

const caller: Caller = {
  seat: 'bench',
  person: { id: 'bench', name: 'bench', post: '', roles: ['dutyOfficer'] },
  signal: new AbortController().signal,
  commandId: null,
  become: () => undefined,
};

interface Hold {
  /** As a clock sees it: other programs on the machine make it longer. */
  readonly wallMs: number;
  /** The thread's own work. */
  readonly cpuMs: number;
}

const threadCpuMs = (): number => {
  const { user, system } = process.threadCpuUsage();
  return (user + system) / 1000;
};

/** Takes turns with the work and notes how long each turn of the others held the thread. */
const watchThread = (): { readonly stop: () => readonly Hold[] } => {
  const holds: Hold[] = [];
  let [lastWall, lastCpu] = [performance.now(), threadCpuMs()];
  let isOn = true;
  const turn = (): void => {
    const [wall, cpu] = [performance.now(), threadCpuMs()];
    holds.push({ wallMs: wall - lastWall, cpuMs: cpu - lastCpu });
    [lastWall, lastCpu] = [wall, cpu];
    if (isOn) setImmediate(turn);
  };
  setImmediate(turn);
  return {
    stop: () => {
      isOn = false;
      return holds;
    },
  };
};

const measured = async <T>(report: Report, metric: string, rows: number, work: () => Promise<T>): Promise<T> => {
  const watch = watchThread();
  const begun = performance.now();
  const value = await work();
  const took = performance.now() - begun;
  const holds = watch.stop();
  report({ name: NAME, metric, value: took, unit: 'ms' });
  if (rows > 0) report({ name: NAME, metric: `${metric}: rows`, value: (rows / took) * 1000, unit: 'rows/s' });
  const longest = (of: (hold: Hold) => number): number => holds.reduce((most, hold) => Math.max(most, of(hold)), 0);
  const over = holds.filter(({ cpuMs }) => cpuMs > 20).length;
  report({
    name: NAME,
    metric: `${metric}: longest hold of the thread, own work`,
    value: longest(({ cpuMs }) => cpuMs),
    unit: 'ms',
    peer: `${over} over 20 ms of ${holds.length}; by the clock ${longest(({ wallMs }) => wallMs).toFixed(1)} ms`,
  });
  return value;
};

const stageAll = async (batch: StagedBatch, count: number, make: (index: number) => NewThing): Promise<void> => {
  for (let first = 0; first < count; first += CALL_ROWS) sound(await batch.addThings(Array.from({ length: CALL_ROWS }, (_, index) => make(first + index))));
};

const open = async (folder: string): Promise<{ readonly store: Store; readonly atlas: Atlas }> => {
  const store = sound(await openStore({ engine: 'sqlite', folder }, { migrations: ATLAS_MIGRATIONS, clock: systemClock }));
  const onFault = (error: unknown): void => {
    throw error;
  };
  return { store, atlas: await createAtlas({ store, clock: systemClock, ids: systemIds, folder, onFault }) };
};

const entry = (operation: string) => ({ seat: 'bench', person: null, operation, payload: {} });

const quantile = (values: readonly number[], share: number): number => values.toSorted((left, right) => left - right)[Math.floor(share * (values.length - 1))] ?? 0;

const search = async (atlas: Atlas, report: Report): Promise<void> => {
  for (const text of ['王伟', 'wangwei', 'ww', '13800', '阮社村12号', '风险点', '配电房249999', '没有这个名字']) {
    const times: number[] = [];
    for (let round = 0; round < 7; round += 1) {
      const begun = performance.now();
      sound(await atlas.handlers.search({ text, limit: 20 }, caller));
      times.push(performance.now() - begun);
    }
    report({ name: NAME, metric: `search “${text}” in ${HOUSEHOLDS + RISK_POINTS} things: median`, value: quantile(times, 0.5), unit: 'ms' });
  }
};

const use = async (atlas: Atlas, report: Report): Promise<void> => {
  await search(atlas, report);
  await measured(report, 'eight searches', 0, async () => search(atlas, () => undefined));
  await measured(report, `first page of ${RISK_POINTS} things in order`, 0, async () => sound(await atlas.handlers.listThings({ kind: 'riskPoint', offset: 0, limit: 100 }, caller)));
  await measured(report, 'another page', 0, async () => sound(await atlas.handlers.listThings({ kind: 'riskPoint', offset: 100_000, limit: 100 }, caller)));
  await measured(report, `population of ${RESIDENTS} residents as arrays`, RESIDENTS, async () => atlas.reader.population());
};

const wholeLife = async (folder: string, report: Report): Promise<void> => {
  const first = await open(folder);
  const batch = sound(await first.atlas.bulk.stageBatch('名册'));
  await measured(report, `staging ${HOUSEHOLDS} households`, HOUSEHOLDS, async () => stageAll(batch, HOUSEHOLDS, household));
  await measured(report, `staging ${RESIDENTS} residents`, RESIDENTS, async () => {
    for (let at = 0; at < RESIDENTS; at += CALL_ROWS) sound(await batch.addResidents(Array.from({ length: CALL_ROWS }, (_, index) => resident(at + index)), { source: '测量', asOf: '2026' }));
  });
  await measured(report, 'publishing both', HOUSEHOLDS + RESIDENTS, async () => sound(await batch.publish(entry('import'))));
  const second = sound(await first.atlas.bulk.stageBatch('风险点'));
  await measured(report, `staging ${RISK_POINTS} risk points`, RISK_POINTS, async () => stageAll(second, RISK_POINTS, riskPoint));
  await measured(report, 'publishing them', RISK_POINTS, async () => sound(await second.publish(entry('import'))));
  await first.atlas.dispose();
  await first.store.dispose();
  const { atlas, store } = await measured(report, 'opening store and atlas with all of it', HOUSEHOLDS + RESIDENTS + RISK_POINTS, async () => open(folder));
  await use(atlas, report);
  await measured(report, 'undoing households and residents', HOUSEHOLDS + RESIDENTS, async () => sound(await atlas.bulk.undoBatch(batch.batch, entry('undo'))));
  await atlas.dispose();
  await store.dispose();
};

export const bench: Bench = {
  name: NAME,
  run: async (report) => {
    const folder = mkdtempSync(join(process.env['FENGHUOTAI_BENCH_FOLDER'] ?? tmpdir(), 'bench-atlas-'));
    try {
      await wholeLife(folder, report);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  },
};
