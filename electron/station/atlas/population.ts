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

const STEPS_BETWEEN_LOOKS = 256;

/** Does `step` for each number below `count`, giving way when it is time. */
const forEach = async (count: number, slicer: Slicer, step: (index: number) => void): Promise<void> => {
  for (let index = 0; index < count; index += 1) {
    step(index);
    if (index % STEPS_BETWEEN_LOOKS === 0 && slicer.isDue()) await slicer.pause();
  }
};

const visibleSlots = async (count: number, slicer: Slicer, isShown: (slot: number) => boolean): Promise<readonly number[]> => {
  const slots: number[] = [];
  await forEach(count, slicer, (slot) => {
    if (isShown(slot)) slots.push(slot);
  });
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
  const { columns } = layer;
  const slots = await visibleSlots(layer.slotCount, slicer, (slot) => isVisible(layer, slot));
  const count = slots.length;
  const householdIds: string[] = [];
  const arrays = {
    householdRows: new Uint32Array(count),
    longitudes: new Float64Array(count).fill(Number.NaN),
    latitudes: new Float64Array(count).fill(Number.NaN),
    areas: new Uint32Array(count),
    householdStatements: new Uint32Array(count),
  };
  await forEach(count, slicer, (index) => {
    const slot = slots[index] ?? 0;
    householdIds.push(columns.ids[slot] ?? '');
    arrays.householdRows[index] = columns.rowNumbers[slot] ?? 0;
    if (columns.places[slot] !== PLACE.none) {
      arrays.longitudes[index] = columns.longitudes[slot] ?? Number.NaN;
      arrays.latitudes[index] = columns.latitudes[slot] ?? Number.NaN;
    }
    arrays.areas[index] = numbers.areas.of(areaCodeOf(layer, slot));
    arrays.householdStatements[index] = numbers.statements.of(statementText(layer, slot));
  });
  return { householdCount: count, householdIds, ...arrays };
};

type Residents = Pick<AtlasPopulation, 'residentCount' | 'residentIds' | 'residentRows' | 'registered' | 'resident' | 'present' | 'vulnerabilities'> & {
  /** Index of the household; -1 where it is not on the map. */
  readonly householdOf: Int32Array;
};

const readResidents = async (index: ResidentIndex, householdIds: readonly string[], numbers: Numberings, slicer: Slicer): Promise<Residents> => {
  const householdNumbers = new Map<string, number>();
  await forEach(householdIds.length, slicer, (number) => void householdNumbers.set(householdIds[number] ?? '', number));
  const slots = await visibleSlots(index.slotCount, slicer, (slot) => index.visible[slot] === 1);
  const count = slots.length;
  const residentIds: string[] = [];
  const residentRows = new Uint32Array(count);
  const statements = new Uint32Array(count);
  const householdOf = new Int32Array(count);
  const [registered, resident, present, vulnerabilities] = [new Uint8Array(count), new Uint8Array(count), new Uint8Array(count), new Uint8Array(count)];
  await forEach(count, slicer, (number) => {
    const slot = slots[number] ?? 0;
    residentIds.push(index.ids[slot] ?? '');
    residentRows[number] = index.rowNumbers[slot] ?? 0;
    statements[number] = numbers.statements.of(index.statements.text(index.statementNumbers[slot] ?? 0));
    householdOf[number] = householdNumbers.get(index.households.text(index.householdNumbers[slot] ?? 0)) ?? -1;
    registered[number] = index.registered[slot] ?? 0;
    resident[number] = index.resident[slot] ?? 0;
    present[number] = index.present[slot] ?? 0;
    vulnerabilities[number] = index.vulnerabilities[slot] ?? 0;
  });
  const said = (answers: Uint8Array): SaidOfResidents => ({ answers, statements });
  return { residentCount: count, residentIds, residentRows, registered: said(registered), resident: said(resident), present: said(present), vulnerabilities, householdOf };
};

type Grouped = Pick<AtlasPopulation, 'starts' | 'members' | 'withoutHousehold'>;

const groupMembers = async (householdOf: Int32Array, householdCount: number, slicer: Slicer): Promise<Grouped> => {
  const starts = new Uint32Array(householdCount + 1);
  let withoutHousehold = 0;
  await forEach(householdOf.length, slicer, (resident) => {
    const household = householdOf[resident] ?? -1;
    if (household === -1) withoutHousehold += 1;
    else starts[household + 1] = (starts[household + 1] ?? 0) + 1;
  });
  await forEach(householdCount, slicer, (household) => void (starts[household + 1] = (starts[household + 1] ?? 0) + (starts[household] ?? 0)));
  const members = new Uint32Array(householdOf.length - withoutHousehold);
  const next = starts.slice();
  await forEach(householdOf.length, slicer, (resident) => {
    const household = householdOf[resident] ?? -1;
    if (household === -1) return;
    const place = next[household] ?? 0;
    members[place] = resident;
    next[household] = place + 1;
  });
  return { starts, members, withoutHousehold };
};

const addOne = (counts: Uint16Array, household: number, isCounted: boolean): void => {
  if (isCounted) counts[household] = (counts[household] ?? 0) + 1;
};

const countAll = async ({ registered, resident, present, vulnerabilities, householdOf }: Residents, householdCount: number, slicer: Slicer): Promise<HouseholdCounts> => {
  const column = (): Uint16Array => new Uint16Array(householdCount);
  const counts: HouseholdCounts = {
    people: column(),
    registered: column(),
    registeredUnsaid: column(),
    resident: column(),
    residentUnsaid: column(),
    present: column(),
    presentUnsaid: column(),
    vulnerable: column(),
  };
  await forEach(householdOf.length, slicer, (number) => {
    const household = householdOf[number] ?? -1;
    if (household === -1) return;
    addOne(counts.people, household, true);
    addOne(counts.registered, household, registered.answers[number] === 2);
    addOne(counts.registeredUnsaid, household, registered.answers[number] === 0);
    addOne(counts.resident, household, resident.answers[number] === 2);
    addOne(counts.residentUnsaid, household, resident.answers[number] === 0);
    addOne(counts.present, household, present.answers[number] === 2);
    addOne(counts.presentUnsaid, household, present.answers[number] === 0);
    addOne(counts.vulnerable, household, vulnerabilities[number] !== 0);
  });
  return counts;
};

const statementOf = (text: string): Statement => {
  const [asOf = '', source = ''] = text.split('\n');
  return { asOf, source };
};

const make = async (memory: AtlasMemory, layer: Layer, slicer: Slicer): Promise<AtlasPopulation> => {
  const numbers: Numberings = { areas: numbering(), statements: numbering() };
  const households = await readHouseholds(layer, numbers, slicer);
  const { householdOf, ...residents } = await readResidents(memory.residents, households.householdIds, numbers, slicer);
  const grouped = await groupMembers(householdOf, households.householdCount, slicer);
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
