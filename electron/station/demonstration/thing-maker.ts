// How every thing of the demonstration is labelled: its id, its source, the date it speaks of.
import type { Attributes, AttributeValue } from '../../../shared/domain/atlas/field.ts';
import type { ThingContent, ThingGeometry } from '../../../shared/domain/atlas/thing.ts';
import type { Points } from './roads/raw-line.ts';
import { toLonLat, type Raster } from './raster.ts';

export interface DemonstrationThing extends ThingContent {
  readonly kind: string;
  readonly id: string;
}

/** Attributes with gaps: a key without a value is left out, for an absent attribute means unknown. */
export type Draft = { readonly [key: string]: AttributeValue | undefined };

export interface ThingMaker {
  readonly id: (kind: string, number: number) => string;
  readonly make: (kind: string, id: string, name: string, areaCode: string, geometry: ThingGeometry | null, attributes: Draft) => DemonstrationThing;
}

export const SOURCE = '演练数据';

const hyphenated = (kind: string): string => kind.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);

const isComplete = (draft: Draft): draft is Attributes => {
  for (const key in draft) if (draft[key] === undefined) return false;
  return true;
};

const known = (draft: Draft): Attributes =>
  isComplete(draft) ? draft : Object.fromEntries(Object.entries(draft).filter((entry): entry is [string, AttributeValue] => entry[1] !== undefined));

/** Ids read `yl01-hazard-point-0042`: county, kind, number from 1. */
export const createThingMaker = (idPrefix: string, asOf: string): ThingMaker => {
  const slugs = new Map<string, string>();
  return {
    id: (kind, number) => {
      const slug = slugs.get(kind) ?? hyphenated(kind);
      slugs.set(kind, slug);
      return `${idPrefix}-${slug}-${String(number).padStart(4, '0')}`;
    },
    make: (kind, id, name, areaCode, geometry, attributes) => ({ kind, id, name, areaCode, geometry, attributes: known(attributes), source: SOURCE, asOf }),
  };
};

export const pointGeometry = (raster: Raster, x: number, y: number): ThingGeometry => ({ type: 'Point', coordinates: toLonLat(raster, x, y) });

export const lineGeometry = (raster: Raster, { xs, ys }: Points): ThingGeometry => ({
  type: 'LineString', coordinates: Array.from(xs, (x, index) => toLonLat(raster, x, ys[index]!)),
});

/** A ring of local metres, in either direction, as an anticlockwise closed polygon. */
export const ringGeometry = (raster: Raster, ring: readonly (readonly [x: number, y: number])[]): ThingGeometry => {
  let turn = 0;
  ring.forEach(([x, y], index) => {
    const [nextX, nextY] = ring[(index + 1) % ring.length]!;
    turn += x * nextY - nextX * y;
  });
  // y runs down: a positive sum is clockwise on the map.
  const ordered = turn > 0 ? ring.toReversed() : ring;
  const points = ordered.map(([x, y]) => toLonLat(raster, x, y));
  return { type: 'Polygon', coordinates: [[...points, points[0]!]] };
};
