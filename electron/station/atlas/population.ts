// Households and residents as flat arrays, made for being counted many times.
import type { Clock } from '../../../shared/kernel/clock.ts';
import type { AtlasMemory } from './atlas-memory.ts';
import { areaCodeOf, isVisible, type Layer } from './layer.ts';
import { settled } from './layer-view.ts';
import { PLACE } from './layer-columns.ts';
import type { ResidentIndex } from './resident-index.ts';
import type { Statement } from './resident-ledger.ts';
import { createSlicer, type Slicer } from './slicer.ts';

/** What is said of each resident about one of the three populations: 0 nobody has said, 1 no, 2 yes. */
export interface SaidOfResidents {
  readonly answers: Uint8Array;
  /** Who said so: index into `statements`. */
  readonly statements: Uint32Array;
}

/** By household: how many of its residents. */
export interface HouseholdCounts {
  readonly people: Uint16Array;
  readonly registered: Uint16Array;
  readonly registeredUnsaid: Uint16Array;
  readonly resident: Uint16Array;
  readonly residentUnsaid: Uint16Array;
  readonly present: Uint16Array;
  readonly presentUnsaid: Uint16Array;
  readonly vulnerable: Uint16Array;
}

/** Never changed once handed out. */
export interface AtlasPopulation {
  readonly statements: readonly Statement[];
  /** Distinct 12-digit codes; the empty one where unknown. */
  readonly areaCodes: readonly string[];
  readonly householdCount: number;
  readonly householdIds: readonly string[];
  /** Rows in the store, for reading details of a few. */
  readonly householdRows: Uint32Array;
  /** NaN where unlocated. */
  readonly longitudes: Float64Array;
  readonly latitudes: Float64Array;
  /** Index into `areaCodes`. */
  readonly areas: Uint32Array;
  readonly householdStatements: Uint32Array;
  readonly residentCount: number;
  readonly residentIds: readonly string[];
  readonly residentRows: Uint32Array;
  /** Residents of household h are `members[starts[h]] … members[starts[h + 1] - 1]`. */
  readonly starts: Uint32Array;
  readonly members: Uint32Array;
  readonly registered: SaidOfResidents;
  readonly resident: SaidOfResidents;
  readonly present: SaidOfResidents;
  /** 0 none known, otherwise 1 + index in VULNERABILITIES. */
  readonly vulnerabilities: Uint8Array;
  /** Residents whose household is not on the map. */
  readonly withoutHousehold: number;
  readonly counts: HouseholdCounts;
}

const STEPS_BETWEEN_LOOKS = 512;

const visibleSlots = (count: number, isShown: (slot: number) => boolean): readonly number[] => {
  const slots: number[] = [];
  for (let slot = 0; slot < count; slot += 1) if (isShown(slot)) slots.push(slot);
  return slots;
};

/** A number for each distinct text, in order of first appearance. */
const numbering = (): { readonly of: (text: string) => number; readonly texts: readonly string[] } => {
  const numbers = new Map<string, number>();
  const texts: string[] = [];
  return {
    texts,
    of: (text) => {
      const known = numbers.get(text) ?? texts.push(text) - 1;
      numbers.set(text, known);
      return known;
    },
  };
};

type Numbering = ReturnType<typeof numbering>;

interface Numberings {
  readonly areas: Numbering;
  /** `<as of>\n<source>` */
  readonly statements: Numbering;
}

type Households = Pick<AtlasPopulation, 'householdCount' | 'householdIds' | 'householdRows' | 'longitudes' | 'latitudes' | 'areas' | 'householdStatements'>;

/** Who said so and of when, as one text. */
const statementText = ({ columns, dictionaries }: Layer, slot: number): string =>
  `${dictionaries.asOfs.text(columns.asOfs[slot] ?? 0)}\n${dictionaries.sources.text(columns.sourceNumbers[slot] ?? 0)}`;

const readHouseholds = async (layer: Layer, numbers: Numberings, slicer: Slicer): Promise<Households> => {
  const slots = visibleSlots(layer.slotCount, (slot) => isVisible(layer, slot));
  const count = slots.length;
  const households = {
    householdCount: count,
    householdIds: slots.map((slot) => layer.columns.ids[slot] ?? ''),
    householdRows: Uint32Array.from(slots, (slot) => layer.columns.rowNumbers[slot] ?? 0),
    longitudes: new Float64Array(count).fill(Number.NaN),
    latitudes: new Float64Array(count).fill(Number.NaN),
    areas: new Uint32Array(count),
    householdStatements: new Uint32Array(count),
  };
  for (const [index, slot] of slots.entries()) {
    if (layer.columns.places[slot] !== PLACE.none) {
      households.longitudes[index] = layer.columns.longitudes[slot] ?? Number.NaN;
      households.latitudes[index] = layer.columns.latitudes[slot] ?? Number.NaN;
    }
    households.areas[index] = numbers.areas.of(areaCodeOf(layer, slot));
    households.householdStatements[index] = numbers.statements.of(statementText(layer, slot));
    if (index % STEPS_BETWEEN_LOOKS === 0 && slicer.isDue()) await slicer.pause();
  }
  return households;
};

type Residents = Pick<AtlasPopulation, 'residentCount' | 'residentIds' | 'residentRows' | 'registered' | 'resident' | 'present' | 'vulnerabilities'> & {
  /** Index of the household; -1 where it is not on the map. */
  readonly householdOf: Int32Array;
};

