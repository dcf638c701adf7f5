import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createFrontDesk, type FrontDesk } from '../../../electron/station/front-desk/front-desk.ts';
import type { Seat } from '../../../electron/station/front-desk/seat.ts';
import type { StationMessage } from '../../../shared/contract/message.ts';
import { PEOPLE_OPERATIONS, PEOPLE_STREAMS } from '../../../shared/contract/people.ts';
import { timeOrderedIds } from '../../../shared/kernel/ids.ts';
import { randomBytes } from 'node:crypto';
import { ADMIN_PASSWORD, openPeopleStation, type PeopleStation, SEALED_PASSWORD, until } from './people-station.ts';

interface Window {
  readonly seat: Seat;
  readonly received: StationMessage[];
  readonly ask: (operation: string, input: unknown, commandId?: string) => Promise<unknown>;
}

let station: PeopleStation;
let desk: FrontDesk;
let faults: unknown[];
beforeEach(async () => {
  station = await openPeopleStation();
  faults = [];
  const { handlers, sources, onSessionEnded } = station.people();
  const ids = timeOrderedIds(station.clock.now, randomBytes);
  const recallOutcome = async (): Promise<null> => null;
  desk = createFrontDesk({ operations: PEOPLE_OPERATIONS, streams: PEOPLE_STREAMS, handlers, sources, clock: station.clock, ids, recallOutcome, onFault: (fault) => faults.push(fault) });
  onSessionEnded((end) => {
    for (const seat of desk.seats()) if (seat.person()?.id === end.personId && (end.seat === null || end.seat === seat.id)) seat.become(null);
  });
});
afterEach(async () => {
  desk.dispose();
  expect([...faults, ...station.faults]).toEqual([]);
  await station.dispose();
});

const openWindow = (id: string): Window => {
  const received: StationMessage[] = [];
  const seat = desk.openSeat({ send: (message) => received.push(message), waitingBytes: () => 0, close: () => undefined }, { id, person: null });
  let next = 0;
  return {
    seat,
    received,
    ask: async (operation, input, commandId) => {
      next += 1;
      const id = next;
      seat.receive({ type: 'request', id, operation, input, ...(commandId === undefined ? {} : { commandId }) });
      await until(() => received.some((message) => message.type === 'reply' && message.id === id));
      const reply = received.find((message) => message.type === 'reply' && message.id === id);
      return reply?.type === 'reply' ? reply.result : null;
    },
  };
};

const claimed = async (): Promise<Window> => {
  const window = openWindow('office');
  const breakGlass = { signInName: 'envelope', name: '封存账号', password: SEALED_PASSWORD };
  const input = { code: station.codes.at(-1), signInName: 'zhang.wei', name: '张伟', password: ADMIN_PASSWORD, breakGlass };
  expect(await window.ask('claimStation', input, 'claim-01')).toMatchObject({ ok: true });
  return window;
};

describe('people through the front desk', () => {
  test('a station is claimed, left, and signed in to again; every answer has the shape of the contract', async () => {
    const window = await claimed();
    expect(await window.ask('listAccounts', {})).toMatchObject({ ok: true, value: { accounts: [{ signInName: 'envelope' }, { signInName: 'zhang.wei' }] } });
    expect(await window.ask('nameRoles', { roleNames: { commander: '总指挥' } }, 'name-001')).toEqual({ ok: true, value: {} });
    expect(await window.ask('signOut', {}, 'leave-01')).toEqual({ ok: true, value: {} });
    expect(await window.ask('listAccounts', {})).toEqual({ ok: false, error: { reason: 'notSignedIn' } });
    expect(await window.ask('signIn', { signInName: 'zhang.wei', password: ADMIN_PASSWORD }, 'enter-01')).toMatchObject({ ok: true });
    expect(await window.ask('whoAmI', {})).toMatchObject({ ok: true, value: { seat: 'office', person: { name: '张伟' }, roleNames: { commander: '总指挥' } } });
  });

  test('a sign-in sent twice is one sign-in', async () => {
    await claimed();
    const window = openWindow('hall-2');
    const input = { signInName: 'zhang.wei', password: ADMIN_PASSWORD };
    const both = await Promise.all([window.ask('signIn', input, 'enter-01'), window.ask('signIn', input, 'enter-01')]);
    expect(both[1]).toEqual(both[0]);
    expect((await station.entries()).filter(({ operation }) => operation === 'signIn')).toHaveLength(1);
  });

  test('only an administrator sees and changes accounts', async () => {
    const office = await claimed();
    const account = { signInName: 'li.jing', name: '李静', post: '', roles: ['dutyOfficer'], password: 'Another-Secret-8', isBreakGlass: false };
    expect(await office.ask('addAccount', account, 'add-0001')).toMatchObject({ ok: true });
    const window = openWindow('hall-2');
    await window.ask('signIn', { signInName: 'li.jing', password: 'Another-Secret-8' }, 'enter-01');
    for (const [operation, input] of [['listAccounts', {}], ['addAccount', account], ['nameRoles', { roleNames: {} }]] as const)
      expect(await window.ask(operation, input, `try-${operation}`)).toMatchObject({ ok: false, error: { reason: 'notPermitted' } });
  });

  test('a malformed request is refused without repeating what was typed', async () => {
    const window = await claimed();
    const typed = 'x'.repeat(9) + 'SecretTail'.repeat(30);
    const answers = [
      await window.ask('signIn', { signInName: 'zhang.wei', password: typed }, 'enter-01'),
      await window.ask('changeOwnPassword', { password: typed, newPassword: 'short' }, 'own-0001'),
      await window.ask('addAccount', { password: typed }, 'add-0001'),
    ];
    for (const answer of answers) expect(answer).toMatchObject({ ok: false, error: { reason: 'malformed' } });
    expect(JSON.stringify(answers)).not.toContain('SecretTail');
  });

  test('every window hears of the sealed account, and one opened later finds it', async () => {
    const office = await claimed();
    office.seat.receive({ type: 'follow', id: 900, stream: 'peopleNotices', parameters: {} });
    const night = openWindow('night-desk');
    await night.ask('signIn', { signInName: 'envelope', password: SEALED_PASSWORD }, 'enter-01');
    station.clock.pass(50);
    expect(office.received.filter((message) => message.type === 'changes')).toMatchObject([{ id: 900, changes: [{ kind: 'breakGlassUsed', seat: 'night-desk' }] }]);
    night.seat.receive({ type: 'follow', id: 901, stream: 'peopleNotices', parameters: {} });
    expect(night.received.at(-1)).toMatchObject({ type: 'snapshot', id: 901, value: { notices: [{ kind: 'breakGlassUsed', seat: 'night-desk' }] } });
  });

  test('changing the own password answers before the seat is empty, and then the seat is', async () => {
    const window = await claimed();
    expect(await window.ask('changeOwnPassword', { password: ADMIN_PASSWORD, newPassword: 'Fresh-Beacon-60' }, 'own-0001')).toEqual({ ok: true, value: {} });
    expect(window.seat.person()).toBeNull();
  });
});
