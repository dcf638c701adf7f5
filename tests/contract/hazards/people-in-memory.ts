// Makes the counted arrays out of households on the map and the residents of each, and keeps them until the data change.
import type { HouseholdDetail, People, ResidentDetail } from '../../../electron/station/hazards/county-data.ts';
import type { Resident, Thing } from '../../../shared/domain/atlas/thing.ts';
import type { Population, Statement } from '../../../shared/domain/hazard/population.ts';
import { buildPopulation, type ResidentRow } from './build-population.ts';

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

const build = (households: readonly Thing[], residents: readonly ResidentRecord[]): Population => {
  const numbers = new Map(households.map(({ id }, index) => [id, index]));
  const rows = residents.map(({ resident, registeredBy, residentBy, presentBy }): ResidentRow => {
    const { isRegistered, isResident, isPresentTonight, vulnerability } = resident;
    return { household: numbers.get(resident.householdId) ?? -1, isRegistered, isResident, isPresentTonight, vulnerability, registeredBy, residentBy, presentBy };
  });
  const places = households.map(({ areaCode, geometry, source, asOf }) => ({
    areaCode,
    position: geometry?.type === 'Point' ? geometry.coordinates : null,
    statement: { source, asOf },
  }));
  return buildPopulation(places, rows);
};

const pick = <T, D>(rows: readonly T[], indices: readonly number[], detail: (row: T) => D): readonly (D | null)[] =>
  indices.map((index) => {
    const row = rows[index];
    return row === undefined ? null : detail(row);
  });

/** Built once for each revision. */
export const createPeopleInMemory = (source: PeopleSource): (() => Promise<People>) => {
  let made: { readonly revision: number; readonly people: People } | null = null;
  const make = (): People => {
    const [households, residents] = [[...source.households()], [...source.residents()]];
    return {
      population: build(households, residents),
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
