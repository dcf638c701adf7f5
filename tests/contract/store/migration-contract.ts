// The contract of migrations: forward, once each, in order, whole or not at all, and never on a store from the future.
import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { openStore } from '../../../electron/station/store/open-store.ts';
import type { Migration } from '../../../electron/station/store/store.ts';
import { systemClock } from '../../../electron/station/system.ts';
import { added } from './changes.ts';
import type { ContractPlace } from './store-contract.ts';
import { itemMigration, itemNames } from './store-place.ts';

const noted = (name: string, log: string[]): Migration => ({
  name,
  up: async (transaction) => {
    log.push(name);
    await sql.raw(`create table ${name.replace('-', '_')} (x bigint)`).execute(transaction);
  },
});

export const migrationContract = ({ store, place, reopen }: ContractPlace): void => {
  test('each step runs once, in the order given, and what was there stays', async () => {
    await added(store(), 'old');
    const log: string[] = [];
    const migrations = [itemMigration, noted('zebra-001', log), noted('apple-001', log)];
    await reopen({ migrations });
    const opened = await reopen({ migrations: [...migrations, noted('apple-002', log)] });
    expect(log).toEqual(['zebra-001', 'apple-001', 'apple-002']);
    expect(await itemNames(opened)).toEqual(['old']);
    expect(await opened.verify()).toMatchObject({ intact: true, entries: 1 });
  });

  test('a step that fails leaves nothing of itself, and the steps before it stand', async () => {
    await store().dispose();
    const log: string[] = [];
    const failing: Migration = {
      name: 'broken-001',
      up: async (transaction) => {
        await noted('half-001', log).up(transaction);
        throw new Error('a bug in a step');
      },
    };
    const migrations = [itemMigration, noted('whole-001', log)];
    const opening = openStore(place().setting, { migrations: [...migrations, failing], clock: systemClock });
    await expect(opening).rejects.toThrow('a bug in a step');
    const opened = await reopen({ migrations: [...migrations, noted('half-001', log)] });
    expect(log).toEqual(['whole-001', 'half-001', 'half-001']);
    expect(opened.health()).toEqual({ state: 'writable' });
  });

  test('a store with a step from a newer program is not opened, and nothing in it is changed', async () => {
    await reopen({ migrations: [itemMigration, noted('future-001', [])] });
    await store().dispose();
    const log: string[] = [];
    const older = await openStore(place().setting, { migrations: [itemMigration, noted('other-001', log)], clock: systemClock });
    expect(older).toEqual({ ok: false, error: { reason: 'newerSchema', found: 3, known: 3 } });
    expect(log).toEqual([]);
    await reopen({ migrations: [itemMigration, noted('future-001', [])] });
  });

  test('two steps of one name are a bug', async () => {
    await store().dispose();
    const opening = openStore(place().setting, { migrations: [itemMigration, itemMigration], clock: systemClock });
    await expect(opening).rejects.toThrow(/same name/);
  });
};
