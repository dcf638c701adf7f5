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

const ROWS_PER_READ = 500;
const ROWS_PER_WRITE = 200;

interface KnownCode {
  readonly thingId: string;
  /** The entry it counts from. */
  readonly since: number;
}

/** Batches that can be seen now, with the entry that made each visible. */
const visibleBatches = async (read: Reader): Promise<ReadonlyMap<number, number>> => {
  const tables: Kysely<AtlasTables> = read;
  const rows = await tables.selectFrom('atlas_batches').select(['batch', 'published_seq']).where('published_seq', 'is not', null).where('undone_seq', 'is', null).execute();
  return new Map(rows.map(({ batch, published_seq }) => [batch, published_seq ?? 0]));
};

const pageOfCodes = async (read: Reader, list: string, after: { readonly code: string; readonly batch: number }) => {
  const tables: Kysely<ImportTables> = read;
  return tables
    .selectFrom('import_codes')
    .select(['code', 'thing_id as thingId', 'batch'])
    .where('list', '=', list)
    .where(({ eb, or, and }) => or([eb('code', '>', after.code), and([eb('code', '=', after.code), eb('batch', '>', after.batch)])]))
    .orderBy('code')
    .orderBy('batch')
    .limit(ROWS_PER_READ)
    .execute();
};

/** The numbers of a list by thing; the latest import of it has the last word. */
export const readListCodes = async (read: Reader, list: string, slicer: Slicer): Promise<ReadonlyMap<string, string>> => {
  const visible = await visibleBatches(read);
  const byCode = new Map<string, KnownCode>();
  let after = { code: '', batch: -1 };
  for (;;) {
    const rows = await pageOfCodes(read, list, after);
    for (const { code, thingId, batch } of rows) {
      const since = visible.get(batch);
      if (since !== undefined && since > (byCode.get(code)?.since ?? 0)) byCode.set(code, { thingId, since });
    }
    await slicer.pause();
    const last = rows.at(-1);
    if (last === undefined || rows.length < ROWS_PER_READ) break;
    after = { code: last.code, batch: last.batch };
  }
  const codes = new Map<string, string>();
  for (const [code, { thingId }] of byCode) {
    codes.set(thingId, code);
    if (slicer.isDue()) await slicer.pause();
  }
  return codes;
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
