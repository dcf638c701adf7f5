// The GCJ-02 and BD-09 offsets of Chinese web maps, both ways, without the endless loop of the usual inverse.
import gcoord from 'gcoord';
import type { LonLat } from '../kernel/units.ts';

type Shift = (position: LonLat) => LonLat;

const TURNS = 40;
/** 1e-10° is 0.01 mm. */
const TOLERANCE = 1e-10;

const asPosition = (pair: readonly number[]): LonLat => [pair[0] ?? Number.NaN, pair[1] ?? Number.NaN];

/**
 * WGS-84 to GCJ-02 by the public formula (the official algorithm is not public); unshifted outside China.
 * Like the other shifts for finite positions only: gcoord throws at NaN.
 */
export const wgs84ToGcj02: Shift = (position) =>
  asPosition(gcoord.transform([position[0], position[1]], gcoord.WGS84, gcoord.GCJ02));

const gcj02ToBd09: Shift = (position) =>
  asPosition(gcoord.transform([position[0], position[1]], gcoord.GCJ02, gcoord.BD09));

/** WGS-84 to BD-09. */
export const wgs84ToBd09: Shift = (position) => gcj02ToBd09(wgs84ToGcj02(position));

/**
 * Finds what `shift` moves onto `target`. gcoord's own inverse stops at 0.1 m and never stops at the
 * edges of its China box, where the shift jumps; this one gives up and answers null.
 */
const unshift = (shift: Shift, target: LonLat): LonLat | null => {
  let [longitude, latitude] = target;
  for (let turn = 0; turn < TURNS; turn += 1) {
    if (!Number.isFinite(longitude) || !Number.isFinite(latitude)) return null;
    const reached = shift([longitude, latitude]);
    const [east, north] = [reached[0] - target[0], reached[1] - target[1]];
    longitude -= east;
    latitude -= north;
    if (Math.abs(east) <= TOLERANCE && Math.abs(north) <= TOLERANCE) return [longitude, latitude];
  }
  return null;
};

/** GCJ-02 to WGS-84, inverse of the public formula to 0.1 mm; null where it has none. */
export const gcj02ToWgs84 = (position: LonLat): LonLat | null => unshift(wgs84ToGcj02, position);

/** BD-09 to WGS-84, likewise. */
export const bd09ToWgs84 = (position: LonLat): LonLat | null => {
  const gcj = unshift(gcj02ToBd09, position);
  return gcj ? gcj02ToWgs84(gcj) : null;
};
