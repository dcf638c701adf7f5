// Turns what the store cannot do, and what a change refuses, into the refusals the contract knows.
import { assertNever } from '../../../shared/kernel/assert-never.ts';
import type { Json } from '../../../shared/kernel/json.ts';
import { failure, type Result, success } from '../../../shared/kernel/result.ts';
import { refusal, type Refusal, refusalShape } from '../../../shared/contract/refusal.ts';
import { type ChangeFailure, ChangeRefused, type NewEntry, type Store, type StoreFailure, StoreUnavailable } from '../store/store.ts';
import type { PeopleTransaction } from './people-tables.ts';

const textOf = (found: StoreFailure): string => ('detail' in found ? found.detail : `${found.found} schema steps found, ${found.known} known`);

const refusalOfStore = (found: StoreFailure): Refusal => {
  switch (found.reason) {
    case 'diskFull':
    case 'readOnly':
      return refusal('storeReadOnly', { store: found.reason, detail: textOf(found) });
    case 'corrupt':
    case 'newerSchema':
    case 'inUse':
    case 'unreachable':
      return refusal('storeFailed', { store: found.reason, detail: textOf(found) });
    default:
      return assertNever(found);
  }
};

/** For throwing inside a change: the transaction is undone and the caller gets the refusal. */
export const changeRefused = ({ reason, detail }: Refusal): ChangeRefused => new ChangeRefused(detail === undefined ? { reason } : { reason, detail });

const refusalOfChange = (found: ChangeFailure): Refusal =>
  found.reason === 'store' ? refusalOfStore(found.failure) : refusalShape.parse(found.refusal);

export const change = async <T extends Json>(
  store: Store,
  entry: NewEntry,
  apply: (transaction: PeopleTransaction, sequence: number, time: string) => Promise<T>,
): Promise<Result<T, Refusal>> => {
  const changed = await store.change(entry, apply);
  return changed.ok ? success(changed.value.outcome) : failure(refusalOfChange(changed.error));
};

/** Telemetry and sessions: durable, and no entry. */
export const write = async <T>(store: Store, apply: (transaction: PeopleTransaction) => Promise<T>): Promise<Result<T, Refusal>> => {
  const written = await store.write<T>(apply);
  return written.ok ? written : failure(refusalOfStore(written.error));
};

/** What reading rejects with where the store cannot answer becomes a refusal; every other exception passes through. */
export const orStoreRefusal = async <T>(work: () => Promise<Result<T, Refusal>>): Promise<Result<T, Refusal>> => {
  try {
    return await work();
  } catch (error) {
    if (error instanceof StoreUnavailable) return failure(refusalOfStore(error.failure));
    throw error;
  }
};
