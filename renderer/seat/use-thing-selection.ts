// The selection shared between the windows of one place, as part of a React window.
import { useCallback, useEffect, useRef } from 'react';
import { placeOfWindow } from './session-exchange.ts';
import { openThingSelection, type SelectedThing, type SelectionListener, type ThingSelection } from './thing-selection.ts';

export const useThingSelection = (own: 'map' | 'ledger', listener: SelectionListener): ((thing: SelectedThing) => void) => {
  const listening = useRef(listener);
  listening.current = listener;
  const selection = useRef<ThingSelection | null>(null);
  useEffect(() => {
    const opened = openThingSelection(placeOfWindow(location.search), own, {
      onSelect: (thing) => listening.current.onSelect(thing),
      onShown: () => listening.current.onShown?.(),
      onArrived: () => listening.current.onArrived?.(),
    });
    selection.current = opened;
    return () => {
      selection.current = null;
      opened.dispose();
    };
  }, [own]);
  return useCallback((thing) => selection.current?.tell(thing), []);
};
