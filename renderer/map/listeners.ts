// A list of those who want to hear something.
export interface Listeners<T> {
  readonly add: (listener: (event: T) => void) => () => void;
  readonly tell: (event: T) => void;
  readonly clear: () => void;
  readonly isEmpty: () => boolean;
}

export const createListeners = <T>(): Listeners<T> => {
  const listeners = new Set<(event: T) => void>();
  return {
    add: (listener) => {
      // A second registration of the same function is another listener.
      const own = (event: T): void => listener(event);
      listeners.add(own);
      return () => listeners.delete(own);
    },
    tell: (event) => {
      for (const listener of listeners) listener(event);
    },
    clear: () => listeners.clear(),
    isEmpty: () => listeners.size === 0,
  };
};
