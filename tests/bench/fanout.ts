// A change made at one seat and seen at fifty: how long it takes, and what it does to a map request meanwhile.
import { randomUUID } from 'node:crypto';
import type { StationMessage } from '../../shared/contract/message.ts';
import type { Bench, Figure } from './bench.ts';
import { openBenchSeat, type BenchSeat } from './seat.ts';
import { diskFolder, startStation } from './station-under-test.ts';

const SEATS = 50;
const RATES = [20, 1_000] as const;
const SECONDS = 5;
const TILE_ASKS = 200;

const quantile = (values: readonly number[], share: number): number => values.toSorted((left, right) => left - right)[Math.min(values.length - 1, Math.floor(values.length * share))] ?? Number.NaN;

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

const waitReady = async (seat: BenchSeat): Promise<void> => {
  await new Promise<void>((resolve) => {
    const look = (value: unknown): void => {
      if (typeof value === 'object' && value !== null && 'phase' in value && value.phase === 'ready') resolve();
    };
    seat.follow('station', {}, (message: StationMessage) => {
      if (message.type === 'snapshot') look(message.value);
      if (message.type === 'changes') for (const change of message.changes) look(change);
    });
  });
};

const tileTimes = async (seat: BenchSeat): Promise<readonly number[]> => {
  const times: number[] = [];
  for (let index = 0; index < TILE_ASKS; index += 1) {
    const start = performance.now();
    await seat.request('readTile', { kind: 'hazardPoint', z: 9, x: 425 + (index % 3), y: 212 + (index % 2) });
    times.push(performance.now() - start);
    await pause(10);
  }
  return times;
};

interface Watch {
  /** Note text → when each seat heard it. */
  readonly heard: Map<string, number[]>;
}

const followNotes = (seats: readonly BenchSeat[]): Watch => {
  const heard = new Map<string, number[]>();
  for (const seat of seats) {
    seat.follow('telephoneNotes', {}, (message) => {
      if (message.type !== 'changes') return;
      const now = performance.now();
      for (const change of message.changes as readonly { readonly note: { readonly words: string } }[]) {
        const times = heard.get(change.note.words) ?? [];
        times.push(now);
        heard.set(change.note.words, times);
      }
    });
  }
  return { heard };
};

const sendAtRate = async (writer: BenchSeat, rate: number, sent: Map<string, number>): Promise<number> => {
  const start = performance.now();
  const answers: Promise<unknown>[] = [];
  for (let index = 0; index < rate * SECONDS; index += 1) {
    const due = start + (index * 1_000) / rate;
    if (performance.now() < due) await pause(due - performance.now());
    const words = `${rate}/${index}`;
    sent.set(words, performance.now());
    answers.push(writer.request('addTelephoneNote', { areaCode: '', caller: '', phone: '', words, timeHeard: new Date().toISOString() }, randomUUID()).catch(() => null));
    if (answers.length >= 32) await answers.shift();
  }
  await Promise.all(answers);
  return (rate * SECONDS * 1_000) / (performance.now() - start);
};

const measureRate = async (writer: BenchSeat, watch: Watch, rate: number, report: (figure: Figure) => void): Promise<void> => {
  const sent = new Map<string, number>();
  const reached = await sendAtRate(writer, rate, sent);
  await pause(2_000);
  const delays = [...sent].flatMap(([words, at]) => (watch.heard.get(words) ?? []).map((time) => time - at));
  report({ name: 'fanout', metric: `changes/s asked ${rate}, reached`, value: reached, unit: '1/s', peer: 'asked', ratio: reached / rate });
  report({ name: 'fanout', metric: `seen at ${SEATS} seats at ${rate}/s`, value: delays.length, unit: 'deliveries', peer: 'all', ratio: delays.length / (sent.size * SEATS) });
  report({ name: 'fanout', metric: `p50 at ${rate}/s`, value: quantile(delays, 0.5), unit: 'ms', peer: '50 ms batch', ratio: quantile(delays, 0.5) / 50 });
  report({ name: 'fanout', metric: `p99 at ${rate}/s`, value: quantile(delays, 0.99), unit: 'ms' });
};

export const bench: Bench = {
  name: 'fanout',
  run: async (report) => {
    const station = await startStation(await diskFolder(), []);
    try {
      const writer = await openBenchSeat(station.address);
      await waitReady(writer);
      const idle = quantile(await tileTimes(writer), 0.99);
      report({ name: 'fanout', metric: 'map request p99, nobody else', value: idle, unit: 'ms' });
      const seats: BenchSeat[] = [];
      for (let index = 0; index < SEATS; index += 1) seats.push(await openBenchSeat(station.address));
      const watch = followNotes(seats);
      await pause(1_000);
      const busy = sendAtRate(writer, 20, new Map());
      const loaded = quantile(await tileTimes(seats[0] ?? writer), 0.99);
      await busy;
      report({ name: 'fanout', metric: `map request p99, ${SEATS} seats at 20 changes/s`, value: loaded, unit: 'ms', peer: 'nobody else', ratio: loaded / idle });
      for (const rate of RATES) await measureRate(writer, watch, rate, report);
      for (const seat of seats) seat.close();
      writer.close();
    } finally {
      await station.dispose();
    }
  },
};
