import type { Account } from '../../../shared/contract/people.ts';
import { afterEach, describe, expect, test } from 'vitest';
import { ADMIN_PASSWORD, addAccount, claim, openPeopleStation, type PeopleStation, type PeopleStationOptions, refusalOf, SEALED_PASSWORD, signIn, until, valueOf } from './people-station.ts';

const MINUTE_MS = 60_000;
const WRONG = 'not the password';

const stations: PeopleStation[] = [];
const open = async (options?: PeopleStationOptions): Promise<PeopleStation> => {
  const station = await openPeopleStation(options);
  stations.push(station);
  return station;
};
afterEach(async () => {
  for (const station of stations.splice(0)) {
    expect(station.faults).toEqual([]);
    await station.dispose();
  }
});

const claimed = async (options?: PeopleStationOptions): Promise<PeopleStation> => {
  const station = await open(options);
  await claim(station, station.seat('first'));
  return station;
};

const operations = async (station: PeopleStation): Promise<readonly string[]> => (await station.entries()).map(({ operation }) => operation);

describe('signing in', () => {
  test('seats the person and journals who, where and when', async () => {
    const station = await claimed();
    const seat = station.seat('hall-2');
    const { person } = valueOf(await signIn(station, seat, 'zhang.wei', ADMIN_PASSWORD));
    expect(person).toMatchObject({ name: '张伟', roles: ['commander', 'administrator'] });
    expect(seat.person).toEqual(person);
    const entry = (await station.entries()).at(-1);
    expect(entry).toMatchObject({ operation: 'signIn', seat: 'hall-2', person: person.id, time: '2026-11-22T03:15:00.000Z' });
  });

  test('takes the name in any case and width, and the password in any composition', async () => {
    const station = await claimed();
    const administrator = station.seat('first', (await claimAgain(station)).person);
    valueOf(await addAccount(station, administrator, { signInName: 'Élise', password: 'caf\u00e9 au lait 42' }));
    const seat = station.seat('hall-2');
    expect((await signIn(station, seat, ' e\u0301LISE ', 'cafe\u0301 au lait 42')).ok).toBe(true);
    expect((await signIn(station, seat, 'ＺＨＡＮＧ．ＷＥＩ', ADMIN_PASSWORD)).ok).toBe(true);
  });

  test('with a wrong password says how many tries are left, and writes no entry for it', async () => {
    const station = await claimed();
    const before = await operations(station);
    expect(refusalOf(await signIn(station, station.seat('hall-2'), 'zhang.wei', WRONG))).toEqual({ reason: 'wrongPassword', detail: { attemptsLeft: 4 } });
    expect(refusalOf(await signIn(station, station.seat('hall-2'), 'zhang.wei', WRONG))).toEqual({ reason: 'wrongPassword', detail: { attemptsLeft: 3 } });
    expect(await operations(station)).toEqual(before);
  });

  test('signs out whoever sat at the seat before, and their session with them', async () => {
    const station = await claimed();
    const seat = station.seat('hall-2');
    const first = valueOf(await signIn(station, seat, 'zhang.wei', ADMIN_PASSWORD));
    const token = (await station.people().redeemTicket(first.sessionTicket))?.token ?? '';
    valueOf(await addAccount(station, seat, { signInName: 'li.jing', password: 'Another-Secret-8' }));
    const second = valueOf(await signIn(station, seat, 'li.jing', 'Another-Secret-8'));
    expect(station.ends).toEqual([{ personId: first.person.id, seat: 'hall-2', reason: 'replaced' }]);
    expect(seat.person).toEqual(second.person);
    expect(await station.people().personOfSession(token)).toBeNull();
  });

  test('with the right password of a disabled account is refused as not permitted, with a wrong one like any other', async () => {
    const station = await claimed();
    const administrator = station.seat('first', (await claimAgain(station)).person);
    const { account } = valueOf(await addAccount(station, administrator, { signInName: 'li.jing', password: 'Another-Secret-8' }));
    valueOf(await station.people().handlers.changeAccount({ ...changeOf(account), isDisabled: true }, administrator.caller()));
    const seat = station.seat('hall-2');
    expect(refusalOf(await signIn(station, seat, 'li.jing', 'Another-Secret-8'))).toEqual({ reason: 'notPermitted', detail: { isDisabled: true } });
    expect(refusalOf(await signIn(station, seat, 'li.jing', WRONG)).reason).toBe('wrongPassword');
    expect(seat.person).toBeNull();
  });
});

