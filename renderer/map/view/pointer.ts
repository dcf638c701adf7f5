// Where the pointer is and what lies under it, topmost first.
import type OlMap from 'ol/Map.js';
import type VectorLayer from 'ol/layer/Vector.js';
import { mercatorToLonLat } from '../../../shared/geo/tile-grid.ts';
import { disposable, type Disposable } from '../../../shared/kernel/disposable.ts';
import { hitOf, type Hit } from '../layers/hit.ts';
import { viewportOf } from './viewport-of.ts';
import type { PointerPlace, SelectEvent } from '../map-stage.ts';

export interface PointerOptions {
  readonly map: OlMap;
  /** Lines and areas; an area counts as hit anywhere inside, although it is only outlined. */
  readonly shapeLayers: () => readonly VectorLayer[];
  readonly onPointer: (place: PointerPlace | null) => void;
  readonly onSelect: (event: SelectEvent) => void;
  readonly onContextMenu: (event: SelectEvent) => void;
  /** While a tool is on, clicks are the tool's. */
  readonly isToolOn: () => boolean;
}

const TOLERANCE_PX = 5;

const keyOf = (hit: Hit): string => (hit.type === 'cluster' ? `cluster ${hit.kind} ${hit.lonLat.join(' ')}` : hit.type === 'thing' ? `${hit.kind} ${hit.id}` : `${hit.type} ${hit.id}`);

const hitsAt = (map: OlMap, pixel: number[], coordinate: number[], shapeLayers: readonly VectorLayer[]): readonly Hit[] => {
  const hits = new Map<string, Hit>();
  const note = (hit: Hit | null): void => {
    if (hit !== null && !hits.has(keyOf(hit))) hits.set(keyOf(hit), hit);
  };
  map.forEachFeatureAtPixel(pixel, (feature) => note(hitOf(feature)), { hitTolerance: TOLERANCE_PX });
  for (const layer of shapeLayers.toReversed()) {
    if (!layer.getVisible()) continue;
    for (const feature of layer.getSource()?.getFeaturesAtCoordinate(coordinate) ?? []) note(hitOf(feature));
  }
  return [...hits.values()];
};

const placeOf = (map: OlMap, event: MouseEvent): { readonly place: PointerPlace; readonly pixel: number[]; readonly coordinate: number[] } | null => {
  const pixel = map.getEventPixel(event);
  const coordinate = map.getCoordinateFromPixel(pixel);
  const [x, y] = pixel;
  const [east, north] = coordinate ?? [];
  if (coordinate === null || x === undefined || y === undefined || east === undefined || north === undefined) return null;
  return { place: { lonLat: mercatorToLonLat([east, north]), pixel: [x, y] }, pixel, coordinate };
};

export const watchPointer = (options: PointerOptions): Disposable => {
  const { map } = options;
  const viewport = viewportOf(map);
  const selection = (event: MouseEvent): SelectEvent | null => {
    const found = placeOf(map, event);
    return found === null ? null : { ...found.place, hits: hitsAt(map, found.pixel, found.coordinate, options.shapeLayers()), isAdding: event.ctrlKey || event.metaKey || event.shiftKey };
  };
  const move = (event: PointerEvent): void => options.onPointer(placeOf(map, event)?.place ?? null);
  const leave = (): void => options.onPointer(null);
  const menu = (event: MouseEvent): void => {
    event.preventDefault();
    const selected = selection(event);
    if (selected !== null) options.onContextMenu(selected);
  };
  // The middle button pans; without this the browser starts its own scrolling.
  const noAutoscroll = (event: MouseEvent): void => {
    if (event.button === 1) event.preventDefault();
  };
  const click = ({ originalEvent }: { readonly originalEvent: unknown }): void => {
    if (options.isToolOn() || !(originalEvent instanceof MouseEvent)) return;
    const selected = selection(originalEvent);
    if (selected !== null) options.onSelect(selected);
  };
  map.on('click', click);
  viewport.addEventListener('pointermove', move);
  viewport.addEventListener('pointerleave', leave);
  viewport.addEventListener('contextmenu', menu);
  viewport.addEventListener('mousedown', noAutoscroll);
  return disposable(() => {
    map.un('click', click);
    viewport.removeEventListener('pointermove', move);
    viewport.removeEventListener('pointerleave', leave);
    viewport.removeEventListener('contextmenu', menu);
    viewport.removeEventListener('mousedown', noAutoscroll);
  });
};
