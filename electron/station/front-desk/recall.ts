// A command sent twice is carried out once: the second asker gets the first outcome.
import type { Json } from '../../../shared/kernel/json.ts';
import type { Result } from '../../../shared/kernel/result.ts';
import type { Refusal } from '../../../shared/contract/refusal.ts';

const REMEMBERED = 5_000;

export interface Recall {
  readonly once: (commandId: string, run: () => Promise<Result<unknown, Refusal>>) => Promise<Result<unknown, Refusal>>;
}

/** `recallOutcome` looks further back than this process: into the journal. */
export const createRecall = (recallOutcome: (commandId: string) => Promise<{ readonly outcome: Json } | null>): Recall => {
  const known = new Map<string, Promise<Result<unknown, Refusal>>>();

  const firstTime = async (commandId: string, run: () => Promise<Result<unknown, Refusal>>): Promise<Result<unknown, Refusal>> => {
    const earlier = await recallOutcome(commandId);
    return earlier === null ? run() : { ok: true, value: earlier.outcome };
  };

  return {
    once: async (commandId, run) => {
      const running = known.get(commandId);
      if (running !== undefined) return running;
      const outcome = firstTime(commandId, run);
      known.set(commandId, outcome);
      if (known.size > REMEMBERED) known.delete(known.keys().next().value ?? '');
      const result = await outcome;
      // A refusal changed nothing; asking again is allowed to succeed.
      if (!result.ok) known.delete(commandId);
      return result;
    },
  };
};
