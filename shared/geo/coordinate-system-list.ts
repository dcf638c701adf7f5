// The closed list of coordinate systems a user may name, and how their names are recognised.
import { failure, success } from '../kernel/result.ts';
import type { Result } from '../kernel/result.ts';
import type { Bounds, Degrees } from '../kernel/units.ts';

/** Order of the two numbers of a pair. */
export type AxisOrder = 'eastNorth' | 'northEast';

export type Datum = 'WGS-84' | 'CGCS2000' | 'GCJ-02' | 'BD-09' | 'JGD2011';

interface NamedSystem {
  /** `EPSG:4549`, or `GCJ-02` and `BD-09`, which have no registered code. Stable; stored with imports. */
  readonly id: string;
  /** The registry's own name. */
  readonly name: string;
  readonly datum: Datum;
  /** The order the registry prescribes; for GCJ-02 and BD-09 the order of the vendors' interfaces. */
  readonly authorityAxes: AxisOrder;
  /** Positions outside are refused; wider than the registered area of use. */
  readonly area: Bounds;
}

/** Degrees. */
export interface GeographicSystem extends NamedSystem {
  readonly kind: 'geographic';
}

/** Metres on a plane. */
export interface ProjectedSystem extends NamedSystem {
  readonly kind: 'projected';
  /** PROJ definition, with east and north axes. */
  readonly definition: string;
  /** The zone number that stands before the easting (millions of metres), where the system has one. */
  readonly eastingZone?: number;
}

export type CoordinateSystem = GeographicSystem | ProjectedSystem;

const WORLD: Bounds = [-180, -90, 180, 90];
/** Where the public GCJ-02 formula shifts at all; outside it the names GCJ-02 and BD-09 mean nothing. */
const GCJ_AREA: Bounds = [72.004, 0.8293, 137.8347, 55.8271];

const geographic: readonly GeographicSystem[] = [
  { kind: 'geographic', id: 'EPSG:4326', name: 'WGS 84', datum: 'WGS-84', authorityAxes: 'northEast', area: WORLD },
  {
    kind: 'geographic',
    id: 'EPSG:4490',
    name: 'China Geodetic Coordinate System 2000',
    datum: 'CGCS2000',
    authorityAxes: 'northEast',
    area: WORLD,
  },
  { kind: 'geographic', id: 'GCJ-02', name: 'GCJ-02', datum: 'GCJ-02', authorityAxes: 'eastNorth', area: GCJ_AREA },
  { kind: 'geographic', id: 'BD-09', name: 'BD-09', datum: 'BD-09', authorityAxes: 'eastNorth', area: GCJ_AREA },
  { kind: 'geographic', id: 'EPSG:6668', name: 'JGD2011', datum: 'JGD2011', authorityAxes: 'northEast', area: WORLD },
];

const webMercatorSystem: ProjectedSystem = {
  kind: 'projected',
  id: 'EPSG:3857',
  name: 'WGS 84 / Pseudo-Mercator',
  datum: 'WGS-84',
  authorityAxes: 'eastNorth',
  area: [-180, -85.06, 180, 85.06],
  definition:
    '+proj=merc +a=6378137 +b=6378137 +lat_ts=0 +lon_0=0 +x_0=0 +y_0=0 +k=1 +units=m +nadgrids=@null +no_defs',
};

const gaussKrueger = (
  id: string,
  name: string,
  meridian: Degrees,
  reach: Degrees,
  eastingZone: number | undefined,
): ProjectedSystem => ({
  kind: 'projected',
  id,
  name,
  datum: 'CGCS2000',
  authorityAxes: 'northEast',
  // Neighbouring zones are used beyond their edges where a county straddles two.
  area: [meridian - reach, 0, meridian + reach, 60],
  definition: `+proj=tmerc +lat_0=0 +lon_0=${meridian} +k=1 +x_0=${(eastingZone ?? 0) * 1e6 + 500_000} +y_0=0 +ellps=GRS80 +units=m +no_defs`,
  ...(eastingZone === undefined ? {} : { eastingZone }),
});

const THREE_DEGREES_REACH = 3;
/** At 4.5° on the equator the easting would run into the neighbouring zone’s number. */
const SIX_DEGREES_REACH = 4.4;

const gaussKruegerSystems: readonly ProjectedSystem[] = [
  ...Array.from({ length: 21 }, (_, index) => {
    const [meridian, zone] = [75 + 3 * index, 25 + index];
    return [
      gaussKrueger(
        `EPSG:${4513 + index}`,
        `CGCS2000 / 3-degree Gauss-Kruger zone ${zone}`,
        meridian,
        THREE_DEGREES_REACH,
        zone,
      ),
      gaussKrueger(
        `EPSG:${4534 + index}`,
        `CGCS2000 / 3-degree Gauss-Kruger CM ${meridian}E`,
        meridian,
        THREE_DEGREES_REACH,
        undefined,
      ),
    ];
  }).flat(),
  ...Array.from({ length: 11 }, (_, index) => {
    const [meridian, zone] = [75 + 6 * index, 13 + index];
    return [
      gaussKrueger(`EPSG:${4491 + index}`, `CGCS2000 / Gauss-Kruger zone ${zone}`, meridian, SIX_DEGREES_REACH, zone),
      gaussKrueger(
        `EPSG:${4502 + index}`,
        `CGCS2000 / Gauss-Kruger CM ${meridian}E`,
        meridian,
        SIX_DEGREES_REACH,
        undefined,
      ),
    ];
  }).flat(),
];

