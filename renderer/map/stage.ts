// Builds the map in an element and joins its parts; the only door of this room.
import './map.css';
import Attribution from 'ol/control/Attribution.js';
import OlMap from 'ol/Map.js';
import View from 'ol/View.js';
import { lonLatToMercator } from '../../shared/geo/tile-grid.ts';
import type { Language } from '../../shared/i18n/language.ts';
import { disposeAll, disposable, type Disposable } from '../../shared/kernel/disposable.ts';
import { createBasemapPile } from './basemaps/basemap-pile.ts';
import { browserClock } from './browser-clock.ts';
import { MAP_LAYERS } from './layers/index.ts';
import { legendOf } from './legend.ts';
import { createListeners } from './listeners.ts';
import { mapPicture } from './map-picture.ts';
import type { MapStage, MapStageOptions, PointerPlace, SelectEvent } from './map-stage.ts';
import { createHazardZones, type HazardOnMap } from './overlays/hazard-zones.ts';
import { createMarks, type Mark } from './overlays/marks.ts';
import { createSelection } from './overlays/selection.ts';
import { paletteOf, type Theme } from './palette.ts';
import { createReliefLayer } from './relief/relief-layer.ts';
import { createThingsOnMap, type ThingsLook } from './things-on-map.ts';
import { createMapTools } from './tools/map-tools.ts';
import { createHands } from './view/interactions.ts';
import { createMapCamera } from './view/map-camera.ts';
import { watchPointer } from './view/pointer.ts';
import { createScaleBar } from './view/scale-bar.ts';

/** The six core layers, loudspeakers, and the ground: what a duty officer needs at three in the morning. */
const FIRST_KINDS = ['hazardPoint', 'shelter', 'transferRoute', 'stockpile', 'team', 'responsiblePerson', 'loudspeaker', 'township', 'village', 'road', 'waterway'];

/** Songyang, until the station says what the map covers. */
const FIRST_CENTRE = [119.48, 28.45] as const;
const MOTION_MS = 220;
/** While the view is dragged, tiles are asked for no more often than this. */
const FOLLOW_MS = 150;
const EXTENT_TIMEOUT_MS = 15_000;

class Stage {
  readonly #options: MapStageOptions;
  readonly #clock;
  readonly #map: OlMap;
  readonly #hands = createHands(motionMs());
  readonly #relief;
  readonly #things;
  readonly #selection;
  readonly #hazardZones = createHazardZones();
  readonly #marks = createMarks();
  readonly #basemaps;
  readonly #scaleBar;
  readonly #camera;
  readonly #tools;
  readonly #pointer: Disposable;
  readonly #sizing: Disposable;
  readonly #pointerListeners = createListeners<PointerPlace | null>();
  readonly #selectListeners = createListeners<SelectEvent>();
  readonly #menuListeners = createListeners<SelectEvent>();
  readonly #ending = new AbortController();
  #look: ThingsLook;
  #hazards: readonly HazardOnMap[] = [];
  #shownMarks: readonly Mark[] = [];
  #following: Disposable | null = null;

