import { afterEach, describe, expect, test } from 'vitest';
import { ADMIN_PASSWORD, claim, openPeopleStation, type PeopleStation, refusalOf, SEALED_PASSWORD, signIn, type TestSeat, valueOf } from './people-station.ts';

const stations: PeopleStation[] = [];
const open = async (isDemonstration = false): Promise<PeopleStation> => {
  const station = await openPeopleStation({ isDemonstration });
  stations.push(station);
  return station;
};
afterEach(async () => {
  for (const station of stations.splice(0)) {
    expect(station.faults).toEqual([]);
    await station.dispose();
  }
});

const whoAmI = async (station: PeopleStation, seat: TestSeat) => valueOf(await station.people().handlers.whoAmI({}, seat.caller()));

const tryClaim = async (station: PeopleStation, seat: TestSeat, code: string, signInName = 'zhang.wei') =>
  station.people().handlers.claimStation({ code, signInName, name: '张伟', password: ADMIN_PASSWORD }, seat.caller());

const codeOf = (station: PeopleStation): string => station.codes.at(-1) ?? '';

describe('a station without accounts', () => {
  test('is unclaimed and hands out one readable code', async () => {
    const station = await open();
    expect(station.codes).toHaveLength(1);
    expect(codeOf(station)).toMatch(/^[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}$/);
    expect(await whoAmI(station, station.seat('a'))).toMatchObject({ person: null, isUnclaimed: true, demonstrationPeople: [] });
  });

  test('becomes whoever typed the code, who is commander and administrator; the code ends', async () => {
    const station = await open();
    const code = codeOf(station);
    const seat = station.seat('a');
    const { person } = valueOf(await tryClaim(station, seat, ` ${code.toLowerCase().replace('-', ' ')} `));
    expect(person).toMatchObject({ name: '张伟', roles: ['commander', 'administrator'] });
    expect(await whoAmI(station, seat)).toMatchObject({ person, isUnclaimed: false });
    expect(station.codes).toEqual([code, null]);
    expect(refusalOf(await tryClaim(station, station.seat('b'), code, 'second'))).toEqual({ reason: 'conflict', detail: { problem: 'alreadyClaimed' } });
    expect((await signIn(station, station.seat('c'), 'zhang.wei', ADMIN_PASSWORD)).ok).toBe(true);
  });

  test('takes the sealed account together with the first', async () => {
    const station = await open();
    await claim(station, station.seat('a'), true);
    expect((await signIn(station, station.seat('b'), 'envelope', SEALED_PASSWORD)).ok).toBe(true);
    expect((await station.entries()).map(({ operation }) => operation)).toEqual(['claimStation', 'signIn']);
  });

  test('refuses one name for both, and a password anybody would try, and stays unclaimed', async () => {
    const station = await open();
    const first = { code: codeOf(station), signInName: 'zhang.wei', name: '张伟', password: ADMIN_PASSWORD };
    const same = { ...first, breakGlass: { signInName: 'ZHANG.WEI', name: '封存账号', password: SEALED_PASSWORD } };
    expect(refusalOf(await station.people().handlers.claimStation(same, station.seat('a').caller()))).toEqual({ reason: 'conflict', detail: { problem: 'signInNameTaken' } });
    const weak = { ...first, password: 'zhang.wei123' };
    expect(refusalOf(await station.people().handlers.claimStation(weak, station.seat('a').caller()))).toEqual({ reason: 'invalid', detail: { field: 'password', problem: 'mostlyName' } });
    expect(await station.entries()).toEqual([]);
    expect((await tryClaim(station, station.seat('a'), codeOf(station))).ok).toBe(true);
  });

  test('has one winner where two claim at once', async () => {
    const station = await open();
    const claims = await Promise.all(Array.from({ length: 2 }, async (_, index) => tryClaim(station, station.seat(`s${index}`), codeOf(station), `name-${index}`)));
    expect(claims.filter(({ ok }) => ok)).toHaveLength(1);
    expect(claims.filter(({ ok }) => !ok).map(refusalOf)).toEqual([{ reason: 'conflict', detail: { problem: 'alreadyClaimed' } }]);
    expect((await station.entries()).map(({ operation }) => operation)).toEqual(['claimStation']);
  });

  test('locks after five wrong codes, for every seat, and opens by itself', async () => {
    const station = await open();
    const wrong = codeOf(station).startsWith('0') ? '1111-1111' : '0000-0000';
    const heard: unknown[] = [];
    for (let attempt = 0; attempt < 5; attempt += 1) heard.push(refusalOf(await tryClaim(station, station.seat(`s${attempt}`), wrong)));
    expect(heard.slice(0, 4)).toEqual([4, 3, 2, 1].map((attemptsLeft) => ({ reason: 'wrongPassword', detail: { attemptsLeft } })));
    expect(heard[4]).toEqual({ reason: 'lockedOut', detail: { until: '2026-11-22T03:17:00.000Z', retryAfterMs: 120_000 } });
    expect(refusalOf(await tryClaim(station, station.seat('z'), codeOf(station))).reason).toBe('lockedOut');
    expect(station.derivations()).toBe(0);
    station.clock.pass(120_000);
    expect((await tryClaim(station, station.seat('z'), codeOf(station))).ok).toBe(true);
  });

  test('has another code after a restart, and none once claimed', async () => {
    const station = await open();
    const first = codeOf(station);
    await station.restart();
    expect(codeOf(station)).not.toBe(first);
    expect(refusalOf(await tryClaim(station, station.seat('a'), first)).reason).toBe('wrongPassword');
    await claim(station, station.seat('a'));
    const told = station.codes.length;
    await station.restart();
    expect(station.codes).toHaveLength(told);
    expect(await whoAmI(station, station.seat('b'))).toMatchObject({ isUnclaimed: false });
  });

  test('tells a sign-in nothing but that the password is wrong', async () => {
    const station = await open();
    expect(refusalOf(await signIn(station, station.seat('a'), 'admin', 'admin')).reason).toBe('wrongPassword');
  });
});

