// Keeps a source's point features in step with a list, touching only those that changed: most stay from one arrangement to the next.
import Feature from 'ol/Feature.js';
import Point from 'ol/geom/Point.js';
import type VectorSource from 'ol/source/Vector.js';
import type Style from 'ol/style/Style.js';
import type { MercatorPoint } from '../../../shared/geo/tile-grid.ts';
import { setHit, type Hit } from '../layers/hit.ts';

export interface PointDrawing {
  readonly key: string;
  readonly position: MercatorPoint;
  readonly style: Style;
  readonly hit: Hit | null;
}

export interface FeatureSync {
  readonly show: (drawings: readonly PointDrawing[]) => void;
  readonly clear: () => void;
}

interface Held {
  readonly feature: Feature<Point>;
  drawing: PointDrawing;
}

const make = (drawing: PointDrawing): Held => {
  const feature = new Feature(new Point([...drawing.position]));
  feature.setStyle(drawing.style);
  if (drawing.hit !== null) setHit(feature, drawing.hit);
  return { feature, drawing };
};

const update = (held: Held, drawing: PointDrawing): void => {
  const { feature, drawing: before } = held;
  if (before.style !== drawing.style) feature.setStyle(drawing.style);
  if (before.position[0] !== drawing.position[0] || before.position[1] !== drawing.position[1]) feature.getGeometry()?.setCoordinates([...drawing.position]);
  if (drawing.hit !== null) setHit(feature, drawing.hit);
  held.drawing = drawing;
};

export const createFeatureSync = (source: VectorSource<Feature>): FeatureSync => {
  const held = new Map<string, Held>();
  return {
    show: (drawings) => {
      const wanted = new Set(drawings.map(({ key }) => key));
      const gone: Feature[] = [];
      for (const [key, { feature }] of held) {
        if (wanted.has(key)) continue;
        gone.push(feature);
        held.delete(key);
      }
      const fresh: Feature[] = [];
      for (const drawing of drawings) {
        const old = held.get(drawing.key);
        if (old !== undefined) {
          update(old, drawing);
          continue;
        }
        const made = make(drawing);
        held.set(drawing.key, made);
        fresh.push(made.feature);
      }
      if (gone.length > 0) source.removeFeatures(gone);
      if (fresh.length > 0) source.addFeatures(fresh);
    },
    clear: () => {
      held.clear();
      source.clear(true);
    },
  };
};
