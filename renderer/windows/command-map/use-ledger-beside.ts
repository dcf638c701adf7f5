// The ledger window beside the map: what is selected on the map it shows, and what it selects the map shows.
import { useEffect, useRef } from 'react';
import type { SelectedThing } from '../../seat/thing-selection.ts';
import { useThingSelection } from '../../seat/use-thing-selection.ts';

interface Selected {
  readonly kind: string;
  readonly id: string;
}

export const useLedgerBeside = (selected: Selected | null, onSelected: (thing: SelectedThing) => void): void => {
  /** What the ledger itself asked for is not told back to it. */
  const asked = useRef('');
  const tell = useThingSelection('map', {
    onSelect: (thing) => {
      asked.current = `${thing.kind} ${thing.id}`;
      onSelected(thing);
    },
  });
  const [kind, id] = [selected?.kind ?? '', selected?.id ?? ''];
  useEffect(() => {
    if (id === '' || asked.current === `${kind} ${id}`) return;
    asked.current = '';
    tell({ kind, id, position: null });
  }, [kind, id, tell]);
};