describe('an account disabled', () => {
  const prepare = async (options?: PeopleStationOptions) => {
    const station = await claimed(options);
    const administrator = station.seat('office', (await claimAgain(station)).person);
    const { account } = valueOf(await addAccount(station, administrator, { signInName: 'li.jing', password: 'Another-Secret-8' }));
    const disable = async () => station.people().handlers.changeAccount({ ...changeOf(account), isDisabled: true }, administrator.caller());
    return { station, disable };
  };

  test('while its password is being checked does not get in', async () => {
    let isSlow = false;
    const release = Promise.withResolvers<void>();
    const { station, disable } = await prepare({ beforeDerivation: async () => (isSlow ? release.promise : undefined) });
    isSlow = true;
    const before = station.derivations();
    const seat = station.seat('hall-2');
    const entering = signIn(station, seat, 'li.jing', 'Another-Secret-8');
    await until(() => station.derivations() > before);
    valueOf(await disable());
    release.resolve();
    expect(refusalOf(await entering)).toEqual({ reason: 'conflict', detail: { problem: 'accountChanged' } });
    expect(seat.person).toBeNull();
    expect((await operations(station)).at(-1)).toBe('changeAccount');
  });

  test('between its sign-in being written and answered does not sit down', async () => {
    const written = Promise.withResolvers<void>();
    const release = Promise.withResolvers<void>();
    let isFar = false;
    const { station, disable } = await prepare({
      beforeAnswer: async (operation) => {
        if (!isFar || operation !== 'signIn') return;
        written.resolve();
        await release.promise;
      },
    });
    isFar = true;
    const seat = station.seat('hall-2');
    const entering = signIn(station, seat, 'li.jing', 'Another-Secret-8');
    await written.promise;
    valueOf(await disable());
    release.resolve();
    expect(refusalOf(await entering).reason).toBe('conflict');
    expect(seat.person).toBeNull();
  });
});

/** The administrator, signed in at another seat. */
const claimAgain = async (station: PeopleStation) => valueOf(await signIn(station, station.seat('office'), 'zhang.wei', ADMIN_PASSWORD));

const changeOf = ({ id, version, name, post, roles }: Account) => ({ id, version, name, post, roles: [...roles] });

describe('a name that exists and one that does not', () => {
  test('cost the same number of derivations and get the same answers, up to and through the lock', async () => {
    const station = await claimed();
    const answers = async (name: string): Promise<readonly unknown[]> => {
      const heard: unknown[] = [];
      for (let attempt = 0; attempt < 7; attempt += 1) {
        const before = station.derivations();
        const refused = refusalOf(await signIn(station, station.seat(`seat of ${name}`), name, WRONG));
        heard.push({ refused, derivations: station.derivations() - before });
      }
      return heard;
    };
    const known = await answers('zhang.wei');
    expect(await answers('nobody.at.all')).toEqual(known);
    expect(known.map((answer) => (answer as { derivations: number }).derivations)).toEqual([1, 1, 1, 1, 1, 0, 0]);
  });

  test('are told apart by nobody after a restart either', async () => {
    const station = await claimed();
    for (const name of ['zhang.wei', 'nobody.at.all']) for (let attempt = 0; attempt < 3; attempt += 1) await signIn(station, station.seat('x'), name, WRONG);
    await station.restart();
    const [known, unknown] = [await signIn(station, station.seat('x'), 'zhang.wei', WRONG), await signIn(station, station.seat('x'), 'nobody.at.all', WRONG)];
    expect(refusalOf(known)).toEqual({ reason: 'wrongPassword', detail: { attemptsLeft: 1 } });
    expect(unknown).toEqual(known);
  });

  test('leave no trace of what was typed for a name nobody has', async () => {
    const station = await claimed();
    await signIn(station, station.seat('x'), 'MyPasswordInTheWrongField', WRONG);
    const rows = await station.store().read.selectFrom('people_attempt').selectAll().execute();
    expect(rows).toHaveLength(1);
    expect(JSON.stringify(rows).toLowerCase()).not.toContain('mypassword');
  });
});

