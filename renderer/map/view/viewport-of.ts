// The element a map draws into.
import type OlMap from 'ol/Map.js';

/** Throws for a map without one, which no map of this room ever is. */
export const viewportOf = (map: OlMap): HTMLElement => {
  const viewport = map.getViewport();
  if (viewport === undefined) throw new Error('the map has no viewport');
  return viewport;
};
