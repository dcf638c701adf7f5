// Runs the store's contract over the embedded engine, in temporary folders.
import { mkdtempSync, rmSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { storeContract } from './store-contract.ts';
import type { StorePlace } from './store-place.ts';

const makePlace = async (): Promise<StorePlace> => {
  const folder = mkdtempSync(join(tmpdir(), 'store-'));
  return {
    setting: { engine: 'sqlite', folder },
    tamper: async (statements) => {
      const database = new DatabaseSync(join(folder, 'station.sqlite'), { enableForeignKeyConstraints: false });
      for (const statement of statements) database.exec(statement);
      database.close();
    },
    unlockJournal: ['drop trigger journal_no_update', 'drop trigger journal_no_delete'],
    remove: async () => rmSync(folder, { recursive: true, force: true }),
  };
};

storeContract('SQLite', makePlace);
