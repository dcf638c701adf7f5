// The base maps that are on, bottom first; those that stay keep their tiles when others come and go.
import type OlMap from 'ol/Map.js';
import type { Clock } from '../../../shared/kernel/clock.ts';
import { disposable, type Disposable } from '../../../shared/kernel/disposable.ts';
import { createListeners } from '../listeners.ts';
import { createBasemapLayer, type BasemapLayer } from './basemap-layer.ts';
import type { BasemapSpec, BasemapState } from './basemap-spec.ts';

export interface BasemapPile extends Disposable {
  readonly show: (specs: readonly BasemapSpec[]) => void;
  readonly states: () => readonly BasemapState[];
  readonly onStates: (listener: (states: readonly BasemapState[]) => void) => () => void;
}

/** Above the relief, below everything drawn from the atlas. */
const LOWEST = 1;
const MOST = 4;

export const createBasemapPile = (map: OlMap, clock: Clock): BasemapPile => {
  let pile: readonly BasemapLayer[] = [];
  const listeners = createListeners<readonly BasemapState[]>();
  const states = (): readonly BasemapState[] => pile.map(({ state }) => state());
  const tell = (): void => listeners.tell(states());
  const drop = (gone: BasemapLayer): void => {
    map.removeLayer(gone.layer);
    gone.dispose();
  };
  return {
    show: (specs) => {
      const shown = specs.slice(0, MOST);
      for (const old of pile) if (!shown.includes(old.spec)) drop(old);
      pile = shown.map((spec, index) => {
        const kept = pile.find((old) => old.spec === spec);
        const layer = kept ?? createBasemapLayer(spec, LOWEST + index, clock, tell);
        layer.layer.setZIndex(LOWEST + index);
        if (kept === undefined) map.addLayer(layer.layer);
        return layer;
      });
      tell();
    },
    states,
    onStates: listeners.add,
    ...disposable(() => {
      for (const layer of pile) drop(layer);
      pile = [];
      listeners.clear();
    }),
  };
};
