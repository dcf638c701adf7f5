// The county of sixteen townships as it leaves the generator, held against the catalogue, the ground and independent geometry.
import { booleanPointInPolygon, length } from '@turf/turf';
import { beforeAll, describe, expect, test } from 'vitest';
import { checkContent } from '../../../shared/domain/atlas/check-content.ts';
import { residentFault } from '../../../shared/domain/atlas/check-resident.ts';
import { thingKind } from '../../../shared/domain/atlas/thing-kinds.ts';
import type { Resident } from '../../../shared/domain/atlas/thing.ts';
import { slopeDegreesAt, type TerrainGrid } from '../../../shared/geo/terrain-grid.ts';
import type { LonLat } from '../../../shared/kernel/units.ts';
import { BATCH_SIZE, generateCounty, type CountySummary } from './generate-county.ts';
import { IMPOSSIBLE_PHONE } from './people/phones.ts';
import type { DemonstrationThing } from './thing-maker.ts';

const AS_OF = '2026-11-22';
const SEED = 20261122;

const things = new Map<string, DemonstrationThing[]>();
const byId = new Map<string, DemonstrationThing>();
const residents: Resident[] = [];
let county: CountySummary;
let grid: TerrainGrid;
let largestBatch = 0;

const of = (kind: string): readonly DemonstrationThing[] => things.get(kind) ?? [];
const all = (): readonly DemonstrationThing[] => [...byId.values()];
const text = (thing: DemonstrationThing, key: string): string => String(thing.attributes[key] ?? '');
const number = (thing: DemonstrationThing, key: string): number => Number(thing.attributes[key] ?? Number.NaN);

const pointOf = (thing: DemonstrationThing): LonLat => {
  if (thing.geometry?.type !== 'Point') throw new Error(`${thing.id} is no point`);
  return thing.geometry.coordinates;
};
const lineOf = (thing: DemonstrationThing): readonly LonLat[] => {
  if (thing.geometry?.type !== 'LineString') throw new Error(`${thing.id} is no line`);
  return thing.geometry.coordinates;
};
const turfArea = (thing: DemonstrationThing): Parameters<typeof booleanPointInPolygon>[1] => {
  if (thing.geometry?.type !== 'Polygon' && thing.geometry?.type !== 'MultiPolygon') throw new Error(`${thing.id} is no area`);
  return JSON.parse(JSON.stringify(thing.geometry)) as Parameters<typeof booleanPointInPolygon>[1];
};
const isIn = (place: LonLat, area: Parameters<typeof booleanPointInPolygon>[1]): boolean => booleanPointInPolygon([...place], area);

/** Draws that need no library: the same points in every run. */
const draws = function* (count: number): Generator<readonly [number, number]> {
  for (let index = 1; index <= count; index += 1) yield [(index * 0.754877666) % 1, (index * 0.569840291) % 1];
};

/** Things in squares of some 400 m, for looking up what is near. */
const bucketed = <T>(items: Iterable<readonly [LonLat, T]>): ((place: LonLat, reach?: number) => readonly T[]) => {
  const buckets = new Map<string, T[]>();
  const key = (x: number, y: number): string => `${x} ${y}`;
  for (const [[x, y], item] of items) {
    const at = key(Math.floor(x * 250), Math.floor(y * 250));
    buckets.set(at, [...(buckets.get(at) ?? []), item]);
  }
  return ([x, y], reach = 1) => {
    const found: T[] = [];
    for (let dx = -reach; dx <= reach; dx += 1) for (let dy = -reach; dy <= reach; dy += 1) found.push(...(buckets.get(key(Math.floor(x * 250) + dx, Math.floor(y * 250) + dy)) ?? []));
    return found;
  };
};

const METRES_LON = 97_880;
const METRES_LAT = 111_195;
/** Metres from a place to a line of two positions. */
const away = ([x, y]: LonLat, [ax, ay]: LonLat, [bx, by]: LonLat): number => {
  const [dx, dy, px, py] = [(bx - ax) * METRES_LON, (by - ay) * METRES_LAT, (x - ax) * METRES_LON, (y - ay) * METRES_LAT];
  const share = Math.min(1, Math.max(0, (px * dx + py * dy) / Math.max(1e-9, dx * dx + dy * dy)));
  return Math.hypot(px - share * dx, py - share * dy);
};

