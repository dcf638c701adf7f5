// Folds one change of the layers stream into the list a window holds.
import type { ChangeOf, SnapshotOf } from '../../shared/contract/catalogue.ts';

export const foldLayers = (held: SnapshotOf<'layers'>, change: ChangeOf<'layers'>): SnapshotOf<'layers'> => {
  const isKnown = held.layers.some((layer) => layer.kind === change.layer.kind);
  return { layers: isKnown ? held.layers.map((layer) => (layer.kind === change.layer.kind ? change.layer : layer)) : [...held.layers, change.layer] };
};
