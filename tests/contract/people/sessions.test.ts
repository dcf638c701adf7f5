import { readFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { ADMIN_PASSWORD, addAccount, claim, openPeopleStation, type PeopleStation, refusalOf, signIn, type TestSeat, until, valueOf } from './people-station.ts';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

let station: PeopleStation;
let administrator: TestSeat;
beforeEach(async () => {
  station = await openPeopleStation();
  administrator = station.seat('office');
  await claim(station, administrator);
});
afterEach(async () => {
  expect(station.faults).toEqual([]);
  await station.dispose();
});

const ticketAt = async (seat: TestSeat): Promise<string> => valueOf(await signIn(station, seat, 'zhang.wei', ADMIN_PASSWORD)).sessionTicket;

const tokenAt = async (seat: TestSeat): Promise<string> => {
  const kept = await station.people().redeemTicket(await ticketAt(seat));
  if (kept === null) throw new Error('the ticket was refused');
  return kept.token;
};

const sessionRows = async (): Promise<number> => (await station.store().read.selectFrom('people_session').select('seat').execute()).length;

/** Hours go by in steps, and each sweep runs to its end. */
const passHours = async (hours: number, each: () => void = () => undefined): Promise<void> => {
  for (let step = 0; step < hours * 4; step += 1) {
    each();
    station.clock.pass(15 * MINUTE_MS);
    // Whatever the sweep has asked of the store by now is done before this is.
    await station.store().write(async () => undefined);
    await new Promise((resolve) => setImmediate(resolve));
  }
};

describe('a session ticket', () => {
  test('is exchanged once, also where two ask at once', async () => {
    const ticket = await ticketAt(station.seat('hall-2'));
    const [first, second] = await Promise.all([station.people().redeemTicket(ticket), station.people().redeemTicket(ticket)]);
    expect(first).toMatchObject({ seat: 'hall-2', person: { name: '张伟' } });
    expect(second).toBeNull();
    expect(await sessionRows()).toBe(1);
  });

  test('is worth nothing after a minute', async () => {
    const ticket = await ticketAt(station.seat('hall-2'));
    station.clock.pass(MINUTE_MS);
    expect(await station.people().redeemTicket(ticket)).toBeNull();
    expect(await station.people().redeemTicket('nothing like it')).toBeNull();
  });

  test('is void once its person signed out', async () => {
    const seat = station.seat('hall-2');
    const ticket = await ticketAt(seat);
    valueOf(await station.people().handlers.signOut({}, seat.caller()));
    expect(await station.people().redeemTicket(ticket)).toBeNull();
  });
});

describe('a session', () => {
  test('names its person and seat after a restart, and the token is nowhere on disk', async () => {
    const token = await tokenAt(station.seat('hall-2'));
    await station.restart();
    expect(await station.people().sessionOf(token)).toEqual({ person: administrator.person, seat: 'hall-2' });
    for (const file of await readdir(station.folder)) {
      const bytes = await readFile(join(station.folder, file)).catch(() => Buffer.alloc(0));
      expect(bytes.includes(token)).toBe(false);
    }
  });

  test('is nobody’s for another token', async () => {
    const token = await tokenAt(station.seat('hall-2'));
    expect(await station.people().personOfSession(`${token}x`)).toBeNull();
    expect(await station.people().personOfSession('')).toBeNull();
  });

  test('ends with signing out, at that seat alone, and is told', async () => {
    const seat = station.seat('hall-2');
    const here = await tokenAt(seat);
    const there = await tokenAt(station.seat('hall-3'));
    valueOf(await station.people().handlers.signOut({}, seat.caller()));
    expect(seat.person).toBeNull();
    expect(station.ends).toEqual([{ personId: administrator.person?.id, seat: 'hall-2', reason: 'signedOut' }]);
    expect(await station.people().personOfSession(here)).toBeNull();
    expect(await station.people().personOfSession(there)).not.toBeNull();
  });

  test('ended by its token leaves the seat empty', async () => {
    const seat = station.seat('hall-2');
    const token = await tokenAt(seat);
    valueOf(await station.people().endSession(token));
    expect(seat.person).toBeNull();
    expect(await station.people().personOfSession(token)).toBeNull();
    valueOf(await station.people().endSession(token));
  });

  test('of one person are at most twenty; the one used longest ago goes', async () => {
    const tokens: string[] = [];
    for (let index = 0; index < 21; index += 1) {
      station.clock.pass(1_000);
      tokens.push(await tokenAt(station.seat(`s${index}`)));
    }
    expect(await sessionRows()).toBe(20);
    expect(await station.people().personOfSession(tokens[0] ?? '')).toBeNull();
    expect(await station.people().personOfSession(tokens[1] ?? '')).not.toBeNull();
  });

  test('does not outlive the password it was got with', async () => {
    const token = await tokenAt(station.seat('hall-2'));
    valueOf(await station.people().handlers.changeOwnPassword({ password: ADMIN_PASSWORD, newPassword: 'Fresh-Beacon-60' }, administrator.caller()));
    expect(await station.people().personOfSession(token)).toBeNull();
    expect(await sessionRows()).toBe(0);
  });
});

describe('a session nobody uses', () => {
  test('ends after twelve hours, is told and journalled', async () => {
    const seat = station.seat('hall-2');
    const token = await tokenAt(seat);
    await passHours(11.75);
    expect(seat.person).not.toBeNull();
    await passHours(0.5);
    await until(() => seat.person === null);
    expect(station.ends.at(-1)).toMatchObject({ seat: 'hall-2', reason: 'expired' });
    expect(await station.people().personOfSession(token)).toBeNull();
    expect((await station.entries()).at(-1)).toMatchObject({ operation: 'sessionExpired', seat: 'hall-2' });
  });

  test('ends although the station was off', async () => {
    const token = await tokenAt(station.seat('hall-2'));
    await station.restart();
    station.clock.set(station.clock.now() + 12 * HOUR_MS);
    expect(await station.people().personOfSession(token)).toBeNull();
  });

  test('goes on while the person does something, over a restart too', async () => {
    const seat = station.seat('hall-2');
    const token = await tokenAt(seat);
    await passHours(20, () => station.people().noteActivity('hall-2', seat.person?.id ?? ''));
    await station.restart();
    await passHours(1);
    expect(await station.people().personOfSession(token)).not.toBeNull();
    expect(station.ends).toEqual([]);
  });

  test('does not end because the clock was set forward', async () => {
    const seat = station.seat('hall-2');
    const token = await tokenAt(seat);
    station.clock.set(station.clock.now() + 48 * HOUR_MS);
    await passHours(1);
    expect(await station.people().personOfSession(token)).not.toBeNull();
    expect(seat.person).not.toBeNull();
  });

  test('stays where it is the audience screen’s, which nobody touches', async () => {
    valueOf(await addAccount(station, administrator, { signInName: 'screen', password: 'Wall-of-the-hall-3', roles: ['audience'] }));
    const screen = station.seat('wall');
    const { sessionTicket } = valueOf(await signIn(station, screen, 'screen', 'Wall-of-the-hall-3'));
    const token = (await station.people().redeemTicket(sessionTicket))?.token ?? '';
    const desk = station.seat('hall-2');
    await tokenAt(desk);
    await passHours(36);
    expect(desk.person).toBeNull();
    expect(screen.person).not.toBeNull();
    expect(await station.people().personOfSession(token)).not.toBeNull();
  });
});

describe('while the disk is full', () => {
  test('signing out empties the seat and voids its session, says it was not written, and is made good later', async () => {
    const seat = station.seat('hall-2');
    const window = station.seat('hall-2');
    const token = await tokenAt(seat);
    window.person = seat.person;
    station.fillDisk(true);
    expect(refusalOf(await station.people().handlers.signOut({}, seat.caller())).reason).toBe('storeReadOnly');
    expect([seat.person, window.person]).toEqual([null, null]);
    expect(await station.people().personOfSession(token)).toBeNull();
    station.fillDisk(false);
    station.clock.pass(MINUTE_MS);
    await until(async () => (await sessionRows()) === 0);
    await station.restart();
    expect(await station.people().personOfSession(token)).toBeNull();
  });

  test('a right password and a wrong one get the same answer, and nobody sits down', async () => {
    station.fillDisk(true);
    const seat = station.seat('hall-2');
    const right = refusalOf(await signIn(station, seat, 'zhang.wei', ADMIN_PASSWORD));
    expect(right.reason).toBe('storeReadOnly');
    expect(refusalOf(await signIn(station, seat, 'zhang.wei', 'not the password'))).toEqual(right);
    expect(seat.person).toBeNull();
  });

  test('those who sit stay', async () => {
    const token = await tokenAt(station.seat('hall-2'));
    station.fillDisk(true);
    expect(await station.people().personOfSession(token)).not.toBeNull();
  });
});
