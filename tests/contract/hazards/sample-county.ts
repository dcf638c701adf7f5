// An invented county of any size, the same for the same seed, as the hazards' room is given one.
import type { Area, CountyData } from '../../../electron/station/hazards/county-data.ts';
import type { Attributes } from '../../../shared/domain/atlas/field.ts';
import { VULNERABILITIES, type Resident, type Thing, type ThingGeometry } from '../../../shared/domain/atlas/thing.ts';
import type { Statement } from '../../../shared/domain/hazard/population.ts';
import type { Heights } from '../../../shared/domain/hazard/unregistered-threat.ts';
import type { Bounds, LonLat } from '../../../shared/kernel/units.ts';
import { createPeopleInMemory, type ResidentRecord } from './people-in-memory.ts';

export const COUNTY_BOUNDS: Bounds = [119.2, 28.2, 119.8, 28.7];

export const randomOf = (seed: number): (() => number) => {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
};

export const thing = (kind: string, id: string, geometry: ThingGeometry | null, attributes: Attributes = {}, more: Partial<Thing> = {}): Thing => ({
  kind,
  id,
  version: 1,
  name: `${kind} ${id}`,
  areaCode: '',
  geometry,
  attributes,
  source: '县台账',
  asOf: '2026-10-01',
  ...more,
});

export const point = (longitude: number, latitude: number): ThingGeometry => ({ type: 'Point', coordinates: [longitude, latitude] });

export interface SampleCounty {
  readonly households: Thing[];
  readonly residents: ResidentRecord[];
  readonly things: Map<string, Thing[]>;
  readonly areas: Area[];
  heights: Heights | null;
}

const ROSTER: Statement = { source: '户籍名册', asOf: '2026-06-30' };
const TONIGHT: Statement = { source: '村干部电话', asOf: '2026-11-22T12:00:00.000Z' };

const truth = (random: () => number, yes: number, unknown: number): boolean | null => {
  const drawn = random();
  return drawn < unknown ? null : drawn < unknown + yes;
};

export const resident = (id: string, householdId: string, more: Partial<Resident> = {}, statements: Partial<ResidentRecord> = {}): ResidentRecord => ({
  resident: { id, householdId, name: `姓名${id}`, sex: null, birthYear: null, isRegistered: true, isResident: true, isPresentTonight: null, vulnerability: null, phone: `1380000${id}`, ...more },
  registeredBy: ROSTER,
  residentBy: ROSTER,
  presentBy: TONIGHT,
  ...statements,
});

const villageCode = (village: number): string => `331124${String(1 + Math.floor(village / 10)).padStart(3, '0')}${String(1 + (village % 10)).padStart(3, '0')}`;

/** Villages in rows of ten; a share of the households has no coordinates. Residents come household by household, some out of order. */
export const sampleCounty = (householdCount: number, residentCount: number, seed = 1, villageCount = 40): SampleCounty => {
  const random = randomOf(seed);
  const [west, south, east, north] = COUNTY_BOUNDS;
  const centres = Array.from({ length: villageCount }, (): LonLat => [west + random() * (east - west), south + random() * (north - south)]);
  const areas: Area[] = centres.map((position, village) => ({ code: villageCode(village), name: `村${village}`, level: 'village', position }));
  for (let township = 0; township * 10 < villageCount; township += 1) areas.push({ code: `${villageCode(township * 10).slice(0, 9)}000`, name: `乡${township}`, level: 'township', position: null });
  const households = Array.from({ length: householdCount }, (_, index): Thing => {
    const village = Math.floor(random() * villageCount);
    const centre = centres[village] ?? [west, south];
    const spread = (random() + random() + random() - 1.5) * 0.06;
    const position = point(centre[0] + spread, centre[1] + (random() + random() - 1) * 0.05);
    const geometry = random() < 0.03 ? null : position;
    return thing('household', `h${index}`, geometry, { headName: `户主${index}`, phone: `139${index}`, address: `某村${index}号` }, { areaCode: villageCode(village), source: '2026年入户', asOf: '2026-05-01' });
  });
  const residents = Array.from({ length: residentCount }, (_, index) =>
    resident(`r${index}`, index % 97 === 0 ? 'nobody' : `h${Math.floor(random() < 0.05 ? random() * householdCount : (index * householdCount) / residentCount)}`, {
      isRegistered: truth(random, 0.8, 0.05),
      isResident: truth(random, 0.5, 0.1),
      isPresentTonight: truth(random, 0.2, 0.6),
      vulnerability: random() < 0.1 ? (VULNERABILITIES[Math.floor(random() * VULNERABILITIES.length)]?.value ?? null) : null,
    }),
  );
  return { households, residents, things: new Map(), areas, heights: null };
};

export interface LiveCounty extends CountyData {
  /** Says that the data of a kind were changed. */
  readonly touch: (kind: string) => void;
}

export const countyDataOf = (county: SampleCounty, bounds: Bounds | null = COUNTY_BOUNDS): LiveCounty => {
  const revisions = new Map<string, number>();
  const listeners = new Set<() => void>();
  let areas: readonly Area[] = [...county.areas];
  const revision = (kind: string): number => revisions.get(kind) ?? 0;
  const people = createPeopleInMemory({ revision: () => revision('household') + revision('resident'), households: () => county.households, residents: () => county.residents });
  return {
    revision,
    people,
    things: async (kind) => [...(county.things.get(kind) ?? [])],
    heights: () => county.heights,
    bounds: () => bounds,
    areas: () => areas,
    onChange: (listener) => {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    touch: (kind) => {
      revisions.set(kind, revision(kind) + 1);
      areas = [...county.areas];
      for (const listener of listeners) listener();
    },
  };
};

/** A star with the given number of corners: many edges, deep notches, no crossing. */
export const star = (centre: LonLat, radiusDegrees: number, corners: number, seed = 7): readonly LonLat[] => {
  const random = randomOf(seed);
  const ring = Array.from({ length: corners }, (_, index): LonLat => {
    const angle = (2 * Math.PI * index) / corners;
    const reach = radiusDegrees * (0.55 + 0.45 * random());
    return [centre[0] + reach * Math.cos(angle), centre[1] + reach * Math.sin(angle)];
  });
  return [...ring, ...ring.slice(0, 1)];
};
