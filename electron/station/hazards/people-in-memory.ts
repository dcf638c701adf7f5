// Makes the counted arrays out of households on the map and the residents of each, and keeps them until the data change.
import type { Resident, Thing } from '../../../shared/domain/atlas/thing.ts';
import { buildPopulation, type Population, type ResidentRow, type Statement } from '../../../shared/domain/hazard/population.ts';
import type { Clock } from '../../../shared/kernel/clock.ts';
import type { HouseholdDetail, People, ResidentDetail } from './county-data.ts';
import { runInSlices } from './slices.ts';

/** A resident with who said what of them. */
export interface ResidentRecord {
  readonly resident: Resident;
  readonly registeredBy: Statement;
  readonly residentBy: Statement;
  readonly presentBy: Statement;
}

export interface PeopleSource {
  readonly revision: () => number;
  readonly households: () => readonly Thing[];
  readonly residents: () => readonly ResidentRecord[];
}

const text = (thing: Thing, key: string): string => {
  const value = thing.attributes[key];
  return typeof value === 'string' ? value : '';
};

const householdDetail = (thing: Thing): HouseholdDetail => ({
  id: thing.id,
  headName: text(thing, 'headName') === '' ? thing.name : text(thing, 'headName'),
  phone: text(thing, 'phone'),
  address: text(thing, 'address'),
  houseType: text(thing, 'houseType'),
  source: thing.source,
  asOf: thing.asOf,
});

const residentDetail = ({ resident }: ResidentRecord): ResidentDetail => ({
  id: resident.id,
  householdId: resident.householdId,
  name: resident.name,
  phone: resident.phone,
  sex: resident.sex,
  birthYear: resident.birthYear,
  isRegistered: resident.isRegistered,
  isResident: resident.isResident,
  isPresentTonight: resident.isPresentTonight,
  vulnerability: resident.vulnerability,
});

function* build(households: readonly Thing[], residents: readonly ResidentRecord[]): Generator<void, Population> {
  const numbers = new Map<string, number>();
  for (const [index, { id }] of households.entries()) {
    numbers.set(id, index);
    if (index % 4096 === 4095) yield;
  }
  const rows: ResidentRow[] = [];
  for (const { resident, registeredBy, residentBy, presentBy } of residents) {
    const { isRegistered, isResident, isPresentTonight, vulnerability } = resident;
    rows.push({ household: numbers.get(resident.householdId) ?? -1, isRegistered, isResident, isPresentTonight, vulnerability, registeredBy, residentBy, presentBy });
    if (rows.length % 4096 === 4095) yield;
  }
  const places = households.map(({ areaCode, geometry, source, asOf }) => ({
    areaCode,
    position: geometry?.type === 'Point' ? geometry.coordinates : null,
    statement: { source, asOf },
  }));
  yield;
  return yield* buildPopulation(places, rows);
}

const pick = <T, D>(rows: readonly T[], indices: readonly number[], detail: (row: T) => D): readonly (D | null)[] =>
  indices.map((index) => {
    const row = rows[index];
    return row === undefined ? null : detail(row);
  });

/** Built once for each revision, in slices; those who ask meanwhile wait for the same arrays. */
export const createPeopleInMemory = (source: PeopleSource, clock: Clock): (() => Promise<People>) => {
  let made: { readonly revision: number; readonly people: Promise<People> } | null = null;
  const make = async (): Promise<People> => {
    const [households, residents] = [source.households(), source.residents()];
    const built = await runInSlices(build(households, residents), clock);
    if (!built.ok) throw new Error('nobody cancels the arrays of the population');
    return {
      population: built.value,
      households: async (indices) => pick(households, indices, householdDetail),
      residents: async (indices) => pick(residents, indices, residentDetail),
    };
  };
  return async () => {
    const revision = source.revision();
    if (made?.revision !== revision) made = { revision, people: make() };
    return made.people;
  };
};
