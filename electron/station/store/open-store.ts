// Opens the store the setting names, embedded or on a server, behind one interface.
import { failure, type Result, success } from '../../../shared/kernel/result.ts';
import { createJournalStore } from './journal-store.ts';
import { openPostgres } from './postgres/open-postgres.ts';
import { openSqlite } from './sqlite/open-sqlite.ts';
import type { StoreEngine } from './store-engine.ts';
import { type Store, type StoreFailure, type StoreOptions, type StoreSetting, StoreUnavailable } from './store.ts';
import { assertNever } from '../../../shared/kernel/assert-never.ts';

const openEngine = async (setting: StoreSetting, options: StoreOptions): Promise<Result<StoreEngine, StoreFailure>> => {
  switch (setting.engine) {
    case 'sqlite':
      return openSqlite(setting.folder, options);
    case 'postgres':
      return openPostgres(setting, options);
    default:
      return assertNever(setting);
  }
};

/**
 * A failure leaves everything as it was found: nothing is created over, moved aside or half migrated.
 * A store whose disk is full opens with that as its health, so that what is in it can be read.
 */
export const openStore = async (setting: StoreSetting, options: StoreOptions): Promise<Result<Store, StoreFailure>> => {
  const engine = await openEngine(setting, options);
  if (!engine.ok) return engine;
  try {
    const store = await createJournalStore(engine.value, options);
    const health = store.health();
    if (health.state === 'writable' || health.failure.reason === 'diskFull') return success(store);
    await store.dispose();
    return failure(health.failure);
  } catch (error) {
    await engine.value.dispose();
    if (error instanceof StoreUnavailable) return failure(error.failure);
    throw error;
  }
};
