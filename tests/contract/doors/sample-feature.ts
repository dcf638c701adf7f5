// A whole small feature for the door tests: a counter with a command, a query, bytes, a slow operation and both kinds of stream.
import { z } from 'zod';
import { command, query, stream } from '../../../shared/contract/define.ts';
import type { Handlers, Sources } from '../../../shared/contract/feature.ts';
import { refusal } from '../../../shared/contract/refusal.ts';
import { failure, success } from '../../../shared/kernel/result.ts';

const count = z.strictObject({ count: z.number().int() });

export const SAMPLE_OPERATIONS = {
  readCount: query({ name: 'readCount', roles: 'anyone', input: z.strictObject({}), output: count }),
  add: command({ name: 'add', roles: ['commander'], input: z.strictObject({ amount: z.number().int().min(1).max(100) }), output: count }),
  turnBytes: query({ name: 'turnBytes', roles: ['commander'], input: z.strictObject({ bytes: z.instanceof(Uint8Array) }), output: z.strictObject({ bytes: z.instanceof(Uint8Array) }) }),
  wait: query({ name: 'wait', roles: 'anyone', input: z.strictObject({}), output: z.strictObject({ wasAborted: z.boolean() }) }),
  refuseAlways: command({ name: 'refuseAlways', roles: 'anyone', input: z.strictObject({}), output: count }),
  breakAlways: query({ name: 'breakAlways', roles: 'anyone', input: z.strictObject({}), output: count }),
  answerWrongly: query({ name: 'answerWrongly', roles: 'anyone', input: z.strictObject({}), output: count }),
};

export const SAMPLE_STREAMS = {
  counts: stream({ name: 'counts', roles: ['commander'], delivery: 'every', parameters: z.strictObject({}), snapshot: count, change: count }),
  latestCount: stream({ name: 'latestCount', roles: 'anyone', delivery: 'latest', parameters: z.strictObject({}), snapshot: count, change: count }),
};

export interface Sample {
  readonly handlers: Handlers<typeof SAMPLE_OPERATIONS>;
  readonly sources: Sources<typeof SAMPLE_STREAMS>;
  readonly add: (amount: number) => void;
  readonly runs: () => number;
}

export const createSample = (): Sample => {
  let current = 0;
  let runs = 0;
  const watchers = new Set<(change: { readonly count: number }) => void>();

  const add = (amount: number): void => {
    current += amount;
    for (const watcher of watchers) watcher({ count: current });
  };

  const source: Sources<typeof SAMPLE_STREAMS>['counts'] = {
    open: (_parameters, _caller, push) => {
      watchers.add(push);
      return success({ snapshot: () => ({ count: current }), dispose: () => void watchers.delete(push) });
    },
  };

  return {
    add,
    runs: () => runs,
    sources: { counts: source, latestCount: source },
    handlers: {
      readCount: async () => success({ count: current }),
      add: async ({ amount }) => {
        runs += 1;
        add(amount);
        return success({ count: current });
      },
      turnBytes: async ({ bytes }) => success({ bytes: new Uint8Array(bytes).toReversed() }),
      wait: (_input, caller) =>
        new Promise((resolve) => {
          if (caller.signal.aborted) resolve(success({ wasAborted: true }));
          caller.signal.addEventListener('abort', () => resolve(success({ wasAborted: true })), { once: true });
        }),
      refuseAlways: async () => failure(refusal('conflict')),
      breakAlways: async () => {
        throw new Error('a defect');
      },
      answerWrongly: async () => success({ count: 1.5 }),
    },
  };
};
