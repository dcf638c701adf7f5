// The desktop's door against windows that are slow, silent or gone.
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createManualClock, type ManualClock } from '../../tests/contract/people/manual-clock.ts';
import { until } from '../../tests/contract/people/people-station.ts';
import { nodePort } from '../../tests/contract/doors/node-port.ts';
import { createSample, SAMPLE_OPERATIONS, SAMPLE_STREAMS, type Sample } from '../../tests/contract/doors/sample-feature.ts';
import type { StationFrame, WindowFrame } from '../../shared/contract/bridge.ts';
import { createFrontDesk, type FrontDesk } from '../station/front-desk/front-desk.ts';
import { systemIds } from '../station/system.ts';
import { openIpcDoor } from './ipc-door.ts';

let clock: ManualClock;
let sample: Sample;
let desk: FrontDesk;
let window: MessagePort;
let frames: StationFrame[];
let isAnswering: boolean;
let closings: number;

const person = { id: 'p-1', name: '演练指挥长', post: '', roles: ['commander'] } as const;

beforeEach(() => {
  clock = createManualClock();
  sample = createSample();
  [frames, isAnswering, closings] = [[], true, 0];
  desk = createFrontDesk({ operations: SAMPLE_OPERATIONS, streams: SAMPLE_STREAMS, handlers: sample.handlers, sources: sample.sources, clock, ids: systemIds, recallOutcome: async () => null, onFault: () => undefined });
  const { port1, port2 } = new MessageChannel();
  window = port1;
  window.addEventListener('message', ({ data }: MessageEvent<StationFrame>) => {
    frames.push(data);
    if (isAnswering) post(data.kind === 'beat' ? { kind: 'beat' } : { kind: 'taken' });
  });
  window.addEventListener('close', () => (closings += 1));
  window.start();
  openIpcDoor({ desk, port: nodePort(port2), start: { id: 'desktop', person }, clock, onReceived: () => undefined, onSent: () => undefined, onClosed: () => undefined, openPort: (_ticket, port) => port.close() });
});
afterEach(() => {
  window.close();
  desk.dispose();
});

const post = (frame: WindowFrame): void => window.postMessage(frame);
const request = (id: number, operation: string, input: unknown): void => post({ kind: 'message', message: { type: 'request', id, operation, input } });
const received = () => frames.flatMap((frame) => (frame.kind === 'message' ? [frame.message] : []));

test('closes a window that takes nothing while four megabytes wait for it, and does not close one that takes them', async () => {
  const bytes = new Uint8Array(1_000_000);
  for (let id = 1; id <= 12; id += 1) {
    request(id, 'turnBytes', { bytes });
    await until(() => received().length === id);
  }
  expect(desk.seats().size).toBe(1);
  isAnswering = false;
  for (let id = 13; id <= 22; id += 1) request(id, 'turnBytes', { bytes });
  await until(() => closings === 1);
  expect(desk.seats().size).toBe(0);
  expect(received().length).toBeLessThan(20);
});

test('lets a stream of latest states skip for a slow window and catch it up when it has taken what waited', async () => {
  post({ kind: 'message', message: { type: 'follow', id: 1, stream: 'latestCount', parameters: {} } });
  await until(() => received().length === 1);
  isAnswering = false;
  request(2, 'turnBytes', { bytes: new Uint8Array(400_000) });
  await until(() => received().length === 2);
  for (let index = 0; index < 5; index += 1) {
    sample.add(1);
    clock.pass(60);
  }
  await new Promise((resolve) => setTimeout(resolve, 50));
  expect(received().length).toBe(2);
  post({ kind: 'taken' });
  post({ kind: 'taken' });
  await until(() => {
    clock.pass(60);
    return received().length === 3;
  });
  expect(received()[2]).toMatchObject({ type: 'snapshot', value: { count: 5 } });
});

test('takes a window silent for three beats for gone, and one that answers them for present', async () => {
  const beat = async (count: number): Promise<void> => {
    clock.pass(5_000);
    await until(() => frames.length === count);
    await new Promise((resolve) => setTimeout(resolve, 20));
  };
  for (let count = 1; count <= 6; count += 1) await beat(count);
  expect(desk.seats().size).toBe(1);
  isAnswering = false;
  clock.pass(20_000);
  await until(() => closings === 1);
  expect(desk.seats().size).toBe(0);
});

test('ignores what is no frame, and is not brought under zero by receipts for nothing', async () => {
  for (const nonsense of [null, 7, 'taken', { kind: 'shout' }, { kind: 'openPort', ticket: 7 }, []]) window.postMessage(nonsense);
  for (let index = 0; index < 100; index += 1) post({ kind: 'taken' });
  isAnswering = false;
  for (let id = 1; id <= 10; id += 1) request(id, 'turnBytes', { bytes: new Uint8Array(1_000_000) });
  await until(() => closings === 1);
});

test('closes a port asked for with a ticket nobody gave', async () => {
  const { port1, port2 } = new MessageChannel();
  const closed = Promise.withResolvers<void>();
  port1.addEventListener('close', () => closed.resolve());
  port1.start();
  window.postMessage({ kind: 'openPort', ticket: 'unknown' } satisfies WindowFrame, [port2]);
  await closed.promise;
});
