// Which number a thing has in which list: what a later edition of the same list is matched by.
import type { Kysely, Transaction as KyselyTransaction } from 'kysely';
import { success, type Result } from '../../../../shared/kernel/result.ts';
import type { Reader, Store, StoreFailure } from '../../store/store.ts';
import type { AtlasTables } from '../atlas-tables.ts';
import type { Mapping } from '../import/mapping.ts';
import { mappingSignature } from '../import/mapping-signature.ts';
import { comparedText } from '../import/values/plain-text.ts';
import type { Slicer } from '../slicer.ts';
import type { ImportTables } from './import-tables.ts';

/**
 * What makes two files editions of one list: the same form, of the same kind, from the same source. Townships fill
 * in the same form with numbers of their own, so the form alone would exchange their things.
 */
export const listName = ({ kind, headers }: Mapping, source: string): string => `${kind} ${mappingSignature(headers)} ${comparedText(source)}`;

export interface ListCode {
  readonly code: string;
  readonly thingId: string;
}

const ROWS_PER_READ = 1_000;
const ROWS_PER_WRITE = 200;

/** The numbers of a list by thing; the latest import of it has the last word. */
export const readListCodes = async (read: Reader, list: string, slicer: Slicer): Promise<ReadonlyMap<string, string>> => {
  const tables: Kysely<ImportTables & AtlasTables> = read;
  const thingByCode = new Map<string, string>();
  for (let offset = 0; ; offset += ROWS_PER_READ) {
    const rows = await tables
      .selectFrom('import_codes as c')
      .innerJoin('atlas_batches as b', 'b.batch', 'c.batch')
      .select(['c.code as code', 'c.thing_id as thingId'])
      .where('c.list', '=', list)
      .where('b.published_seq', 'is not', null)
      .where('b.undone_seq', 'is', null)
      .orderBy('b.published_seq')
      .orderBy('c.code')
      .limit(ROWS_PER_READ)
      .offset(offset)
      .execute();
    for (const { code, thingId } of rows) thingByCode.set(code, thingId);
    if (rows.length < ROWS_PER_READ) break;
    await slicer.pause();
  }
  return new Map([...thingByCode].map(([code, thingId]) => [thingId, code]));
};

export const writeListCodes = async (store: Store, list: string, batch: number, codes: readonly ListCode[], slicer: Slicer): Promise<Result<null, StoreFailure>> => {
  for (let first = 0; first < codes.length; first += ROWS_PER_WRITE) {
    const rows = codes.slice(first, first + ROWS_PER_WRITE).map(({ code, thingId }) => ({ list, code, thing_id: thingId, batch }));
    const written = await store.write(async (transaction) => {
      const tables: KyselyTransaction<ImportTables> = transaction;
      await tables.insertInto('import_codes').values(rows).execute();
      return null;
    });
    if (!written.ok) return written;
    await slicer.pause();
  }
  return success(null);
};

/** A batch never published may have left codes behind, and its number is given out again. */
export const dropListCodes = async (store: Store, batch: number): Promise<Result<null, StoreFailure>> =>
  store.write(async (transaction) => {
    const tables: KyselyTransaction<ImportTables> = transaction;
    await tables.deleteFrom('import_codes').where('batch', '=', batch).execute();
    return null;
  });

/** What a crash left of batches that were never published. */
export const sweepListCodes = async (store: Store): Promise<Result<null, StoreFailure>> =>
  store.write(async (transaction) => {
    const tables: KyselyTransaction<ImportTables & AtlasTables> = transaction;
    await tables
      .deleteFrom('import_codes')
      .where('batch', 'not in', (from) => from.selectFrom('atlas_batches').select('batch').where('published_seq', 'is not', null))
      .execute();
    return null;
  });
