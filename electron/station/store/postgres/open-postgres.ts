// Opens the store in a PostgreSQL database: reached, held, known, migrated; or says which of these it is not.
import { failure, type Result, success } from '../../../../shared/kernel/result.ts';
import { journalSchema } from '../journal-schema.ts';
import { applySteps, readSteps } from '../migrate.ts';
import type { StoreEngine } from '../store-engine.ts';
import { type StoreFailure, type StoreOptions, type StoreSetting, StoreUnavailable } from '../store.ts';
import { createPostgresEngine } from './postgres-engine.ts';

type Setting = Extract<StoreSetting, { readonly engine: 'postgres' }>;
type Options = Pick<StoreOptions, 'migrations' | 'clock'>;

const bringForward = async (engine: StoreEngine, { migrations, clock }: Options): Promise<Result<null, StoreFailure>> => {
  const steps = await readSteps(engine.transact, [journalSchema('postgres'), ...migrations]);
  if (!steps.ok) return steps;
  await applySteps(engine.transact, steps.value.pending, clock);
  return success(null);
};

export const openPostgres = async (setting: Setting, options: Options): Promise<Result<StoreEngine, StoreFailure>> => {
  const engine = createPostgresEngine(setting.url, options.clock);
  let isOpen = false;
  try {
    const forward = await bringForward(engine, options);
    if (!forward.ok) return forward;
    isOpen = true;
    return success(engine);
  } catch (error) {
    if (error instanceof StoreUnavailable) return failure(error.failure);
    throw error;
  } finally {
    if (!isOpen) await engine.dispose();
  }
};
