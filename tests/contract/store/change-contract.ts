// The contract of a change: entry and ledger in one, undone whole, a repeated command answered from memory.
import { type Kysely, type Transaction as KyselyTransaction, sql } from 'kysely';
import { expect, test } from 'vitest';
import { entryHash, GENESIS_HASH } from '../../../electron/station/store/journal-hash.ts';
import { ChangeRefused } from '../../../electron/station/store/store.ts';
import { systemClock } from '../../../electron/station/system.ts';
import { added, addItem, addMany, asked, insertItem } from './changes.ts';
import type { ContractPlace } from './store-contract.ts';
import { type ItemTables, itemNames } from './store-place.ts';

const journalContract = ({ store, reopen }: ContractPlace): void => {
  test('a new store is writable and its journal is empty', async () => {
    expect(store().health()).toEqual({ state: 'writable' });
    expect({ ...(await store().head()) }).toEqual({ sequence: 0, hash: GENESIS_HASH });
    expect(await store().entries(0, 10)).toEqual([]);
  });

  test('a change writes its entry, stamped by the clock, and its ledger row', async () => {
    const clock = { ...systemClock, now: () => Date.parse('2026-11-22T03:15:00.000Z') };
    const opened = await reopen({ clock });
    const { entry, outcome, repeated } = await added(opened, 'pump', 'command-1');
    expect(entry).toMatchObject({
      sequence: 1,
      time: '2026-11-22T03:15:00.000Z',
      seat: 'console-1',
      person: '王芳',
      operation: 'addItem',
      payload: '{"village":"山早村"}',
      commandId: 'command-1',
      previousHash: GENESIS_HASH,
    });
    expect(outcome).toEqual({ name: 'pump', sequence: 1 });
    expect(repeated).toBe(false);
    expect((await opened.entries(0, 10)).map((each) => ({ ...each }))).toEqual([entry]);
    expect(await itemNames(opened)).toEqual(['pump']);
  });

  test('each entry names the hash of the one before, and the chain goes on after reopening', async () => {
    await addMany(store(), 3);
    const opened = await reopen();
    await added(opened, 'after reopening');
    const entries = await opened.entries(0, 10);
    expect(entries.map(({ sequence }) => sequence)).toEqual([1, 2, 3, 4]);
    entries.forEach((entry, index) => {
      expect(entry.previousHash).toBe(entries[index - 1]?.hash ?? GENESIS_HASH);
      expect(entry.hash).toBe(entryHash(entry));
    });
    expect({ ...(await opened.head()) }).toEqual({ sequence: 4, hash: entries[3]?.hash });
  });

  test('entries are given after a sequence, oldest first, no more than asked', async () => {
    await addMany(store(), 5);
    expect((await store().entries(2, 2)).map(({ sequence }) => sequence)).toEqual([3, 4]);
    expect((await store().entries(5, 2)).length).toBe(0);
  });

  test('a payload comes back byte for byte: quotes, controls, NUL, lone surrogates, emoji, rare characters', async () => {
    const text = `"'\\\u0000\n\u2028 \ud800 🚨 𠮷野家 ${'柯桥'.repeat(500)}`;
    const changed = await store().change({ ...asked(), payload: { b: [text, null, 0.1, -0], a: { z: true, y: 1e21 } } }, async () => null);
    const entry = changed.ok ? changed.value.entry : undefined;
    const [stored] = await store().entries(0, 1);
    expect(stored?.payload).toBe(entry?.payload);
    expect(JSON.parse(stored?.payload ?? '')).toEqual({ a: { y: 1e21, z: true }, b: [text, null, 0.1, 0] });
    expect(await store().verify()).toMatchObject({ intact: true, entries: 1 });
  });

  test('a ledger keeps milliseconds, 64-bit fractions and bytes alike', async () => {
    const row = { sequence: 1, name: 'kept', amount: 1_795_403_700_123, ratio: 119.123456789012, bytes: Uint8Array.of(0, 255, 128) };
    await store().write(async (transaction) => {
      const tables: KyselyTransaction<ItemTables> = transaction;
      await tables.insertInto('item').values(row).execute();
    });
    const tables: Kysely<ItemTables> = store().read;
    expect({ ...(await tables.selectFrom('item').selectAll().executeTakeFirstOrThrow()) }).toEqual(row);
    const counted = await tables.selectFrom('item').select(({ fn }) => [fn.countAll().as('count'), fn.sum('amount').as('sum')]).executeTakeFirstOrThrow();
    expect({ ...counted }).toEqual({ count: 1, sum: row.amount });
  });
};

const stageContract = ({ store, reopen }: ContractPlace): void => {
  test('staged rows are read at once, make no entry, and are there after a change and a reopening', async () => {
    const staged = await store().stage(async (transaction) => {
      const tables: KyselyTransaction<ItemTables> = transaction;
      await tables.insertInto('item').values({ sequence: 0, name: 'staged', amount: 1, ratio: 1, bytes: Uint8Array.of(1) }).execute();
    });
    expect(staged).toMatchObject({ ok: true });
    expect(await itemNames(store())).toEqual(['staged']);
    expect(await store().head()).toMatchObject({ sequence: 0 });
    await added(store(), 'published');
    expect((await itemNames(await reopen())).toSorted()).toEqual(['published', 'staged']);
  });

  test('a staging that fails leaves nothing, and changes stay as durable as before', async () => {
    await expect(
      store().stage(async (transaction) => {
        const tables: KyselyTransaction<ItemTables> = transaction;
        await tables.insertInto('item').values({ sequence: 0, name: 'half', amount: 1, ratio: 1, bytes: Uint8Array.of(1) }).execute();
        throw new Error('broken off');
      }),
    ).rejects.toThrow('broken off');
    expect(await itemNames(store())).toEqual([]);
    expect((await added(store(), 'next')).entry.sequence).toBe(1);
  });
};

