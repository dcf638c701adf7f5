// What every engine's store must do, whatever it stands on; run by sqlite.test.ts and postgres.test.ts.
import { afterEach, beforeEach, describe } from 'vitest';
import type { Store } from '../../../electron/station/store/store.ts';
import { backupContract } from './backup-contract.ts';
import { changeContract } from './change-contract.ts';
import { migrationContract } from './migration-contract.ts';
import { turnContract } from './turn-contract.ts';
import { openAt, type StorePlace } from './store-place.ts';
import { verifyContract } from './verify-contract.ts';

export interface ContractPlace {
  readonly place: () => StorePlace;
  readonly store: () => Store;
  /** Replaces the store under test, which is closed first. */
  readonly reopen: (options?: Parameters<typeof openAt>[1]) => Promise<Store>;
}

export const storeContract = (engine: string, makePlace: () => Promise<StorePlace>): void => {
  describe(`a store on ${engine}`, () => {
    let place: StorePlace;
    let store: Store;
    beforeEach(async () => {
      place = await makePlace();
      store = await openAt(place);
    });
    afterEach(async () => {
      await store.dispose();
      await place.remove();
    });
    const parts: ContractPlace = {
      place: () => place,
      store: () => store,
      reopen: async (options) => {
        await store.dispose();
        store = await openAt(place, options);
        return store;
      },
    };
    changeContract(parts);
    turnContract(parts);
    verifyContract(parts);
    migrationContract(parts);
    backupContract(parts);
  });
};
