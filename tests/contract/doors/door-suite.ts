// The same journey through any door: whatever carries the messages, the answers are the same.
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { ClientMessage, StationMessage } from '../../../shared/contract/message.ts';
import type { Person } from '../../../shared/contract/people.ts';
import { createFrontDesk, type FrontDesk } from '../../../electron/station/front-desk/front-desk.ts';
import { systemClock, systemIds } from '../../../electron/station/system.ts';
import { createSample, SAMPLE_OPERATIONS, SAMPLE_STREAMS, type Sample } from './sample-feature.ts';

/** One end of a door, as a test holds it. */
export interface TestSeat {
  readonly send: (message: unknown) => void;
  readonly received: StationMessage[];
  readonly close: () => Promise<void>;
}

export interface TestDoor {
  readonly open: (person: Person | null) => Promise<TestSeat>;
  readonly dispose: () => Promise<void>;
}

export const COMMANDER: Person = { id: 'p-1', name: '演练指挥长', post: '', roles: ['commander'] };
export const VIEWER: Person = { id: 'p-2', name: '演练查看', post: '', roles: ['viewer'] };

const WAIT_MS = 5_000;
const STEP_MS = 5;

export const until = async <T>(read: () => T | undefined): Promise<T> => {
  const end = Date.now() + WAIT_MS;
  for (;;) {
    const value = read();
    if (value !== undefined) return value;
    if (Date.now() > end) throw new Error('waited in vain');
    await new Promise((resolve) => setTimeout(resolve, STEP_MS));
  }
};

const reply = (seat: TestSeat, id: number) => until(() => seat.received.find((message) => message.type === 'reply' && message.id === id));
const ask = (id: number, operation: string, input: unknown, commandId?: string): ClientMessage => ({ type: 'request', id, operation, input, ...(commandId === undefined ? {} : { commandId }) });

const withoutChance = (message: StationMessage): unknown => JSON.parse(JSON.stringify(message, (key, value: unknown) => (key === 'epoch' || key === 'reference' ? '*' : value instanceof Uint8Array ? [...value] : value)));

/** What the journey answers through every door, epochs and fault numbers aside. */
const EXPECTED = [
  { type: 'reply', id: 1, result: { ok: true, value: { count: 0 } } },
  { type: 'reply', id: 2, result: { ok: true, value: { count: 5 } } },
  { type: 'reply', id: 3, result: { ok: true, value: { count: 5 } } },
  { type: 'reply', id: 4, result: { ok: true, value: { bytes: [3, 2, 1] } } },
  { type: 'reply', id: 5, result: { ok: false, error: { reason: 'unknownOperation', detail: { operation: 'nothingLikeIt' } } } },
  { type: 'reply', id: 6, result: { ok: false, error: { reason: 'malformed', detail: { problems: ['amount: Too big: expected number to be <=100'] } } } },
  { type: 'reply', id: 7, result: { ok: false, error: { reason: 'malformed', detail: { problems: ['commandId: required for a change'] } } } },
  { type: 'reply', id: 8, result: { ok: false, error: { reason: 'fault', detail: { reference: '*' } } } },
  { type: 'reply', id: 9, result: { ok: false, error: { reason: 'fault', detail: { reference: '*' } } } },
  { type: 'reply', id: 10, result: { ok: false, error: { reason: 'tooLarge', detail: { limitBytes: 1_048_576 } } } },
  { type: 'reply', id: 11, result: { ok: false, error: { reason: 'conflict' } } },
];