const readResidents = async (index: ResidentIndex, householdIds: readonly string[], numbers: Numberings, slicer: Slicer): Promise<Residents> => {
  const householdNumbers = new Map<string, number>();
  for (const [number, id] of householdIds.entries()) {
    householdNumbers.set(id, number);
    if (number % STEPS_BETWEEN_LOOKS === 0 && slicer.isDue()) await slicer.pause();
  }
  const slots = visibleSlots(index.slotCount, (slot) => index.visible[slot] === 1);
  const statements = new Uint32Array(slots.length);
  const householdOf = new Int32Array(slots.length);
  for (const [resident, slot] of slots.entries()) {
    statements[resident] = numbers.statements.of(index.statements.text(index.statementNumbers[slot] ?? 0));
    householdOf[resident] = householdNumbers.get(index.households.text(index.householdNumbers[slot] ?? 0)) ?? -1;
    if (resident % STEPS_BETWEEN_LOOKS === 0 && slicer.isDue()) await slicer.pause();
  }
  const pick = (column: Uint8Array): Uint8Array => Uint8Array.from(slots, (slot) => column[slot] ?? 0);
  return {
    residentCount: slots.length,
    residentIds: slots.map((slot) => index.ids[slot] ?? ''),
    residentRows: Uint32Array.from(slots, (slot) => index.rowNumbers[slot] ?? 0),
    registered: { answers: pick(index.registered), statements },
    resident: { answers: pick(index.resident), statements },
    present: { answers: pick(index.present), statements },
    vulnerabilities: pick(index.vulnerabilities),
    householdOf,
  };
};

const groupMembers = (householdOf: Int32Array, householdCount: number): Pick<AtlasPopulation, 'starts' | 'members' | 'withoutHousehold'> => {
  const starts = new Uint32Array(householdCount + 1);
  let withoutHousehold = 0;
  for (const household of householdOf) {
    if (household === -1) withoutHousehold += 1;
    else starts[household + 1] = (starts[household + 1] ?? 0) + 1;
  }
  for (let household = 0; household < householdCount; household += 1) starts[household + 1] = (starts[household + 1] ?? 0) + (starts[household] ?? 0);
  const members = new Uint32Array(householdOf.length - withoutHousehold);
  const next = starts.slice();
  for (let resident = 0; resident < householdOf.length; resident += 1) {
    const household = householdOf[resident] ?? -1;
    if (household === -1) continue;
    const place = next[household] ?? 0;
    members[place] = resident;
    next[household] = place + 1;
  }
  return { starts, members, withoutHousehold };
};

const countBy = (householdOf: Int32Array, householdCount: number, isCounted: (resident: number) => boolean): Uint16Array => {
  const counts = new Uint16Array(householdCount);
  for (let resident = 0; resident < householdOf.length; resident += 1) {
    const household = householdOf[resident] ?? -1;
    if (household !== -1 && isCounted(resident)) counts[household] = (counts[household] ?? 0) + 1;
  }
  return counts;
};

const countAll = async (residents: Residents, householdCount: number, slicer: Slicer): Promise<HouseholdCounts> => {
  const by = async (isCounted: (resident: number) => boolean): Promise<Uint16Array> => {
    if (slicer.isDue()) await slicer.pause();
    return countBy(residents.householdOf, householdCount, isCounted);
  };
  return {
    people: await by(() => true),
    registered: await by((resident) => residents.registered.answers[resident] === 2),
    registeredUnsaid: await by((resident) => residents.registered.answers[resident] === 0),
    resident: await by((resident) => residents.resident.answers[resident] === 2),
    residentUnsaid: await by((resident) => residents.resident.answers[resident] === 0),
    present: await by((resident) => residents.present.answers[resident] === 2),
    presentUnsaid: await by((resident) => residents.present.answers[resident] === 0),
    vulnerable: await by((resident) => (residents.vulnerabilities[resident] ?? 0) > 0),
  };
};

const statementOf = (text: string): Statement => {
  const [asOf = '', source = ''] = text.split('\n');
  return { asOf, source };
};

const make = async (memory: AtlasMemory, layer: Layer, slicer: Slicer): Promise<AtlasPopulation> => {
  const numbers: Numberings = { areas: numbering(), statements: numbering() };
  const households = await readHouseholds(layer, numbers, slicer);
  const { householdOf, ...residents } = await readResidents(memory.residents, households.householdIds, numbers, slicer);
  if (slicer.isDue()) await slicer.pause();
  const grouped = groupMembers(householdOf, households.householdCount);
  const counts = await countAll({ ...residents, householdOf }, households.householdCount, slicer);
  return { ...households, ...residents, ...grouped, counts, areaCodes: numbers.areas.texts, statements: numbers.statements.texts.map(statementOf) };
};

/** Made anew, in slices, when a household or a resident has changed since; 200,000 residents take some 100 ms. */
export const createPopulation = (memory: AtlasMemory, clock: Clock): (() => Promise<AtlasPopulation>) => {
  const layer = memory.layers.get('household');
  if (layer === undefined) throw new Error('the catalogue has no households');
  let known: { readonly edits: string; readonly population: Promise<AtlasPopulation> } | null = null;
  const editsNow = (): string => `${layer.edits} ${memory.residents.edits}`;
  return async () => {
    for (;;) {
      await settled(layer);
      await settled(memory.residents);
      if (layer.settling !== null || memory.residents.settling !== null) continue;
      if (known?.edits !== editsNow()) known = { edits: editsNow(), population: make(memory, layer, createSlicer(clock)) };
      const asked = known;
      const population = await asked.population;
      if (asked.edits === editsNow() && layer.settling === null && memory.residents.settling === null) return population;
    }
  };
};
