// A vector layer whose few features are simply replaced by new ones.
import type Feature from 'ol/Feature.js';
import VectorLayer from 'ol/layer/Vector.js';
import VectorSource from 'ol/source/Vector.js';
import { disposable, type Disposable } from '../../../shared/kernel/disposable.ts';

export interface VectorOverlay extends Disposable {
  readonly layer: VectorLayer<VectorSource<Feature>>;
  readonly show: (features: readonly Feature[]) => void;
  readonly features: () => readonly Feature[];
}

export const createVectorOverlay = (zIndex: number): VectorOverlay => {
  const source = new VectorSource<Feature>({ wrapX: false });
  const layer = new VectorLayer({ source, zIndex, renderBuffer: 200, updateWhileInteracting: true });
  return {
    layer,
    show: (features) => {
      source.clear(true);
      source.addFeatures([...features]);
    },
    features: () => source.getFeatures(),
    ...disposable(() => {
      source.clear(true);
      source.dispose();
      layer.dispose();
    }),
  };
};
