// What a thing refers to, and what refers to it.
import type { LonLat } from '../../../shared/kernel/units.ts';
import type { AtlasMemory } from './atlas-memory.ts';
import { findSlot, type Layer, positionOf } from './layer.ts';

export interface Related {
  /** `<field>` of the thing, or `<kind>.<field>` of another that names it. */
  readonly relation: string;
  readonly kind: string;
  readonly id: string;
  readonly name: string;
  readonly position: LonLat | null;
}

const MOST_RELATED = 200;

const relatedOf = (layer: Layer, slot: number, relation: string): Related => ({
  relation,
  kind: layer.kind.kind,
  id: layer.columns.ids[slot] ?? '',
  name: layer.columns.names[slot] ?? '',
  position: positionOf(layer, slot),
});

const referredTo = (memory: AtlasMemory, layer: Layer, slot: number): readonly Related[] =>
  (layer.columns.references[slot] ?? []).flatMap(({ field, to }) => {
    const referring = layer.kind.fields.find(({ key }) => key === field);
    const target = referring?.type === 'reference' ? memory.layers.get(referring.to) : undefined;
    const found = target === undefined ? -1 : findSlot(target, to);
    return target === undefined || found === -1 ? [] : [relatedOf(target, found, field)];
  });

const referringTo = (memory: AtlasMemory, kind: string, id: string): readonly Related[] => {
  const related: Related[] = [];
  for (const layer of memory.layers.values()) {
    for (const field of layer.kind.fields) {
      if (field.type !== 'reference' || field.to !== kind) continue;
      for (const slot of layer.referrers.get(`${field.key}\n${id}`) ?? []) {
        related.push(relatedOf(layer, slot, `${layer.kind.kind}.${field.key}`));
        if (related.length > MOST_RELATED) return related;
      }
    }
  }
  return related;
};

/** Things referred to first; what refers to a thing that is not there any more is left out. */
export const relatedThings = (memory: AtlasMemory, layer: Layer, slot: number): { readonly related: Related[]; readonly isTruncated: boolean } => {
  const all = [...referredTo(memory, layer, slot), ...referringTo(memory, layer.kind.kind, layer.columns.ids[slot] ?? '')];
  return { related: all.slice(0, MOST_RELATED), isTruncated: all.length > MOST_RELATED };
};
