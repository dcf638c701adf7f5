// Moves the view, remembers where it has been, and tells what it shows.
import type OlMap from 'ol/Map.js';
import type View from 'ol/View.js';
import { lonLatToMercator, mercatorToLonLat } from '../../../shared/geo/tile-grid.ts';
import { disposable, type Disposable } from '../../../shared/kernel/disposable.ts';
import type { Bounds, LonLat } from '../../../shared/kernel/units.ts';
import { createListeners } from '../listeners.ts';
import type { FlyTarget, MapView } from '../map-stage.ts';
import { createViewHistory } from './view-history.ts';
import { viewportOf } from './viewport-of.ts';

export interface MapCamera extends Disposable {
  readonly flyTo: (target: FlyTarget) => void;
  readonly zoomBy: (steps: number) => void;
  readonly back: () => void;
  readonly forward: () => void;
  readonly view: () => MapView;
  readonly onView: (listener: (view: MapView) => void) => () => void;
  /** True once anyone has moved the view by hand or by command; the first extent must not take it from them then. */
  readonly isTaken: () => boolean;
  /** Shows an extent without counting as a move. */
  readonly show: (bounds: Bounds) => void;
}

const CLOSE_ENOUGH_ZOOM = 14.5;
const FIT_PADDING_PX = 48;

const extentOf = ([west, south, east, north]: Bounds): number[] => [...lonLatToMercator([west, south]), ...lonLatToMercator([east, north])];

const boundsOf = (map: OlMap, view: View): Bounds => {
  const [west = 0, south = 0, east = 0, north = 0] = view.calculateExtent(map.getSize() ?? [1, 1]);
  const [low, high] = [mercatorToLonLat([west, south]), mercatorToLonLat([east, north])];
  return [low[0], low[1], high[0], high[1]];
};

export const createMapCamera = (map: OlMap, durationMs: number): MapCamera => {
  const view = map.getView();
  const viewport = viewportOf(map);
  const history = createViewHistory();
  const listeners = createListeners<MapView>();
  let isTaken = false;
  /** Set while the view goes where history says, so that arriving is no new visit. */
  let isReturning = false;
  const now = (): MapView => {
    const [east = 0, north = 0] = view.getCenter() ?? [];
    const centre: LonLat = mercatorToLonLat([east, north]);
    return { bounds: boundsOf(map, view), centre, zoom: view.getZoom() ?? 0, canGoBack: history.canGoBack(), canGoForward: history.canGoForward() };
  };
  const fit = (bounds: Bounds, padding: readonly number[], duration: number): void => view.fit(extentOf(bounds), { padding: [...padding], duration, maxZoom: 18 });
  const arrive = (): void => {
    if (isReturning) isReturning = false;
    else if (map.getSize() !== undefined) history.visit(boundsOf(map, view));
    listeners.tell(now());
  };
  const grasp = (): void => {
    isTaken = true;
  };
  const go = (bounds: Bounds | null): void => {
    if (bounds === null) return;
    isReturning = true;
    fit(bounds, [0, 0, 0, 0], durationMs);
  };
  map.on('moveend', arrive);
  viewport.addEventListener('pointerdown', grasp);
  viewport.addEventListener('wheel', grasp, { passive: true });
  return {
    flyTo: (target) => {
      isTaken = true;
      view.cancelAnimations();
      if ('bounds' in target) {
        fit(target.bounds, target.paddingPx ?? [FIT_PADDING_PX, FIT_PADDING_PX, FIT_PADDING_PX, FIT_PADDING_PX], durationMs);
        return;
      }
      const zoom = target.zoom ?? Math.max(view.getZoom() ?? 0, CLOSE_ENOUGH_ZOOM);
      view.animate({ center: [...lonLatToMercator(target.position)], zoom, duration: durationMs });
    },
    zoomBy: (steps) => {
      isTaken = true;
      view.animate({ zoom: (view.getZoom() ?? 0) + steps, duration: durationMs });
    },
    back: () => go(history.back()),
    forward: () => go(history.forward()),
    view: now,
    onView: listeners.add,
    isTaken: () => isTaken,
    show: (bounds) => fit(bounds, [FIT_PADDING_PX, FIT_PADDING_PX, FIT_PADDING_PX, FIT_PADDING_PX], 0),
    ...disposable(() => {
      map.un('moveend', arrive);
      viewport.removeEventListener('pointerdown', grasp);
      viewport.removeEventListener('wheel', grasp);
      listeners.clear();
    }),
  };
};
