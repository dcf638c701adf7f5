// The lines and areas of one kind as a vector layer that follows a changing list of shapes.
import Feature from 'ol/Feature.js';
import type Geometry from 'ol/geom/Geometry.js';
import MultiPolygon from 'ol/geom/MultiPolygon.js';
import Point from 'ol/geom/Point.js';
import Polygon from 'ol/geom/Polygon.js';
import VectorLayer from 'ol/layer/Vector.js';
import VectorSource from 'ol/source/Vector.js';
import type Style from 'ol/style/Style.js';
import type { Disposable } from '../../../shared/kernel/disposable.ts';
import type { ShapeItem } from '../tiles/tile-content.ts';
import type { PlacedShape } from '../tiles/tile-picture.ts';
import { setHit } from './hit.ts';
import { ARROW_PLACES, type LayerDefinition, type ShapeView, type StyleContext } from './layer-definition.ts';
import { directionAt, headingSector, mainLine, mercatorGeometry } from './thing-geometry.ts';

export interface DrawnShape {
  readonly item: ShapeItem;
  readonly view: ShapeView;
  readonly geometry: Geometry;
}

export interface ShapeLayer extends Disposable {
  readonly layer: VectorLayer;
  readonly show: (shapes: readonly PlacedShape[]) => void;
  readonly drawn: () => Iterable<DrawnShape>;
  /** Forgets the styles made so far: another theme, scale or font. */
  readonly restyle: () => void;
}

interface Held extends DrawnShape {
  readonly z: number;
  readonly feature: Feature;
}

const VIEW = 'shapeView';

/** Tells a moved or redrawn shape from one that merely came again with another tile. */
const isSame = ({ item, z }: Held, placed: PlacedShape): boolean => {
  const { shape } = placed;
  if (item === shape) return true;
  return z === placed.z && item.signature === shape.signature && item.name === shape.name && item.symbol === shape.symbol && item.level === shape.level && item.state === shape.state;
};

const makeHeld = (definition: LayerDefinition, { shape, z }: PlacedShape): Held => {
  const geometry = mercatorGeometry(shape.geometry);
  const isArea = geometry instanceof Polygon || geometry instanceof MultiPolygon;
  const feature = new Feature(geometry);
  const line = definition.hasDirection ? mainLine(geometry) : null;
  const [middle, end] = line === null ? [null, null] : [directionAt(line, 0.5), directionAt(line, 1)];
  if (middle !== null) feature.set(ARROW_PLACES.middle, new Point([...middle.at]), true);
  if (end !== null) feature.set(ARROW_PLACES.end, new Point([...end.at]), true);
  const heading = middle === null || end === null ? null : { middle: headingSector(middle.turn), end: headingSector(end.turn) };
  const view: ShapeView = { symbol: shape.symbol, level: shape.level, state: shape.state, isArea, heading };
  feature.set(VIEW, view, true);
  setHit(feature, { type: 'thing', kind: definition.kind, id: shape.id, name: shape.name, lonLat: null });
  return { item: shape, view, geometry, z, feature };
};

const styleKey = ({ symbol, level, state, isArea, heading }: ShapeView, zoom: number): string =>
  `${zoom}|${symbol}|${level}|${state}|${isArea}|${heading === null ? '' : `${heading.middle},${heading.end}`}`;

/** More looks than this in use at once do not occur; the memory starts afresh. */
const MOST_STYLES = 4_000;

class Shapes implements ShapeLayer {
  readonly #definition: LayerDefinition;
  readonly #contextAt: (resolution: number) => StyleContext;
  readonly #source = new VectorSource<Feature>({ wrapX: false });
  readonly #styles = new Map<string, Style[]>();
  readonly #held = new Map<string, Held>();
  readonly layer: VectorLayer;

  constructor(definition: LayerDefinition, contextAt: (resolution: number) => StyleContext) {
    this.#definition = definition;
    this.#contextAt = contextAt;
    this.layer = new VectorLayer({
      source: this.#source,
      zIndex: definition.order,
      renderBuffer: 300,
      updateWhileInteracting: true,
      // Only makeHeld makes features of this source, and it always sets the view.
      style: (feature, resolution) => this.#styleOf(feature.get(VIEW) as ShapeView, resolution),
    });
  }

  readonly drawn = (): Iterable<DrawnShape> => this.#held.values();

  readonly show = (shapes: readonly PlacedShape[]): void => {
    const wanted = new Set(shapes.map(({ shape }) => shape.id));
    const gone = [...this.#held.values()].filter(({ item }) => !wanted.has(item.id));
    for (const { item } of gone) this.#held.delete(item.id);
    const fresh: Feature[] = [];
    for (const placed of shapes) {
      const old = this.#held.get(placed.shape.id);
      if (old !== undefined && isSame(old, placed)) continue;
      if (old !== undefined) gone.push(old);
      const made = makeHeld(this.#definition, placed);
      this.#held.set(placed.shape.id, made);
      fresh.push(made.feature);
    }
    if (gone.length > 0) this.#source.removeFeatures(gone.map(({ feature }) => feature));
    if (fresh.length > 0) this.#source.addFeatures(fresh);
  };

  readonly restyle = (): void => {
    this.#styles.clear();
    this.layer.changed();
  };

  readonly dispose = (): void => {
    this.layer.dispose();
    this.#source.clear(true);
    this.#source.dispose();
    this.#held.clear();
  };

  #styleOf(view: ShapeView, resolution: number): Style[] {
    const context = this.#contextAt(resolution);
    const key = styleKey(view, context.zoom);
    const found = this.#styles.get(key);
    if (found !== undefined) return found;
    if (this.#styles.size >= MOST_STYLES) this.#styles.clear();
    const made = [...(this.#definition.shape?.(view, context) ?? [])];
    this.#styles.set(key, made);
    return made;
  }
}

export const createShapeLayer = (definition: LayerDefinition, contextAt: (resolution: number) => StyleContext): ShapeLayer => new Shapes(definition, contextAt);
