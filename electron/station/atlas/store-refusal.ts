// What the atlas answers when the store does not.
import { type Refusal, refusal, refusalShape } from '../../../shared/contract/refusal.ts';
import type { Json } from '../../../shared/kernel/json.ts';
import { failure, type Result } from '../../../shared/kernel/result.ts';
import { type ChangeFailure, type StoreFailure, StoreUnavailable } from '../store/store.ts';

const described = (fault: StoreFailure): { reason: string; detail: string } =>
  fault.reason === 'newerSchema' ? { reason: fault.reason, detail: `found ${fault.found}, known ${fault.known}` } : { reason: fault.reason, detail: fault.detail };

export const writeRefusal = (fault: StoreFailure): Refusal => refusal('storeReadOnly', { failure: described(fault) });

const givenRefusal = (given: Json): Refusal => {
  const parsed = refusalShape.safeParse(given);
  if (!parsed.success) throw new Error(`a change was refused with something that is no refusal: ${JSON.stringify(given)}`);
  return parsed.data;
};

export const changeRefusal = (error: ChangeFailure): Refusal => (error.reason === 'store' ? writeRefusal(error.failure) : givenRefusal(error.refusal));

/** Answers with a refusal where the store cannot be read or the caller has hung up; any other exception is a bug and goes on. */
export const answering = async <T>(signal: AbortSignal, work: () => Promise<Result<T, Refusal>>): Promise<Result<T, Refusal>> => {
  try {
    return await work();
  } catch (error) {
    if (error instanceof StoreUnavailable) return failure(refusal('storeFailed', { failure: described(error.failure) }));
    if (signal.aborted) return failure(refusal('cancelled'));
    throw error;
  }
};