beforeAll(async () => {
  for await (const batch of generateCounty({ seed: SEED, townships: 16, asOf: AS_OF })) {
    if (batch.type === 'county') county = batch.county;
    else if (batch.type === 'terrain') grid = batch.grid;
    else if (batch.type === 'residents') {
      residents.push(...batch.residents);
      largestBatch = Math.max(largestBatch, batch.residents.length);
    } else {
      largestBatch = Math.max(largestBatch, batch.things.length);
      for (const thing of batch.things) {
        if (byId.has(thing.id)) throw new Error(`two things are called ${thing.id}`);
        byId.set(thing.id, thing);
        things.set(thing.kind, things.get(thing.kind) ?? []);
        things.get(thing.kind)!.push(thing);
      }
    }
  }
}, 600_000);

describe('what is said of things', () => {
  test('every thing fits the catalogue of its kind and is labelled as demonstration data', () => {
    const faults = all().flatMap((thing) => checkContent(thingKind(thing.kind)!, thing).map((fault) => `${thing.id} ${fault.key} ${fault.reason}`));
    expect(faults).toEqual([]);
    expect(all().every(({ source, asOf }) => source === '演练数据' && asOf === AS_OF)).toBe(true);
  });

  test('every reference leads to a thing of the named kind', () => {
    const broken: string[] = [];
    let count = 0;
    for (const thing of all()) {
      for (const field of thingKind(thing.kind)!.fields) {
        if (field.type !== 'reference' || thing.attributes[field.key] === undefined) continue;
        count += 1;
        if (byId.get(text(thing, field.key))?.kind !== field.to) broken.push(`${thing.id} ${field.key}`);
      }
    }
    expect(count).toBeGreaterThan(60_000);
    expect(broken).toEqual([]);
  });

  test('the counts are those of such a county', () => {
    const counts = Object.fromEntries([...things].map(([kind, list]) => [kind, list.length]));
    expect(counts).toMatchObject({ township: 16, village: 341, household: 50_000, loudspeaker: 4_500, camera: 16, enterprise: 235, riskPoint: 7_207, hazardPoint: 500 });
    const forms = (form: string): number => of('gridUnit').filter((unit) => unit.attributes['unitForm'] === form).length;
    expect([forms('point'), forms('line'), forms('area')]).toEqual([4_758, 322, 127]);
    expect(Math.abs(residents.length - 160_000)).toBeLessThan(6_000);
    expect(of('shelter').length).toBeGreaterThanOrEqual(350);
    expect(Math.abs(of('stockpile').length - 380)).toBeLessThan(8);
    expect(Math.abs(of('stockItem').length - 4_000)).toBeLessThan(300);
    expect(of('team').filter((team) => team.attributes['teamType'] === 'villageCommando').length).toBe(341);
    expect(largestBatch).toBeLessThanOrEqual(BATCH_SIZE);
  });

  test('no telephone number can be anybody’s', () => {
    const ofThings = all().flatMap((thing) => thingKind(thing.kind)!.fields.filter(({ type }) => type === 'phone').flatMap(({ key }) => thing.attributes[key] ?? []));
    const phones = [...ofThings, ...residents.flatMap(({ phone }) => (phone === '' ? [] : [phone]))];
    expect(phones.length).toBeGreaterThan(150_000);
    expect(phones.filter((phone) => !IMPOSSIBLE_PHONE.test(String(phone)))).toEqual([]);
  });

  test('loudspeakers have unique codes of 23 digits that carry their village, on nineteen gateways of like load', () => {
    const codes = of('loudspeaker').map((horn) => text(horn, 'resourceCode'));
    expect(new Set(codes).size).toBe(4_500);
    expect(of('loudspeaker').every((horn) => /^6\d{22}$/.test(text(horn, 'resourceCode')) && text(horn, 'resourceCode').slice(1, 13) === horn.areaCode)).toBe(true);
    const loads = Map.groupBy(of('loudspeaker'), (horn) => text(horn, 'gatewayId'));
    expect(loads.size).toBe(19);
    expect(Math.max(...[...loads.values()].map((list) => list.length))).toBeLessThanOrEqual(247);
  });

  test('some stock has run out of date and most has not', () => {
    const dated = of('stockItem').filter((item) => item.attributes['expiryDate'] !== undefined);
    const expired = dated.filter((item) => text(item, 'expiryDate') < AS_OF).length;
    expect(expired).toBeGreaterThan(40);
    expect(expired).toBeLessThan(dated.length / 5);
  });
});

