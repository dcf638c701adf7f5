// A made-up county of realistic density for looking at the map: the same for the same seed.
import type { Attributes } from '../../../shared/domain/atlas/field.ts';
import type { Thing, ThingGeometry } from '../../../shared/domain/atlas/thing.ts';
import { thingKind } from '../../../shared/domain/atlas/thing-kinds.ts';
import type { TerrainGrid } from '../../../shared/geo/terrain-grid.ts';
import type { LonLat } from '../../../shared/kernel/units.ts';

export const SAMPLE_WEST = 119.3;
export const SAMPLE_SOUTH = 28.28;
const WIDTH = 0.42;
const HEIGHT = 0.34;
const COLUMNS = 20;
const ROWS = 16;
const POSTS_ACROSS = 640;
const POSTS_UP = 520;

type Random = () => number;

export const seeded = (seed: number): Random => {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
};

const hashed = (x: number, y: number, seed: number): number => {
  let value = Math.imul(x, 374_761_393) + Math.imul(y, 668_265_263) + Math.imul(seed, 2_246_822_519);
  value = Math.imul(value ^ (value >>> 13), 1_274_126_177);
  return ((value ^ (value >>> 16)) >>> 0) / 4_294_967_296;
};

const smooth = (share: number): number => share * share * (3 - 2 * share);

const noise = (x: number, y: number, seed: number): number => {
  const [column, row] = [Math.floor(x), Math.floor(y)];
  const [east, north] = [smooth(x - column), smooth(y - row)];
  const low = hashed(column, row, seed) * (1 - east) + hashed(column + 1, row, seed) * east;
  const high = hashed(column, row + 1, seed) * (1 - east) + hashed(column + 1, row + 1, seed) * east;
  return low * (1 - north) + high * north;
};

/** Ridged noise: 0 in valleys, 1 on crests. */
const ridges = (x: number, y: number): number => {
  let [sum, weight, scale] = [0, 0.5, 5];
  for (let octave = 0; octave < 6; octave += 1) {
    sum += weight * (1 - Math.abs(2 * noise(x * scale, y * scale, 7 + octave) - 1));
    weight *= 0.5;
    scale *= 2.03;
  }
  return sum;
};

/** Latitude of the main river at a longitude, both as shares of the county. */
export const riverAt = (share: number): number => 0.46 + 0.14 * Math.sin(share * 5.2) + 0.05 * Math.sin(share * 14 + 1);

const heightAt = (x: number, y: number): number => {
  const fromRiver = Math.abs(y - riverAt(x));
  const valley = Math.min(1, Math.max(0, (fromRiver - 0.025) / 0.22));
  return 70 + 30 * (1 - x) + 1_250 * valley ** 0.8 * Math.max(0, ridges(x * 1.2, y) - 0.28);
};

export const sampleTerrain = (): TerrainGrid => {
  const heights = new Int16Array(POSTS_ACROSS * POSTS_UP);
  for (let row = 0; row < POSTS_UP; row += 1) {
    for (let column = 0; column < POSTS_ACROSS; column += 1) {
      heights[row * POSTS_ACROSS + column] = Math.round(heightAt((column / POSTS_ACROSS) * 1.3 - 0.15, 1.15 - (row / POSTS_UP) * 1.3));
    }
  }
  return {
    west: SAMPLE_WEST - 0.15 * WIDTH,
    south: SAMPLE_SOUTH - 0.15 * HEIGHT,
    cellDegrees: [(WIDTH * 1.3) / POSTS_ACROSS, (HEIGHT * 1.3) / POSTS_UP],
    columns: POSTS_ACROSS,
    rows: POSTS_UP,
    heights,
    nodata: -32_768,
  };
};

const at = (x: number, y: number): LonLat => [SAMPLE_WEST + x * WIDTH, SAMPLE_SOUTH + y * HEIGHT];

