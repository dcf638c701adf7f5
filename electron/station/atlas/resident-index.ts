// Every current resident in memory, as the few bytes counting needs; names and phones stay in the store.
import { VULNERABILITIES } from '../../../shared/domain/atlas/thing.ts';
import type { ResidentIndexRow } from './atlas-tables.ts';
import { createDictionary, type Dictionary } from './dictionary.ts';
import { createIdMap, type IdMap } from './id-map.ts';

/** 0 nobody has said, 1 no, 2 yes. */
export type Answer = 0 | 1 | 2;

/** By slot; about 120 bytes a resident, most of it the id. */
export interface ResidentIndex {
  readonly ids: string[];
  rowNumbers: Uint32Array;
  /** Numbers in `households`. */
  householdNumbers: Uint32Array;
  registered: Uint8Array;
  resident: Uint8Array;
  present: Uint8Array;
  /** 0 none known, otherwise 1 + index in VULNERABILITIES. */
  vulnerabilities: Uint8Array;
  statementNumbers: Uint32Array;
  /** 1 where the row is current; staged and free slots are 0. */
  visible: Uint8Array;
  readonly households: Dictionary;
  /** `<as of>\n<source>` */
  readonly statements: Dictionary;
  readonly slots: IdMap;
  slotCount: number;
  readonly freeSlots: number[];
  /** As in a layer. */
  readonly removals: Map<string, number>;
  settling: Promise<void> | null;
  /** Grows with every resident shown or hidden. */
  edits: number;
}

const FIRST_SLOTS = 1024;

export const createResidentIndex = (): ResidentIndex => ({
  ids: [],
  rowNumbers: new Uint32Array(FIRST_SLOTS),
  householdNumbers: new Uint32Array(FIRST_SLOTS),
  registered: new Uint8Array(FIRST_SLOTS),
  resident: new Uint8Array(FIRST_SLOTS),
  present: new Uint8Array(FIRST_SLOTS),
  vulnerabilities: new Uint8Array(FIRST_SLOTS),
  statementNumbers: new Uint32Array(FIRST_SLOTS),
  visible: new Uint8Array(FIRST_SLOTS),
  households: createDictionary(),
  statements: createDictionary(),
  slots: createIdMap(),
  slotCount: 0,
  freeSlots: [],
  removals: new Map(),
  settling: null,
  edits: 0,
});

const doubled = <T extends Uint32Array | Uint8Array>(old: T, make: new (length: number) => T): T => {
  const longer = new make(2 * old.length);
  longer.set(old);
  return longer;
};

/** A million residents are 21 MB of columns: copied in some 5 ms, and rarely. */
const grow = (index: ResidentIndex): void => {
  index.rowNumbers = doubled(index.rowNumbers, Uint32Array);
  index.householdNumbers = doubled(index.householdNumbers, Uint32Array);
  index.registered = doubled(index.registered, Uint8Array);
  index.resident = doubled(index.resident, Uint8Array);
  index.present = doubled(index.present, Uint8Array);
  index.vulnerabilities = doubled(index.vulnerabilities, Uint8Array);
  index.statementNumbers = doubled(index.statementNumbers, Uint32Array);
  index.visible = doubled(index.visible, Uint8Array);
};

const takeSlot = (index: ResidentIndex): number => {
  const free = index.freeSlots.pop();
  if (free !== undefined) return free;
  if (index.slotCount === index.rowNumbers.length) grow(index);
  index.slotCount += 1;
  return index.slotCount - 1;
};

const answer = (value: number | null): Answer => (value === null ? 0 : value === 0 ? 1 : 2);

export const stageResident = (index: ResidentIndex, row: ResidentIndexRow): number => {
  const slot = takeSlot(index);
  index.visible[slot] = 0;
  index.ids[slot] = row.id;
  index.rowNumbers[slot] = row.row_number;
  index.householdNumbers[slot] = index.households.take(row.household_id);
  index.statementNumbers[slot] = index.statements.take(`${row.as_of}\n${row.source}`);
  index.registered[slot] = answer(row.is_registered);
  index.resident[slot] = answer(row.is_resident);
  index.present[slot] = answer(row.is_present_tonight);
  index.vulnerabilities[slot] = VULNERABILITIES.findIndex(({ value }) => value === row.vulnerability) + 1;
  return slot;
};

export const releaseResident = (index: ResidentIndex, slot: number): void => {
  index.visible[slot] = 0;
  index.ids[slot] = '';
  index.households.release(index.householdNumbers[slot] ?? 0);
  index.statements.release(index.statementNumbers[slot] ?? 0);
  index.freeSlots.push(slot);
};

const lastRowOf = (index: ResidentIndex, id: string): number => {
  const current = index.slots.get(id);
  return Math.max(current === -1 ? 0 : (index.rowNumbers[current] ?? 0), index.removals.get(id) ?? 0);
};

const hide = (index: ResidentIndex, id: string): void => {
  const current = index.slots.get(id);
  if (current === -1) return;
  index.edits += 1;
  index.slots.delete(id);
  releaseResident(index, current);
};

const show = (index: ResidentIndex, slot: number): void => {
  const id = index.ids[slot] ?? '';
  hide(index, id);
  index.slots.set(id, slot);
  index.visible[slot] = 1;
  index.edits += 1;
};

/** Makes a staged row current, or forgets it where a later row has overtaken it. */
export const showStagedResident = (index: ResidentIndex, slot: number): boolean => {
  const isOvertaken = lastRowOf(index, index.ids[slot] ?? '') > (index.rowNumbers[slot] ?? 0);
  if (isOvertaken) releaseResident(index, slot);
  else show(index, slot);
  return !isOvertaken;
};

export const removeResident = (index: ResidentIndex, id: string, rowNumber: number): boolean => {
  if (lastRowOf(index, id) > rowNumber) return false;
  index.removals.set(id, rowNumber);
  hide(index, id);
  return true;
};

/** Makes memory say of one resident what the ledger says: the last visible row, which may remove them, or none. */
export const replaceResident = (index: ResidentIndex, id: string, row: ResidentIndexRow | null): void => {
  if (row === null || row.removed === 0) index.removals.delete(id);
  else index.removals.set(id, row.row_number);
  if (row === null || row.removed !== 0) hide(index, id);
  else if (index.rowNumbers[index.slots.get(id)] !== row.row_number) show(index, stageResident(index, row));
};