describe('the people', () => {
  test('every resident is well formed and lives in a known household', () => {
    expect(residents.filter((resident) => residentFault(resident) !== null)).toEqual([]);
    expect(residents.filter(({ householdId }) => byId.get(householdId)?.kind !== 'household')).toEqual([]);
    expect(new Set(residents.map(({ id }) => id)).size).toBe(residents.length);
  });

  test('registered, living here and here tonight are three different things, and some are not known', () => {
    const share = (is: (resident: Resident) => boolean): number => residents.filter(is).length / residents.length;
    expect(share(({ isRegistered, isResident }) => isRegistered === true && isResident === false)).toBeGreaterThan(0.15);
    expect(share(({ isRegistered, isResident }) => isRegistered === false && isResident === true)).toBeGreaterThan(0.01);
    expect(share(({ isResident, isPresentTonight }) => isResident === true && isPresentTonight === false)).toBeGreaterThan(0.01);
    for (const key of ['isRegistered', 'isResident', 'isPresentTonight', 'birthYear', 'sex'] as const) expect(share((resident) => resident[key] === null)).toBeGreaterThan(0);
    const vulnerable = share(({ vulnerability }) => vulnerability !== null);
    expect(vulnerable).toBeGreaterThan(0.08);
    expect(vulnerable).toBeLessThan(0.1);
  });

  test('every chain of superiors ends with the head of the county, and every household has a contact of its village', () => {
    const steps = of('responsiblePerson').map((person) => {
      let at: DemonstrationThing | undefined = person;
      let count = 0;
      for (; at !== undefined && at.attributes['superiorId'] !== undefined && count < 9; count += 1) at = byId.get(text(at, 'superiorId'));
      return at?.id === of('responsiblePerson')[0]!.id ? count : Infinity;
    });
    expect(Math.max(...steps)).toBeLessThanOrEqual(7);
    expect(of('household').filter((household) => byId.get(text(household, 'contactPersonId'))?.areaCode !== household.areaCode)).toEqual([]);
    expect(of('responsiblePerson').filter((person) => (person.attributes['roles'] as readonly string[]).length > 1).length).toBeGreaterThan(300);
  });
});

describe('the areas', () => {
  test('names are unique within their parent and codes are nested', () => {
    const villages = of('village').map(({ name, areaCode }) => `${areaCode.slice(0, 9)} ${name}`);
    expect(new Set(villages).size).toBe(341);
    expect(new Set(of('township').map(({ name }) => name)).size).toBe(16);
    const townships = new Set(of('township').map(({ areaCode }) => areaCode.slice(0, 9)));
    expect(of('village').every(({ areaCode }) => /^\d{12}$/.test(areaCode) && !areaCode.endsWith('000') && townships.has(areaCode.slice(0, 9)))).toBe(true);
    expect(new Set(of('village').map(({ areaCode }) => areaCode)).size).toBe(341);
  });

  test('any place in the county lies in one township and one village of it, and none outside (Turf)', () => {
    const outline = JSON.parse(JSON.stringify(county.outline)) as Parameters<typeof booleanPointInPolygon>[1];
    const townships = of('township').map((thing) => [thing.areaCode.slice(0, 9), turfArea(thing)] as const);
    const villages = of('village').map((thing) => [thing.areaCode, turfArea(thing)] as const);
    let inside = 0;
    for (const [u, v] of draws(700)) {
      const place: LonLat = [grid.west + u * (grid.columns - 1) * grid.cellDegrees[0], grid.south + v * (grid.rows - 1) * grid.cellDegrees[1]];
      const township = townships.filter(([, area]) => isIn(place, area));
      const village = villages.filter(([, area]) => isIn(place, area));
      const expected = isIn(place, outline) ? 1 : 0;
      expect([township.length, village.length]).toEqual([expected, expected]);
      if (expected === 0) continue;
      inside += 1;
      expect(village[0]![0].slice(0, 9)).toBe(township[0]![0]);
    }
    expect(inside).toBeGreaterThan(300);
  });

  test('villages share their borders vertex by vertex: every stretch belongs to two of them, or to one and the outline', () => {
    const uses = new Map<string, number>();
    const key = (from: LonLat, to: LonLat): string => [from.join(), to.join()].toSorted().join(' ');
    const count = (rings: readonly (readonly LonLat[])[]): void => {
      for (const ring of rings) for (let index = 1; index < ring.length; index += 1) uses.set(key(ring[index - 1]!, ring[index]!), (uses.get(key(ring[index - 1]!, ring[index]!)) ?? 0) + 1);
    };
    for (const { geometry } of of('village')) if (geometry?.type === 'Polygon') count(geometry.coordinates);
    if (county.outline.type === 'Polygon') count(county.outline.coordinates);
    expect(of('village').every(({ geometry }) => geometry?.type === 'Polygon')).toBe(true);
    expect([...uses.values()].filter((times) => times !== 2)).toEqual([]);
  });

  test('households stand in their own village', () => {
    const areas = new Map(of('village').map((thing) => [thing.areaCode, turfArea(thing)]));
    const strays = of('household').filter((household) => !isIn(pointOf(household), areas.get(household.areaCode)!));
    expect(strays.map(({ id }) => id)).toEqual([]);
  });
});

