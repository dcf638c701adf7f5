// What a window can do with the map.
import type { AtlasFilter } from '../../shared/contract/atlas.ts';
import type { Language } from '../../shared/i18n/language.ts';
import type { Clock } from '../../shared/kernel/clock.ts';
import type { Disposable } from '../../shared/kernel/disposable.ts';
import type { Bounds, LonLat } from '../../shared/kernel/units.ts';
import type { StationClient } from '../station-client/station-client.ts';
import type { BasemapSpec, BasemapState } from './basemaps/basemap-spec.ts';
import type { Hit } from './layers/hit.ts';
import type { LegendSection } from './legend.ts';
import type { HazardOnMap } from './overlays/hazard-zones.ts';
import type { Mark } from './overlays/marks.ts';
import type { HighlightItem, ThingRef } from './overlays/selection.ts';
import type { Theme } from './palette.ts';
import type { LayerState } from './things-on-map.ts';
import type { MapTools } from './tools/map-tools.ts';

export interface MapStageOptions {
  /** Must have a size before the map can draw; gets `tabindex` so that keys reach it. */
  readonly target: HTMLElement;
  readonly client: StationClient;
  readonly theme: Theme;
  readonly language: Language;
  /** Kinds shown at first; without it the six core layers, loudspeakers, and the ground. */
  readonly visibleKinds?: readonly string[];
  readonly textScale?: number;
  /** The page's own clock where none is given. */
  readonly clock?: Clock;
}

export interface PointerPlace {
  readonly lonLat: LonLat;
  /** CSS pixels from the map's upper left corner. */
  readonly pixel: readonly [x: number, y: number];
}

export interface SelectEvent extends PointerPlace {
  /** What lies under the cursor, topmost first; empty where nothing does. */
  readonly hits: readonly Hit[];
  /** With Ctrl or Shift held: add to what is selected. */
  readonly isAdding: boolean;
}

export interface MapView {
  readonly bounds: Bounds;
  readonly centre: LonLat;
  readonly zoom: number;
  readonly canGoBack: boolean;
  readonly canGoForward: boolean;
}

export type FlyTarget =
  /** Keeps the scale where no zoom is given, but comes close enough to see a single thing. */
  | { readonly position: LonLat; readonly zoom?: number }
  /** `paddingPx` keeps clear of panels: top, right, bottom, left. */
  | { readonly bounds: Bounds; readonly paddingPx?: readonly [number, number, number, number] };

/** Every `on…` returns the function that ends it. */
export interface MapStage extends Disposable {
  readonly setTheme: (theme: Theme) => void;
  readonly setLanguage: (language: Language) => void;
  /** 1 is the usual size; symbols and words grow together. */
  readonly setTextScale: (scale: number) => void;
  readonly setNames: (names: 'all' | 'places' | 'none') => void;

  readonly setLayerVisible: (kind: string, isVisible: boolean) => void;
  readonly isLayerVisible: (kind: string) => boolean;
  readonly setFilter: (kind: string, filter: AtlasFilter | undefined) => void;
  readonly setReliefVisible: (isVisible: boolean) => void;
  readonly layerStates: () => readonly LayerState[];
  readonly onLayerStates: (listener: (states: readonly LayerState[]) => void) => () => void;
  /** Asks again for whatever could not be loaded; also after signing in. */
  readonly retryNow: () => void;

  readonly flyTo: (target: FlyTarget) => void;
  readonly zoomBy: (steps: number) => void;
  readonly previousExtent: () => void;
  readonly nextExtent: () => void;
  readonly view: () => MapView;
  readonly onView: (listener: (view: MapView) => void) => () => void;
  /** Null when the pointer has left the map. */
  readonly onPointer: (listener: (place: PointerPlace | null) => void) => () => void;
  readonly onSelect: (listener: (event: SelectEvent) => void) => () => void;
  readonly onContextMenu: (listener: (event: SelectEvent) => void) => () => void;

  readonly select: (thing: ThingRef | null) => void;
  readonly highlight: (items: readonly HighlightItem[]) => void;
  readonly setHazards: (hazards: readonly HazardOnMap[]) => void;
  readonly setMarks: (marks: readonly Mark[]) => void;

  /** Bottom first; a source that is already there keeps its tiles. */
  readonly setBasemaps: (specs: readonly BasemapSpec[]) => void;
  readonly onBasemapStates: (listener: (states: readonly BasemapState[]) => void) => () => void;

  readonly tools: MapTools;
  readonly legend: () => readonly LegendSection[];
  /** The map as it is drawn now, for printing; null where a source without permission has made it unreadable. */
  readonly picture: () => Promise<Blob | null>;
}
