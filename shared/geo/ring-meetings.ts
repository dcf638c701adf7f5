// Finds where the boundary of a drawn area crosses, touches or retraces itself.
import type { Degrees, LonLat } from '../kernel/units.ts';
import type { PolygonCoordinates } from './geometry.ts';
import { segmentsMeet, sideOf } from './segments-meet.ts';

/** Two segments that should not meet do, at `at`. `doublesBack`: the line returns along itself. */
export interface RingMeeting {
  readonly reason: 'selfCrossing' | 'selfTouching' | 'doublesBack' | 'ringsCross';
  readonly rings: readonly [number, number];
  readonly segments: readonly [number, number];
  readonly at: LonLat;
}

interface Segment {
  readonly ring: number;
  readonly index: number;
  readonly from: LonLat;
  readonly to: LonLat;
  readonly west: Degrees;
  readonly east: Degrees;
  /** Position in the ring among segments of some length, and how many those are: neighbours share an end. */
  readonly order: number;
}

interface RingSegments {
  readonly segments: readonly Segment[];
  readonly lengths: readonly number[];
}

/** Segments of some length, by western end; a ring left open is closed. */
const segmentsOf = (polygon: PolygonCoordinates): RingSegments => {
  const segments: Segment[] = [];
  const lengths = polygon.map((points, ring) => {
    let order = 0;
    points.forEach((from, index) => {
      const to = points[index + 1] ?? points[0];
      if (!to || (to[0] === from[0] && to[1] === from[1])) return;
      segments.push({ ring, index, from, to, west: Math.min(from[0], to[0]), east: Math.max(from[0], to[0]), order });
      order += 1;
    });
    return order;
  });
  return { segments: segments.toSorted((first, second) => first.west - second.west), lengths };
};

const crossingPoint = (a: LonLat, b: LonLat, c: LonLat, d: LonLat): LonLat => {
  const [ux, uy, vx, vy] = [b[0] - a[0], b[1] - a[1], d[0] - c[0], d[1] - c[1]];
  const along = ((c[0] - a[0]) * vy - (c[1] - a[1]) * vx) / (ux * vy - uy * vx);
  return [a[0] + along * ux, a[1] + along * uy];
};

const isOn = (point: LonLat, from: LonLat, to: LonLat): boolean => segmentsMeet(from, to, point, point) !== 'apart';

/** An end of one segment that lies on the other. */
const sharedPoint = (first: Segment, second: Segment): LonLat => {
  if (isOn(second.from, first.from, first.to)) return second.from;
  if (isOn(second.to, first.from, first.to)) return second.to;
  return isOn(first.from, second.from, second.to) ? first.from : first.to;
};

/** Whether a ring that arrives at a corner and leaves it turns straight back along the way it came. */
const turnsBack = (from: LonLat, corner: LonLat, to: LonLat): boolean =>
  sideOf(from, corner, to) === 0 &&
  (from[0] - corner[0]) * (to[0] - corner[0]) + (from[1] - corner[1]) * (to[1] - corner[1]) > 0;

type Found = Pick<RingMeeting, 'reason' | 'at'>;

const meetingOfNeighbours = (first: Segment, second: Segment): Found | null =>
  turnsBack(first.from, first.to, second.to) ? { reason: 'doublesBack', at: first.to } : null;

const meetingOf = (first: Segment, second: Segment, ringLength: number): Found | null => {
  const isSameRing = first.ring === second.ring;
  if (isSameRing && (first.order + 1) % ringLength === second.order) return meetingOfNeighbours(first, second);
  if (isSameRing && (second.order + 1) % ringLength === first.order) return meetingOfNeighbours(second, first);
  switch (segmentsMeet(first.from, first.to, second.from, second.to)) {
    case 'apart':
      return null;
    case 'crosses':
      return {
        reason: isSameRing ? 'selfCrossing' : 'ringsCross',
        at: crossingPoint(first.from, first.to, second.from, second.to),
      };
    case 'overlaps':
      return { reason: isSameRing ? 'doublesBack' : 'ringsCross', at: sharedPoint(first, second) };
    case 'touches':
      // Rings of one polygon may touch at a point; one ring may not.
      return isSameRing ? { reason: 'selfTouching', at: sharedPoint(first, second) } : null;
  }
};

/** One corner on another edge is found once for each segment that ends there; one entry is enough. */
const isListed = (list: readonly RingMeeting[], { reason, at }: Found): boolean =>
  list.some((entry) => entry.reason === reason && entry.at[0] === at[0] && entry.at[1] === at[1]);

/** Where segments of a polygon meet that should not, at most `most` entries, each place once. */
export const findMeetings = (polygon: PolygonCoordinates, most: number): readonly RingMeeting[] => {
  const { segments, lengths } = segmentsOf(polygon);
  const found: RingMeeting[] = [];
  for (const [index, first] of segments.entries()) {
    for (let other = index + 1; other < segments.length; other += 1) {
      const second = segments[other];
      if (!second || second.west > first.east) break;
      const meeting = meetingOf(first, second, lengths[first.ring] ?? 0);
      if (!meeting || isListed(found, meeting)) continue;
      const [a, b] = first.ring < second.ring || (first.ring === second.ring && first.index < second.index)
        ? [first, second]
        : [second, first];
      found.push({ ...meeting, rings: [a.ring, b.ring], segments: [a.index, b.index] });
      if (found.length >= most) return found;
    }
  }
  return found;
};
