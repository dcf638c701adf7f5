// Seats that read slowly: `latest` streams skip to a newer snapshot, `every` streams never skip, and one far behind is let go.
import { expect, test } from 'vitest';
import type { StationMessage } from '../../../shared/contract/message.ts';
import { createFrontDesk, type FrontDesk } from '../../../electron/station/front-desk/front-desk.ts';
import { systemClock, systemIds } from '../../../electron/station/system.ts';
import { COMMANDER, until } from './door-suite.ts';
import { createSample, SAMPLE_OPERATIONS, SAMPLE_STREAMS, type Sample } from './sample-feature.ts';

const openDesk = (): { readonly desk: FrontDesk; readonly sample: Sample } => {
  const sample = createSample();
  const desk = createFrontDesk({
    operations: SAMPLE_OPERATIONS,
    streams: SAMPLE_STREAMS,
    handlers: sample.handlers,
    sources: sample.sources,
    clock: systemClock,
    ids: systemIds,
    recallOutcome: async () => null,
    onFault: () => undefined,
  });
  return { desk, sample };
};

/** A seat whose line says how much of what was sent is still waiting. */
const openSlowSeat = (desk: FrontDesk) => {
  const received: StationMessage[] = [];
  const line = { waiting: 0, closed: '' };
  const seat = desk.openSeat(
    { send: (message) => received.push(message), waitingBytes: () => line.waiting, close: (reason) => (line.closed = reason) },
    { id: 'slow', person: COMMANDER },
  );
  return { received, line, seat };
};

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

test('a slow seat skips changes of a latest stream and gets one snapshot when it has drained', async () => {
  const { desk, sample } = openDesk();
  const { received, line, seat } = openSlowSeat(desk);
  seat.receive({ type: 'follow', id: 1, stream: 'latestCount', parameters: {} });
  line.waiting = 300_000;
  for (let index = 0; index < 20; index += 1) sample.add(1);
  await pause(150);
  expect(received.map((message) => message.type)).toEqual(['snapshot']);
  line.waiting = 0;
  const last = await until(() => (received.length === 2 ? received[1] : undefined));
  expect(last).toMatchObject({ type: 'snapshot', number: 20, value: { count: 20 } });
  sample.add(1);
  expect(await until(() => received[2])).toMatchObject({ type: 'changes', number: 21, changes: [{ count: 21 }] });
  desk.dispose();
});

test('a slow seat is sent every change of an every stream', async () => {
  const { desk, sample } = openDesk();
  const { received, line, seat } = openSlowSeat(desk);
  seat.receive({ type: 'follow', id: 1, stream: 'counts', parameters: {} });
  line.waiting = 300_000;
  for (let index = 0; index < 20; index += 1) sample.add(1);
  const changes = await until(() => (received.flatMap((message) => (message.type === 'changes' ? message.changes : [])).length === 20 ? received : undefined));
  expect(changes.at(-1)).toMatchObject({ type: 'changes', number: 20 });
  desk.dispose();
});

test('a seat four megabytes behind is closed as too slow, and resumes without a gap', async () => {
  const { desk, sample } = openDesk();
  const slow = openSlowSeat(desk);
  slow.seat.receive({ type: 'follow', id: 1, stream: 'counts', parameters: {} });
  const first = slow.received[0];
  if (first?.type !== 'snapshot') throw new Error('no snapshot');
  slow.line.waiting = 5_000_000;
  sample.add(1);
  await until(() => (slow.line.closed === 'tooSlow' ? true : undefined));
  expect(desk.seats().size).toBe(0);
  const again = openSlowSeat(desk);
  again.seat.receive({ type: 'follow', id: 1, stream: 'counts', parameters: {}, resume: { epoch: first.epoch, number: first.number } });
  expect(again.received).toEqual([{ type: 'changes', id: 1, epoch: first.epoch, number: 1, changes: [{ count: 1 }] }]);
  desk.dispose();
});
