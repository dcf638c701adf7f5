import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Account } from '../../../shared/contract/people.ts';
import type { Role } from '../../../shared/domain/people/role.ts';
import { ADMIN_PASSWORD, addAccount, claim, openPeopleStation, type PeopleStation, refusalOf, signIn, type TestSeat, valueOf } from './people-station.ts';

const SECRET = 'Another-Secret-8';

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

type Change = Partial<Pick<Account, 'name' | 'post' | 'isDisabled' | 'version'>> & { readonly roles?: readonly Role[]; readonly password?: string };

const changeAccount = async (account: Account, { roles = account.roles, ...change }: Change, seat = administrator, commandId?: string) => {
  const { id, version, name, post, isDisabled } = account;
  return station.people().handlers.changeAccount({ id, version, name, post, isDisabled, ...change, roles: [...roles] }, seat.caller(commandId));
};

const added = async (signInName: string, options: { readonly roles?: readonly Role[]; readonly isBreakGlass?: boolean; readonly password?: string } = {}): Promise<Account> =>
  valueOf(await addAccount(station, administrator, { password: SECRET, ...options, signInName })).account;

const own = async (): Promise<Account> => {
  const { accounts } = valueOf(await station.people().handlers.listAccounts({}, administrator.caller()));
  const found = accounts.find(({ id }) => id === administrator.person?.id);
  if (found === undefined) throw new Error('the administrator has no account');
  const { lockedUntil: _lockedUntil, failedSignIns: _failedSignIns, ...account } = found;
  return account;
};

