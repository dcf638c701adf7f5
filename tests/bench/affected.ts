// How long it takes to count who and what a drawn hazard affects, against a plain scan with Turf over the same data.
import { setImmediate } from 'node:timers/promises';
import { booleanPointInPolygon, polygon as turfPolygon } from '@turf/turf';
import { createPictureReader, ALL_KINDS, QUICK_KINDS } from '../../electron/station/hazards/county-facts.ts';
import { orderPeople } from '../../electron/station/hazards/affected-rows.ts';
import { systemClock } from '../../electron/station/system.ts';
import { affectedReport } from '../../shared/domain/hazard/affected-report.ts';
import type { HazardZone } from '../../shared/domain/hazard/hazard-zone.ts';
import { countPersons } from '../../shared/domain/hazard/count-persons.ts';
import { locateHouseholds, readyZones } from '../../shared/domain/hazard/located-households.ts';
import { quickCount, type CountyFacts } from '../../shared/domain/hazard/quick-count.ts';
import { DEFAULT_SCREENING } from '../../shared/domain/hazard/unregistered-threat.ts';
import { zonesOfShape } from '../../shared/domain/hazard/zones-of-shape.ts';
import type { Thing, ThingGeometry } from '../../shared/domain/atlas/thing.ts';
import type { LonLat } from '../../shared/kernel/units.ts';
import { runAtOnce } from '../contract/hazards/build-population.ts';
import { COUNTY_BOUNDS, countyDataOf, point, randomOf, sampleCounty, star, thing, type SampleCounty } from '../contract/hazards/sample-county.ts';

type Report = (line: { name: string; metric: string; value: number; unit: string; peer?: string; ratio?: number }) => void;

const HOUSEHOLDS = 50_000;
const PERSONS = 200_000;
const CORNERS = 500;
const ROUNDS = 60;
const EDGE_METRES = 30;
const NAME = 'affected';

/** Things of every kind in the numbers of a real county: 4,500 loudspeakers, 20,000 roads. */
const fillThings = (county: SampleCounty): void => {
  const random = randomOf(99);
  const [west, south, east, north] = COUNTY_BOUNDS;
  const place = (): LonLat => [west + random() * (east - west), south + random() * (north - south)];
  const many = (kind: string, count: number, geometry: () => ThingGeometry | null, attributes: () => Thing['attributes'] = () => ({})): void => {
    county.things.set(kind, Array.from({ length: count }, (_, index) => thing(kind, `${kind}${index}`, geometry(), attributes())));
  };
  const line = (points: number, step: number) => (): ThingGeometry => {
    const start = place();
    let [x, y] = start;
    return { type: 'LineString', coordinates: Array.from({ length: points }, (): LonLat => [(x += (random() - 0.5) * step), (y += (random() - 0.5) * step)]) };
  };
  const somewhere = () => point(...place());
  many('specialSite', 800, somewhere, () => ({ siteType: 'school', persons: 100 }));
  many('hazardPoint', 2_000, somewhere);
  many('shelter', 600, somewhere, () => ({ capacity: 100 }));
  many('enterprise', 300, somewhere);
  many('team', 200, somewhere);
  many('stockpile', 200, somewhere);
  many('stockItem', 5_000, () => null, () => ({ stockpileId: `stockpile${Math.floor(random() * 200)}` }));
  many('responsiblePerson', 3_000, () => null);
  many('loudspeaker', 4_500, somewhere, () => ({ audibleRadiusMetres: 400, workState: random() < 0.1 ? 'fault' : 'idle' }));
  many('road', 20_000, line(12, 0.004));
  many('transferRoute', 800, line(20, 0.004));
  many('waterway', 1_500, line(40, 0.004), () => ({ strahlerOrder: 2 }));
  county.heights = { resolutionMetres: 30, heightAt: (x, y) => 300 + 120 * Math.sin(x * 900) * Math.cos(y * 1_100) };
};

/** An area as somebody draws it round a valley: bays and tongues, but no saw teeth. */
const valley = (centre: LonLat, radiusDegrees: number, corners: number): readonly LonLat[] => {
  const ring = Array.from({ length: corners }, (_, index): LonLat => {
    const angle = (2 * Math.PI * index) / corners;
    const reach = radiusDegrees * (1 + 0.25 * Math.sin(3 * angle + 1) + 0.1 * Math.sin(7 * angle) + 0.05 * Math.sin(19 * angle + 2));
    return [centre[0] + reach * Math.cos(angle), centre[1] + reach * Math.sin(angle)];
  });
  return [...ring, ...ring.slice(0, 1)];
};

const percentile = (times: readonly number[], share: number): number => times.toSorted((left, right) => left - right)[Math.min(times.length - 1, Math.floor(times.length * share))] ?? Number.NaN;

interface Run<T> {
  readonly value: T;
  readonly totalMs: number;
  readonly longestStepMs: number;
}

