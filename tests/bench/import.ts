// Imports lists of 100,000 rows and compares with reading every cell of the same file, in the same run.
import { createReadStream, createWriteStream } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { once } from 'node:events';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from 'csv-parse';
import ExcelJS from 'exceljs';
import type { Clock } from '../../shared/kernel/clock.ts';
import { DEFAULT_LIMITS } from '../../electron/station/atlas/import/limits.ts';
import { openImportDesk } from '../../electron/station/atlas/import/import-desk.ts';
import { openImport } from '../../electron/station/atlas/import/importer.ts';
import { openFile } from '../../electron/station/atlas/import/open-file.ts';
import type { Bench, Figure } from './bench.ts';

type Report = (figure: Figure) => void;

const ROWS = 100_000;
const ROUNDS = 4;
const HEADERS = ['编号', '避灾点名称', '乡镇', '地址', '经度', '纬度', '可容纳人数', '面积', '结构', '建成时间', '负责人', '负责人电话', '洪水', '地震', '台风', '备注'];

const cellsOf = (index: number): readonly (string | number)[] => [
  `3311240${index}`,
  `${index}号避灾安置点`,
  `第${index % 19}街道`,
  `第${index % 19}街道环城路${index}号`,
  119.2 + (index % 500) / 1000,
  28.2 + (index % 400) / 1000,
  50 + (index % 900),
  `${index % 3000}.5`,
  ['钢筋混凝土', '砖混', '钢结构'][index % 3] ?? '',
  `20${10 + (index % 15)}-0${1 + (index % 9)}-1${index % 9}`,
  '王建国',
  `1380000${String(index % 10_000).padStart(4, '0')}`,
  '○',
  index % 7 === 0 ? '△' : '○',
  index % 11 === 0 ? '×' : '○',
  index % 10 === 0 ? '备用电源在一楼, 钥匙在村部' : '',
];

const writeCsv = async (path: string): Promise<void> => {
  const file = createWriteStream(path);
  file.write(`${HEADERS.join(',')}\n`);
  for (let index = 0; index < ROWS; index += 1) {
    const line = cellsOf(index).map((cell) => (typeof cell === 'string' && cell.includes(',') ? `"${cell}"` : cell));
    if (!file.write(`${line.join(',')}\n`)) await once(file, 'drain');
  }
  file.end();
  await once(file, 'close');
};

const writeXlsx = async (path: string): Promise<void> => {
  const workbook = new ExcelJS.stream.xlsx.WorkbookWriter({ filename: path, useSharedStrings: true });
  const sheet = workbook.addWorksheet('避灾安置场所');
  sheet.addRow([...HEADERS]).commit();
  for (let index = 0; index < ROWS; index += 1) sheet.addRow([...cellsOf(index)]).commit();
  sheet.commit();
  await workbook.commit();
};

const signal = new AbortController().signal;
const context = { limits: DEFAULT_LIMITS, signal, onProgress: () => {} };

type Work = () => Promise<void>;

/** Seconds of processor that a work takes: on a shared machine the clock on the wall says little. */
const processorSeconds = async (work: Work): Promise<number> => {
  const before = process.cpuUsage();
  await work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1e6;
};

/** Least of some rounds; the works take turns, so that a busy moment of the machine meets them all. */
const leastSeconds = async (works: readonly Work[]): Promise<readonly number[]> => {
  const least = works.map(() => Infinity);
  for (let round = 0; round < ROUNDS; round += 1) {
    for (const [index, work] of works.entries()) least[index] = Math.min(least[index] ?? Infinity, await processorSeconds(work));
  }
  return least;
};

const readEveryCell = async (path: string): Promise<void> => {
  const file = await openFile(path, undefined, context);
  if (!file.ok) throw new Error(file.error.reason);
  let cells = 0;
  await file.value.read(
    0,
    (rows) => {
      for (const row of rows) for (const cell of row.cells) if (cell !== null) cells += 1;
      return true;
    },
    context,
  );
  await file.value.dispose();
  if (cells < ROWS * 14) throw new Error(`only ${cells} cells`);
};

const convertAll = async (path: string): Promise<void> => {
  const call = { signal, onProgress: () => {} };
  const opened = await openImportDesk({ path, fileName: path, limits: DEFAULT_LIMITS, home: null }, call);
  if (!opened.ok) throw new Error(opened.error.reason);
  const report = await opened.value.report(call);
  const mapping = report.ok ? report.value.sheets[0]?.guess?.mapping : undefined;
  if (mapping === undefined) throw new Error('nothing guessed');
  const summary = await opened.value.convert({ sheet: 0, mapping, source: 'bench', asOf: '' }, async () => {}, call);
  if (!summary.ok || summary.value.located !== ROWS) throw new Error(JSON.stringify(summary));
  await opened.value.dispose();
};