export const doorSuite = (name: string, build: (desk: FrontDesk) => Promise<TestDoor>): void => {
  describe(`the ${name} door`, () => {
    let sample: Sample;
    let desk: FrontDesk;
    let door: TestDoor;
    let faults: number;

    beforeEach(async () => {
      sample = createSample();
      faults = 0;
      desk = createFrontDesk({
        operations: SAMPLE_OPERATIONS,
        streams: SAMPLE_STREAMS,
        handlers: sample.handlers,
        sources: sample.sources,
        clock: systemClock,
        ids: systemIds,
        recallOutcome: async () => null,
        onFault: () => (faults += 1),
      });
      door = await build(desk);
    });

    afterEach(async () => {
      await door.dispose();
      desk.dispose();
    });

    test('carries the journey with the answers every door gives, and counts what it refused', async () => {
      const seat = await door.open(COMMANDER);
      const journey: readonly ClientMessage[] = [
        ask(1, 'readCount', {}),
        ask(2, 'add', { amount: 5 }, 'command-0001'),
        ask(3, 'add', { amount: 5 }, 'command-0001'),
        ask(4, 'turnBytes', { bytes: new Uint8Array([1, 2, 3]) }),
        ask(5, 'nothingLikeIt', {}),
        ask(6, 'add', { amount: 5_000 }, 'command-0002'),
        ask(7, 'add', { amount: 5 }),
        ask(8, 'breakAlways', {}),
        ask(9, 'answerWrongly', {}),
        ask(10, 'turnBytes', { bytes: new Uint8Array(2_000_000) }),
        ask(11, 'refuseAlways', {}, 'command-0003'),
      ];
      for (const message of journey) {
        seat.send(message);
        await reply(seat, message.id);
      }
      expect(seat.received.map(withoutChance)).toEqual(EXPECTED);
      expect(sample.runs()).toBe(1);
      expect(faults).toBe(2);
      expect(desk.refusals()).toEqual({ unknownOperation: 1, malformed: 2, fault: 2, tooLarge: 1, conflict: 1 });
    });

    test('refuses what the person may not do, and what nobody signed in for', async () => {
      const viewer = await door.open(VIEWER);
      viewer.send(ask(1, 'add', { amount: 1 }, 'command-0004'));
      expect(withoutChance(await reply(viewer, 1))).toMatchObject({ result: { ok: false, error: { reason: 'notPermitted' } } });
      const nobody = await door.open(null);
      nobody.send(ask(1, 'add', { amount: 1 }, 'command-0005'));
      expect(withoutChance(await reply(nobody, 1))).toMatchObject({ result: { ok: false, error: { reason: 'notSignedIn' } } });
      nobody.send({ type: 'follow', id: 2, stream: 'counts', parameters: {} });
      expect(await until(() => nobody.received.find((message) => message.type === 'refused'))).toMatchObject({ id: 2, error: { reason: 'notSignedIn' } });
      expect(sample.runs()).toBe(0);
    });

    test('answers what is no message at all, and goes on', async () => {
      const seat = await door.open(COMMANDER);
      seat.send({ type: 'shout', id: 7 });
      expect(await reply(seat, 7)).toMatchObject({ result: { ok: false, error: { reason: 'malformed' } } });
      seat.send(ask(8, 'readCount', {}));
      expect(await reply(seat, 8)).toMatchObject({ result: { ok: true } });
    });

    test('gives a follower the snapshot and then every change, in order and without a gap', async () => {
      const seat = await door.open(COMMANDER);
      sample.add(3);
      seat.send({ type: 'follow', id: 1, stream: 'counts', parameters: {} });
      await until(() => seat.received.find((message) => message.type === 'snapshot'));
      for (let index = 0; index < 300; index += 1) {
        sample.add(1);
        if (index % 50 === 0) await new Promise((resolve) => setTimeout(resolve, 20));
      }
      const seen = await until(() => {
        const changes = seat.received.flatMap((message) => (message.type === 'changes' ? message.changes : []));
        return changes.length >= 300 ? changes : undefined;
      });
      expect(seat.received[0]).toMatchObject({ type: 'snapshot', number: 0, value: { count: 3 } });
      expect(seen).toEqual(Array.from({ length: 300 }, (_, index) => ({ count: 4 + index })));
    });

    test('resumes from where a seat was, and gives a new snapshot for an unknown epoch or a number ahead', async () => {
      const first = await door.open(COMMANDER);
      first.send({ type: 'follow', id: 1, stream: 'counts', parameters: {} });
      const snapshot = await until(() => first.received.find((message) => message.type === 'snapshot'));
      if (snapshot.type !== 'snapshot') throw new Error('no snapshot');
      await first.close();
      sample.add(1);
      sample.add(1);
      await new Promise((resolve) => setTimeout(resolve, 100));
      const again = await door.open(COMMANDER);
      again.send({ type: 'follow', id: 1, stream: 'counts', parameters: {}, resume: { epoch: snapshot.epoch, number: snapshot.number } });
      again.send({ type: 'follow', id: 2, stream: 'counts', parameters: {}, resume: { epoch: 'another-epoch', number: snapshot.number } });
      again.send({ type: 'follow', id: 3, stream: 'counts', parameters: {}, resume: { epoch: snapshot.epoch, number: 99 } });
      again.send({ type: 'follow', id: 4, stream: 'counts', parameters: {}, resume: { epoch: snapshot.epoch, number: 2 } });
      await until(() => (again.received.length >= 4 ? true : undefined));
      const of = (id: number) => again.received.find((message) => message.id === id);
      expect(of(1)).toMatchObject({ type: 'changes', number: 2, changes: [{ count: 1 }, { count: 2 }] });
      expect(of(2)).toMatchObject({ type: 'snapshot', number: 2, value: { count: 2 } });
      expect(of(3)).toMatchObject({ type: 'snapshot', number: 2, value: { count: 2 } });
      expect(of(4)).toMatchObject({ type: 'resumed', number: 2 });
    });

    test('tells a running request that its seat has hung up or changed its mind', async () => {
      const seat = await door.open(COMMANDER);
      seat.send(ask(1, 'wait', {}));
      await new Promise((resolve) => setTimeout(resolve, 50));
      seat.send({ type: 'cancel', id: 1 });
      expect(await reply(seat, 1)).toMatchObject({ result: { ok: true, value: { wasAborted: true } } });
    });

    test('refuses more requests at once than one seat may have', async () => {
      const seat = await door.open(COMMANDER);
      for (let id = 1; id <= 65; id += 1) seat.send(ask(id, 'wait', {}));
      expect(await reply(seat, 65)).toMatchObject({ result: { ok: false, error: { reason: 'tooMany' } } });
    });

    test('forgets a seat that has left', async () => {
      const seat = await door.open(COMMANDER);
      await until(() => (desk.seats().size === 1 ? true : undefined));
      await seat.close();
      await until(() => (desk.seats().size === 0 ? true : undefined));
    });
  });
};
