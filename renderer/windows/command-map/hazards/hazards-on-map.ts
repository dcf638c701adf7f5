// What the map shows of hazards: the active ones, the one looked at, an old version without its level's colour, and zones drawn from numbers.
import type { HazardRecord } from '../../../../shared/contract/hazards.ts';
import { circle } from '../../../../shared/geo/shapes.ts';
import type { Bounds } from '../../../../shared/kernel/units.ts';
import type { HazardOnMap, ZoneOnMap } from '../../../map/overlays/hazard-zones.ts';
import { shapeOfDraft, type HazardDraft } from './hazard-draft.ts';
import type { LiveCount } from './live-counter.ts';

export interface HazardsOnMapOptions {
  readonly active: readonly HazardRecord[];
  readonly selected: HazardRecord | null;
  readonly past: HazardRecord | null;
  readonly draft: HazardDraft | null;
  readonly count: LiveCount;
  readonly words: { readonly past: (hazard: HazardRecord) => string; readonly closed: (hazard: HazardRecord) => string; readonly unsaved: string };
}

/** Not the id of any hazard. */
const DRAFT_ID = '';

/** Until the station has answered, the bare distances all round. */
const bareCircles = (draft: HazardDraft): readonly ZoneOnMap[] => {
  const shape = shapeOfDraft(draft);
  if (shape?.type !== 'toxic') return [];
  const zone = (grade: 'heavy' | 'light', metres: number): readonly ZoneOnMap[] => {
    const made = circle(shape.centre, metres);
    return made.ok ? [{ grade, measure: null, area: [made.value] }] : [];
  };
  return [...zone('heavy', shape.heavyMetres), ...zone('light', shape.lightMetres)];
};

/** Only shapes the drawing tools do not show themselves. */
const draftZones = (draft: HazardDraft, count: LiveCount): readonly ZoneOnMap[] => {
  const tool = draft.sketch?.tool;
  if (tool === 'kept') return draft.base?.zones ?? [];
  if (tool !== 'pick' || shapeOfDraft(draft) === null) return [];
  return count.state === 'counted' && count.answer?.counted != null ? count.answer.counted.zones : bareCircles(draft);
};

export const hazardsOnMap = ({ active, selected, past, draft, count, words }: HazardsOnMapOptions): readonly HazardOnMap[] => {
  const present = active.map((hazard) => ({ id: hazard.id, name: hazard.name, level: hazard.level, zones: hazard.zones, isSelected: past === null && hazard.id === selected?.id }));
  const closed = selected?.state === 'closed' ? [{ id: selected.id, name: words.closed(selected), level: null, zones: selected.zones, isSelected: past === null }] : [];
  const old = past === null ? [] : [{ id: past.id, name: words.past(past), level: null, zones: past.zones, isSelected: true }];
  const zones = draft === null ? [] : draftZones(draft, count);
  const unsaved = draft === null || zones.length === 0 ? [] : [{ id: DRAFT_ID, name: words.unsaved, level: draft.fields.level, zones, isSelected: true }];
  return [...present, ...closed, ...old, ...unsaved];
};

/** Null where nothing is drawn. */
export const boundsOf = (zones: readonly Pick<ZoneOnMap, 'area'>[]): Bounds | null => {
  let bounds: [number, number, number, number] | null = null;
  for (const { area } of zones) {
    for (const polygon of area) {
      for (const [x, y] of polygon[0] ?? []) bounds = bounds === null ? [x, y, x, y] : [Math.min(bounds[0], x), Math.min(bounds[1], y), Math.max(bounds[2], x), Math.max(bounds[3], y)];
    }
  }
  return bounds;
};
