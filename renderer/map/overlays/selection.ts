// Rings around the selected thing and around highlighted ones, wherever their symbols are drawn now.
import Feature from 'ol/Feature.js';
import Point from 'ol/geom/Point.js';
import Circle from 'ol/style/Circle.js';
import Stroke from 'ol/style/Stroke.js';
import Style from 'ol/style/Style.js';
import type { ThingGeometry } from '../../../shared/domain/atlas/thing.ts';
import { lonLatToMercator, type MercatorPoint } from '../../../shared/geo/tile-grid.ts';
import { disposeAll, type Disposable } from '../../../shared/kernel/disposable.ts';
import type { LonLat } from '../../../shared/kernel/units.ts';
import type { StationClient } from '../../station-client/station-client.ts';
import { mercatorGeometry } from '../layers/thing-geometry.ts';
import type { Palette } from '../palette.ts';
import { createVectorOverlay } from './vector-overlay.ts';
import type BaseLayer from 'ol/layer/Base.js';

export interface ThingRef {
  readonly kind: string;
  readonly id: string;
}

/** `lonLat` is used where the thing's own symbol is not on the map, as inside a cluster. */
export interface HighlightItem extends ThingRef {
  readonly lonLat?: LonLat;
}

export interface Selection extends Disposable {
  readonly layers: readonly BaseLayer[];
  readonly select: (thing: ThingRef | null) => void;
  readonly highlight: (items: readonly HighlightItem[]) => void;
  /** Draws again after symbols have moved or the theme has changed. */
  readonly redraw: (palette: Palette) => void;
}

type PlaceOf = (kind: string, id: string) => { readonly position: MercatorPoint; readonly radius: number } | null;

const ORDER = 90;
const USUAL_RADIUS = 10;
const READ_TIMEOUT_MS = 8_000;

const ring = (position: MercatorPoint, radius: number, colour: string, casing: string, lineDash: number[]): Feature => {
  const feature = new Feature(new Point([...position]));
  feature.setStyle([
    new Style({ image: new Circle({ radius, stroke: new Stroke({ color: casing, width: 5 }), declutterMode: 'none' }) }),
    new Style({ image: new Circle({ radius, stroke: new Stroke({ color: colour, width: 2.4, lineDash }), declutterMode: 'none' }) }),
  ]);
  return feature;
};

const outline = (geometry: ThingGeometry, palette: Palette): Feature => {
  const feature = new Feature(mercatorGeometry(geometry));
  feature.setStyle([
    new Style({ stroke: new Stroke({ color: palette.selectionCasing, width: 6.5 }) }),
    new Style({ stroke: new Stroke({ color: palette.selection, width: 3 }) }),
  ]);
  return feature;
};

class SelectionOverlay implements Selection {
  readonly #client: Pick<StationClient, 'request'>;
  readonly #placeOf: PlaceOf;
  readonly #overlay = createVectorOverlay(ORDER);
  readonly layers = [this.#overlay.layer];
  #palette: Palette;
  #selected: ThingRef | null = null;
  /** What the station says of the selected thing's geometry; null until it has, and where it has no place. */
  #geometry: ThingGeometry | null = null;
  #highlighted: readonly HighlightItem[] = [];
  #reading: AbortController | null = null;

  constructor(client: Pick<StationClient, 'request'>, palette: Palette, placeOf: PlaceOf) {
    this.#client = client;
    this.#palette = palette;
    this.#placeOf = placeOf;
  }

  readonly select = (thing: ThingRef | null): void => {
    this.#reading?.abort();
    this.#reading = null;
    this.#selected = thing;
    this.#geometry = null;
    this.redraw(this.#palette);
    if (thing !== null) void this.#read(thing);
  };

  readonly highlight = (items: readonly HighlightItem[]): void => {
    this.#highlighted = items;
    this.redraw(this.#palette);
  };

  readonly redraw = (palette: Palette): void => {
    this.#palette = palette;
    const highlighted = this.#highlighted.flatMap((item) => {
      const place = this.#placeOf(item.kind, item.id);
      const position = place?.position ?? (item.lonLat === undefined ? null : lonLatToMercator(item.lonLat));
      return position === null ? [] : [ring(position, (place?.radius ?? USUAL_RADIUS) + 3, palette.sketch, palette.halo, [5, 3])];
    });
    this.#overlay.show([...highlighted, ...this.#selectedFeatures()]);
  };

  readonly dispose = (): void => {
    this.#reading?.abort();
    disposeAll(this.#overlay).dispose();
  };

  #selectedFeatures(): readonly Feature[] {
    const { selection, selectionCasing } = this.#palette;
    if (this.#selected === null) return [];
    const place = this.#placeOf(this.#selected.kind, this.#selected.id);
    if (place !== null) return [ring(place.position, place.radius + 5, selection, selectionCasing, [])];
    const geometry = this.#geometry;
    if (geometry === null) return [];
    return geometry.type === 'Point' ? [ring(lonLatToMercator(geometry.coordinates), USUAL_RADIUS + 5, selection, selectionCasing, [])] : [outline(geometry, this.#palette)];
  }

  async #read({ kind, id }: ThingRef): Promise<void> {
    const reading = new AbortController();
    this.#reading = reading;
    const answer = await this.#client.request('readThing', { kind, id }, { signal: reading.signal, timeoutMs: READ_TIMEOUT_MS });
    // Without an answer the ring stays on the symbol where there is one; the window shows the refusal.
    if (reading.signal.aborted || !answer.ok) return;
    this.#geometry = answer.value.value.thing.geometry;
    this.redraw(this.#palette);
  }
}

export const createSelection = (client: Pick<StationClient, 'request'>, palette: Palette, placeOf: PlaceOf): Selection => new SelectionOverlay(client, palette, placeOf);
