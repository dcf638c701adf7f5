// A small setting of this seat (look, language): kept in the browser, one of a closed list, never a fact.
import { useCallback, useState } from 'react';

const PREFIX = 'fenghuotai.';

const read = (key: string): string | null => {
  try {
    return localStorage.getItem(PREFIX + key);
  } catch {
    return null;
  }
};

export const useStored = <T extends string>(key: string, allowed: readonly T[], initial: T): readonly [T, (value: T) => void] => {
  const [value, setValue] = useState<T>(() => allowed.find((candidate) => candidate === read(key)) ?? initial);
  const store = useCallback(
    (next: T): void => {
      setValue(next);
      try {
        localStorage.setItem(PREFIX + key, next);
      } catch {
        // A seat without storage only forgets its look.
      }
    },
    [key],
  );
  return [value, store];
};
