// Moves the view, remembers where it has been, and tells what it shows.
import type OlMap from 'ol/Map.js';
import type View from 'ol/View.js';
import { lonLatToMercator, mercatorToLonLat } from '../../../shared/geo/tile-grid.ts';
import type { Disposable } from '../../../shared/kernel/disposable.ts';
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
const FIT_PADDING = [48, 48, 48, 48] as const;

const extentOf = ([west, south, east, north]: Bounds): number[] => [...lonLatToMercator([west, south]), ...lonLatToMercator([east, north])];

const boundsOf = (map: OlMap, view: View): Bounds => {
  const [west = 0, south = 0, east = 0, north = 0] = view.calculateExtent(map.getSize() ?? [1, 1]);
  const [low, high] = [mercatorToLonLat([west, south]), mercatorToLonLat([east, north])];
  return [low[0], low[1], high[0], high[1]];
};

class Camera implements MapCamera {
  readonly #map: OlMap;
  readonly #view: View;
  readonly #viewport: HTMLElement;
  readonly #durationMs: number;
  readonly #history = createViewHistory();
  readonly #listeners = createListeners<MapView>();
  #isTaken = false;
  /** Set while the view goes where history says, so that arriving is no new visit. */
  #isReturning = false;

  constructor(map: OlMap, durationMs: number) {
    this.#map = map;
    this.#view = map.getView();
    this.#viewport = viewportOf(map);
    this.#durationMs = durationMs;
    map.on('moveend', this.#arrive);
    this.#viewport.addEventListener('pointerdown', this.#grasp);
    this.#viewport.addEventListener('wheel', this.#grasp, { passive: true });
  }

  readonly flyTo = (target: FlyTarget): void => {
    this.#isTaken = true;
    this.#view.cancelAnimations();
    if ('bounds' in target) {
      this.#fit(target.bounds, target.paddingPx ?? FIT_PADDING, this.#durationMs);
      return;
    }
    const zoom = target.zoom ?? Math.max(this.#view.getZoom() ?? 0, CLOSE_ENOUGH_ZOOM);
    this.#view.animate({ center: [...lonLatToMercator(target.position)], zoom, duration: this.#durationMs });
  };

  readonly zoomBy = (steps: number): void => {
    this.#isTaken = true;
    this.#view.animate({ zoom: (this.#view.getZoom() ?? 0) + steps, duration: this.#durationMs });
  };

  readonly back = (): void => this.#go(this.#history.back());
  readonly forward = (): void => this.#go(this.#history.forward());
  readonly onView = this.#listeners.add;
  readonly isTaken = (): boolean => this.#isTaken;
  readonly show = (bounds: Bounds): void => this.#fit(bounds, FIT_PADDING, 0);

  readonly view = (): MapView => {
    const [east = 0, north = 0] = this.#view.getCenter() ?? [];
    const centre: LonLat = mercatorToLonLat([east, north]);
    return { bounds: boundsOf(this.#map, this.#view), centre, zoom: this.#view.getZoom() ?? 0, canGoBack: this.#history.canGoBack(), canGoForward: this.#history.canGoForward() };
  };

  readonly dispose = (): void => {
    this.#map.un('moveend', this.#arrive);
    this.#viewport.removeEventListener('pointerdown', this.#grasp);
    this.#viewport.removeEventListener('wheel', this.#grasp);
    this.#listeners.clear();
  };

  readonly #arrive = (): void => {
    if (this.#isReturning) this.#isReturning = false;
    else if (this.#map.getSize() !== undefined) this.#history.visit(boundsOf(this.#map, this.#view));
    this.#listeners.tell(this.view());
  };

  readonly #grasp = (): void => {
    this.#isTaken = true;
  };

  #fit(bounds: Bounds, padding: readonly number[], duration: number): void {
    this.#view.fit(extentOf(bounds), { padding: [...padding], duration, maxZoom: 18 });
  }

  #go(bounds: Bounds | null): void {
    if (bounds === null) return;
    this.#isReturning = true;
    this.#fit(bounds, [0, 0, 0, 0], this.#durationMs);
  }
}

export const createMapCamera = (map: OlMap, durationMs: number): MapCamera => new Camera(map, durationMs);
