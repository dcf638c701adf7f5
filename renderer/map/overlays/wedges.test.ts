import { expect, test } from 'vitest';
import { azimuth, distance } from '../../../shared/geo/geodesy.ts';
import type { LonLat } from '../../../shared/kernel/units.ts';
import { loudspeakerLayer } from '../layers/loudspeaker/loudspeaker.ts';
import { cameraLayer } from '../layers/camera/camera.ts';
import { wedgeOf } from './wedges.ts';

const HERE: LonLat = [119.48, 28.45];
const speaker = loudspeakerLayer.wedge!;
const camera = cameraLayer.wedge!;

test('a loudspeaker is heard half its opening to each side of its bearing, as far as its reach', () => {
  const wedge = wedgeOf({ bearingDegrees: 100, beamDegrees: 60, audibleRadiusMetres: 300 }, HERE, speaker, 50);
  const rim = wedge?.area[0]?.filter((position) => distance(HERE, position) > 1) ?? [];
  const bearings = rim.map((position) => azimuth(HERE, position));
  expect([Math.round(Math.min(...bearings)), Math.round(Math.max(...bearings)), wedge?.isReachKnown]).toEqual([70, 130, true]);
  for (const position of rim) expect(distance(HERE, position)).toBeCloseTo(300, 2);
});

test('a bearing across north makes one sector and not its complement', () => {
  const wedge = wedgeOf({ bearingDegrees: 5, beamDegrees: 40, audibleRadiusMetres: 300 }, HERE, speaker, 50);
  const south = wedge?.area[0]?.some((position) => Math.abs(azimuth(HERE, position) - 180) < 90 && distance(HERE, position) > 1);
  expect(south).toBe(false);
});

test('an all-round loudspeaker needs no bearing', () => {
  expect(wedgeOf({ beamDegrees: 360, audibleRadiusMetres: 200 }, HERE, speaker, 50)?.area[0]?.length).toBeGreaterThan(100);
});

test('what is not known is not drawn: no bearing or no opening, no sector', () => {
  expect(wedgeOf({ beamDegrees: 60, audibleRadiusMetres: 300 }, HERE, speaker, 50)).toBeNull();
  expect(wedgeOf({ bearingDegrees: 60, audibleRadiusMetres: 300 }, HERE, speaker, 50)).toBeNull();
  expect(wedgeOf({}, HERE, camera, 50)).toBeNull();
});

test('a sector whose reach nobody knows says so', () => {
  expect(wedgeOf({ bearingDegrees: 60, fieldOfViewDegrees: 50 }, HERE, camera, 50)?.isReachKnown).toBe(false);
});
