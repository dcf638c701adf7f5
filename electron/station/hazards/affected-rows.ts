// Turns what a report found into the rows of one list, page by page, without personal data for those not at a desk.
import type { AffectedRow } from '../../../shared/contract/affected.ts';
import { withoutPersonalAttributes } from '../../../shared/domain/atlas/personal-data.ts';
import { representativePoint } from '../../../shared/domain/atlas/geometry-place.ts';
import { thingKind } from '../../../shared/domain/atlas/thing-kinds.ts';
import type { AffectedCategoryName } from '../../../shared/domain/hazard/affected-category.ts';
import type { AffectedReport } from '../../../shared/domain/hazard/affected-report.ts';
import type { ZoneGrade } from '../../../shared/domain/hazard/hazard-zone.ts';
import { INSIDE_NEAR_EDGE } from '../../../shared/domain/hazard/located-households.ts';
import { UNSAID, YES, type Population } from '../../../shared/domain/hazard/population.ts';
import type { ThreatenedPlace } from '../../../shared/domain/hazard/threatened-place.ts';
import type { AffectedThing } from '../../../shared/domain/hazard/things-affected.ts';
import type { LonLat } from '../../../shared/kernel/units.ts';
import type { HouseholdDetail, People, ResidentDetail } from './county-data.ts';

export interface RowSource {
  readonly report: AffectedReport;
  readonly people: People;
  /** Affected households, most severe zone first, then by village and order of the data. */
  readonly households: readonly number[];
  /** Members of those households in the same order. */
  readonly members: readonly number[];
  /** The household of each member listed. */
  readonly householdOf: Uint32Array;
  readonly areaName: (code: string) => string;
}

export interface RowPage {
  readonly total: number;
  readonly rows: readonly AffectedRow[];
}

interface Page {
  readonly offset: number;
  readonly limit: number;
  readonly isDesk: boolean;
}

const MOST_IDS = 500;

interface Place {
  readonly areaCode: string;
  readonly areaName: string;
  readonly position: LonLat | null;
  readonly grade: ZoneGrade;
  readonly isNearEdge: boolean;
}

const placeOfHousehold = ({ report, people, areaName }: RowSource, household: number): Place => {
  const { population } = people;
  const areaCode = population.areaCodes[population.areas[household] ?? 0] ?? '';
  return {
    areaCode,
    areaName: areaName(areaCode),
    position: [population.longitudes[household] ?? 0, population.latitudes[household] ?? 0],
    grade: report.located.zones[(report.located.zoneOf[household] ?? 0) - 1]?.grade ?? 'whole',
    isNearEdge: report.located.edges[household] === INSIDE_NEAR_EDGE,
  };
};

const membersOf = ({ starts, members }: Population, household: number): Uint32Array => members.subarray(starts[household] ?? 0, starts[household + 1] ?? 0);

const sumsOf = (population: Population, household: number) => {
  const sums = { persons: 0, presentTonight: 0, presentUnknown: 0, vulnerable: 0 };
  for (const member of membersOf(population, household)) {
    sums.persons += 1;
    if (population.present.answers[member] === YES) sums.presentTonight += 1;
    if (population.present.answers[member] === UNSAID) sums.presentUnknown += 1;
    if ((population.vulnerabilities[member] ?? 0) > 0) sums.vulnerable += 1;
  }
  return sums;
};

const householdFields = (source: RowSource, household: number, detail: HouseholdDetail | null, isDesk: boolean) => ({
  id: detail?.id ?? `#${household}`,
  ...placeOfHousehold(source, household),
  ...(isDesk ? {} : { position: null }),
  headName: isDesk ? (detail?.headName ?? '') : '',
  phone: isDesk ? (detail?.phone ?? '') : '',
  address: isDesk ? (detail?.address ?? '') : '',
  houseType: detail?.houseType ?? '',
  ...sumsOf(source.people.population, household),
  source: detail?.source ?? '',
  asOf: detail?.asOf ?? '',
});

const slice = <T>(list: readonly T[], { offset, limit }: Page): readonly T[] => list.slice(offset, offset + limit);

const householdPage = async (source: RowSource, page: Page): Promise<RowPage> => {
  const chosen = slice(source.households, page);
  const details = await source.people.households(chosen);
  const rows = chosen.map((household, index): AffectedRow => ({ type: 'household', ...householdFields(source, household, details[index] ?? null, page.isDesk) }));
  return { total: source.households.length, rows };
};

const blindPage = async (source: RowSource, page: Page): Promise<RowPage> => {
  const { reaches } = source.report.blind;
  const blind = source.households.filter((household) => reaches.has(household));
  const chosen = slice(blind, page);
  const details = await source.people.households(chosen);
  const rows = chosen.map((household, index): AffectedRow => ({
    type: 'blindHousehold',
    ...householdFields(source, household, details[index] ?? null, page.isDesk),
    reach: reaches.get(household) ?? 'none',
  }));
  return { total: blind.length, rows };
};

