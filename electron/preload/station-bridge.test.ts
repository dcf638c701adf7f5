// The preload's three verbs over real ports that answer, fall silent and close.
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createManualClock, type ManualClock } from '../../tests/contract/people/manual-clock.ts';
import { until } from '../../tests/contract/people/people-station.ts';
import type { FollowedMessage, StationFrame, WindowFrame } from '../../shared/contract/bridge.ts';
import { createStationBridge, type OpenBridge } from './station-bridge.ts';

let clock: ManualClock;
let bridge: OpenBridge;
let asks: number;
let station: MessagePort;
let heard: WindowFrame[];
let handed: MessagePort[];

/** The next error nobody catches; with a listener there the test runner takes it for meant. */
const nextUncaught = (): Promise<string> =>
  new Promise((resolve) => {
    const listen = (error: Error): void => {
      setImmediate(() => process.off('uncaughtException', listen));
      resolve(error.message);
    };
    process.on('uncaughtException', listen);
  });

/** A new port from the station, as the shell would bring it. */
const bringPort = (): void => {
  const { port1, port2 } = new MessageChannel();
  station = port1;
  station.addEventListener('message', (event: MessageEvent<WindowFrame>) => heard.push(event.data));
  station.start();
  bridge.attach(port2);
};

const say = (frame: StationFrame): void => station.postMessage(frame);
const messages = (): readonly unknown[] => heard.flatMap((frame) => (frame.kind === 'message' ? [frame.message] : []));

beforeEach(() => {
  clock = createManualClock();
  [asks, heard, handed] = [0, [], []];
  bridge = createStationBridge({ clock, askForPort: () => (asks += 1), hand: (_ticket, port) => handed.push(port) });
});
afterEach(() => {
  bridge.dispose();
  station?.close();
  for (const port of handed) port.close();
});

describe('without a line', () => {
  test('asks for one at once and again at every beat', () => {
    expect(asks).toBe(1);
    clock.pass(11_000);
    expect(asks).toBe(3);
  });

  test('answers every request as offline and gives a ticket a port that is closed', async () => {
    expect(await bridge.verbs.request({ type: 'request', id: 4, operation: 'whoAmI', input: {} })).toEqual({ type: 'reply', id: 4, result: { ok: false, error: { reason: 'offline' } } });
    bridge.verbs.openPort('ticket');
    const closed = Promise.withResolvers<void>();
    handed[0]?.addEventListener('close', () => closed.resolve());
    handed[0]?.start();
    await closed.promise;
  });

  test('keeps a follower until the line is there', async () => {
    const follow = { type: 'follow', id: 0, stream: 'station', parameters: {} } as const;
    bridge.verbs.follow(follow, () => undefined);
    bringPort();
    await until(() => messages().length === 1);
    expect(messages()).toEqual([follow]);
  });
});

describe('with a line', () => {
  beforeEach(bringPort);

  test('brings each reply to its request and each stream message to its follower', async () => {
    const followed: FollowedMessage[] = [];
    bridge.verbs.follow({ type: 'follow', id: 2, stream: 'journal', parameters: {} }, (message) => followed.push(message));
    const reply = bridge.verbs.request({ type: 'request', id: 1, operation: 'whoAmI', input: {} });
    say({ kind: 'message', message: { type: 'changes', id: 2, epoch: 'e', number: 1, changes: [7] } });
    say({ kind: 'message', message: { type: 'reply', id: 1, result: { ok: true, value: 'you' } } });
    expect(await reply).toMatchObject({ id: 1, result: { value: 'you' } });
    expect(followed).toMatchObject([{ type: 'changes', changes: [7] }]);
  });

  test('receipts every message, also the one a page listener broke on', async () => {
    bridge.verbs.follow({ type: 'follow', id: 2, stream: 'journal', parameters: {} }, (message) => {
      if (message.type === 'resumed') throw new Error('the page is broken');
    });
    const uncaught = nextUncaught();
    say({ kind: 'message', message: { type: 'resumed', id: 2, epoch: 'e', number: 1 } });
    say({ kind: 'message', message: { type: 'resumed', id: 99, epoch: 'e', number: 1 } });
    await until(() => heard.filter((frame) => frame.kind === 'taken').length === 2);
    expect(await uncaught).toBe('the page is broken');
  });

  test('ends the earlier following when one id is followed again', async () => {
    const follow = { type: 'follow', id: 2, stream: 'journal', parameters: {} } as const;
    const leaveFirst = bridge.verbs.follow(follow, () => undefined);
    bridge.verbs.follow(follow, () => undefined);
    leaveFirst();
    await until(() => messages().length === 3);
    expect(messages()).toEqual([follow, { type: 'unfollow', id: 2 }, follow]);
  });

  test('passes a cancel on and settles it at once', async () => {
    expect(await bridge.verbs.request({ type: 'cancel', id: 9 })).toBe(null);
    await until(() => messages().length === 1);
    expect(messages()).toEqual([{ type: 'cancel', id: 9 }]);
  });

  test('answers a beat, and takes a station silent for three of them for gone', async () => {
    say({ kind: 'beat' });
    await until(() => heard.some((frame) => frame.kind === 'beat'));
    const followed: FollowedMessage[] = [];
    bridge.verbs.follow({ type: 'follow', id: 2, stream: 'journal', parameters: {} }, (message) => followed.push(message));
    const reply = bridge.verbs.request({ type: 'request', id: 1, operation: 'whoAmI', input: {} });
    clock.pass(15_000);
    expect(asks).toBe(1);
    clock.pass(5_000);
    expect(asks).toBe(2);
    expect(await reply).toMatchObject({ result: { ok: false, error: { reason: 'offline' } } });
    await until(() => followed.length === 1);
    expect(followed).toEqual([{ type: 'lineClosed' }]);
  });

  test('tells the one follower of a closed line even where another breaks on it', async () => {
    const followed: FollowedMessage[] = [];
    bridge.verbs.follow({ type: 'follow', id: 1, stream: 'journal', parameters: {} }, () => {
      throw new Error('the first page listener is broken');
    });
    bridge.verbs.follow({ type: 'follow', id: 2, stream: 'journal', parameters: {} }, (message) => followed.push(message));
    const uncaught = nextUncaught();
    station.close();
    await until(() => followed.length === 1);
    expect(asks).toBe(2);
    expect(await uncaught).toBe('the first page listener is broken');
  });

  test('goes over to a new port when one is brought, and hears nothing more from the old one', async () => {
    const followed: FollowedMessage[] = [];
    const follow = { type: 'follow', id: 2, stream: 'journal', parameters: {} } as const;
    bridge.verbs.follow(follow, (message) => followed.push(message));
    const old = station;
    bringPort();
    old.postMessage({ kind: 'message', message: { type: 'resumed', id: 2, epoch: 'old', number: 1 } });
    bridge.verbs.follow(follow, (message) => followed.push(message));
    say({ kind: 'message', message: { type: 'resumed', id: 2, epoch: 'new', number: 1 } });
    await until(() => followed.length === 2);
    expect(followed).toMatchObject([{ type: 'lineClosed' }, { epoch: 'new' }]);
  });
});
