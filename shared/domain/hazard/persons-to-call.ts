// Whom to telephone for a hazard: the chain of responsible persons over the villages it touches, nearest to the people first.
import { isInside, significantDigits } from '../atlas/area-code.ts';
import type { Thing } from '../atlas/thing.ts';
import type { ReadyZone } from './located-households.ts';
import type { ZoneGrade } from './hazard-zone.ts';
import { zoneReached } from './geometry-inside.ts';
import { categoryTotals, type AffectedThing, type CategoryTotals } from './things-affected.ts';

const CHAIN = ['household', 'village', 'township', 'county'];

/** Household contacts first, then village, township, county; unknown levels after those known. */
const chainPlace = ({ attributes }: Thing): number => {
  const place = CHAIN.indexOf(typeof attributes['chainLevel'] === 'string' ? attributes['chainLevel'] : '');
  return place === -1 ? CHAIN.length : place;
};

const coversAny = (areaCode: string, villages: ReadonlySet<string>): boolean => {
  if (villages.has(significantDigits(areaCode))) return true;
  for (const village of villages) if (isInside(village, areaCode)) return true;
  return false;
};

export interface PersonsToCall {
  readonly list: readonly AffectedThing[];
  readonly totals: CategoryTotals;
  /** No area code: nobody can say whether they are responsible here. */
  readonly withoutArea: number;
}

/**
 * `gradeOf`: the most severe zone found in each touched village. Someone responsible for no touched village
 * but standing inside is listed too: they are in danger themselves.
 */
export function* personsToCall(persons: readonly Thing[], zones: readonly ReadyZone[], gradeOf: ReadonlyMap<string, ZoneGrade>): Generator<void, PersonsToCall> {
  const villages = new Set(gradeOf.keys());
  const worst = zones.find((zone) => zone.isAffecting)?.grade ?? 'whole';
  const list: AffectedThing[] = [];
  let withoutArea = 0;
  for (const [index, thing] of persons.entries()) {
    if (index % 256 === 255) yield;
    if (thing.areaCode === '') withoutArea += 1;
    const inside = thing.geometry === null ? undefined : zoneReached(zones, thing.geometry);
    if (inside === undefined && (thing.areaCode === '' || !coversAny(thing.areaCode, villages))) continue;
    list.push({ thing, grade: inside?.grade ?? gradeOf.get(significantDigits(thing.areaCode)) ?? worst, isNearEdge: false });
  }
  const ordered = list.toSorted(
    (left, right) => chainPlace(left.thing) - chainPlace(right.thing) || (left.thing.areaCode < right.thing.areaCode ? -1 : left.thing.areaCode > right.thing.areaCode ? 1 : 0),
  );
  return { list: ordered, totals: categoryTotals(ordered, { unlocated: withoutArea, unlocatedHere: 0, outsideMaybeIn: 0 }), withoutArea };
}
