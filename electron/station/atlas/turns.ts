// One change to the atlas at a time, so that memory takes changes over in the order the ledger has them.
export interface Turns {
  /** Runs `task` when all asked before it have ended. A task must not ask for a turn and wait for it. */
  readonly take: <T>(task: () => Promise<T>) => Promise<T>;
  /** Resolves once everything asked so far has ended. */
  readonly idle: () => Promise<void>;
}

export const createTurns = (): Turns => {
  let tail: Promise<void> = Promise.resolve();
  return {
    take: (task) => {
      const taken = tail.then(task);
      tail = taken.then(
        () => undefined,
        () => undefined,
      );
      return taken;
    },
    idle: () => tail,
  };
};
