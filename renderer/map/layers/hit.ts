// What lies under the cursor, and how features carry it.
import type Feature from 'ol/Feature.js';
import type { LonLat } from '../../../shared/kernel/units.ts';

export type Hit =
  | { readonly type: 'thing'; readonly kind: string; readonly id: string; readonly name: string; readonly lonLat: LonLat | null }
  | { readonly type: 'cluster'; readonly kind: string; readonly count: number; readonly lonLat: LonLat }
  | { readonly type: 'hazard'; readonly id: string; readonly name: string }
  | { readonly type: 'mark'; readonly id: string; readonly name: string };

const HIT = 'hit';

export const setHit = (feature: Feature, hit: Hit): void => feature.set(HIT, hit, true);

/** Only `setHit` ever writes this property, so what is there is a hit. */
export const hitOf = (feature: { readonly get: (key: string) => unknown }): Hit | null => (feature.get(HIT) as Hit | undefined) ?? null;