describe('the ground and the water', () => {
  test('water flows downhill along every river', () => {
    // The river's own post is the one nearest to the place, or beside it: lines are smoothed by up to half a cell.
    const lowest = ([longitude, latitude]: LonLat): number => {
      const column = Math.round((longitude - grid.west) / grid.cellDegrees[0]);
      const row = grid.rows - 1 - Math.round((latitude - grid.south) / grid.cellDegrees[1]);
      return Math.min(...[-1, 0, 1].flatMap((dx) => [-1, 0, 1].map((dy) => grid.heights[(row + dy) * grid.columns + column + dx] ?? Infinity)));
    };
    const lines = of('waterway').filter(({ geometry }) => geometry?.type === 'LineString');
    expect(lines.length).toBeGreaterThan(400);
    const rising = lines.filter((river) => {
      let least = Infinity;
      return lineOf(river).some((place) => {
        const height = lowest(place);
        const isUp = height > least;
        least = Math.min(least, height);
        return isUp;
      });
    });
    expect(rising.map(({ id }) => id)).toEqual([]);
    const falling = lines.filter((river) => lowest(lineOf(river)[0]!) > lowest(lineOf(river).at(-1)!)).length;
    expect(falling / lines.length).toBeGreaterThan(0.8);
  });

  test('no household stands in water or on a steep slope', () => {
    const segments = of('waterway').filter(({ geometry }) => geometry?.type === 'LineString').flatMap((river) => lineOf(river).slice(1).map((to, index) => [to, [lineOf(river)[index]!, to, number(river, 'widthMetres') / 2] as const] as const));
    const near = bucketed(segments);
    const lakes = of('waterway').filter(({ geometry }) => geometry?.type === 'Polygon').map((thing) => [thing.geometry, turfArea(thing)] as const);
    const lakesNear = bucketed(lakes.flatMap(([geometry, area]) => (geometry?.type === 'Polygon' ? geometry.coordinates[0]!.map((place) => [place, area] as const) : [])));
    const wet = of('household').filter((household) => {
      const place = pointOf(household);
      return near(place).some(([from, to, half]) => away(place, from, to) < half - 1) || [...new Set(lakesNear(place))].some((area) => isIn(place, area));
    });
    expect(wet.map(({ id }) => id)).toEqual([]);
    const steepest = Math.max(...of('household').map((household) => slopeDegreesAt(grid, pointOf(household)) ?? 0));
    expect(steepest).toBeLessThan(30);
  });
});

describe('the roads', () => {
  test('there are at least 50,000 directed edges, and they meet at the places their nodes have', () => {
    const directed = of('road').reduce((sum, road) => sum + (road.attributes['isOneWay'] === true ? 1 : 2), 0);
    expect(directed).toBeGreaterThanOrEqual(50_000);
    const places = new Map<number, string>();
    const apart: string[] = [];
    for (const road of of('road')) {
      for (const [node, place] of [[number(road, 'fromNode'), lineOf(road)[0]!], [number(road, 'toNode'), lineOf(road).at(-1)!]] as const) {
        if ((places.get(node) ?? place.join()) !== place.join()) apart.push(road.id);
        places.set(node, place.join());
      }
    }
    expect(apart).toEqual([]);
    for (const roadClass of ['motorway', 'national', 'provincial', 'county', 'township', 'village', 'track', 'path']) expect(of('road').some((road) => road.attributes['roadClass'] === roadClass)).toBe(true);
    for (const bridge of ['bridge', 'ford', 'tunnel']) expect(of('road').filter((road) => road.attributes['bridge'] === bridge).length).toBeGreaterThan(5);
    expect(of('road').filter((road) => road.attributes['weightLimitTonnes'] !== undefined).length).toBeGreaterThan(50);
    expect(of('road').filter((road) => road.attributes['isOneWay'] === true).length).toBeGreaterThan(50);
  });

  test('one network reaches at least 99 % of the villages, by car and back', () => {
    const forward = new Map<number, number[]>();
    const backward = new Map<number, number[]>();
    const link = (map: Map<number, number[]>, from: number, to: number): void => void map.set(from, [...(map.get(from) ?? []), to]);
    const drivable = of('road').filter((road) => road.attributes['roadClass'] !== 'path');
    for (const road of drivable) {
      const [from, to] = [number(road, 'fromNode'), number(road, 'toNode')];
      link(forward, from, to);
      link(backward, to, from);
      if (road.attributes['isOneWay'] !== true) {
        link(forward, to, from);
        link(backward, from, to);
      }
    }
    const reach = (map: ReadonlyMap<number, readonly number[]>, start: number): ReadonlySet<number> => {
      const seen = new Set([start]);
      for (const node of seen) for (const next of map.get(node) ?? []) seen.add(next);
      return seen;
    };
    const start = number(of('road').find((road) => road.attributes['roadClass'] === 'national')!, 'fromNode');
    const [out, home] = [reach(forward, start), reach(backward, start)];
    const reached = new Set(drivable.filter((road) => out.has(number(road, 'fromNode')) && home.has(number(road, 'fromNode'))).map(({ areaCode }) => areaCode));
    expect(of('village').filter(({ areaCode }) => reached.has(areaCode)).length / 341).toBeGreaterThanOrEqual(0.99);
  });
});

