// A seat's client over a real station: asking, following, reading on while the station is away, and sending what waited.
import 'fake-indexeddb/auto';
import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { locateSource } from '../../../electron/host/locate-source.ts';
import { createStation } from '../../../electron/station/station.ts';
import type { Station } from '../../../electron/station/station.ts';
import { randomBytes, systemClock, systemIds } from '../../../electron/station/system.ts';
import { connectStation, type ConnectedClient } from '../../../renderer/station-client/connect-station.ts';
import type { Line } from '../../../renderer/station-client/line.ts';
import { openReplica } from '../../../renderer/station-client/replica.ts';
import { COMMANDER, until } from '../doors/door-suite.ts';

const RESOURCES = fileURLToPath(new URL('../../../resources', import.meta.url));

let folder: string;
let station: Station;

/** A line into the station in this process that can be cut and joined by hand. */
const cuttableLine = () => {
  let isCut = false;
  let cutNow: (() => void) | null = null;
  const line: Line = (events) => {
    if (isCut) {
      queueMicrotask(events.closed);
      return { send: () => undefined, close: () => undefined };
    }
    const seat = station.frontDesk.openSeat(
      { send: (message) => queueMicrotask(() => events.message(structuredClone(message))), waitingBytes: () => 0, close: () => undefined },
      { id: 'test-seat', person: COMMANDER },
    );
    let isOpen = true;
    const close = (): void => {
      if (!isOpen) return;
      isOpen = false;
      seat.dispose();
      events.closed();
    };
    cutNow = close;
    queueMicrotask(events.opened);
    return { send: (message) => seat.receive(structuredClone(message)), close };
  };
  return {
    line,
    cut: () => {
      isCut = true;
      cutNow?.();
    },
    join: () => {
      isCut = false;
    },
  };
};

const connected = async (client: ConnectedClient): Promise<void> => void (await until(() => (client.connection().state === 'connected' ? true : undefined)));

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'seat-client-'));
  station = await createStation({
    name: '测试站',
    folder,
    isDemonstration: false,
    postgresUrl: null,
    townships: 1,
    seed: 1,
    clock: systemClock,
    ids: systemIds,
    randomBytes,
    locate: locateSource,
    resources: RESOURCES,
    version: '0',
    onClaimCode: () => undefined,
    onFault: ({ error }) => {
      throw error;
    },
  });
  await station.settled;
});

afterEach(async () => {
  await station.dispose();
  await rm(folder, { recursive: true, force: true });
});

const addShelter = (client: ConnectedClient, name: string) =>
  client.request('addThing', { kind: 'shelter', content: { name, areaCode: '', geometry: { type: 'Point', coordinates: [119.5, 28.4] }, attributes: {}, source: '测试', asOf: '2026-11-22' } });

test('an answer heard before is read on, with its age, while the station is away; what was never asked is not', async () => {
  const { line, cut } = cuttableLine();
  const client = connectStation({ line, replica: openReplica(randomUUID()), newId: randomUUID });
  client.setOwner(COMMANDER.id);
  await connected(client);
  expect((await addShelter(client, '山早村礼堂')).ok).toBe(true);
  const before = await client.request('listThings', { kind: 'shelter', offset: 0, limit: 10 });
  expect(before).toMatchObject({ ok: true, value: { freshness: { from: 'station' }, value: { total: 1 } } });
  cut();
  const away = await client.request('listThings', { kind: 'shelter', offset: 0, limit: 10 });
  expect(away).toMatchObject({ ok: true, value: { freshness: { from: 'replica' }, value: { total: 1, things: [{ name: '山早村礼堂' }] } } });
  expect(await client.request('listThings', { kind: 'team', offset: 0, limit: 10 })).toMatchObject({ ok: false, error: { reason: 'offline' } });
  client.dispose();
});

test('another person at the same seat does not read what the first one heard', async () => {
  const { line, cut } = cuttableLine();
  const client = connectStation({ line, replica: openReplica(randomUUID()), newId: randomUUID });
  client.setOwner(COMMANDER.id);
  await connected(client);
  await client.request('listThings', { kind: 'shelter', offset: 0, limit: 10 });
  cut();
  expect((await client.request('listThings', { kind: 'shelter', offset: 0, limit: 10 })).ok).toBe(true);
  client.setOwner('somebody-else');
  expect(await client.request('listThings', { kind: 'shelter', offset: 0, limit: 10 })).toMatchObject({ ok: false, error: { reason: 'offline' } });
  client.dispose();
});

test('a telephone note waits while the station is away and is written exactly once when it is back', async () => {
  const { line, cut, join: joinLine } = cuttableLine();
  const client = connectStation({ line, replica: openReplica(randomUUID()), newId: randomUUID });
  client.setOwner(COMMANDER.id);
  await connected(client);
  cut();
  const note = { areaCode: '', caller: '王芳', phone: '', words: '桥断了', timeHeard: new Date().toISOString() };
  expect(await client.request('addTelephoneNote', note)).toMatchObject({ ok: false, error: { reason: 'offline', detail: { isWaiting: true } } });
  expect(client.outbox.entries()).toHaveLength(1);
  joinLine();
  await until(() => (client.connection().state === 'connected' && client.outbox.entries().length === 0 ? true : undefined));
  expect(await client.request('listTelephoneNotes', { offset: 0, limit: 10 })).toMatchObject({ ok: true, value: { value: { total: 1, notes: [{ words: '桥断了' }] } } });
  client.dispose();
});

test('what may not wait is refused while the station is away and never sent later', async () => {
  const { line, cut, join: joinLine } = cuttableLine();
  const client = connectStation({ line, replica: openReplica(randomUUID()), newId: randomUUID });
  await connected(client);
  cut();
  expect(await addShelter(client, '不该出现')).toMatchObject({ ok: false, error: { reason: 'offline' } });
  expect(client.outbox.entries()).toHaveLength(0);
  joinLine();
  await connected(client);
  expect(await client.request('listThings', { kind: 'shelter', offset: 0, limit: 10 })).toMatchObject({ ok: true, value: { value: { total: 0 } } });
  client.dispose();
});

test('a followed stream goes stale when the line is lost and catches up on what happened meanwhile', async () => {
  const [first, second] = [cuttableLine(), cuttableLine()];
  const watcher = connectStation({ line: first.line, replica: null, newId: randomUUID });
  const writer = connectStation({ line: second.line, replica: null, newId: randomUUID });
  await connected(watcher);
  await connected(writer);
  const seen: string[] = [];
  let state = '';
  watcher.follow(
    'layers',
    {},
    (held, change) => ({ layers: held.layers.map((layer) => (layer.kind === change.layer.kind ? change.layer : layer)) }),
    (next) => {
      state = next.state;
      seen.push(`${next.state} ${next.value?.layers.find((layer) => layer.kind === 'shelter')?.count ?? '-'}`);
    },
  );
  await until(() => (state === 'live' ? true : undefined));
  first.cut();
  await until(() => (state === 'stale' ? true : undefined));
  await addShelter(writer, '一号');
  await addShelter(writer, '二号');
  first.join();
  await until(() => (seen.at(-1) === 'live 2' ? true : undefined));
  watcher.dispose();
  writer.dispose();
});