describe('accounts', () => {
  test('are added tidied, with each role once, and listed', async () => {
    const account = await added('  Li.Jing ', { roles: ['viewer', 'dutyOfficer', 'viewer'] });
    expect(account).toMatchObject({ signInName: 'Li.Jing', roles: ['dutyOfficer', 'viewer'], isDisabled: false, sealOpenedAt: null, version: 1 });
    const { accounts } = valueOf(await station.people().handlers.listAccounts({}, administrator.caller()));
    expect(accounts).toHaveLength(2);
    expect(accounts).toContainEqual({ ...account, lockedUntil: null, failedSignIns: 0 });
  });

  test('have one sign-in name each, whatever its case, width or composition', async () => {
    await added('Élise');
    for (const name of ['ÉLISE', 'e\u0301lise', 'Ｅ\u0301lise']) expect(refusalOf(await addAccount(station, administrator, { signInName: name, password: SECRET }))).toEqual({ reason: 'conflict', detail: { problem: 'signInNameTaken' } });
    const both = await Promise.all(['chen', 'CHEN'].map(async (signInName) => addAccount(station, administrator, { signInName, password: SECRET })));
    expect(both.filter(({ ok }) => ok)).toHaveLength(1);
  });

  test.each([
    ['\u200B', 'signInName', 'unseenCharacters'],
    ['   ', 'signInName', 'blank'],
    ['li\u202Ejing', 'signInName', 'unseenCharacters'],
    ['\u0958'.repeat(40), 'signInName', 'tooLong'],
  ])('refuse the sign-in name %j', async (signInName, field, problem) => {
    expect(refusalOf(await addAccount(station, administrator, { signInName, password: SECRET }))).toEqual({ reason: 'invalid', detail: { field, problem } });
  });

  test('are changed only as the operator saw them; otherwise the answer says what they are now', async () => {
    const account = await added('li.jing');
    const changed = valueOf(await changeAccount(account, { post: '带班员' })).account;
    expect(changed).toMatchObject({ post: '带班员', version: 2 });
    expect(refusalOf(await changeAccount(account, { post: '另一人' }))).toEqual({ reason: 'stale', detail: { account: changed } });
    const both = await Promise.all(['甲', '乙'].map(async (post) => changeAccount(changed, { post })));
    expect(both.filter(({ ok }) => ok)).toHaveLength(1);
    expect(both.filter(({ ok }) => !ok).map((answer) => refusalOf(answer).reason)).toEqual(['stale']);
  });

  test('that are unknown are not found', async () => {
    expect(refusalOf(await changeAccount({ ...(await own()), id: 'nobody' }, {})).reason).toBe('notFound');
  });

  test('always leave one enabled administrator, and the sealed account is none', async () => {
    await added('envelope', { roles: ['administrator'], isBreakGlass: true });
    const last = { reason: 'conflict', detail: { problem: 'lastAdministrator' } };
    expect(refusalOf(await changeAccount(await own(), { isDisabled: true }))).toEqual(last);
    expect(refusalOf(await changeAccount(await own(), { roles: ['commander'] }))).toEqual(last);
    const second = await added('li.jing', { roles: ['administrator'] });
    const disabled = valueOf(await changeAccount(second, { isDisabled: true })).account;
    expect(refusalOf(await changeAccount(await own(), { roles: ['commander'] }))).toEqual(last);
    valueOf(await changeAccount(disabled, { isDisabled: false }));
    valueOf(await changeAccount(await own(), { roles: ['commander'] }));
  });

  test('of two administrators who remove each other at once, one remains', async () => {
    const second = await added('li.jing', { roles: ['administrator'] });
    const removals = await Promise.all([changeAccount(second, { isDisabled: true }), changeAccount(await own(), { isDisabled: true })]);
    expect(removals.filter(({ ok }) => ok)).toHaveLength(1);
  });

  test('keep what they were, by journal sequence', async () => {
    const account = await added('li.jing');
    valueOf(await changeAccount(account, { post: '带班员' }));
    const rows = await station.store().read.selectFrom('people_account').select(['post', 'from_seq', 'to_seq']).where('id', '=', account.id).orderBy('from_seq').execute();
    expect(rows).toEqual([
      { post: '值班员', from_seq: 2, to_seq: 3 },
      { post: '带班员', from_seq: 3, to_seq: null },
    ]);
  });

  test('are changed once by a command sent twice, also after a restart', async () => {
    const account = await added('li.jing');
    const first = valueOf(await changeAccount(account, { post: '带班员' }, administrator, 'admin/changeAccount/1'));
    await station.restart();
    const entries = (await station.entries()).length;
    const input = { seat: 'office', person: administrator.person?.id ?? null, operation: 'changeAccount', payload: {}, commandId: 'admin/changeAccount/1' };
    const recalled = valueOf(await station.store().change(input, async () => ({})));
    expect(recalled.outcome).toEqual(first);
    expect(await station.entries()).toHaveLength(entries);
  });

  test('that lose a right lose it at every open seat at once', async () => {
    const account = await added('li.jing', { roles: ['dutyOfficer', 'signer'] });
    const seat = station.seat('hall-2');
    valueOf(await signIn(station, seat, 'li.jing', SECRET));
    valueOf(await changeAccount(account, { roles: ['dutyOfficer'] }));
    expect(seat.person?.roles).toEqual(['dutyOfficer']);
    expect(station.ends).toEqual([]);
  });

  test('that are disabled lose every seat and session at once', async () => {
    const account = await added('li.jing');
    const seats = [station.seat('hall-2'), station.seat('hall-3')];
    const tokens: string[] = [];
    for (const seat of seats) {
      const { sessionTicket } = valueOf(await signIn(station, seat, 'li.jing', SECRET));
      tokens.push((await station.people().redeemTicket(sessionTicket))?.token ?? '');
    }
    const { sessionTicket: unused } = valueOf(await signIn(station, station.seat('hall-4'), 'li.jing', SECRET));
    valueOf(await changeAccount(account, { isDisabled: true }));
    expect(station.ends).toEqual([{ personId: account.id, seat: null, reason: 'accountDisabled' }]);
    expect(seats.map(({ person }) => person)).toEqual([null, null]);
    expect(await Promise.all(tokens.map(station.people().personOfSession))).toEqual([null, null]);
    expect(await station.people().redeemTicket(unused)).toBeNull();
  });
});

