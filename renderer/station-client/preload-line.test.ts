// The line of a desktop window over a bridge: when it counts as open, and that it closes once.
import { beforeEach, expect, test } from 'vitest';
import type { AskMessage, FollowedMessage, FollowMessage, ReplyMessage, StationBridge } from '../../shared/contract/bridge.ts';
import type { StationMessage } from '../../shared/contract/message.ts';
import type { OpenLine } from './line.ts';
import { preloadLine } from './preload-line.ts';

let followed: Map<number, { readonly message: FollowMessage; readonly listener: (message: FollowedMessage) => void }>;
let asked: { readonly message: AskMessage; readonly reply: (reply: ReplyMessage | null) => void }[];
let events: string[];
let heard: StationMessage[];
let line: OpenLine;

const bridge: StationBridge = {
  request: (message) => new Promise((resolve) => asked.push({ message, reply: resolve })),
  follow: (message, listener) => {
    followed.set(message.id, { message, listener });
    return () => followed.delete(message.id);
  },
  openPort: () => undefined,
};

const station = (id: number): FollowedMessage => ({ type: 'snapshot', id, epoch: 'e', number: 0, value: null });
const tell = (id: number, message: FollowedMessage): void => followed.get(id)?.listener(message);

beforeEach(() => {
  [followed, asked, events, heard] = [new Map(), [], [], []];
  line = preloadLine(bridge)({ opened: () => events.push('opened'), message: (message) => heard.push(message), closed: () => events.push('closed') });
});

test('is open with the first word of the station, and keeps that word to itself', () => {
  expect(events).toEqual([]);
  tell(0, station(0));
  tell(0, station(0));
  expect(events).toEqual(['opened']);
  expect(heard).toEqual([]);
});

test('sends nothing before it is open', () => {
  line.send({ type: 'follow', id: 1, stream: 'journal', parameters: {} });
  line.send({ type: 'request', id: 2, operation: 'whoAmI', input: {} });
  expect([...followed.keys()]).toEqual([0]);
  expect(asked).toEqual([]);
});

test('brings replies and stream messages, and stops a stream that is no longer followed', async () => {
  tell(0, station(0));
  line.send({ type: 'follow', id: 1, stream: 'journal', parameters: {} });
  line.send({ type: 'request', id: 2, operation: 'whoAmI', input: {} });
  line.send({ type: 'cancel', id: 2 });
  tell(1, station(1));
  asked[0]?.reply({ type: 'reply', id: 2, result: { ok: true, value: 'you' } });
  asked[1]?.reply(null);
  await Promise.resolve();
  expect(heard.map(({ type, id }) => [type, id])).toEqual([
    ['snapshot', 1],
    ['reply', 2],
  ]);
  line.send({ type: 'unfollow', id: 1 });
  expect([...followed.keys()]).toEqual([0]);
});

test('closes once when the station goes, leaves every stream, and brings nothing after that', async () => {
  tell(0, station(0));
  line.send({ type: 'follow', id: 1, stream: 'journal', parameters: {} });
  line.send({ type: 'request', id: 2, operation: 'whoAmI', input: {} });
  const late = followed.get(1)?.listener;
  late?.({ type: 'lineClosed' });
  expect(events).toEqual(['opened']);
  tell(0, { type: 'lineClosed' });
  line.close();
  late?.(station(1));
  asked[0]?.reply({ type: 'reply', id: 2, result: { ok: true, value: 'late' } });
  await Promise.resolve();
  expect(events).toEqual(['opened', 'closed']);
  expect(followed.size).toBe(0);
  expect(heard).toEqual([]);
});
