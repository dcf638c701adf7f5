// The contract of taking turns: nothing interleaves, nothing half done is seen, listeners hear in order, nothing hangs.
import { setImmediate } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { openStore } from '../../../electron/station/store/open-store.ts';
import type { Transaction } from '../../../electron/station/store/store.ts';
import { systemClock } from '../../../electron/station/system.ts';
import { added, addItem, addMany, asked, insertItem } from './changes.ts';
import type { ContractPlace } from './store-contract.ts';
import { itemMigration, itemNames } from './store-place.ts';

const orderContract = ({ store, place }: ContractPlace): void => {
  test('400 changes at once give 400 entries without a gap', async () => {
    await Promise.all(Array.from({ length: 400 }, async (_, index) => added(store(), `item-${index}`)));
    expect(await store().verify()).toMatchObject({ intact: true, entries: 400 });
    expect((await itemNames(store())).length).toBe(400);
  });

  test('changes never interleave, however long each takes between its statements', async () => {
    const steps: string[] = [];
    const slow = async (name: string) =>
      store().change(asked(), async (transaction, sequence) => {
        steps.push(`${name} begins`);
        await insertItem(transaction, sequence, name);
        for (let turn = 0; turn < 5; turn += 1) await setImmediate();
        steps.push(`${name} ends`);
        return null;
      });
    await Promise.all([slow('a'), slow('b'), slow('c')]);
    expect(steps).toEqual(['a begins', 'a ends', 'b begins', 'b ends', 'c begins', 'c ends']);
  });

  test('reading goes on while a change is open and sees nothing of it until it is done', async () => {
    await added(store(), 'before');
    const opened = Promise.withResolvers<null>();
    const mayEnd = Promise.withResolvers<null>();
    const change = store().change(asked(), async (transaction, sequence) => {
      await insertItem(transaction, sequence, 'half');
      opened.resolve(null);
      await mayEnd.promise;
      await insertItem(transaction, sequence, 'whole');
      return null;
    });
    await opened.promise;
    expect(await itemNames(store())).toEqual(['before']);
    expect(await store().head()).toMatchObject({ sequence: 1 });
    mayEnd.resolve(null);
    await change;
    expect(await itemNames(store())).toEqual(['before', 'half', 'whole']);
  });

  test('a second station is refused while the first has it open, and let in when the first has closed', async () => {
    const second = await openStore(place().setting, { migrations: [itemMigration], clock: systemClock });
    expect(second).toMatchObject({ ok: false, error: { reason: 'inUse' } });
    await added(store(), 'still mine');
    await store().dispose();
    const third = await openStore(place().setting, { migrations: [itemMigration], clock: systemClock });
    expect(third.ok).toBe(true);
    if (third.ok) await third.value.dispose();
  });

  test('closing waits for what was asked before, and refuses what is asked after', async () => {
    const running = Array.from({ length: 10 }, async (_, index) => addItem(store(), `item-${index}`));
    await store().dispose();
    expect((await Promise.all(running)).every(({ ok }) => ok)).toBe(true);
    expect(await addItem(store(), 'late')).toMatchObject({ ok: false, error: { reason: 'store', failure: { reason: 'unreachable' } } });
  });
};

const listenerContract = ({ store, reopen }: ContractPlace): void => {
  test('listeners hear of each written entry in order, before its change resolves, and of nothing refused or repeated', async () => {
    const heard: number[] = [];
    const stop = store().onEntry(({ sequence }) => heard.push(sequence));
    const first = added(store(), 'a', 'command-a').then(() => expect(heard).toContain(1));
    await Promise.all([first, added(store(), 'b'), added(store(), 'a', 'command-a'), added(store(), 'c')]);
    await expect(store().change(asked(), async () => Promise.reject(new Error('a bug')))).rejects.toThrow('a bug');
    expect(heard).toEqual([1, 2, 3]);
    stop();
    await added(store(), 'd');
    expect(heard).toEqual([1, 2, 3]);
  });

  test('a listener sees its entry committed, and may cause the next change', async () => {
    const seen: Promise<readonly string[]>[] = [];
    const caused: Promise<unknown>[] = [];
    store().onEntry(({ sequence }) => {
      seen.push(itemNames(store()));
      if (sequence === 1) caused.push(added(store(), 'effect'));
    });
    await added(store(), 'cause');
    expect(await seen[0]).toEqual(['cause']);
    await Promise.all(caused);
    expect(await itemNames(store())).toEqual(['cause', 'effect']);
  });

  test('a listener that throws undoes nothing and silences nobody', async () => {
    const faults: unknown[] = [];
    const opened = await reopen({ onFault: (error) => faults.push(error) });
    const heard: number[] = [];
    const bug = new Error('a bug in a listener');
    opened.onEntry(() => {
      throw bug;
    });
    opened.onEntry(({ sequence }) => heard.push(sequence));
    expect((await added(opened, 'kept')).entry.sequence).toBe(1);
    expect({ heard, faults }).toEqual({ heard: [1], faults: [bug] });
  });
};

const hangContract = ({ store, reopen }: ContractPlace): void => {
  test('a change asked for from within a change fails at once instead of waiting for itself', async () => {
    const nested = store().change(asked(), async () => {
      await addItem(store(), 'inner');
      return null;
    });
    await expect(nested).rejects.toThrow(/wait for itself/);
    expect(await store().head()).toMatchObject({ sequence: 0 });
    expect((await addMany(store(), 1)).length).toBe(1);
  });

  test('a change that never ends is undone at its limit, and its transaction is of no more use', async () => {
    const opened = await reopen({ limits: { changeMs: 50 } });
    let kept: Transaction | undefined;
    const hung = opened.change(asked(), async (transaction, sequence) => {
      kept = transaction;
      await insertItem(transaction, sequence, 'never');
      return new Promise<null>(() => undefined);
    });
    await expect(hung).rejects.toThrow(/took over 50 ms/);
    expect((await added(opened, 'next')).entry.sequence).toBe(1);
    const stale = kept;
    if (stale === undefined) throw new Error('the change never began');
    await expect(insertItem(stale, 9, 'late')).rejects.toThrow(/rolled back/i);
    expect(await itemNames(opened)).toEqual(['next']);
  });

  test('more changes than may wait are refused, not queued for ever', async () => {
    const opened = await reopen({ limits: { waitingChanges: 3 } });
    const answers = await Promise.all(Array.from({ length: 5 }, async (_, index) => addItem(opened, `item-${index}`)));
    expect(answers.map(({ ok }) => ok)).toEqual([true, true, true, false, false]);
    expect(answers[4]).toMatchObject({ error: { failure: { reason: 'unreachable' } } });
    expect(opened.health()).toEqual({ state: 'writable' });
  });
};

export const turnContract = (parts: ContractPlace): void => {
  orderContract(parts);
  listenerContract(parts);
  hangContract(parts);
};
