// Folds changes of the village states and telephone notes into what a window holds, longest silence first.
import type { ChangeOf, SnapshotOf } from '../../../../shared/contract/catalogue.ts';
import type { VillageState } from '../../../../shared/contract/villages.ts';
import { VILLAGE_ASPECTS } from '../../../../shared/domain/hazard/village-state.ts';

const NOTES_HELD = 100;

/** Never heard first, then the longest silence; the same order wherever villages are listed. */
export const bySilence = (left: VillageState, right: VillageState): number => {
  if (left.lastHeardAt === right.lastHeardAt) return left.areaCode < right.areaCode ? -1 : 1;
  if (left.lastHeardAt === null) return -1;
  if (right.lastHeardAt === null) return 1;
  return left.lastHeardAt < right.lastHeardAt ? -1 : 1;
};

export const foldVillages = (held: SnapshotOf<'villageStates'>, change: ChangeOf<'villageStates'>): SnapshotOf<'villageStates'> => {
  const gone = new Set([...change.removedCodes, ...change.villages.map((village) => village.areaCode)]);
  return { ...held, villages: [...held.villages.filter((village) => !gone.has(village.areaCode)), ...change.villages].toSorted(bySilence) };
};

export const foldNotes = (held: SnapshotOf<'telephoneNotes'>, change: ChangeOf<'telephoneNotes'>): SnapshotOf<'telephoneNotes'> => {
  const changed = [change.note, ...(change.corrected === null ? [] : [change.corrected])];
  const others = held.notes.filter((note) => !changed.some((other) => other.id === note.id));
  return { notes: [...others, ...changed].toSorted((left, right) => (left.timeHeard < right.timeHeard ? 1 : -1)).slice(0, NOTES_HELD) };
};

export const hasBroken = (village: VillageState): boolean => VILLAGE_ASPECTS.some((aspect) => village[aspect].state === 'broken');