  constructor(options: MapStageOptions) {
    this.#options = options;
    const { target, client, theme, language, textScale = 1, visibleKinds = FIRST_KINDS } = options;
    this.#clock = options.clock ?? browserClock;
    this.#look = { theme, language, textScale, names: 'all' };
    this.#dressTarget(target);
    this.#map = makeMap(target, this.#hands);
    this.#relief = createReliefLayer(client, theme);
    const pixelRatio = Math.max(1, window.devicePixelRatio);
    this.#things = createThingsOnMap({ client, clock: this.#clock, definitions: MAP_LAYERS, visibleKinds: new Set(visibleKinds), look: this.#look, pixelRatio });
    this.#selection = createSelection(client, paletteOf(theme), this.#things.placeOf);
    for (const layer of [this.#relief.layer, ...this.#things.layers, ...this.#hazardZones.layers, this.#marks.layer, ...this.#selection.layers]) this.#map.addLayer(layer);
    this.#basemaps = createBasemapPile(this.#map, this.#clock);
    this.#camera = createMapCamera(this.#map, motionMs());
    this.#tools = createMapTools(this.#map, this.#hands, this.#clock, this.#sketchLook());
    this.#scaleBar = createScaleBar(target, language);
    this.#pointer = this.#watchPointer();
    this.#sizing = this.#watchView(target);
    this.#things.onArranged(() => this.#selection.redraw(paletteOf(this.#look.theme)));
    void this.#showFirstExtent();
  }

  face(): MapStage {
    const [things, camera] = [this.#things, this.#camera];
    return {
      setTheme: (theme: Theme) => this.#setLook({ theme }),
      setLanguage: (language: Language) => this.#setLook({ language }),
      setTextScale: (textScale: number) => this.#setLook({ textScale: Math.min(3, Math.max(0.6, textScale)) }),
      setNames: (names) => this.#setLook({ names }),
      setLayerVisible: things.setVisible,
      isLayerVisible: things.isVisible,
      setFilter: things.setFilter,
      setReliefVisible: (isVisible) => this.#relief.layer.setVisible(isVisible),
      layerStates: things.states,
      onLayerStates: things.onStates,
      retryNow: this.#retryNow,
      flyTo: camera.flyTo,
      zoomBy: camera.zoomBy,
      previousExtent: camera.back,
      nextExtent: camera.forward,
      view: camera.view,
      onView: camera.onView,
      onPointer: this.#pointerListeners.add,
      onSelect: this.#selectListeners.add,
      onContextMenu: this.#menuListeners.add,
      select: this.#selection.select,
      highlight: this.#selection.highlight,
      setHazards: this.#setHazards,
      setMarks: this.#setMarks,
      setBasemaps: this.#basemaps.show,
      onBasemapStates: this.#basemaps.onStates,
      tools: this.#tools,
      legend: () => legendOf({ definitions: this.#shownDefinitions(), tools: { glyphs: things.glyphs, palette: paletteOf(this.#look.theme), language: this.#look.language }, hasHazards: this.#hazards.length > 0 }),
      picture: () => mapPicture(this.#map),
      dispose: this.#dispose,
    };
  }

  readonly #dispose = (): void => {
    this.#ending.abort();
    this.#following?.dispose();
    for (const listeners of [this.#pointerListeners, this.#selectListeners, this.#menuListeners]) listeners.clear();
    // The map lets go of its layers first: a layer that is closed under it would be asked to draw once more.
    this.#map.setTarget();
    disposeAll(this.#relief, this.#things, this.#selection, this.#hazardZones, this.#marks, this.#basemaps, this.#camera, this.#scaleBar, this.#tools, this.#pointer, this.#sizing).dispose();
    this.#map.dispose();
    this.#options.target.classList.remove('map-stage', 'map-dark', 'map-light');
  };

  #dressTarget(target: HTMLElement): void {
    target.classList.add('map-stage', `map-${this.#look.theme}`);
    if (!target.hasAttribute('tabindex')) target.tabIndex = 0;
  }

  #setLook(change: Partial<ThingsLook>): void {
    const before = this.#look;
    this.#look = { ...before, ...change };
    const { theme, language } = this.#look;
    this.#options.target.classList.replace(`map-${before.theme}`, `map-${theme}`);
    this.#things.setLook(this.#look);
    this.#relief.setTheme(theme);
    this.#scaleBar.setLanguage(language);
    this.#tools.setLook(this.#sketchLook());
    this.#setHazards(this.#hazards);
    this.#setMarks(this.#shownMarks);
    this.#selection.redraw(paletteOf(theme));
  }

  #sketchLook(): { readonly palette: ReturnType<typeof paletteOf>; readonly language: Language; readonly textScale: number } {
    const { theme, language, textScale } = this.#look;
    return { palette: paletteOf(theme), language, textScale };
  }

  readonly #setHazards = (hazards: readonly HazardOnMap[]): void => {
    this.#hazards = hazards;
    this.#things.setExtra(this.#hazardZones.show(hazards, this.#sketchLook()));
  };

  readonly #setMarks = (marks: readonly Mark[]): void => {
    this.#shownMarks = marks;
    this.#marks.show(marks, paletteOf(this.#look.theme), this.#look.textScale);
  };

  readonly #retryNow = (): void => {
    this.#things.retryNow();
    this.#relief.retryNow();
  };

  #shownDefinitions(): readonly (typeof MAP_LAYERS)[number][] {
    return MAP_LAYERS.filter(({ kind }) => this.#things.isVisible(kind));
  }

  #watchPointer(): Disposable {
    return watchPointer({
      map: this.#map,
      shapeLayers: () => this.#things.things.flatMap(({ shapes }) => (shapes === null ? [] : [shapes.layer])),
      onPointer: this.#pointerListeners.tell,
      onSelect: this.#selectListeners.tell,
      onContextMenu: this.#menuListeners.tell,
      isToolOn: () => this.#tools.active() !== null,
    });
  }

  #watchView(target: HTMLElement): Disposable {
    const view = this.#map.getView();
    const follow = (): void => {
      this.#following ??= this.#clock.after(FOLLOW_MS, () => {
        this.#following = null;
        if (!view.getAnimating()) this.#tellViewport(view.getInteracting());
      });
    };
    const settle = (): void => this.#tellViewport(false);
    view.on('change:center', follow);
    this.#map.on('moveend', settle);
    const resized = new ResizeObserver(() => this.#map.updateSize());
    resized.observe(target);
    return disposable(() => {
      view.un('change:center', follow);
      this.#map.un('moveend', settle);
      resized.disconnect();
    });
  }

  #tellViewport(isMoving: boolean): void {
    const view = this.#map.getView();
    const size = this.#map.getSize();
    const resolution = view.getResolution();
    if (size === undefined || resolution === undefined || (size[0] ?? 0) === 0) return;
    const [west = 0, south = 0, east = 0, north = 0] = view.calculateExtent(size);
    this.#things.setViewport({ extent: [west, south, east, north], resolution, zoom: view.getZoom() ?? 0 }, isMoving);
    this.#scaleBar.show(resolution, (south + north) / 2);
  }

  async #showFirstExtent(): Promise<void> {
    const answer = await this.#options.client.request('readExtent', {}, { signal: this.#ending.signal, timeoutMs: EXTENT_TIMEOUT_MS });
    if (this.#ending.signal.aborted || this.#camera.isTaken() || !answer.ok || answer.value.value.extent === null) return;
    this.#camera.show(answer.value.value.extent);
  }
}

/** 0 where the system asks for no motion. */
const motionMs = (): number => (window.matchMedia('(prefers-reduced-motion: reduce)').matches ? 0 : MOTION_MS);

const makeMap = (target: HTMLElement, hands: ReturnType<typeof createHands>): OlMap =>
  new OlMap({
    target,
    view: new View({ center: [...lonLatToMercator(FIRST_CENTRE)], zoom: 10.5, minZoom: 3, maxZoom: 19, enableRotation: false, smoothResolutionConstraint: false }),
    controls: [new Attribution({ collapsible: false, className: 'map-attribution' })],
    interactions: hands.collection,
    layers: [],
    // A base map that hangs may hold some of these; the relief and the others still get theirs.
    maxTilesLoading: 96,
    moveTolerance: 2,
  });

/** Ready at once; fills as the station answers. Disposing leaves the element as it was. */
export const createMapStage = (options: MapStageOptions): MapStage => new Stage(options).face();
