// An answer that stays in sight while it is asked for anew.
import { useEffect, useState } from 'react';
import type { QueryState } from '../../station-client/use-stream.ts';

/** The last answer; null before the first. */
export const useHeld = <T>(state: QueryState<T>): T | null => {
  const [held, setHeld] = useState<T | null>(null);
  const answer = state.state === 'answered' ? state.value : null;
  useEffect(() => {
    if (answer !== null) setHeld(answer);
  }, [answer]);
  return answer ?? held;
};