const runSteps = <T>(work: Generator<void, T>): Run<T> => {
  const begun = performance.now();
  let [longestStepMs, before] = [0, begun];
  for (let step = work.next(); ; step = work.next()) {
    const now = performance.now();
    longestStepMs = Math.max(longestStepMs, now - before);
    before = now;
    if (step.done === true) return { value: step.value, totalMs: now - begun, longestStepMs };
  }
};

const zonesOf = (ring: readonly LonLat[]): readonly HazardZone[] => {
  const drawn = zonesOfShape({ type: 'polygon', polygon: [ring] }, null, Date.now());
  if (!drawn.ok) throw new Error(JSON.stringify(drawn.error));
  return drawn.value.zones;
};

/** The same count the plain way: every household against the polygon, then its members. */
const scanWithTurf = (county: SampleCounty, ring: readonly LonLat[]): { readonly households: number; readonly persons: number } => {
  const area = turfPolygon([ring.map(([x, y]) => [x, y])]);
  const inside = new Set<string>();
  for (const { id, geometry } of county.households) if (geometry?.type === 'Point' && booleanPointInPolygon([geometry.coordinates[0], geometry.coordinates[1]], area)) inside.add(id);
  let persons = 0;
  for (const { resident } of county.residents) if (inside.has(resident.householdId)) persons += 1;
  return { households: inside.size, persons };
};

/** Households and persons alone, from the zones on: what the scan with Turf does. */
const countPeople = (facts: CountyFacts, zones: readonly HazardZone[], edgeMetres: number) => {
  const located = runAtOnce(locateHouseholds(facts.population, readyZones(zones, edgeMetres), edgeMetres));
  return runAtOnce(countPersons(facts.population, facts.digest, located, new Set()));
};

const timed = async <T>(rounds: number, work: () => T, onEach: (value: T) => void): Promise<readonly number[]> => {
  const times: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    const begun = performance.now();
    const value = work();
    times.push(performance.now() - begun);
    onEach(value);
    await setImmediate();
  }
  return times;
};

const benchQuick = async (report: Report, what: string, facts: CountyFacts, county: SampleCounty, ring: readonly LonLat[]): Promise<void> => {
  let [longest, households, persons] = [0, 0, 0];
  const count = () => runSteps(quickCount(facts, { zones: zonesOf(ring), toxic: null, now: Date.now(), edgeMetres: EDGE_METRES }));
  await timed(10, count, () => undefined);
  const whole = await timed(ROUNDS, count, ({ value, longestStepMs }) => {
    longest = Math.max(longest, longestStepMs);
    ({ households, persons } = value.persons);
  });
  const zones = zonesOf(ring);
  const people = await timed(ROUNDS, () => countPeople(facts, zones, EDGE_METRES), () => undefined);
  const turf = await timed(7, () => scanWithTurf(county, ring), (found) => {
    if (found.households !== households || found.persons !== persons) throw new Error(`Turf counts ${found.households} households and ${found.persons} persons, we ${households} and ${persons}`);
  });
  report({ name: NAME, metric: `${what}: everything counted while drawing, ${PERSONS} persons, ${CORNERS} corners, ${persons} inside, p95`, value: percentile(whole, 0.95), unit: 'ms' });
  report({ name: NAME, metric: `${what}: everything counted while drawing, longest step that holds the thread`, value: longest, unit: 'ms' });
  report({ name: NAME, metric: `${what}: households and persons with their edges, median`, value: percentile(people, 0.5), unit: 'ms', peer: '@turf/turf booleanPointInPolygon', ratio: percentile(turf, 0.5) / percentile(people, 0.5) });
  report({ name: NAME, metric: `${what}: the same households and persons scanned with Turf, median`, value: percentile(turf, 0.5), unit: 'ms' });
};

const benchFull = async (report: Report, county: SampleCounty, ring: readonly LonLat[]): Promise<void> => {
  const picture = await createPictureReader(countyDataOf(county), systemClock).read(ALL_KINDS);
  const question = { zones: zonesOf(ring), toxic: null, now: Date.now(), edgeMetres: EDGE_METRES };
  runSteps(affectedReport(picture.facts, question, DEFAULT_SCREENING));
  const run = runSteps(affectedReport(picture.facts, question, DEFAULT_SCREENING));
  const order = runSteps(orderPeople(run.value, picture.facts.population));
  report({ name: NAME, metric: `full report with ${run.value.screening.screened} households screened on the terrain`, value: run.totalMs, unit: 'ms' });
  report({ name: NAME, metric: 'full report, longest step that holds the thread', value: Math.max(run.longestStepMs, order.longestStepMs), unit: 'ms' });
};

export const bench = {
  name: NAME,
  run: async (report: Report): Promise<void> => {
    const county = sampleCounty(HOUSEHOLDS, PERSONS, 3, 200);
    fillThings(county);
    const drawn = valley([119.5, 28.45], 0.22, CORNERS);
    const picture = await createPictureReader(countyDataOf(county), systemClock).read(QUICK_KINDS);
    await benchQuick(report, 'drawn area', picture.facts, county, drawn);
    await benchQuick(report, 'saw teeth 25 km long', picture.facts, county, star([119.5, 28.45], 0.25, CORNERS));
    await benchFull(report, county, drawn);
  },
};
