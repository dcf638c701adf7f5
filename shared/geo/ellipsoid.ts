// The size and shape of the earth as WGS-84 gives it; CGCS2000 differs by 0.1 mm and counts as equal here.
import type { Degrees, Metres } from '../kernel/units.ts';

const SEMI_MAJOR: Metres = 6_378_137;
const FLATTENING = 1 / 298.257223563;

/** WGS-84 defining constants and what follows from them. */
export const wgs84Ellipsoid = {
  semiMajor: SEMI_MAJOR,
  semiMinor: SEMI_MAJOR * (1 - FLATTENING),
  flattening: FLATTENING,
  eccentricitySquared: FLATTENING * (2 - FLATTENING),
  /** Mean radius (2a + b) / 3, where a sphere must do. */
  meanRadius: SEMI_MAJOR * (1 - FLATTENING / 3),
} as const;

export const radians = (degrees: Degrees): number => (degrees * Math.PI) / 180;

export const degrees = (angle: number): Degrees => (angle * 180) / Math.PI;

/** Radius of curvature along the meridian at a latitude. */
const meridianRadius = (latitude: Degrees): Metres => {
  const sine = Math.sin(radians(latitude));
  const { semiMajor, eccentricitySquared } = wgs84Ellipsoid;
  return (semiMajor * (1 - eccentricitySquared)) / (1 - eccentricitySquared * sine * sine) ** 1.5;
};

/** Radius of the circle of latitude. */
const parallelRadius = (latitude: Degrees): Metres => {
  const sine = Math.sin(radians(latitude));
  const { semiMajor, eccentricitySquared } = wgs84Ellipsoid;
  return (semiMajor * Math.cos(radians(latitude))) / Math.sqrt(1 - eccentricitySquared * sine * sine);
};

/** Length of one degree northward at a latitude. */
export const metresPerDegreeNorth = (latitude: Degrees): Metres => radians(meridianRadius(latitude));

/** Length of one degree eastward at a latitude; 0 at the poles. */
export const metresPerDegreeEast = (latitude: Degrees): Metres => radians(parallelRadius(latitude));
