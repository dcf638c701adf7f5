// Names of townships and villages by area code, from the things of those two kinds.
import { significantDigits } from '../../../shared/domain/atlas/area-code.ts';
import type { LonLat } from '../../../shared/kernel/units.ts';
import type { AtlasMemory } from './atlas-memory.ts';
import { areaCodeOf, isVisible, type Layer, positionOf } from './layer.ts';

export interface Area {
  readonly code: string;
  readonly name: string;
  readonly level: 'county' | 'township' | 'village';
  readonly position: LonLat | null;
}

export interface AreaNames {
  /** Township first, then village; those not known are left out. */
  readonly names: (areaCode: string) => readonly string[];
  /** In order of code. */
  readonly areas: () => readonly Area[];
}

const AREA_KINDS = ['township', 'village'] as const;

const areasOf = (layer: Layer, level: Area['level']): readonly Area[] => {
  const areas: Area[] = [];
  for (let slot = 0; slot < layer.slotCount; slot += 1) {
    const code = areaCodeOf(layer, slot);
    if (isVisible(layer, slot) && code !== '') areas.push({ code, name: layer.columns.names[slot] ?? '', level, position: positionOf(layer, slot) });
  }
  return areas;
};

interface Known {
  readonly edits: string;
  readonly areas: readonly Area[];
  readonly byDigits: ReadonlyMap<string, string>;
}

const know = (layers: readonly Layer[], edits: string): Known => {
  const areas = layers.flatMap((layer, index) => areasOf(layer, AREA_KINDS[index] ?? 'village')).toSorted((left, right) => (left.code < right.code ? -1 : 1));
  return { edits, areas, byDigits: new Map(areas.map(({ code, name }) => [significantDigits(code), name])) };
};

/** Reads the two layers anew when one of them has changed: some hundred areas in a county. */
export const createAreaNames = (memory: AtlasMemory): AreaNames => {
  const layers = AREA_KINDS.flatMap((kind) => memory.layers.get(kind) ?? []);
  let known: Known = know([], '');
  const current = (): Known => {
    const edits = layers.map((layer) => layer.edits).join(' ');
    if (known.edits !== edits) known = know(layers, edits);
    return known;
  };
  return {
    areas: () => current().areas,
    names: (areaCode) => {
      const digits = areaCode === '' ? '' : significantDigits(areaCode);
      return [9, 12].flatMap((length) => (digits.length < length ? [] : (current().byDigits.get(digits.slice(0, length)) ?? [])));
    },
  };
};
