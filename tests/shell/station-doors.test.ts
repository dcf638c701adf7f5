// Windows of one machine at the station's doors: who sits at a place stays there, whatever window or process comes and goes.
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { systemClock } from '../../electron/station/system.ts';
import type { FollowedMessage } from '../../shared/contract/bridge.ts';
import { until } from '../contract/people/people-station.ts';
import { openDeskWithPeople, type DeskWithPeople, type TestWindow } from './desk-with-people.ts';

const CLAIM = { signInName: 'zhang.wei', name: '张伟', password: 'Beacon-Tower-59' };

let desk: DeskWithPeople;
beforeEach(async () => {
  desk = await openDeskWithPeople(systemClock);
});
afterEach(async () => {
  await desk.dispose();
});

const personAt = async (window: TestWindow): Promise<string | null> => {
  const who = await window.ask('whoAmI', {});
  if (!who.ok) return null;
  const { person } = who.value as { readonly person: { readonly name: string } | null };
  return person?.name ?? null;
};

/** Waits until the window has a line again and somebody, or nobody, sits there. */
const sits = (window: TestWindow, name: string | null): Promise<void> =>
  until(async () => {
    const who = await window.ask('whoAmI', {});
    return who.ok && (await personAt(window)) === name;
  });

const claimAt = async (window: TestWindow): Promise<void> => {
  await until(async () => (await window.ask('whoAmI', {})).ok);
  expect(await window.ask('claimStation', { code: desk.station.codes.at(-1), ...CLAIM })).toMatchObject({ ok: true });
};

describe('a person who signs in at one window', () => {
  test('sits at every window of that place and at none of another', async () => {
    const [map, ledgers, other] = [desk.window('1'), desk.window('1'), desk.window('2')];
    await sits(ledgers, null);
    await sits(other, null);
    await claimAt(map);
    await sits(map, '张伟');
    await sits(ledgers, '张伟');
    expect(await personAt(other)).toBe(null);
    await sits(desk.window('1'), '张伟');
    expect([...desk.tokens.keys()]).toEqual(['1']);
  });

  test('leaves all windows of the place by signing out at one of them', async () => {
    const [map, ledgers] = [desk.window('1'), desk.window('1')];
    await claimAt(map);
    await sits(ledgers, '张伟');
    expect(await ledgers.ask('signOut', {})).toMatchObject({ ok: true });
    await sits(map, null);
    await sits(desk.window('1'), null);
    expect(desk.tokens.size).toBe(0);
  });

  test('still sits there after the station was started again, once it can look the session up', async () => {
    const map = desk.window('1');
    await claimAt(map);
    await until(() => desk.tokens.size === 1);
    const { settle } = desk.restart();
    await sits(map, null);
    settle();
    await sits(map, '张伟');
  });
});

describe('a window', () => {
  test('hears that its line is closed, on every stream and every request, and asks for another', async () => {
    const map = desk.window('1');
    await claimAt(map);
    const heard: FollowedMessage[] = [];
    map.verbs.follow({ type: 'follow', id: 50, stream: 'peopleNotices', parameters: {} }, (message) => heard.push(message));
    await until(() => heard.length === 1);
    const asked = map.asksForPort();
    const reply = map.ask('whoAmI', {});
    desk.restart();
    expect(await reply).toEqual({ ok: false, error: { reason: 'offline' } });
    await until(() => heard.length === 2);
    expect(heard.map((message) => message.type)).toEqual(['snapshot', 'lineClosed']);
    await until(() => map.asksForPort() > asked);
  });

  test('that closed leaves no seat behind', async () => {
    const map = desk.window('1');
    await until(() => desk.seats() === 1);
    map.close();
    await until(() => desk.seats() === 0);
  });

  test('gets a port of its own for a ticket, from the station itself', async () => {
    const map = desk.window('1');
    await sits(map, null);
    map.verbs.openPort('picture-7');
    await until(() => desk.handedPorts.length === 1);
    expect(desk.handedPorts).toEqual(['picture-7']);
  });
});