/** Someone not at a desk learns of a person only what is counted: neither who nor where nor how old. */
const personRow = (source: RowSource, member: number, detail: ResidentDetail | null, isDesk: boolean): AffectedRow => {
  const place = placeOfHousehold(source, source.householdOf[member] ?? 0);
  return {
    type: 'person',
    id: isDesk ? (detail?.id ?? `#${member}`) : `#${member}`,
    householdId: isDesk ? (detail?.householdId ?? '#') : '#',
    ...place,
    position: isDesk ? place.position : null,
    name: isDesk ? (detail?.name ?? '') : '',
    phone: isDesk ? (detail?.phone ?? '') : '',
    sex: isDesk ? (detail?.sex ?? null) : null,
    birthYear: isDesk ? (detail?.birthYear ?? null) : null,
    isRegistered: detail?.isRegistered ?? null,
    isResident: detail?.isResident ?? null,
    isPresentTonight: detail?.isPresentTonight ?? null,
    vulnerability: detail?.vulnerability ?? null,
  };
};

const personPage = async (source: RowSource, members: readonly number[], page: Page): Promise<RowPage> => {
  const chosen = slice(members, page);
  const details = await source.people.residents(chosen);
  return { total: members.length, rows: chosen.map((member, index) => personRow(source, member, details[index] ?? null, page.isDesk)) };
};

/** A responsible person's name and telephone are what the list is for; without a desk only the post is shown. */
const thingRow = (source: RowSource, { thing, grade, isNearEdge }: AffectedThing, isDesk: boolean): AffectedRow => {
  const kind = thingKind(thing.kind);
  const open = kind === undefined ? {} : withoutPersonalAttributes(kind, thing.attributes);
  return {
    type: 'thing',
    kind: thing.kind,
    id: thing.id,
    name: !isDesk && thing.kind === 'responsiblePerson' ? '' : thing.name,
    areaCode: thing.areaCode,
    areaName: source.areaName(thing.areaCode),
    position: thing.geometry === null ? null : representativePoint(thing.geometry),
    grade,
    isNearEdge,
    attributes: isDesk ? thing.attributes : open,
    source: thing.source,
    asOf: thing.asOf,
  };
};

const threatRow = (source: RowSource, place: ThreatenedPlace, ids: readonly string[], isDesk: boolean): AffectedRow => ({
  type: 'threat',
  areaCode: place.areaCode,
  areaName: source.areaName(place.areaCode),
  position: isDesk ? place.position : null,
  households: place.households.length,
  persons: place.persons,
  vulnerable: place.vulnerable,
  householdIds: ids,
  slope: place.slope,
  stream: place.stream === null ? null : { name: source.report.waterways[place.stream.waterway]?.name ?? '', metres: place.stream.metres, aboveMetres: place.stream.aboveMetres },
});

const threatPage = async (source: RowSource, page: Page): Promise<RowPage> => {
  const rows: AffectedRow[] = [];
  for (const place of slice(source.report.places, page)) {
    const details = page.isDesk ? await source.people.households(place.households.slice(0, MOST_IDS)) : [];
    rows.push(threatRow(source, place, details.flatMap((detail) => (detail === null ? [] : [detail.id])), page.isDesk));
  }
  return { total: source.report.places.length, rows };
};

export const rowsOf = async (source: RowSource, category: AffectedCategoryName, page: Page): Promise<RowPage> => {
  switch (category) {
    case 'households':
      return householdPage(source, page);
    case 'blindHouseholds':
      return blindPage(source, page);
    case 'persons':
      return personPage(source, source.members, page);
    case 'vulnerable':
      return personPage(source, source.members.filter((member) => (source.people.population.vulnerabilities[member] ?? 0) > 0), page);
    case 'unregisteredThreats':
      return threatPage(source, page);
    default: {
      const list = source.report.things[category];
      return { total: list.length, rows: slice(list, page).map((affected) => thingRow(source, affected, page.isDesk)) };
    }
  }
};

/** The order of the lists: graver zones first, then village by village. Gives way to its caller often. */
export function* orderPeople(report: AffectedReport, population: Population): Generator<void, Pick<RowSource, 'households' | 'members' | 'householdOf'>> {
  const { zoneOf, zones } = report.located;
  const found: number[] = [];
  for (const [household, zone] of zoneOf.entries()) {
    if (zone > 0 && zones[zone - 1]?.isAffecting === true) found.push(household);
    if (household % 16_384 === 16_383) yield;
  }
  const codeOf = (household: number): string => population.areaCodes[population.areas[household] ?? 0] ?? '';
  const groups = new Map<string, number[]>();
  for (const household of found) {
    const key = `${zoneOf[household]} ${codeOf(household)}`;
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [household]);
    else group.push(household);
  }
  yield;
  const households = [...groups.entries()].toSorted(([left], [right]) => (left < right ? -1 : 1)).flatMap(([, group]) => group);
  const members: number[] = [];
  const householdOf = new Uint32Array(population.residentCount);
  for (const [index, household] of households.entries()) {
    for (const member of membersOf(population, household)) {
      members.push(member);
      householdOf[member] = household;
    }
    if (index % 1024 === 1023) yield;
  }
  return { households, members, householdOf };
}