/** EPSG:6669–6687: Roman number, latitude and longitude of the origin. */
const JAPAN_ORIGINS: readonly (readonly [zone: string, latitude: Degrees, longitude: Degrees])[] = [
  ['I', 33, 129.5],
  ['II', 33, 131],
  ['III', 36, 132 + 1 / 6],
  ['IV', 33, 133.5],
  ['V', 36, 134 + 1 / 3],
  ['VI', 36, 136],
  ['VII', 36, 137 + 1 / 6],
  ['VIII', 36, 138.5],
  ['IX', 36, 139 + 5 / 6],
  ['X', 40, 140 + 5 / 6],
  ['XI', 44, 140.25],
  ['XII', 44, 142.25],
  ['XIII', 44, 144.25],
  ['XIV', 26, 142],
  ['XV', 26, 127.5],
  ['XVI', 26, 124],
  ['XVII', 26, 131],
  ['XVIII', 20, 136],
  ['XIX', 26, 154],
];

const japanPlaneSystems: readonly ProjectedSystem[] = JAPAN_ORIGINS.map(([zone, latitude, longitude], index) => ({
  kind: 'projected',
  id: `EPSG:${6669 + index}`,
  name: `JGD2011 / Japan Plane Rectangular CS ${zone}`,
  datum: 'JGD2011',
  authorityAxes: 'northEast',
  area: [longitude - 3, 17, longitude + 3, 47],
  definition: `+proj=tmerc +lat_0=${latitude} +lon_0=${longitude} +k=0.9999 +x_0=0 +y_0=0 +ellps=GRS80 +units=m +no_defs`,
}));

/** Every system a user may name. */
export const coordinateSystems: readonly CoordinateSystem[] = [
  ...geographic,
  webMercatorSystem,
  ...gaussKruegerSystems,
  ...japanPlaneSystems,
];

const byId: ReadonlyMap<string, CoordinateSystem> = new Map(coordinateSystems.map((system) => [system.id, system]));

/** Datums whose shift to WGS-84 is not public and differs by area; reading them as WGS-84 misplaces silently. */
export type RefusedDatum = 'Beijing 1954' | 'New Beijing' | 'Xian 1980';

export type UnknownSystem =
  | { readonly reason: 'unknownSystem' }
  | { readonly reason: 'datumNotConvertible'; readonly datum: RefusedDatum };

/** Names by which people call a system, upper case, without blanks, hyphens and underscores. */
const ALIASES: readonly (readonly [name: RegExp, id: string])[] = [
  [/^(WGS84|WGS1984|GPS|大地坐标)$/u, 'EPSG:4326'],
  [/^(CGCS2000|国家2000|2000国家大地坐标系?|国家大地2000|2000坐标系?|天地图|北斗)$/u, 'EPSG:4490'],
  [/^(GCJ02?|火星(坐标系?)?|国测局(坐标系?)?|高德(地图)?|AMAP|腾讯(地图)?)$/u, 'GCJ-02'],
  [/^(BD09(LL)?|百度(地图)?|BAIDU)$/u, 'BD-09'],
  [/^(WEBMERCATOR|WEB墨卡托|EPSG900913)$/u, 'EPSG:3857'],
  [/^JGD2011$/u, 'EPSG:6668'],
];

const REFUSED_NAMES: readonly (readonly [name: RegExp, datum: RefusedDatum])[] = [
  [/^(北京(19)?54|(19)?54(年?北京)|BEIJING(19)?54|BJ54)/u, 'Beijing 1954'],
  [/^(新北京(19)?54|新?(19)?54(年?新北京))/u, 'New Beijing'],
  [/^(西安(19)?80|(19)?80(年?西安)|XIAN(19)?80)/u, 'Xian 1980'],
];

/** EPSG codes (first to last) on those datums. */
const REFUSED_CODES: readonly (readonly [first: number, last: number, datum: RefusedDatum])[] = [
  [2327, 2390, 'Xian 1980'],
  [4610, 4610, 'Xian 1980'],
  [2401, 2442, 'Beijing 1954'],
  [4214, 4214, 'Beijing 1954'],
  [21413, 21423, 'Beijing 1954'],
  [21453, 21463, 'Beijing 1954'],
  [4555, 4555, 'New Beijing'],
  [4568, 4589, 'New Beijing'],
  [4652, 4656, 'New Beijing'],
  [4766, 4800, 'New Beijing'],
  [4812, 4812, 'New Beijing'],
  [4822, 4822, 'New Beijing'],
];

/** The system with exactly this id, as stored with an import. */
export const coordinateSystem = (id: string): Result<CoordinateSystem, UnknownSystem> => {
  const system = byId.get(id);
  return system ? success(system) : failure({ reason: 'unknownSystem' });
};

const systemOfCode = (code: number): Result<CoordinateSystem, UnknownSystem> => {
  const refused = REFUSED_CODES.find(([first, last]) => code >= first && code <= last);
  return refused ? failure({ reason: 'datumNotConvertible', datum: refused[2] }) : coordinateSystem(`EPSG:${code}`);
};

/** The system a person means by a code (`EPSG:4549`, `4549`) or a common name (高德, `WGS84`, 国家2000). */
export const coordinateSystemNamed = (name: string): Result<CoordinateSystem, UnknownSystem> => {
  const plain = name.toUpperCase().replaceAll(/[\s_-]/gu, '');
  for (const [pattern, datum] of REFUSED_NAMES) {
    if (pattern.test(plain)) return failure({ reason: 'datumNotConvertible', datum });
  }
  for (const [pattern, id] of ALIASES) {
    if (pattern.test(plain)) return coordinateSystem(id);
  }
  const code = /^(?:EPSG:*)?(\d{4,5})$/u.exec(plain)?.[1];
  return code === undefined ? failure({ reason: 'unknownSystem' }) : systemOfCode(Number(code));
};
