// The people's room over PostgreSQL: one journey that passes every statement it writes and reads with.
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { StoreSetting } from '../../../electron/station/store/store.ts';
import { type PostgresServer, postgresBinaries, startPostgresServer } from '../store/postgres-server.ts';
import { ADMIN_PASSWORD, addAccount, claim, openPeopleStation, refusalOf, SEALED_PASSWORD, signIn, until, valueOf } from './people-station.ts';

const binaries = postgresBinaries();
if (binaries === undefined) {
  if (process.env['CI'] !== undefined) throw new Error('PostgreSQL is not installed; in CI its tests must run');
  process.stderr.write('PostgreSQL is not installed: people over PostgreSQL are not tested\n');
}

const HOUR_MS = 3_600_000;

describe.skipIf(binaries === undefined)('people over PostgreSQL', () => {
  let server: PostgresServer;
  const settingOf = async (): Promise<StoreSetting> => ({ engine: 'postgres', url: server.url(await server.createDatabase()), backupFolder: '' });
  beforeAll(async () => {
    server = await startPostgresServer(binaries ?? '');
  });
  afterAll(async () => server?.remove());

  test('are claimed, added, locked, changed, seated, told of and forgotten as over SQLite', async () => {
    const station = await openPeopleStation({ setting: await settingOf() });
    const { clock } = station;
    const office = station.seat('office');
    const claims = await Promise.allSettled([claim(station, office, true), claim(station, station.seat('other'), true)]);
    expect(claims.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    if (office.person === null) valueOf(await signIn(station, office, 'zhang.wei', ADMIN_PASSWORD));
    const { account } = valueOf(await addAccount(station, office, { signInName: 'li.jing', password: 'Another-Secret-8' }));
    expect(refusalOf(await addAccount(station, office, { signInName: 'LI.JING', password: 'Another-Secret-8' })).reason).toBe('conflict');

    const seat = station.seat('hall-2');
    for (let attempt = 0; attempt < 5; attempt += 1) await signIn(station, seat, 'li.jing', 'not the password');
    const listed = valueOf(await station.people().handlers.listAccounts({}, office.caller())).accounts;
    expect(listed.map(({ signInName, failedSignIns, version }) => [signInName, failedSignIns, version])).toEqual([['envelope', 0, 1], ['li.jing', 5, 1], ['zhang.wei', 0, 1]]);
    await station.restart();
    expect(refusalOf(await signIn(station, seat, 'li.jing', 'Another-Secret-8')).reason).toBe('lockedOut');
    clock.pass(120_000);

    const entered = valueOf(await signIn(station, seat, 'li.jing', 'Another-Secret-8'));
    const token = (await station.people().redeemTicket(entered.sessionTicket))?.token ?? '';
    await station.restart();
    expect(await station.people().sessionOf(token)).toEqual({ person: entered.person, seat: 'hall-2' });
    const { id, name, roles, version } = account;
    const changed = valueOf(await station.people().handlers.changeAccount({ id, version, name, post: '带班员', roles: [...roles], isDisabled: false }, office.caller()));
    expect(changed.account.version).toBe(2);
    expect(seat.person?.post).toBe('带班员');
    valueOf(await station.people().handlers.nameRoles({ roleNames: { dutyOfficer: '带班领导' } }, office.caller()));
    expect(valueOf(await station.people().handlers.whoAmI({}, office.caller())).roleNames).toEqual({ dutyOfficer: '带班领导' });

    valueOf(await signIn(station, station.seat('night'), 'envelope', SEALED_PASSWORD));
    await station.restart();
    const notices = valueOf(station.people().sources.peopleNotices.open({}, seat.caller(), () => undefined)).snapshot().notices;
    expect(notices.map(({ kind }) => kind)).toEqual(['accountLocked', 'breakGlassUsed']);

    await until(() => {
      clock.pass(HOUR_MS / 4);
      return seat.person === null;
    });
    expect(await station.people().personOfSession(token)).toBeNull();
    valueOf(await signIn(station, seat, 'li.jing', 'Another-Secret-8'));
    valueOf(await station.people().handlers.changeOwnPassword({ password: 'Another-Secret-8', newPassword: 'Fresh-Secret-9' }, seat.caller()));
    expect((await signIn(station, seat, 'li.jing', 'Fresh-Secret-9')).ok).toBe(true);
    valueOf(await station.people().handlers.signOut({}, seat.caller('person/signOut/leave-01')));
    expect(await station.store().verify()).toMatchObject({ intact: true });
    expect(station.faults).toEqual([]);
    await station.dispose();
  });
});
