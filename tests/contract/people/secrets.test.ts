import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { claim, openPeopleStation, type PeopleStation, SEALED_PASSWORD, signIn, type TestSeat } from './people-station.ts';

/** Long enough for the contract, unlike anything else that is written, and hard for whoever escapes, folds or trims. */
const password = fc.tuple(fc.string({ unit: 'grapheme', minLength: 4, maxLength: 30 }), fc.constantFrom('"', '\\', '\u00e9', '密码', '%', "'")).map(([text, odd]) => `Zq${odd}${text}7xW${odd}vK9`);

const everyWay = async (station: PeopleStation, administrator: TestSeat, [first, second, third]: readonly [string, string, string], round: number): Promise<readonly unknown[]> => {
  const { handlers } = station.people();
  const signInName = `person-${round}`;
  const seat = station.seat(`seat-${round}`);
  const account = { signInName, name: '李静', post: '值班员', roles: ['dutyOfficer' as const], isBreakGlass: false, password: first };
  const added = await handlers.addAccount(account, administrator.caller(`add-${round}`));
  const answers: unknown[] = [added, await handlers.addAccount(account, administrator.caller())];
  for (const attempt of [second, first]) answers.push(await signIn(station, seat, signInName, attempt));
  answers.push(await signIn(station, station.seat('elsewhere'), second, first));
  answers.push(await handlers.changeOwnPassword({ password: second, newPassword: third }, seat.caller(`own-a-${round}`)));
  answers.push(await handlers.changeOwnPassword({ password: first, newPassword: second }, seat.caller(`own-b-${round}`)));
  const { id, version } = added.ok ? added.value.account : { id: '', version: 0 };
  const change = { id, version, name: '李静', post: '', roles: ['viewer' as const], isDisabled: false, password: third };
  answers.push(await handlers.changeAccount(change, administrator.caller(`change-${round}`)), await handlers.changeAccount(change, administrator.caller()));
  for (let attempt = 0; attempt < 6; attempt += 1) answers.push(await signIn(station, seat, signInName, first));
  answers.push(await handlers.claimStation({ code: third, signInName, name: '李静', password: third }, seat.caller()));
  answers.push(await handlers.listAccounts({}, administrator.caller()));
  return answers;
};

/** As text would hold it: as typed, normalised, or escaped in JSON. */
const spellings = (secret: string): readonly string[] => [secret, secret.normalize('NFKC'), secret.normalize('NFC'), JSON.stringify(secret).slice(1, -1)];

const filesOf = async (folder: string): Promise<Buffer> => {
  const names = (await readdir(folder, { recursive: true, withFileTypes: true })).filter((entry) => entry.isFile());
  return Buffer.concat(await Promise.all(names.map(async ({ parentPath, name }) => readFile(join(parentPath, name)))));
};

describe('a password', () => {
  test('is in no journal entry, no answer, no fault and no file, whatever it is and whatever is done with it', async () => {
    let round = 0;
    await fc.assert(
      fc.asyncProperty(fc.tuple(password, password, password).filter((all) => new Set(all).size === 3), async (passwords) => {
        const station = await openPeopleStation({ settings: { failuresPerSeat: 10_000 } });
        try {
          const administrator = station.seat('office');
          await claim(station, administrator, true);
          round += 1;
          const answers = await everyWay(station, administrator, passwords, round);
          expect(answers.filter((answer) => typeof answer === 'object' && answer !== null && 'ok' in answer && answer.ok === true).length).toBeGreaterThan(3);
          const said = JSON.stringify([answers, await station.entries(), station.faults.map(String), station.people().sources]);
          await station.people().dispose();
          await station.store().dispose();
          const written = await filesOf(station.folder);
          for (const secret of [...passwords, SEALED_PASSWORD].flatMap(spellings)) {
            expect(said).not.toContain(secret);
            expect(written.includes(secret)).toBe(false);
          }
        } finally {
          await station.dispose();
        }
      }),
      { numRuns: 25 },
    );
  });

  test('would be found by that search: the name beside it is', async () => {
    const station = await openPeopleStation();
    try {
      await claim(station, station.seat('office'));
      const said = JSON.stringify(await station.entries());
      await station.people().dispose();
      await station.store().dispose();
      expect(said).toContain('zhang.wei');
      expect((await filesOf(station.folder)).includes('zhang.wei')).toBe(true);
    } finally {
      await station.dispose();
    }
  });
});
