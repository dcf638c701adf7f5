// The hazards a window holds: folded change by change, in the order they are looked at.
import type { ChangeOf, SnapshotOf } from '../../../../shared/contract/catalogue.ts';
import type { HazardRecord } from '../../../../shared/contract/hazards.ts';
import { levelRank } from '../../../map/symbols/level-shape.ts';

/** An older version never replaces a newer one. */
export const foldHazards = (held: SnapshotOf<'hazards'>, { hazard }: ChangeOf<'hazards'>): SnapshotOf<'hazards'> => {
  const known = held.hazards.find(({ id }) => id === hazard.id);
  if (known === undefined) return { hazards: [...held.hazards, hazard] };
  return known.version > hazard.version ? held : { hazards: held.hazards.map((each) => (each.id === hazard.id ? hazard : each)) };
};

const rank = ({ level }: HazardRecord): number => (level === null ? 0 : levelRank(level));

const later = (left: string, right: string): number => (left === right ? 0 : left < right ? 1 : -1);

/** Gravest level first, then the latest fact; those without a level after the blue ones. */
export const activeHazards = (hazards: readonly HazardRecord[]): readonly HazardRecord[] =>
  hazards.filter(({ state }) => state === 'active').toSorted((left, right) => rank(right) - rank(left) || later(left.factTime, right.factTime));

/** Closed last first. */
export const closedHazards = (hazards: readonly HazardRecord[]): readonly HazardRecord[] => hazards.filter(({ state }) => state === 'closed').toSorted((left, right) => later(left.changedAt, right.changedAt));
