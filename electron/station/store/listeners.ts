// A list of listeners that one faulty listener cannot break.
export interface Listeners<T> {
  readonly add: (listener: (value: T) => void) => () => void;
  readonly tell: (value: T) => void;
}

/** `onFault` is told what a listener threw; without it the fault is thrown on its own turn, where it cannot be missed. */
export const createListeners = <T>(onFault: (error: unknown) => void = rethrowApart): Listeners<T> => {
  const listeners = new Set<{ readonly listener: (value: T) => void }>();
  return {
    add: (listener) => {
      const item = { listener };
      listeners.add(item);
      return () => void listeners.delete(item);
    },
    tell: (value) => {
      // A copy: one added by a listener hears from the next value on.
      for (const { listener } of Array.from(listeners)) {
        try {
          listener(value);
        } catch (error) {
          onFault(error);
        }
      }
    },
  };
};

const rethrowApart = (error: unknown): void =>
  queueMicrotask(() => {
    throw error;
  });
