import { booleanPointInPolygon, polygon as turfPolygon } from '@turf/turf';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { buildPopulation, runAtOnce, type HouseholdRow, type ResidentRow } from '../../../tests/contract/hazards/build-population.ts';
import { randomOf, star } from '../../../tests/contract/hazards/sample-county.ts';
import { circle } from '../../geo/shapes.ts';
import type { LonLat } from '../../kernel/units.ts';
import { VULNERABILITIES } from '../atlas/thing.ts';
import { countPersons } from './count-persons.ts';
import type { HazardZone } from './hazard-zone.ts';
import { INSIDE_NEAR_EDGE, locateHouseholds, OUTSIDE_NEAR_EDGE, readyZones } from './located-households.ts';
import { digestPopulation } from './population-digest.ts';
import type { Population } from './population.ts';

const NOBODY = new Set<string>();
const ROSTER = { source: '户籍名册', asOf: '2026-06-30' };
const CALL = { source: '村干部电话', asOf: '2026-11-22T12:00:00.000Z' };

const zone = (grade: HazardZone['grade'], ...area: HazardZone['area'][number][]): HazardZone => ({ grade, measure: null, area, squareMetres: 0 });

interface Village {
  readonly households: readonly HouseholdRow[];
  readonly residents: readonly ResidentRow[];
}

const villageOf = (count: number, perHousehold: number, seed: number): Village => {
  const random = randomOf(seed);
  const households = Array.from({ length: count }, (): HouseholdRow => ({
    areaCode: `3311240010${String(Math.floor(random() * 5)).padStart(2, '0')}`,
    position: random() < 0.1 ? null : [119.5 + (random() - 0.5) * 0.04, 28.4 + (random() - 0.5) * 0.04],
    statement: { source: '入户', asOf: random() < 0.5 ? '2026-05-01' : '2024-01-01' },
  }));
  const said = (): boolean | null => (random() < 0.3 ? null : random() < 0.5);
  const residents = Array.from({ length: count * perHousehold }, (_, index): ResidentRow => ({
    household: index % 31 === 0 ? -1 : Math.floor(random() * count),
    isRegistered: said(),
    isResident: said(),
    isPresentTonight: said(),
    vulnerability: random() < 0.2 ? (VULNERABILITIES[Math.floor(random() * VULNERABILITIES.length)]?.value ?? null) : null,
    registeredBy: ROSTER,
    residentBy: ROSTER,
    presentBy: CALL,
  }));
  return { households, residents };
};

const populationOf = ({ households, residents }: Village): Population => buildPopulation(households, residents);

const countOf = (population: Population, zones: readonly HazardZone[], edgeMetres = 0, villages: ReadonlySet<string> = NOBODY) => {
  const located = runAtOnce(locateHouseholds(population, readyZones(zones, edgeMetres), edgeMetres));
  return { located, totals: runAtOnce(countPersons(population, runAtOnce(digestPopulation(population)), located, villages)) };
};

const disc = (metres: number, centre: LonLat = [119.5, 28.4]): HazardZone['area'][number] => {
  const made = circle(centre, metres);
  if (!made.ok) throw new Error('refused');
  return made.value;
};