describe('a demonstration station', () => {
  test('has no code, and invented people with every role among them, the commander first', async () => {
    const station = await open(true);
    expect(station.codes).toEqual([]);
    const { isUnclaimed, demonstrationPeople } = await whoAmI(station, station.seat('a'));
    expect(isUnclaimed).toBe(false);
    expect(demonstrationPeople[0]).toEqual(station.people().personOfDemonstration());
    expect(demonstrationPeople[0]?.roles).toEqual(['commander']);
    const roles = new Set(demonstrationPeople.flatMap((person) => person.roles));
    expect([...roles].toSorted()).toEqual(['administrator', 'audience', 'broadcastOperator', 'commander', 'dutyOfficer', 'liaison', 'signer', 'viewer']);
  });

  test('lets a seat become any of them, and journals it', async () => {
    const station = await open(true);
    const seat = station.seat('a', station.people().personOfDemonstration());
    const signer = (await whoAmI(station, seat)).demonstrationPeople.find(({ roles }) => roles.includes('signer'));
    const become = async (personId: string) => station.people().handlers.becomeDemonstrationPerson({ personId }, seat.caller());
    const { person, sessionTicket } = valueOf(await become(signer?.id ?? ''));
    expect(person).toEqual(signer);
    expect(seat.person).toEqual(signer);
    const kept = await station.people().redeemTicket(sessionTicket);
    expect(await station.people().personOfSession(kept?.token ?? '')).toEqual(signer);
    expect((await station.entries()).map(({ operation }) => operation)).toEqual(['becomeDemonstrationPerson']);
    expect(refusalOf(await become('nobody')).reason).toBe('notFound');
  });

  test('has no passwords: signing in, claiming and accounts are for real stations', async () => {
    const station = await open(true);
    const seat = station.seat('a', station.people().personOfDemonstration());
    const { handlers } = station.people();
    const account = { signInName: 'x.y', name: '甲', post: '', roles: ['viewer' as const], password: 'Long-enough-1', isBreakGlass: false };
    const refusals = [
      await signIn(station, seat, 'zhang.wei', ADMIN_PASSWORD),
      await tryClaim(station, seat, '0000-0000'),
      await handlers.addAccount(account, seat.caller()),
      await handlers.changeAccount({ id: 'demonstration-viewer', version: 1, name: '甲', post: '', roles: ['viewer'], isDisabled: true }, seat.caller()),
      await handlers.changeOwnPassword({ password: 'x', newPassword: 'Long-enough-1' }, seat.caller()),
    ].map((answer) => refusalOf(answer).reason);
    expect(new Set(refusals)).toEqual(new Set(['realOnly']));
    expect(await station.entries()).toEqual([]);
    expect(station.derivations()).toBe(0);
  });

  test('is the only one where people are changed without a password', async () => {
    const station = await open();
    const seat = station.seat('a');
    expect(refusalOf(await station.people().handlers.becomeDemonstrationPerson({ personId: 'demonstration-commander' }, seat.caller())).reason).toBe('demonstrationOnly');
    expect(station.people().personOfDemonstration()).toBeNull();
    expect(seat.person).toBeNull();
  });
});