describe('the own password', () => {
  test('is changed with the old one, and every session of the account ends', async () => {
    const seat = station.seat('hall-2');
    const { sessionTicket } = valueOf(await signIn(station, seat, 'zhang.wei', ADMIN_PASSWORD));
    const kept = await station.people().redeemTicket(sessionTicket);
    valueOf(await station.people().handlers.changeOwnPassword({ password: ADMIN_PASSWORD, newPassword: 'Fresh-Beacon-60' }, seat.caller()));
    expect([seat.person, administrator.person]).toEqual([null, null]);
    expect(await station.people().personOfSession(kept?.token ?? '')).toBeNull();
    expect(refusalOf(await signIn(station, seat, 'zhang.wei', ADMIN_PASSWORD)).reason).toBe('wrongPassword');
    expect((await signIn(station, seat, 'zhang.wei', 'Fresh-Beacon-60')).ok).toBe(true);
  });

  test('is not changed with a wrong one, and guessing at it locks like signing in does', async () => {
    const change = async (password: string) => station.people().handlers.changeOwnPassword({ password, newPassword: 'Fresh-Beacon-60' }, administrator.caller());
    for (let attempt = 0; attempt < 4; attempt += 1) expect(refusalOf(await change('wrong')).reason).toBe('wrongPassword');
    expect(refusalOf(await change('wrong')).reason).toBe('lockedOut');
    expect(refusalOf(await change(ADMIN_PASSWORD)).reason).toBe('lockedOut');
    expect(administrator.person).not.toBeNull();
  });

  test('must be another, and none that anybody would try', async () => {
    const change = async (newPassword: string) => station.people().handlers.changeOwnPassword({ password: ADMIN_PASSWORD, newPassword }, administrator.caller());
    expect(refusalOf(await change(ADMIN_PASSWORD))).toEqual({ reason: 'invalid', detail: { field: 'newPassword', problem: 'unchanged' } });
    expect(refusalOf(await change('1234567890'))).toEqual({ reason: 'invalid', detail: { field: 'password', problem: 'tooSimple' } });
  });

  test('changed twice at once is changed once', async () => {
    const change = async (newPassword: string, seat: TestSeat) => station.people().handlers.changeOwnPassword({ password: ADMIN_PASSWORD, newPassword }, seat.caller());
    const changes = await Promise.all([change('Fresh-Beacon-60', station.seat('a', administrator.person)), change('Fresh-Beacon-61', station.seat('b', administrator.person))]);
    expect(changes.filter(({ ok }) => ok)).toHaveLength(1);
  });

  test('is not an administrator’s to set without the old one', async () => {
    expect(refusalOf(await changeAccount(await own(), { password: 'Fresh-Beacon-60' }))).toEqual({ reason: 'notPermitted', detail: { problem: 'ownPassword' } });
  });
});

describe('names of roles', () => {
  const roleNames = async () => valueOf(await station.people().handlers.whoAmI({}, administrator.caller())).roleNames;

  test('are what the station chose, and the default again where it no longer chooses', async () => {
    expect(await roleNames()).toEqual({});
    valueOf(await station.people().handlers.nameRoles({ roleNames: { commander: ' 总指挥 ', dutyOfficer: '带班领导' } }, administrator.caller()));
    expect(await roleNames()).toEqual({ commander: '总指挥', dutyOfficer: '带班领导' });
    await station.restart();
    valueOf(await station.people().handlers.nameRoles({ roleNames: { dutyOfficer: '值班长' } }, administrator.caller()));
    expect(await roleNames()).toEqual({ dutyOfficer: '值班长' });
  });

  test('tell roles apart', async () => {
    const same = { roleNames: { commander: '总指挥', signer: '总指挥 ' } };
    expect(refusalOf(await station.people().handlers.nameRoles(same, administrator.caller()))).toEqual({ reason: 'invalid', detail: { field: 'roleNames', problem: 'sameNameTwice' } });
  });
});