describe('the lock', () => {
  const fail = async (station: PeopleStation, times: number, seat = 'x'): Promise<unknown> => {
    let last: unknown;
    for (let attempt = 0; attempt < times; attempt += 1) last = refusalOf(await signIn(station, station.seat(seat), 'zhang.wei', WRONG));
    return last;
  };

  test('comes with the fifth wrong password, says until when, and is one entry and one notice', async () => {
    const station = await claimed();
    const before = (await operations(station)).length;
    expect(await fail(station, 5)).toEqual({ reason: 'lockedOut', detail: { until: '2026-11-22T03:17:00.000Z', retryAfterMs: 2 * MINUTE_MS } });
    expect((await operations(station)).slice(before)).toEqual(['accountLocked']);
    const opened = station.people().sources.peopleNotices.open({}, station.seat('y').caller(), () => undefined);
    expect(valueOf(opened).snapshot().notices).toMatchObject([{ kind: 'accountLocked', personName: '张伟', seat: 'x' }]);
  });

  test('keeps out the right password too, and ends by itself', async () => {
    const station = await claimed();
    await fail(station, 5);
    station.clock.pass(2 * MINUTE_MS - 1);
    expect(refusalOf(await signIn(station, station.seat('z'), 'zhang.wei', ADMIN_PASSWORD)).reason).toBe('lockedOut');
    station.clock.pass(1);
    expect((await signIn(station, station.seat('z'), 'zhang.wei', ADMIN_PASSWORD)).ok).toBe(true);
  });

  test('grows to ten minutes and no further, and starts over after the right password', async () => {
    const station = await claimed({ settings: { failuresPerSeat: 1_000 } });
    const lengths: unknown[] = [];
    for (let round = 0; round < 5; round += 1) {
      const refused = (await fail(station, 5)) as { detail: { retryAfterMs: number } };
      lengths.push(refused.detail.retryAfterMs / MINUTE_MS);
      station.clock.pass(refused.detail.retryAfterMs);
    }
    expect(lengths).toEqual([2, 4, 8, 10, 10]);
    valueOf(await signIn(station, station.seat('z'), 'zhang.wei', ADMIN_PASSWORD));
    expect(await fail(station, 5)).toMatchObject({ detail: { retryAfterMs: 2 * MINUTE_MS } });
  });

  test('outlives a restart, and ends at the time it said', async () => {
    const station = await claimed();
    await fail(station, 5);
    station.clock.pass(MINUTE_MS);
    await station.restart();
    expect(refusalOf(await signIn(station, station.seat('z'), 'zhang.wei', ADMIN_PASSWORD))).toMatchObject({ reason: 'lockedOut', detail: { retryAfterMs: MINUTE_MS } });
    station.clock.pass(MINUTE_MS);
    expect((await signIn(station, station.seat('z'), 'zhang.wei', ADMIN_PASSWORD)).ok).toBe(true);
  });

  test('does not last for hours where the clock is set back', async () => {
    const station = await claimed();
    await fail(station, 5);
    station.clock.set(station.clock.now() - 5 * 60 * MINUTE_MS);
    expect((await signIn(station, station.seat('z'), 'zhang.wei', ADMIN_PASSWORD)).ok).toBe(true);
  });

  test('is lifted by a new password from an administrator', async () => {
    const station = await claimed();
    const administrator = station.seat('office', (await claimAgain(station)).person);
    const { account } = valueOf(await addAccount(station, administrator, { signInName: 'li.jing', password: 'Another-Secret-8' }));
    for (let attempt = 0; attempt < 5; attempt += 1) await signIn(station, station.seat('x'), 'li.jing', WRONG);
    const listed = valueOf(await station.people().handlers.listAccounts({}, administrator.caller())).accounts;
    expect(listed.find(({ id }) => id === account.id)).toMatchObject({ lockedUntil: '2026-11-22T03:17:00.000Z', failedSignIns: 5 });
    valueOf(await station.people().handlers.changeAccount({ ...changeOf(account), isDisabled: false, password: 'Fresh-Secret-9' }, administrator.caller()));
    expect((await signIn(station, station.seat('z'), 'li.jing', 'Fresh-Secret-9')).ok).toBe(true);
  });

  test('cannot be outrun by guessing at once', async () => {
    const station = await claimed({ settings: { hashesPerSeat: 100, hashesWaiting: 100, waitingPerName: 100 } });
    const before = station.derivations();
    const guesses = await Promise.all(Array.from({ length: 20 }, async (_, index) => signIn(station, station.seat(`s${index}`), 'zhang.wei', `${WRONG} ${index}`)));
    expect(guesses.map((guess) => refusalOf(guess).reason).filter((reason) => reason === 'wrongPassword')).toHaveLength(4);
    expect(station.derivations() - before).toBe(5);
  });
});

