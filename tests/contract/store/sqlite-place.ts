// Embedded stores in temporary folders, and the ways a disk or a person can spoil them.
import { createHash } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import type { StorePlace } from './store-place.ts';

export interface SqlitePlace extends StorePlace {
  readonly folder: string;
  /** The main file. */
  readonly main: string;
}

export const sqlitePlaceAt = (folder: string): SqlitePlace => {
  const main = join(folder, 'station.sqlite');
  return {
    folder,
    main,
    setting: { engine: 'sqlite', folder },
    tamper: async (statements) => {
      const database = new DatabaseSync(main, { enableForeignKeyConstraints: false });
      for (const statement of statements) database.exec(statement);
      database.close();
    },
    unlockJournal: ['drop trigger journal_no_update', 'drop trigger journal_no_delete'],
    remove: async () => rmSync(folder, { recursive: true, force: true }),
  };
};

export const newSqlitePlace = async (): Promise<SqlitePlace> => sqlitePlaceAt(mkdtempSync(join(tmpdir(), 'store-')));

/** Name → SHA-256 of every file in the folder: what shows that nothing was touched. */
export const fingerprint = (folder: string): ReadonlyMap<string, string> =>
  new Map(
    readdirSync(folder)
      .filter((name) => statSync(join(folder, name)).isFile())
      .toSorted()
      .map((name) => [name, createHash('sha256').update(readFileSync(join(folder, name))).digest('hex')]),
  );
