// The shortest line on the WGS-84 ellipsoid between two positions, and where such a line leads.
import type { Degrees, LonLat, Metres } from '../kernel/units.ts';
import { degrees, radians, wgs84Ellipsoid } from './ellipsoid.ts';

export interface Geodesic {
  readonly metres: Metres;
  /** Azimuth at the first position, clockwise from north, 0 ≤ azimuth < 360. */
  readonly azimuth: Degrees;
}

const ITERATIONS = 200;
const TOLERANCE = 1e-12;

/** Brings a longitude into -180 ≤ longitude < 180. */
const wrapLongitude = (longitude: Degrees): Degrees => {
  if (longitude >= -180 && longitude < 180) return longitude;
  return ((((longitude + 180) % 360) + 360) % 360) - 180;
};

const wrapAzimuth = (angle: number): Degrees => {
  const azimuth = ((degrees(angle) % 360) + 360) % 360;
  return azimuth === 360 ? 0 : azimuth;
};

/** Latitude on the auxiliary sphere as sine and cosine. */
const reducedLatitude = (latitude: Degrees): { readonly sine: number; readonly cosine: number } => {
  const tangent = (1 - wgs84Ellipsoid.flattening) * Math.tan(radians(latitude));
  const cosine = 1 / Math.sqrt(1 + tangent * tangent);
  return { sine: tangent * cosine, cosine };
};

/** The coefficients A and B of Vincenty 1975, eq. 3 and 4, for cos²α. */
const series = (cosSquaredAlpha: number): { readonly a: number; readonly b: number } => {
  const { semiMajor, semiMinor } = wgs84Ellipsoid;
  const u = (cosSquaredAlpha * (semiMajor ** 2 - semiMinor ** 2)) / semiMinor ** 2;
  return {
    a: 1 + (u / 16384) * (4096 + u * (-768 + u * (320 - 175 * u))),
    b: (u / 1024) * (256 + u * (-128 + u * (74 - 47 * u))),
  };
};

/** Δσ of eq. 6. */
const arcCorrection = (b: number, sineSigma: number, cosSigma: number, cosTwoMid: number): number =>
  b *
  sineSigma *
  (cosTwoMid +
    (b / 4) *
      (cosSigma * (-1 + 2 * cosTwoMid ** 2) -
        (b / 6) * cosTwoMid * (-3 + 4 * sineSigma ** 2) * (-3 + 4 * cosTwoMid ** 2)));

/** Difference of longitude on the sphere minus that on the ellipsoid, eq. 10 and 11. */
const longitudeCorrection = (
  sineAlpha: number,
  cosSquaredAlpha: number,
  sigma: number,
  sineSigma: number,
  cosSigma: number,
  cosTwoMid: number,
): number => {
  const f = wgs84Ellipsoid.flattening;
  const c = (f / 16) * cosSquaredAlpha * (4 + f * (4 - 3 * cosSquaredAlpha));
  return (
    (1 - c) *
    f *
    sineAlpha *
    (sigma + c * sineSigma * (cosTwoMid + c * cosSigma * (-1 + 2 * cosTwoMid ** 2)))
  );
};

/** Great circle on the mean sphere; up to 0.6 % off. Only for pairs on opposite sides of the earth. */
const greatCircle = (from: LonLat, to: LonLat): Geodesic => {
  const [lat1, lat2, dLon] = [radians(from[1]), radians(to[1]), radians(to[0] - from[0])];
  const y = Math.sin(dLon) * Math.cos(lat2);
  const x = Math.cos(lat1) * Math.sin(lat2) - Math.sin(lat1) * Math.cos(lat2) * Math.cos(dLon);
  const z = Math.sin(lat1) * Math.sin(lat2) + Math.cos(lat1) * Math.cos(lat2) * Math.cos(dLon);
  return { metres: Math.atan2(Math.hypot(x, y), z) * wgs84Ellipsoid.meanRadius, azimuth: wrapAzimuth(Math.atan2(y, x)) };
};