describe('the load of hashing', () => {
  test('is bounded: so many at once, so many waiting, the rest turned away', async () => {
    const release = Promise.withResolvers<void>();
    let running = 0;
    let most = 0;
    const station = await open({
      settings: { hashesAtOnce: 2, hashesWaiting: 3 },
      beforeDerivation: async () => {
        running += 1;
        most = Math.max(most, running);
        await release.promise;
        running -= 1;
      },
    });
    const asked = Array.from({ length: 12 }, async (_, index) => signIn(station, station.seat(`s${index}`), `name ${index}`, WRONG));
    // Those turned away have their answer while nobody else has.
    const turnedAway = await firstAnswers(asked, 7);
    expect(turnedAway.map((answer) => refusalOf(answer).reason)).toEqual(Array.from({ length: 7 }, () => 'tooMany'));
    release.resolve();
    const reasons = (await Promise.all(asked)).map((answer) => refusalOf(answer).reason);
    expect(reasons.filter((reason) => reason === 'wrongPassword')).toHaveLength(5);
    expect(most).toBe(2);
  });

  test('from one seat is bounded more tightly', async () => {
    const station = await open({ settings: { hashesPerSeat: 2 } });
    const seat = station.seat('x');
    const answers = await Promise.all(Array.from({ length: 6 }, async (_, index) => signIn(station, seat, `name ${index}`, WRONG)));
    expect(answers.map((answer) => refusalOf(answer).reason).toSorted()).toEqual(['tooMany', 'tooMany', 'tooMany', 'tooMany', 'wrongPassword', 'wrongPassword']);
  });

  test('stops for a seat that tries one password at many names, and starts again after the window', async () => {
    const station = await open({ settings: { failuresPerSeat: 6, seatWindowMs: 5 * MINUTE_MS } });
    for (let index = 0; index < 6; index += 1) await signIn(station, station.seat('x'), `name ${index}`, WRONG);
    const before = station.derivations();
    expect(refusalOf(await signIn(station, station.seat('x'), 'one more', WRONG))).toEqual({ reason: 'tooMany', detail: { retryAfterMs: 5 * MINUTE_MS } });
    expect(station.derivations()).toBe(before);
    expect(refusalOf(await signIn(station, station.seat('another'), 'one more', WRONG)).reason).toBe('wrongPassword');
    station.clock.pass(5 * MINUTE_MS);
    expect(refusalOf(await signIn(station, station.seat('x'), 'yet one more', WRONG)).reason).toBe('wrongPassword');
  });

  test('is given up by a seat that hung up while waiting', async () => {
    const release = Promise.withResolvers<void>();
    const station = await open({ settings: { hashesAtOnce: 1 }, beforeDerivation: async () => release.promise });
    const first = signIn(station, station.seat('a'), 'name a', WRONG);
    const controller = new AbortController();
    const second = signIn(station, station.seat('b', null, controller.signal), 'name b', WRONG);
    await new Promise((resolve) => setTimeout(resolve, 20));
    controller.abort();
    expect(refusalOf(await second).reason).toBe('cancelled');
    release.resolve();
    expect(refusalOf(await first).reason).toBe('wrongPassword');
    expect(station.derivations()).toBe(1);
  });
});

