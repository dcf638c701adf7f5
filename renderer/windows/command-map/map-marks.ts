// The pins of every part of the window on the one map: each part sets its own and never wipes another's.
import { useCallback, useEffect, useRef } from 'react';
import type { MapStage } from '../../map/map-stage.ts';
import type { Mark } from '../../map/overlays/marks.ts';

export type SetMarks = (owner: string, marks: readonly Mark[]) => void;

export const useMapMarks = (stage: MapStage | null): SetMarks => {
  const marks = useRef<ReadonlyMap<string, readonly Mark[]>>(new Map());
  const show = useCallback(() => stage?.setMarks([...marks.current.values()].flat()), [stage]);
  useEffect(() => show(), [show]);
  return useCallback(
    (owner, next) => {
      if (next.length === 0 && (marks.current.get(owner) ?? []).length === 0) return;
      marks.current = new Map([...marks.current, [owner, next]]);
      show();
    },
    [show],
  );
};
