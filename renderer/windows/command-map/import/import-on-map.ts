// Shows a comparison on the map before anything is saved: rings where things would be, and a mark on the one being looked at.
import { useEffect, useMemo, useState } from 'react';
import type { Bounds, LonLat } from '../../../../shared/kernel/units.ts';
import type { MapStage } from '../../../map/map-stage.ts';
import type { SetMarks } from '../map-marks.ts';
import type { View } from './outcome-panel.tsx';
import { previewPoints } from './preview-points.ts';
import type { Comparison } from './use-comparison.ts';

export interface ImportOnMap {
  readonly hiddenPoints: number;
  readonly place: (name: string, position: LonLat) => void;
}

const OWNER = 'import';
/** Clear of the top bar, the side panels, and the wizard with the status bar below it. */
const BELOW_PX = 70;
const TOP_PX = 90;
const LEFT_PX = 330;
const RIGHT_PX = 400;

/** Around one thing: near enough to see what lies beside it. */
const AROUND_DEGREES = 0.004;

/** Shows a rectangle where no panel covers it. */
export const flyClear = (stage: MapStage | null, bounds: Bounds, dockHeight: number): void =>
  stage?.flyTo({ bounds, paddingPx: [TOP_PX, RIGHT_PX, dockHeight + BELOW_PX, LEFT_PX] });

/** Groups that have places of their own; the others overlap them and show all. */
const isOutcome = (view: View): view is 'new' | 'changed' | 'unchanged' | 'gone' | 'duplicate' | 'ambiguous' =>
  view === 'new' || view === 'changed' || view === 'unchanged' || view === 'gone' || view === 'duplicate' || view === 'ambiguous';

export const useImportOnMap = (stage: MapStage | null, setMarks: SetMarks, comparison: Comparison, view: View, dockHeight: () => number): ImportOnMap => {
  const [marked, setMarked] = useState<{ readonly name: string; readonly position: LonLat } | null>(null);
  const answer = comparison.state === 'ready' ? comparison.answer : null;
  const points = useMemo(() => (answer === null ? null : previewPoints(answer.points, isOutcome(view) ? view : null)), [answer, view]);
  const extent = answer?.extent ?? null;
  const extentKey = JSON.stringify(extent);

  useEffect(() => {
    stage?.highlight(points?.items ?? []);
    return () => stage?.highlight([]);
  }, [stage, points]);

  // Only where the places themselves have changed: comparing anew never moves the operator's view.
  useEffect(() => {
    if (stage === null || extentKey === 'null') return;
    const [west = 0, south = 0, east = 0, north = 0] = JSON.parse(extentKey) as readonly number[];
    flyClear(stage, [west, south, east, north], dockHeight());
  }, [stage, extentKey, dockHeight]);

  useEffect(() => {
    setMarks(OWNER, marked === null ? [] : [{ id: OWNER, lonLat: marked.position, name: marked.name, look: 'place', sign: '' }]);
    return () => setMarks(OWNER, []);
  }, [setMarks, marked]);

  return {
    hiddenPoints: points?.hiddenCount ?? 0,
    place: (name, position) => {
      const [longitude, latitude] = position;
      setMarked({ name, position });
      flyClear(stage, [longitude - AROUND_DEGREES, latitude - AROUND_DEGREES, longitude + AROUND_DEGREES, latitude + AROUND_DEGREES], dockHeight());
    },
  };
};