describe('counting', () => {
  it('gives the answer of a plain scan with Turf, person by person', () => {
    const village = villageOf(3_000, 4, 11);
    const ring = star([119.5, 28.4], 0.018, 500);
    const { totals } = countOf(populationOf(village), [zone('whole', [ring])]);
    const oracle = turfPolygon([ring.map(([x, y]) => [x, y])]);
    const inside = village.households.map(({ position }) => position !== null && booleanPointInPolygon([position[0], position[1]], oracle));
    const persons = village.residents.filter(({ household }) => inside[household] === true);
    expect(totals.households).toBe(inside.filter(Boolean).length);
    expect(totals.persons).toBe(persons.length);
    for (const [tally, key] of [[totals.registered, 'isRegistered'], [totals.resident, 'isResident'], [totals.presentTonight, 'isPresentTonight']] as const) {
      expect(tally.yes).toBe(persons.filter((person) => person[key] === true).length);
      expect(tally.no).toBe(persons.filter((person) => person[key] === false).length);
      expect(tally.unknown).toBe(persons.filter((person) => person[key] === null).length);
    }
    for (const { value } of VULNERABILITIES) expect(totals.vulnerabilities[value]).toBe(persons.filter(({ vulnerability }) => vulnerability === value).length);
    expect(totals.vulnerable).toBe(persons.filter(({ vulnerability }) => vulnerability !== null).length);
    expect(totals.households).toBeGreaterThan(500);
  });

  it('keeps the three populations apart with who said so and when, and never takes unknown for zero', () => {
    const population = populationOf({
      households: [{ areaCode: '331124001001', position: [119.5, 28.4], statement: ROSTER }],
      residents: [
        { household: 0, isRegistered: true, isResident: false, isPresentTonight: null, vulnerability: 'bedridden', registeredBy: ROSTER, residentBy: ROSTER, presentBy: CALL },
        { household: 0, isRegistered: true, isResident: true, isPresentTonight: true, vulnerability: null, registeredBy: ROSTER, residentBy: { source: '网格员', asOf: '2026-11-01' }, presentBy: CALL },
      ],
    });
    const { totals } = countOf(population, [zone('whole', disc(500))]);
    expect(totals.registered).toEqual({ yes: 2, no: 0, unknown: 0, statements: [{ ...ROSTER, persons: 2 }], furtherStatements: 0 });
    expect(totals.resident).toEqual({ yes: 1, no: 1, unknown: 0, statements: [{ source: '网格员', asOf: '2026-11-01', persons: 1 }], furtherStatements: 0 });
    expect(totals.presentTonight).toEqual({ yes: 1, no: 0, unknown: 1, statements: [{ ...CALL, persons: 1 }], furtherStatements: 0 });
    expect([totals.asOfFrom, totals.asOfTo]).toEqual(['2026-06-30', '2026-06-30']);
  });

  it('counts the unlocated apart, those of the villages concerned once more', () => {
    const at = (areaCode: string, position: LonLat | null): HouseholdRow => ({ areaCode, position, statement: ROSTER });
    const person = (household: number): ResidentRow => ({ household, isRegistered: null, isResident: null, isPresentTonight: null, vulnerability: null, registeredBy: ROSTER, residentBy: ROSTER, presentBy: ROSTER });
    const population = populationOf({
      households: [at('331124001001', [119.5, 28.4]), at('331124001001', null), at('331124001002', null), at('331124001003', null)],
      residents: [person(0), person(1), person(1), person(2), person(3), person(-1)],
    });
    const { totals } = countOf(population, [zone('whole', disc(500))], 0, new Set(['331124001002']));
    expect(totals.persons).toBe(1);
    expect(totals.unlocated).toEqual({ households: 3, persons: 4 });
    expect(totals.unlocatedHere).toEqual({ households: 2, persons: 3 });
    expect(totals.personsWithoutHousehold).toBe(1);
  });

  it('counts somebody in several zones once, in the most severe', () => {
    const population = populationOf(villageOf(1_000, 2, 5));
    const { totals: alone } = countOf(population, [zone('general', disc(1_500))]);
    const { totals: both } = countOf(population, [zone('general', disc(1_500)), zone('key', disc(600))]);
    const { totals: key } = countOf(population, [zone('key', disc(600))]);
    expect(both.persons).toBe(alone.persons);
    expect(both.zones.map(({ grade }) => grade)).toEqual(['key', 'general']);
    expect(both.zones[0]?.persons).toBe(key.persons);
    expect((both.zones[0]?.persons ?? 0) + (both.zones[1]?.persons ?? 0)).toBe(alone.persons);
  });

  it('does not count the people of the 安全区 as affected', () => {
    const population = populationOf(villageOf(1_000, 2, 6));
    const { totals } = countOf(population, [zone('heavy', disc(300)), zone('light', disc(800)), zone('safe', disc(1_500))]);
    const [heavy, light, safe] = totals.zones;
    expect(totals.persons).toBe((heavy?.persons ?? 0) + (light?.persons ?? 0));
    expect(safe?.persons).toBeGreaterThan(0);
    expect(totals.villages.reduce((sum, { persons }) => sum + persons, 0)).toBe(totals.persons);
  });

  it('comes to the same however a zone is split, and puts everyone into exactly one', () => {
    const village = villageOf(400, 3, 9);
    const population = populationOf(village);
    fc.assert(
      fc.property(fc.double({ min: 119.483, max: 119.517, noNaN: true }), fc.double({ min: 28.383, max: 28.417, noNaN: true }), (x, y) => {
        const [west, south, east, north] = [119.482, 28.382, 119.518, 28.418];
        const box = (a: number, b: number, c: number, d: number): HazardZone['area'][number] => [[[a, b], [c, b], [c, d], [a, d], [a, b]]];
        const whole = countOf(population, [zone('whole', box(west, south, east, north))]).totals;
        const split = countOf(population, [zone('key', box(west, south, x, y), box(x, y, east, north)), zone('general', box(x, south, east, y), box(west, y, x, north))]);
        expect(split.totals.persons).toBe(whole.persons);
        expect(split.totals.households).toBe(whole.households);
        expect(split.totals.presentTonight).toEqual(whole.presentTonight);
        expect(split.totals.zones.reduce((sum, each) => sum + each.persons, 0)).toBe(whole.persons);
        expect(split.totals.villages).toEqual(whole.villages);
        expect(split.located.zoneOf.filter((found) => found > 0).length).toBe(whole.households);
      }),
      { numRuns: 40 },
    );
  });
});

describe('near the edge', () => {
  const near = (metresEast: number): LonLat => [119.5 + metresEast / 97_943, 28.4];

  const statesOf = (positions: readonly LonLat[], zones: readonly HazardZone[], metres: number): readonly number[] => {
    const population = populationOf({ households: positions.map((position) => ({ areaCode: '', position, statement: ROSTER })), residents: [] });
    return [...countOf(population, zones, metres).located.edges];
  };

  it('marks who may be on the other side, both ways', () => {
    expect(statesOf([near(0), near(985), near(1_015), near(1_100)], [zone('whole', disc(1_000))], 30)).toEqual([0, INSIDE_NEAR_EDGE, OUTSIDE_NEAR_EDGE, 0]);
  });

  it('does not take the edge between 重点 and 一般 for an edge of the affected area', () => {
    const key = disc(500);
    const general = [...disc(1_000), key[0] ?? []];
    expect(statesOf([near(490), near(510), near(990), near(1_010)], [zone('key', key), zone('general', general)], 30)).toEqual([0, 0, INSIDE_NEAR_EDGE, OUTSIDE_NEAR_EDGE]);
  });

  it('finds by its raster what measuring every household would find', () => {
    const village = villageOf(4_000, 0, 21);
    const ring = star([119.5, 28.4], 0.018, 120);
    const zones = [zone('whole', [ring])];
    const { located } = countOf(populationOf(village), zones, 40);
    const [ready] = readyZones(zones, 40);
    for (const [household, { position }] of village.households.entries()) {
      const isNear = position !== null && (ready?.prepared.distanceToEdgeMetres(position[0], position[1], 40) ?? Infinity) <= 40;
      expect(located.edges[household] !== 0).toBe(isNear);
    }
    expect(located.edges.filter((state) => state !== 0).length).toBeGreaterThan(100);
  });
});
