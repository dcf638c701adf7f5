// A command sent twice is carried out once: the second asker gets the first outcome.
import type { Result } from '../../../shared/kernel/result.ts';
import type { Refusal } from '../../../shared/contract/refusal.ts';

const REMEMBERED = 5_000;

type Outcome = Result<unknown, Refusal>;

export interface Recall {
  /** `recalled` looks further back than this process; `run` carries the command out. */
  readonly once: (commandId: string, recalled: () => Promise<Outcome | null>, run: () => Promise<Outcome>) => Promise<Outcome>;
}

export const createRecall = (): Recall => {
  const known = new Map<string, Promise<Outcome>>();
  return {
    once: async (commandId, recalled, run) => {
      const first = known.get(commandId);
      if (first !== undefined) return first;
      const outcome = recalled().then((earlier) => earlier ?? run());
      known.set(commandId, outcome);
      if (known.size > REMEMBERED) known.delete(known.keys().next().value ?? '');
      const result = await outcome;
      // A refusal changed nothing; asking again is allowed to succeed.
      if (!result.ok) known.delete(commandId);
      return result;
    },
  };
};
