// The places of a comparison as rings on the map, thinned where there are more than a map can show apart.
import { ROW_GROUPS, type RowGroup } from '../../../../shared/contract/import-shapes.ts';
import type { OutputOf } from '../../../../shared/contract/catalogue.ts';
import type { HighlightItem } from '../../../map/overlays/selection.ts';

type Points = OutputOf<'previewImport'>['points'];

export interface PreviewPoints {
  readonly items: readonly HighlightItem[];
  /** Of the places there are, those not drawn one by one. */
  readonly hiddenCount: number;
}

const MICRODEGREES = 1e6;
/** More rings than that hide the map they lie on. */
const MOST_RINGS = 900;
/** Rings are never things of the map. */
const KIND = 'import';

interface Place {
  readonly index: number;
  readonly lonLat: readonly [number, number];
}

const placesOf = ({ positions, groups }: Points, group: RowGroup | null): readonly Place[] => {
  const view = new DataView(positions.buffer, positions.byteOffset, positions.byteLength);
  const wanted = group === null ? -1 : ROW_GROUPS.indexOf(group);
  const places: Place[] = [];
  for (let index = 0; index < groups.length; index += 1) {
    if (wanted !== -1 && groups[index] !== wanted) continue;
    places.push({ index, lonLat: [view.getInt32(index * 8, true) / MICRODEGREES, view.getInt32(index * 8 + 4, true) / MICRODEGREES] });
  }
  return places;
};

/** One place of each cell of a grid, coarser until they are few enough. */
const thinned = (places: readonly Place[]): readonly Place[] => {
  let [kept, degrees] = [places, 0.0005];
  while (kept.length > MOST_RINGS) {
    const cells = new Map<string, Place>();
    for (const place of kept) {
      const cell = `${Math.floor(place.lonLat[0] / degrees)} ${Math.floor(place.lonLat[1] / degrees)}`;
      if (!cells.has(cell)) cells.set(cell, place);
    }
    kept = [...cells.values()];
    degrees *= 2;
  }
  return kept;
};

/** `group` narrows to one outcome; groups that overlap the outcomes (warnings, unlocated) show all. */
export const previewPoints = (points: Points, group: RowGroup | null): PreviewPoints => {
  const places = placesOf(points, group);
  const drawn = thinned(places);
  return { items: drawn.map(({ index, lonLat }) => ({ kind: KIND, id: String(index), lonLat })), hiddenCount: places.length - drawn.length + points.omittedCount };
};