const corner = (column: number, row: number): readonly [number, number] => {
  const isRim = column === 0 || row === 0 || column === COLUMNS || row === ROWS;
  const shift = isRim ? 0.25 : 0.55;
  return [(column + (hashed(column, row, 31) - 0.5) * shift) / COLUMNS, (row + (hashed(column, row, 37) - 0.5) * shift) / ROWS];
};

/** A crooked edge between two corners, the same from both sides. */
const edge = (from: readonly [number, number], to: readonly [number, number]): readonly LonLat[] => {
  const isForward = from[0] < to[0] || (from[0] === to[0] && from[1] < to[1]);
  const [first, last] = isForward ? [from, to] : [to, from];
  const points = Array.from({ length: 9 }, (_, step): LonLat => {
    const share = step / 8;
    const sway = Math.sin(share * Math.PI) * 0.16 * (noise(share * 6, (first[0] + first[1] * 3) * 40, 41) - 0.5);
    const [dx, dy] = [last[0] - first[0], last[1] - first[1]];
    return at(first[0] + dx * share - dy * sway * 1.6, first[1] + dy * share + dx * sway * 1.6);
  });
  return isForward ? points : points.toReversed();
};

const outline = (column: number, row: number, columns: number, rows: number): readonly LonLat[] => {
  const corners: (readonly [number, number])[] = [];
  for (let step = 0; step < columns; step += 1) corners.push(corner(column + step, row));
  for (let step = 0; step < rows; step += 1) corners.push(corner(column + columns, row + step));
  for (let step = 0; step < columns; step += 1) corners.push(corner(column + columns - step, row + rows));
  for (let step = 0; step < rows; step += 1) corners.push(corner(column, row + rows - step));
  const ring = corners.flatMap((from, index) => edge(from, corners[(index + 1) % corners.length] ?? from).slice(0, -1));
  return [...ring, ...ring.slice(0, 1)];
};

const FIRST = '水白樟新古象三竹安叶大玉四裕斋板赤望枫谢';
const SECOND = '南沙溪兴市溪都源民村东岩都溪坛桥寿松坪村';
const LAST = ['村', '坑', '岭', '源', '坪', '口', '埠', '垟', '岗', '塘'];

const villageName = (index: number): string => `${FIRST[index % FIRST.length] ?? ''}${SECOND[(index * 7) % SECOND.length] ?? ''}${LAST[(index * 3) % LAST.length] ?? ''}`;
const townName = (index: number): string => `${FIRST[index * 3 % FIRST.length] ?? ''}${SECOND[(index * 5) % SECOND.length] ?? ''}${index % 3 === 0 ? '街道' : index % 3 === 1 ? '镇' : '乡'}`;

export const thing = (kind: string, id: string, name: string, geometry: ThingGeometry | null, attributes: Attributes = {}, areaCode = '331124'): Thing => ({
  kind,
  id,
  version: 1,
  name,
  areaCode,
  geometry,
  attributes,
  source: 'sample',
  asOf: '2026-11-22',
});

const point = (position: LonLat): ThingGeometry => ({ type: 'Point', coordinates: position });

const values = (kind: string, key: string): readonly string[] => {
  const field = thingKind(kind)?.fields.find((each) => each.key === key);
  return field?.type === 'choice' ? field.choices.map(({ value }) => value) : [];
};

const pick = (list: readonly string[], random: Random): string => list[Math.floor(random() * list.length)] ?? '';

/** Mostly the later ones. */
const level = (random: Random): string => {
  const share = random();
  return share < 0.05 ? 'red' : share < 0.17 ? 'orange' : share < 0.45 ? 'yellow' : share < 0.94 ? 'blue' : '';
};

const near = ([longitude, latitude]: LonLat, metres: number, random: Random): LonLat => [longitude + ((random() - 0.5) * 2 * metres) / 98_000, latitude + ((random() - 0.5) * 2 * metres) / 111_000];

interface Village {
  readonly index: number;
  readonly name: string;
  readonly seat: LonLat;
  readonly areaCode: string;
}