describe('the way to the door', () => {
  test('is a footpath for a few households and a road for the rest', () => {
    const segments = bucketed(of('road').flatMap((road) => lineOf(road).slice(1).map((to, index) => [to, [lineOf(road)[index]!, to, road.attributes['roadClass'] === 'path'] as const] as const)));
    const onFoot = of('household').filter((household) => {
      const place = pointOf(household);
      return segments(place).filter(([from, to]) => away(place, from, to) < 45).every(([, , isPath]) => isPath);
    }).length;
    expect(onFoot).toBeGreaterThan(20);
    expect(onFoot).toBeLessThan(500);
  });
});

describe('hazards, shelters and routes', () => {
  test('each risk zone counts the households and persons really inside it (Turf)', () => {
    const near = bucketed(of('household').map((household) => [pointOf(household), household] as const));
    const living = new Map<string, number>();
    for (const { householdId, isResident } of residents) if (isResident === true) living.set(householdId, (living.get(householdId) ?? 0) + 1);
    expect(of('riskZone').length).toBeGreaterThan(350);
    for (const zone of of('riskZone')) {
      const area = turfArea(zone);
      if (zone.geometry?.type !== 'Polygon') throw new Error('a zone is a polygon');
      const within = near(zone.geometry.coordinates[0]![0]!, 4).filter((household) => isIn(pointOf(household), area));
      expect([zone.id, within.length, within.reduce((sum, { id }) => sum + (living.get(id) ?? 0), 0)]).toEqual([zone.id, number(zone, 'households'), number(zone, 'persons')]);
    }
  });

  test('whoever is threatened has a route, a shelter out of every zone, and the card complete', () => {
    const threatened = of('hazardPoint').filter((point) => number(point, 'threatenedHouseholds') > 0);
    const without = threatened.filter((point) => point.attributes['transferRouteId'] === undefined);
    expect(without.length / threatened.length).toBeLessThan(0.01);
    const keys = ['warningSignal', 'warningIssuerPhone', 'responsiblePhone', 'monitorPhone', 'medicalUnit', 'medicalContactPhone', 'precautions', 'cardNumber', 'issuingUnit', 'relativePosition', 'triggers'];
    expect(threatened.filter((point) => keys.some((key) => point.attributes[key] === undefined))).toEqual([]);
    const zones = of('riskZone').map(turfArea);
    const exposed = of('shelter').filter((shelter) => zones.some((zone) => isIn(pointOf(shelter), zone)));
    expect(exposed.map(({ name }) => name)).toEqual([]);
  });

  test('routes follow the roads and their lengths and times are true', () => {
    const segments = bucketed(of('road').flatMap((road) => lineOf(road).slice(1).map((to, index) => [to, [lineOf(road)[index]!, to] as const] as const)));
    const routes = of('transferRoute');
    expect(routes.length).toBeGreaterThan(600);
    for (const route of routes) {
      const line = lineOf(route);
      const metres = length({ type: 'Feature', properties: {}, geometry: { type: 'LineString', coordinates: line.map((place) => [...place]) } }, { units: 'meters' });
      expect(Math.abs(metres - number(route, 'lengthMetres'))).toBeLessThan(3 + metres * 0.005);
      expect(number(route, 'walkMinutes')).toBeGreaterThanOrEqual(Math.floor(number(route, 'lengthMetres') / 70));
      const place = line[Math.floor(line.length / 2)]!;
      expect(Math.min(...segments(place, 2).map(([from, to]) => away(place, from, to)))).toBeLessThan(2);
    }
  });
});
