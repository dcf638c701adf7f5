// Remembers what the columns of a list meant, so that next month's file of the same form needs no help.
import type { Kysely, Transaction as KyselyTransaction } from 'kysely';
import { mappingShape } from '../../../../shared/contract/import-shapes.ts';
import { success, type Result } from '../../../../shared/kernel/result.ts';
import type { Reader, Store, StoreFailure } from '../../store/store.ts';
import type { Mapping } from '../import/mapping.ts';
import { mappingSignature, rebindMapping } from '../import/mapping-signature.ts';
import type { ImportTables } from './import-tables.ts';

export interface RememberedMapping {
  /** On the columns of the file it was asked for. */
  readonly mapping: Mapping;
  readonly source: string;
  readonly fileName: string;
  readonly usedAt: string;
  readonly person: string;
}

/** Null where no list with these headers was imported, or its mapping does not fit them any more. */
export const recallMapping = async (read: Reader, headers: readonly string[], firstDataRow: number): Promise<RememberedMapping | null> => {
  const signature = mappingSignature(headers);
  if (signature === '') return null;
  const tables: Kysely<ImportTables> = read;
  const row = await tables.selectFrom('import_mappings').selectAll().where('signature', '=', signature).executeTakeFirst();
  const parsed = row === undefined ? null : mappingShape.safeParse(JSON.parse(row.mapping));
  if (row === undefined || parsed?.success !== true) return null;
  const mapping = rebindMapping(parsed.data, headers, firstDataRow);
  return mapping === null ? null : { mapping, source: row.source, fileName: row.file_name, usedAt: row.used_at, person: row.person };
};

/** A list without headers is not remembered: nothing would tell it from another. */
export const rememberMapping = async (store: Store, used: RememberedMapping): Promise<Result<null, StoreFailure>> => {
  const signature = mappingSignature(used.mapping.headers);
  if (signature === '') return success(null);
  const { source, fileName, usedAt, person } = used;
  const row = { mapping: JSON.stringify(used.mapping), source, file_name: fileName, used_at: usedAt, person };
  return store.write(async (transaction) => {
    const tables: KyselyTransaction<ImportTables> = transaction;
    await tables
      .insertInto('import_mappings')
      .values({ signature, ...row })
      .onConflict((conflict) => conflict.column('signature').doUpdateSet(row))
      .execute();
    return null;
  });
};