const clock: Clock = {
  now: () => Date.now(),
  elapsed: () => performance.now(),
  after: (delayMs, callback) => {
    const timer = setTimeout(callback, delayMs);
    return { dispose: () => clearTimeout(timer) };
  },
};

interface Threaded {
  readonly seconds: number;
  /** Most processor time that the asking thread spent on one batch. */
  readonly longestBatchMs: number;
  readonly peakMib: number;
}

/** Through the worker, as the station does it. */
const throughWorker = async (path: string): Promise<Threaded> => {
  const before = process.memoryUsage().rss;
  let [peak, longestBatchMs, last] = [before, 0, 0];
  const sampling = setInterval(() => (peak = Math.max(peak, process.memoryUsage().rss)), 50);
  const spent = (): number => process.threadCpuUsage().user / 1000;
  const seconds = await processorSeconds(async () => {
    const session = await openImport(path, { clock });
    if (!session.ok) throw new Error(session.error.reason);
    const mapping = session.value.report.sheets[0]?.guess?.mapping;
    if (mapping === undefined) throw new Error('nothing guessed');
    last = spent();
    await session.value.convert({ sheet: 0, mapping, source: 'bench', asOf: '' }, {
      onBatch: () => {
        longestBatchMs = Math.max(longestBatchMs, spent() - last);
        last = spent();
      },
    });
    await session.value.dispose();
  });
  clearInterval(sampling);
  return { seconds, longestBatchMs, peakMib: (peak - before) / 1024 / 1024 };
};

const readWithCsvParse = async (path: string): Promise<void> => {
  let cells = 0;
  const parser = createReadStream(path).pipe(parse());
  parser.on('data', (record: readonly string[]) => (cells += record.length));
  await once(parser, 'end');
  if (cells < ROWS) throw new Error('too few cells');
};

const readWithExcelJs = async (path: string): Promise<void> => {
  let cells = 0;
  const reader = new ExcelJS.stream.xlsx.WorkbookReader(path, { worksheets: 'emit', sharedStrings: 'cache', styles: 'cache', hyperlinks: 'ignore', entries: 'ignore' });
  for await (const sheet of reader) for await (const row of sheet) row.eachCell(() => (cells += 1));
  if (cells < ROWS) throw new Error('too few cells');
};

interface Case {
  readonly format: 'csv' | 'xlsx';
  readonly peer: string;
  readonly readWithPeer: (path: string) => Promise<void>;
}

const CASES: readonly Case[] = [
  { format: 'csv', peer: 'csv-parse 7, every cell', readWithPeer: readWithCsvParse },
  { format: 'xlsx', peer: 'exceljs 4 streaming, every cell', readWithPeer: readWithExcelJs },
];

const measure = async ({ format, peer, readWithPeer }: Case, path: string, report: Report): Promise<void> => {
  const name = `100k rows ${format}`;
  const [reading = Number.NaN, converting = Number.NaN, peerReading = Number.NaN] = await leastSeconds([
    () => readEveryCell(path),
    () => convertAll(path),
    () => readWithPeer(path),
  ]);
  const threaded = await throughWorker(path);
  const line = (metric: string, value: number, unit: string, more: Partial<Figure> = {}): void => report({ name, metric, value, unit, ...more });
  line('read every cell', reading, 's of processor');
  line('opened, guessed and converted', converting, 's of processor', { peer: 'the same reader, every cell', ratio: converting / reading });
  line('opened, guessed and converted', converting, 's of processor', { peer, ratio: converting / peerReading });
  line('the same through the worker, its start included', threaded.seconds, 's of processor', { peer, ratio: threaded.seconds / peerReading });
  line('asking thread, most processor time on one batch', threaded.longestBatchMs, 'ms');
  line('memory grown by, at most', threaded.peakMib, 'MiB');
};

export const bench: Bench = {
  name: 'import',
  run: async (report: Report): Promise<void> => {
    const folder = await mkdtemp(join(tmpdir(), 'fenghuotai-bench-'));
    try {
      for (const test of CASES) {
        const path = join(folder, `list.${test.format}`);
        await (test.format === 'csv' ? writeCsv(path) : writeXlsx(path));
        await measure(test, path, report);
      }
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  },
};