const undoContract = ({ store }: ContractPlace): void => {
  test('a refused change is undone whole and the refusal returned', async () => {
    const refused = await store().change(asked(), async (transaction, sequence) => {
      await insertItem(transaction, sequence, 'never');
      throw new ChangeRefused({ reason: 'stale', version: 3 });
    });
    expect(refused).toEqual({ ok: false, error: { reason: 'refused', refusal: { reason: 'stale', version: 3 } } });
    expect(await itemNames(store())).toEqual([]);
    expect(await store().head()).toMatchObject({ sequence: 0 });
    expect((await added(store(), 'next')).entry.sequence).toBe(1);
  });

  test('any other exception undoes the change and comes through unchanged', async () => {
    const bug = new TypeError('a bug');
    const failing = store().change(asked(), async (transaction, sequence) => {
      await insertItem(transaction, sequence, 'never');
      throw bug;
    });
    await expect(failing).rejects.toBe(bug);
    expect(await itemNames(store())).toEqual([]);
    expect(store().health()).toEqual({ state: 'writable' });
    expect((await added(store(), 'next')).entry.sequence).toBe(1);
  });

  test('a change with a failed statement is undone even where the feature carried on', async () => {
    await added(store(), 'taken');
    const failing = store().change(asked(), async (transaction, sequence) => {
      await insertItem(transaction, sequence, 'first half');
      await insertItem(transaction, sequence, 'taken').catch(() => undefined);
      return null;
    });
    await expect(failing).rejects.toThrow(/unique|rolled back/i);
    expect(await itemNames(store())).toEqual(['taken']);
    expect(await store().head()).toMatchObject({ sequence: 1 });
  });

  test('a payload too long, or not JSON, is a bug and writes nothing', async () => {
    const long = store().change({ ...asked(), payload: 'x'.repeat(4 * 1024 * 1024) }, async () => null);
    await expect(long).rejects.toThrow(RangeError);
    const undefinedInside: unknown = { missing: undefined };
    const notJson = store().change({ ...asked(), payload: undefinedInside as null }, async () => null);
    await expect(notJson).rejects.toThrow(SyntaxError);
    expect(await store().head()).toMatchObject({ sequence: 0 });
  });

  test('no feature can rewrite or remove an entry', async () => {
    await addMany(store(), 2);
    for (const statement of ['update journal set seat = seat', 'delete from journal'])
      await expect(store().write(async (transaction) => sql.raw(statement).execute(transaction))).rejects.toThrow(/append-only/);
    expect(await store().verify()).toMatchObject({ intact: true, entries: 2 });
  });

  test('the reader refuses to write, and that does not count as a failing store', async () => {
    await expect(store().read.insertInto('item').values({ sequence: 1, name: 'x' }).execute()).rejects.toThrow(/read-?only/i);
    expect(store().health()).toEqual({ state: 'writable' });
  });

  test('a write without an entry is kept whole or undone whole', async () => {
    const kept = await store().write(async (transaction) => {
      await insertItem(transaction, 0, 'staged');
      return 7;
    });
    expect(kept).toEqual({ ok: true, value: 7 });
    const undone = store().write(async (transaction) => {
      await insertItem(transaction, 0, 'never');
      throw new Error('a bug');
    });
    await expect(undone).rejects.toThrow('a bug');
    expect(await itemNames(store())).toEqual(['staged']);
    expect(await store().head()).toMatchObject({ sequence: 0 });
  });
};

const commandContract = ({ store, reopen }: ContractPlace): void => {
  test('a repeated command id gives the first outcome and writes nothing, also after reopening', async () => {
    const first = await added(store(), 'once', 'command-1');
    await added(store(), 'between');
    for (const next of [async () => store(), reopen]) {
      const opened = await next();
      let isCalled = false;
      const again = await opened.change(asked('addItem', 'command-1'), async () => {
        isCalled = true;
        return { name: 'twice', sequence: 99 };
      });
      expect(again).toMatchObject({ ok: true, value: { outcome: first.outcome, repeated: true } });
      expect(again.ok && { ...again.value.entry }).toEqual(first.entry);
      expect(isCalled).toBe(false);
    }
    expect(await itemNames(store())).toEqual(['once', 'between']);
  });

  test('of many simultaneous repeats one writes and all get its outcome', async () => {
    const answers = await Promise.all(Array.from({ length: 20 }, async (_, index) => added(store(), `try-${index}`, 'command-1')));
    expect(answers.filter(({ repeated }) => !repeated)).toHaveLength(1);
    expect(new Set(answers.map(({ outcome }) => outcome.name))).toEqual(new Set(['try-0']));
    expect(await itemNames(store())).toEqual(['try-0']);
  });

  test('a refused command is not remembered: the same id may be tried again', async () => {
    const refused = await store().change(asked('addItem', 'command-1'), async () => {
      throw new ChangeRefused('not now');
    });
    expect(refused.ok).toBe(false);
    expect((await added(store(), 'now', 'command-1')).repeated).toBe(false);
  });

  test('a command id used again for another operation is a bug', async () => {
    await added(store(), 'one', 'command-1');
    await expect(store().change(asked('removeItem', 'command-1'), async () => null)).rejects.toThrow(/command-1/);
    expect(await addItem(store(), 'two')).toMatchObject({ ok: true });
  });
};

export const changeContract = (parts: ContractPlace): void => {
  journalContract(parts);
  stageContract(parts);
  undoContract(parts);
  commandContract(parts);
};