const villagesOf = (): { readonly villages: readonly Village[]; readonly things: readonly Thing[] } => {
  const villages: Village[] = [];
  const things: Thing[] = [];
  for (let row = 0; row < ROWS; row += 1) {
    for (let column = 0; column < COLUMNS; column += 1) {
      const index = row * COLUMNS + column;
      const town = Math.floor(row / 4) * 4 + Math.floor(column / 5);
      const areaCode = `331124${String(101 + town)}${String(200 + (index % 100))}`;
      const [low, high] = [corner(column, row), corner(column + 1, row + 1)];
      const seat = at(low[0] + (high[0] - low[0]) * (0.3 + 0.4 * hashed(column, row, 53)), low[1] + (high[1] - low[1]) * (0.3 + 0.4 * hashed(column, row, 59)));
      villages.push({ index, name: villageName(index), seat, areaCode });
      things.push(thing('village', `v${index}`, villageName(index), { type: 'Polygon', coordinates: [outline(column, row, 1, 1)] }, {}, areaCode));
      if (row % 4 === 0 && column % 5 === 0) things.push(thing('township', `t${town}`, townName(town), { type: 'Polygon', coordinates: [outline(column, row, 5, 4)] }, {}, areaCode.slice(0, 9)));
    }
  }
  return { villages, things };
};

const placeThings = ({ index, name, seat, areaCode }: Village, random: Random): readonly Thing[] => {
  const things: Thing[] = [];
  const add = (kind: string, title: string, position: LonLat, attributes: Attributes): void => void things.push(thing(kind, `${kind}-${index}-${things.length}`, title, point(position), attributes, areaCode));
  for (let count = 0; count < Math.floor(random() * 3.2); count += 1) add('hazardPoint', `${name}隐患点${count + 1}`, near(seat, 900, random), { type: pick(values('hazardPoint', 'type'), random), riskLevel: level(random) });
  add('shelter', `${name}文化礼堂`, near(seat, 30, random), { shelterClass: pick(values('shelter', 'shelterClass'), random), openState: pick(['closed', 'closed', 'closed', 'open', 'full', 'unusable', ''], random) });
  add('responsiblePerson', `${name}书记`, seat, { chainLevel: 'village' });
  for (let count = 0; count < 3; count += 1) add('responsiblePerson', `${name}网格员${count + 1}`, near(seat, 500, random), { chainLevel: 'household' });
  if (random() < 0.9) add('stockpile', `${name}储备点`, near(seat, 60, random), { depotKind: pick(values('stockpile', 'depotKind'), random) });
  if (random() < 0.3) add('team', `${name}突击队`, seat, { teamType: pick(values('team', 'teamType'), random), dutyState: pick(['standby', 'standby', 'dispatched', 'offDuty', ''], random) });
  for (let count = 0; count < 13; count += 1) {
    const attributes = { carrier: pick(values('loudspeaker', 'carrier'), random), workState: pick(['idle', 'idle', 'idle', 'idle', 'idle', 'working', 'fault', 'unknown'], random), bearingDegrees: Math.round(random() * 359), beamDegrees: 90, audibleRadiusMetres: 300 };
    add('loudspeaker', `${name}${count + 1}号`, near(seat, 800, random), attributes);
  }
  return things;
};

const route = (village: Village, random: Random): Thing => {
  const from = near(village.seat, 900, random);
  const middle = near([(from[0] + village.seat[0]) / 2, (from[1] + village.seat[1]) / 2], 120, random);
  return thing('transferRoute', `route-${village.index}`, `${village.name}转移路线`, { type: 'LineString', coordinates: [from, middle, village.seat] }, { mode: pick(['foot', 'vehicle', 'mixed'], random) }, village.areaCode);
};

const zone = (village: Village, random: Random): Thing => {
  const centre = near(village.seat, 500, random);
  const ring = Array.from({ length: 24 }, (_, step): LonLat => {
    const angle = (step / 24) * Math.PI * 2;
    const radius = 180 + 140 * noise(step / 4, village.index, 61);
    return [centre[0] + (Math.cos(angle) * radius) / 98_000, centre[1] + (Math.sin(angle) * radius) / 111_000];
  });
  return thing('riskZone', `zone-${village.index}`, `${village.name}风险防范区`, { type: 'Polygon', coordinates: [[...ring, ...ring.slice(0, 1)]] }, { zoneGrade: pick(['key', 'general'], random), riskLevel: level(random) }, village.areaCode);
};

