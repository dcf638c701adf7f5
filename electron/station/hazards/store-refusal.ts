// Turns what the store cannot do, and what a change refuses, into the refusals the contract knows.
import { refusal, refusalShape, type Refusal } from '../../../shared/contract/refusal.ts';
import { assertNever } from '../../../shared/kernel/assert-never.ts';
import type { Json } from '../../../shared/kernel/json.ts';
import { failure, success, type Result } from '../../../shared/kernel/result.ts';
import type { Caller } from '../../../shared/contract/feature.ts';
import { ChangeRefused, type NewEntry, type Store, type StoreFailure, StoreUnavailable } from '../store/store.ts';
import type { HazardTransaction } from './hazard-tables.ts';

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

export const change = async <T extends Json>(
  store: Store,
  entry: NewEntry,
  apply: (transaction: HazardTransaction, sequence: number, time: string) => Promise<T>,
): Promise<Result<T, Refusal>> => {
  const changed = await store.change(entry, apply);
  if (changed.ok) return success(changed.value.outcome);
  return failure(changed.error.reason === 'store' ? refusalOfStore(changed.error.failure) : refusalShape.parse(changed.error.refusal));
};

/** A change asked for at a seat. */
export const entryOf = (caller: Caller, operation: string, payload: NewEntry['payload']): NewEntry => {
  const entry = { seat: caller.seat, person: caller.person?.id ?? null, operation, payload };
  return caller.commandId === null ? entry : { ...entry, commandId: caller.commandId };
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
