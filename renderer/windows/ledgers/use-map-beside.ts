// The map window beside the ledger: shows what is selected here, and says what is selected there.
import { useCallback, useEffect, useRef, useState } from 'react';
import type { SelectedThing } from '../../seat/thing-selection.ts';
import { useThingSelection } from '../../seat/use-thing-selection.ts';

export interface MapBeside {
  readonly show: (thing: SelectedThing) => void;
  /** Something was to be shown and no map window answered. */
  readonly isMissing: boolean;
}

const ANSWER_MS = 700;

export const useMapBeside = (onSelected: (thing: SelectedThing) => void): MapBeside => {
  const [isMissing, setIsMissing] = useState(false);
  const wanted = useRef<SelectedThing | null>(null);
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);
  const answered = (): void => {
    clearTimeout(timer.current);
    setIsMissing(false);
  };
  const tell = useThingSelection('ledger', {
    onSelect: (thing) => {
      answered();
      onSelected(thing);
    },
    onShown: answered,
    // A map opened to see it: it is told what it was opened for.
    onArrived: () => (wanted.current === null ? undefined : tell(wanted.current)),
  });
  useEffect(() => () => clearTimeout(timer.current), []);
  return {
    isMissing,
    show: useCallback(
      (thing) => {
        wanted.current = thing;
        clearTimeout(timer.current);
        timer.current = setTimeout(() => setIsMissing(true), ANSWER_MS);
        tell(thing);
      },
      [tell],
    ),
  };
};
