// Which coordinate system a file names, from an EPSG name, a GeoJSON `crs` or the WKT of a .prj.
import {
  coordinateSystemNamed,
  coordinateSystems,
  type CoordinateSystem,
} from '../../../../../shared/geo/coordinate-system-list.ts';
import type { StatedSystem } from '../formats/format.ts';

const shortened = (name: string): string => name.trim().slice(0, 120);

/** From `EPSG:4549`, `urn:ogc:def:crs:EPSG::4549`, `urn:ogc:def:crs:OGC:1.3:CRS84` or a common name. */
export const systemOfName = (name: string): StatedSystem => {
  if (/CRS:?84$/iu.test(name)) return { kind: 'system', id: 'EPSG:4326' };
  const code = /EPSG:.*?:?(\d{4,6})$/iu.exec(name)?.[1];
  const found = coordinateSystemNamed(code === undefined ? name : `EPSG:${code}`);
  if (found.ok) return { kind: 'system', id: found.value.id };
  if (found.error.reason === 'datumNotConvertible') return { kind: 'notConvertible', name: found.error.datum };
  return { kind: 'unknown', name: shortened(name) };
};

const REFUSED_DATUMS = /Xi_?an[ _]?(?:19)?80|Beijing[ _]?(?:19)?54|New[ _]Beijing/iu;

const DATUMS: readonly (readonly [name: RegExp, geographic: string, datums: readonly string[]])[] = [
  // The ellipsoids differ by a tenth of a millimetre; Chinese drawings mix the two names.
  [/WGS[ _]?(?:19)?84/iu, 'EPSG:4326', ['WGS-84', 'CGCS2000']],
  [/CGCS[ _]?2000|China[ _]2000|China Geodetic|China_Geodetic/iu, 'EPSG:4490', ['CGCS2000', 'WGS-84']],
  [/JGD[ _]?2011/iu, 'EPSG:6668', ['JGD2011']],
];

const parameter = (wkt: string, name: string): number => {
  const found = new RegExp(`PARAMETER\\s*\\[\\s*"${name}"\\s*,\\s*(-?[\\d.eE+]+)`, 'iu').exec(wkt)?.[1];
  return found === undefined ? Number.NaN : Number(found);
};

const setting = (definition: string, name: string): number =>
  Number(new RegExp(`\\+${name}=(-?[\\d.]+)`, 'u').exec(definition)?.[1] ?? Number.NaN);

const isNear = (left: number, right: number): boolean => Math.abs(left - right) < 1e-6;

const isPlane = (system: CoordinateSystem, wkt: string): boolean => {
  if (system.kind !== 'projected' || !/tmerc/u.test(system.definition)) return false;
  return (
    isNear(setting(system.definition, 'lon_0'), parameter(wkt, 'central_meridian')) &&
    isNear(setting(system.definition, 'lat_0'), parameter(wkt, 'latitude_of_origin') || 0) &&
    isNear(setting(system.definition, 'x_0'), parameter(wkt, 'false_easting')) &&
    isNear(setting(system.definition, 'k'), parameter(wkt, 'scale_factor') || 1)
  );
};

const projectedSystem = (wkt: string, datums: readonly string[]): CoordinateSystem | undefined => {
  if (/Mercator_Auxiliary_Sphere|Pseudo-Mercator|Popular Visualisation/iu.test(wkt)) {
    return coordinateSystems.find(({ id }) => id === 'EPSG:3857');
  }
  if (!/Gauss_Kruger|Transverse_Mercator/iu.test(wkt)) return undefined;
  return coordinateSystems.find((system) => datums.includes(system.datum) && isPlane(system, wkt));
};

/** From OGC or ESRI WKT 1. */
export const systemOfWkt = (wkt: string): StatedSystem => {
  const name = shortened(/^\s*\w+\s*\[\s*"([^"]*)"/u.exec(wkt)?.[1] ?? wkt);
  if (REFUSED_DATUMS.test(wkt)) return { kind: 'notConvertible', name };
  const known = DATUMS.find(([pattern]) => pattern.test(wkt));
  if (known === undefined) return { kind: 'unknown', name };
  const [, geographic, datums] = known;
  if (/^\s*GEOG/iu.test(wkt)) return { kind: 'system', id: geographic };
  const system = projectedSystem(wkt, datums);
  return system === undefined ? { kind: 'unknown', name } : { kind: 'system', id: system.id };
};
