// The contract of verification: whatever was done to the journal behind the store's back, the first broken entry is named.
import { setImmediate } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { entryHash } from '../../../electron/station/store/journal-hash.ts';
import { addMany, asked } from './changes.ts';
import type { ContractPlace } from './store-contract.ts';

const ZEROS = '0'.repeat(64);

const OFFENCES: readonly (readonly [what: string, broken: number, statements: readonly string[]])[] = [
  ['an altered payload', 4, [`update journal set payload = '{"village":"桃源村"}' where sequence = 4`]],
  ['an altered seat', 2, [`update journal set seat = 'console-2' where sequence = 2`]],
  ['a person taken away', 3, ['update journal set person = null where sequence = 3']],
  ['an altered time', 1, [`update journal set time = '2026-01-01T00:00:00.000Z' where sequence = 1`]],
  ['an altered command id', 5, [`update journal set command_id = 'other' where sequence = 5`]],
  ['a removed entry', 3, ['delete from journal where sequence = 3']],
  ['a removed first entry', 1, ['delete from journal where sequence = 1']],
  [
    'two entries swapped',
    2,
    ['update journal set sequence = -1 where sequence = 2', 'update journal set sequence = 2 where sequence = 4', 'update journal set sequence = 4 where sequence = -1'],
  ],
  ['a tail cut off', 6, ['delete from journal where sequence > 5']],
  ['everything removed', 1, ['delete from journal']],
  ['the head set back', 5, ['update journal_head set sequence = 4, hash = (select hash from journal where sequence = 4)']],
  ['the head without its row', 1, ['delete from journal_head']],
  ['the head with another hash', 8, [`update journal_head set hash = '${ZEROS}'`]],
];

export const verifyContract = ({ store, place, reopen }: ContractPlace): void => {
  test('an untouched journal is intact, with its length and head named', async () => {
    expect(await store().verify()).toEqual({ intact: true, entries: 0, headHash: ZEROS });
    const entries = await addMany(store(), 8);
    expect(await store().verify()).toEqual({ intact: true, entries: 8, headHash: entries[7]?.hash });
  });

  test.each(OFFENCES)('%s is found at entry %i', async (_, broken, statements) => {
    await addMany(store(), 8);
    await place().tamper([...place().unlockJournal, ...statements]);
    expect(await store().verify()).toMatchObject({ intact: false, brokenSequence: broken });
  });

  test('an altered entry sealed anew is betrayed by the entry after it', async () => {
    const entry = (await addMany(store(), 8))[2];
    if (entry === undefined) throw new Error('no third entry');
    const forged = entryHash({ ...entry, seat: 'console-2' });
    await place().tamper([...place().unlockJournal, `update journal set seat = 'console-2', hash = '${forged}' where sequence = 3`]);
    expect(await store().verify()).toMatchObject({ intact: false, brokenSequence: 4, entries: 3 });
  });

  test('verifying lets everything else go on between its slices, and changes made meanwhile do not disturb it', async () => {
    const opened = await reopen({ limits: { sliceMs: 0 } });
    await addMany(opened, 50);
    let turns = 0;
    let isDone = false;
    const verifying = opened.verify().finally(() => (isDone = true));
    const changing = Promise.all(Array.from({ length: 10 }, async () => opened.change(asked(), async () => null)));
    while (!isDone) {
      turns += 1;
      await setImmediate();
    }
    expect(await verifying).toMatchObject({ intact: true });
    expect(turns).toBeGreaterThan(40);
    await changing;
    expect(await opened.verify()).toMatchObject({ intact: true, entries: 60 });
  });

  test('verifying many large entries reads them a few at a time', async () => {
    for (let index = 0; index < 6; index += 1)
      await store().change({ ...asked(), payload: 'x'.repeat(700_000) }, async () => null);
    expect(await store().verify()).toMatchObject({ intact: true, entries: 6 });
  });

  test('verifying stops when it is told to', async () => {
    await addMany(store(), 3);
    await expect(store().verify(AbortSignal.abort(new Error('enough')))).rejects.toThrow('enough');
  });
};