const crooked = (from: LonLat, to: LonLat, seed: number, sway: number): readonly LonLat[] =>
  Array.from({ length: 13 }, (_, step): LonLat => {
    const share = step / 12;
    const off = Math.sin(share * Math.PI) * sway * (noise(share * 5, seed, 67) - 0.5);
    return [from[0] + (to[0] - from[0]) * share - (to[1] - from[1]) * off, from[1] + (to[1] - from[1]) * share + (to[0] - from[0]) * off];
  });

const roadsOf = (villages: readonly Village[]): readonly Thing[] => {
  const roads: Thing[] = [];
  const along = (dy: number): readonly LonLat[] => Array.from({ length: 80 }, (_, step) => at(step / 79, riverAt(step / 79) + dy));
  const add = (roadClass: string, name: string, coordinates: readonly LonLat[]): void => void roads.push(thing('road', `road-${roads.length}`, name, { type: 'LineString', coordinates }, { roadClass }));
  add('motorway', 'G25 长深高速', along(0.045));
  add('national', '国道 G528', along(-0.03));
  for (const { index, seat } of villages) {
    const [east, south] = [villages[index + 1], villages[index + COLUMNS]];
    const isMain = index % COLUMNS === 7;
    if (south !== undefined) add(isMain ? 'provincial' : index % 3 === 0 ? 'township' : 'village', isMain ? '省道 S222' : '', crooked(seat, south.seat, index, 1.1));
    if (east !== undefined && (index + 1) % COLUMNS !== 0) add(Math.floor(index / COLUMNS) % 5 === 2 ? 'county' : 'village', '', crooked(seat, east.seat, index + 1_000, 1.1));
  }
  return roads;
};

const watersOf = (villages: readonly Village[], random: Random): readonly Thing[] => {
  const waters = [thing('waterway', 'w0', '松阴溪', { type: 'LineString', coordinates: Array.from({ length: 160 }, (_, step) => at(step / 159, riverAt(step / 159))) }, { waterClass: 'river' })];
  for (let index = 0; index < 26; index += 1) {
    const x = (index + 0.5) / 26;
    const end = index % 2 === 0 ? 0.98 : 0.03;
    waters.push(thing('waterway', `w${index + 1}`, `${FIRST[index % FIRST.length] ?? ''}源`, { type: 'LineString', coordinates: crooked(at(x + (random() - 0.5) * 0.06, end), at(x, riverAt(x)), index + 77, 0.7) }, { waterClass: 'stream' }));
  }
  for (let index = 0; index < 12; index += 1) {
    const centre = villages[index * 26 + 3]?.seat ?? at(0.5, 0.5);
    const ring = Array.from({ length: 20 }, (_, step): LonLat => [centre[0] + 0.006 + Math.cos((step / 20) * 6.283) * 0.004 * (0.6 + noise(step / 3, index, 71)), centre[1] - 0.004 + Math.sin((step / 20) * 6.283) * 0.0022 * (0.6 + noise(step / 3, index + 9, 71))]);
    waters.push(thing('waterway', `lake${index}`, `${SECOND[index] ?? ''}山水库`, { type: 'Polygon', coordinates: [[...ring, ...ring.slice(0, 1)]] }, { waterClass: 'reservoir' }));
  }
  return waters;
};

export const sampleThings = (): readonly Thing[] => {
  const random = seeded(20_261_122);
  const { villages, things } = villagesOf();
  return [
    ...things,
    ...watersOf(villages, random),
    ...roadsOf(villages),
    ...villages.flatMap((village) => placeThings(village, random)),
    ...villages.map((village) => route(village, random)),
    ...villages.filter(() => random() < 0.4).map((village) => zone(village, random)),
  ];
};
