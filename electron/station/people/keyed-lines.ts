// One at a time for each key, in the order asked, with a limit to how many may stand in line.
import { failure, type Result, success } from '../../../shared/kernel/result.ts';

export interface KeyedLines {
  readonly run: <T>(key: string, task: () => Promise<T>) => Promise<Result<T, 'tooMany'>>;
}

/** `waiting`: standing behind the one that runs. */
export const createKeyedLines = (waiting: number): KeyedLines => {
  const lines = new Map<string, { tail: Promise<void>; length: number }>();
  return {
    run: async (key, task) => {
      const line = lines.get(key) ?? { tail: Promise.resolve(), length: 0 };
      if (line.length > waiting) return failure('tooMany');
      lines.set(key, line);
      line.length += 1;
      const taken = line.tail.then(task);
      line.tail = taken.then(
        () => undefined,
        () => undefined,
      );
      try {
        return success(await taken);
      } finally {
        line.length -= 1;
        if (line.length === 0) lines.delete(key);
      }
    },
  };
};
