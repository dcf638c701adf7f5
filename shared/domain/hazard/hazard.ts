// A declared hazard (险情 or 危险区): what, where, since when, who said so; every version of it is kept.
import type { Level } from '../atlas/levels.ts';
import type { DrawnShape } from './drawn-shape.ts';
import type { HazardZone } from './hazard-zone.ts';
import type { ToxicRelease } from './toxic-release.ts';

/** What an operator says about a hazard. */
export interface HazardContent {
  readonly kind: string;
  readonly name: string;
  /** Null: no level has been given yet. */
  readonly level: Level | null;
  /** Who reported it, and how. */
  readonly source: string;
  /** UTC: when it happened or was seen. */
  readonly factTime: string;
  readonly note: string;
  readonly shape: DrawnShape;
  readonly toxic: ToxicRelease | null;
}

export interface NamedPerson {
  readonly id: string;
  readonly name: string;
}

/** Closed means that nobody is working on it. It never means that people may return. */
export interface HazardClosing {
  readonly reason: string;
  readonly time: string;
  readonly by: NamedPerson;
}

export interface Hazard extends HazardContent {
  readonly id: string;
  /** 1, 2, 3 …; commands carry the version the operator saw. */
  readonly version: number;
  readonly zones: readonly HazardZone[];
  readonly state: 'active' | 'closed';
  readonly closing: HazardClosing | null;
  readonly declaredAt: string;
  readonly declaredBy: NamedPerson;
  /** Of this version. */
  readonly changedAt: string;
  readonly changedBy: NamedPerson;
  /** Everything in a demonstration is an exercise. */
  readonly isExercise: boolean;
}

const CONTENT_FIELDS = ['kind', 'name', 'level', 'source', 'factTime', 'note', 'shape', 'toxic'] as const;

export type ChangedField = (typeof CONTENT_FIELDS)[number] | 'state';

/** Equal values, whatever the order of their keys: a version read back from the store may have another. */
const isSame = (left: unknown, right: unknown): boolean => {
  if (typeof left !== 'object' || typeof right !== 'object' || left === null || right === null) return Object.is(left, right);
  const [first, second] = [Object.entries(left), new Map(Object.entries(right))];
  return first.length === second.size && first.every(([key, value]) => second.has(key) && isSame(value, second.get(key)));
};

/** What differs between two versions, for telling an operator whose picture is stale. */
export const changedFields = (before: Hazard, after: Hazard): readonly ChangedField[] => [
  ...CONTENT_FIELDS.filter((field) => !isSame(before[field], after[field])),
  ...(before.state === after.state ? [] : (['state'] as const)),
];