/** The first `count` of the answers to come. */
const firstAnswers = async <T>(asked: readonly Promise<T>[], count: number): Promise<readonly T[]> => {
  const answers: T[] = [];
  await new Promise<void>((resolve) => {
    for (const answer of asked)
      void answer.then((value) => {
        answers.push(value);
        if (answers.length === count) resolve();
      });
  });
  return answers.slice(0, count);
};

describe('the sealed account', () => {
  test('is loud on every window when it is used, is marked opened, and stays so until another password seals it', async () => {
    const station = await open();
    const administrator = station.seat('office');
    await claim(station, administrator, true);
    const told: unknown[] = [];
    valueOf(station.people().sources.peopleNotices.open({}, administrator.caller(), (notice) => told.push(notice)));
    const listed = async () => valueOf(await station.people().handlers.listAccounts({}, administrator.caller())).accounts.find(({ isBreakGlass }) => isBreakGlass);
    expect(await listed()).toMatchObject({ sealOpenedAt: null, roles: ['commander', 'administrator'] });

    const night = station.seat('night-desk');
    const { person } = valueOf(await signIn(station, night, 'envelope', SEALED_PASSWORD));
    expect(told).toMatchObject([{ kind: 'breakGlassUsed', personName: '封存账号', seat: 'night-desk', time: '2026-11-22T03:15:00.000Z' }]);
    expect(await listed()).toMatchObject({ sealOpenedAt: '2026-11-22T03:15:00.000Z' });

    const sealed = valueOf(await station.people().handlers.listAccounts({}, night.caller())).accounts.find(({ id }) => id === person.id);
    const change = { id: person.id, version: sealed?.version ?? 0, name: person.name, post: person.post, roles: [...person.roles], isDisabled: false, password: 'Next-envelope-88' };
    expect(refusalOf(await station.people().handlers.changeAccount(change, night.caller()))).toEqual({ reason: 'notPermitted', detail: { problem: 'ownPassword' } });
    const own = { password: SEALED_PASSWORD, newPassword: 'Next-envelope-88' };
    expect(refusalOf(await station.people().handlers.changeOwnPassword(own, night.caller()))).toEqual({ reason: 'notPermitted', detail: { problem: 'sealedAccount' } });

    valueOf(await station.people().handlers.changeAccount(change, administrator.caller()));
    expect(await listed()).toMatchObject({ sealOpenedAt: null });
    expect(night.person).toBeNull();
    expect(refusalOf(await signIn(station, night, 'envelope', SEALED_PASSWORD)).reason).toBe('wrongPassword');
  });

  test('is loud at each use, and its notices are there after a restart', async () => {
    const station = await open();
    await claim(station, station.seat('office'), true);
    valueOf(await signIn(station, station.seat('a'), 'envelope', SEALED_PASSWORD));
    station.clock.pass(1_000);
    valueOf(await signIn(station, station.seat('b'), 'envelope', SEALED_PASSWORD));
    await station.restart();
    const opened = valueOf(station.people().sources.peopleNotices.open({}, station.seat('y').caller(), () => undefined));
    expect(opened.snapshot().notices.map(({ seat }) => seat)).toEqual(['a', 'b']);
  });
});