/**
 * Distance and first azimuth from one position to another. Vincenty's inverse formula (Survey Review
 * XXIII 176, 1975): within 0.1 mm of the true geodesic. Its iteration does not settle for nearly
 * opposite positions; those fall back to the mean sphere (0.6 %). Equal positions: 0 m, azimuth 0.
 */
export const geodesicBetween = (from: LonLat, to: LonLat): Geodesic => {
  const longitude = radians(wrapLongitude(to[0] - from[0]));
  const first = reducedLatitude(from[1]);
  const second = reducedLatitude(to[1]);
  let lambda = longitude;
  for (let turn = 0; turn < ITERATIONS; turn += 1) {
    const [sineLambda, cosLambda] = [Math.sin(lambda), Math.cos(lambda)];
    const y = second.cosine * sineLambda;
    const x = first.cosine * second.sine - first.sine * second.cosine * cosLambda;
    const sineSigma = Math.hypot(y, x);
    if (sineSigma === 0) return { metres: 0, azimuth: 0 };
    const cosSigma = first.sine * second.sine + first.cosine * second.cosine * cosLambda;
    const sigma = Math.atan2(sineSigma, cosSigma);
    const sineAlpha = (first.cosine * second.cosine * sineLambda) / sineSigma;
    const cosSquaredAlpha = 1 - sineAlpha ** 2;
    const cosTwoMid = cosSquaredAlpha === 0 ? 0 : cosSigma - (2 * first.sine * second.sine) / cosSquaredAlpha;
    const next =
      longitude + longitudeCorrection(sineAlpha, cosSquaredAlpha, sigma, sineSigma, cosSigma, cosTwoMid);
    if (Math.abs(next) > Math.PI) break;
    if (Math.abs(next - lambda) <= TOLERANCE) {
      const { a, b } = series(cosSquaredAlpha);
      const metres = wgs84Ellipsoid.semiMinor * a * (sigma - arcCorrection(b, sineSigma, cosSigma, cosTwoMid));
      return { metres, azimuth: wrapAzimuth(Math.atan2(y, x)) };
    }
    lambda = next;
  }
  return greatCircle(from, to);
};

/**
 * The position reached by going `metres` (≥ 0) along the geodesic that leaves `from` at `azimuth`
 * (clockwise from north). Vincenty's direct formula: within 0.1 mm.
 */
export const geodesicDestination = (from: LonLat, azimuth: Degrees, metres: Metres): LonLat => {
  if (metres === 0) return from;
  const alpha1 = radians(azimuth);
  const [sineAlpha1, cosAlpha1] = [Math.sin(alpha1), Math.cos(alpha1)];
  const start = reducedLatitude(from[1]);
  const sigma1 = Math.atan2(start.sine, start.cosine * cosAlpha1);
  const sineAlpha = start.cosine * sineAlpha1;
  const cosSquaredAlpha = 1 - sineAlpha ** 2;
  const { a, b } = series(cosSquaredAlpha);
  const base = metres / (wgs84Ellipsoid.semiMinor * a);
  let sigma = base;
  for (let turn = 0; turn < ITERATIONS; turn += 1) {
    const next = base + arcCorrection(b, Math.sin(sigma), Math.cos(sigma), Math.cos(2 * sigma1 + sigma));
    const hasSettled = Math.abs(next - sigma) <= TOLERANCE;
    sigma = next;
    if (hasSettled) break;
  }
  const [sine, cosine, cosTwoMid] = [Math.sin(sigma), Math.cos(sigma), Math.cos(2 * sigma1 + sigma)];
  const across = start.sine * sine - start.cosine * cosine * cosAlpha1;
  const latitude = Math.atan2(
    start.sine * cosine + start.cosine * sine * cosAlpha1,
    (1 - wgs84Ellipsoid.flattening) * Math.hypot(sineAlpha, across),
  );
  const lambda = Math.atan2(sine * sineAlpha1, start.cosine * cosine - start.sine * sine * cosAlpha1);
  const correction = longitudeCorrection(sineAlpha, cosSquaredAlpha, sigma, sine, cosine, cosTwoMid);
  return [wrapLongitude(from[0] + degrees(lambda - correction)), degrees(latitude)];
};
