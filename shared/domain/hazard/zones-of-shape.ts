// Turns what was drawn into zones, or says what is wrong with it and where.
import { bufferLine, type BufferRefusal } from '../../geo/buffer.ts';
import { multiPolygonArea, polygonArea, ringArea } from '../../geo/geodesy.ts';
import type { PolygonCoordinates } from '../../geo/geometry.ts';
import { checkPolygon, type PolygonProblem } from '../../geo/polygon-check.ts';
import { preparePolygon } from '../../geo/prepared-polygon.ts';
import { circle, sector, twoRingZone, type ShapeRefusal } from '../../geo/shapes.ts';
import { assertNever } from '../../kernel/assert-never.ts';
import { failure, success, type Result } from '../../kernel/result.ts';
import type { LonLat } from '../../kernel/units.ts';
import type { DrawnShape, ToxicShape } from './drawn-shape.ts';
import { bySeverity, type HazardZone, type ZoneGrade } from './hazard-zone.ts';
import { shapeProblem, type ShapeProblem } from './shape-problem.ts';
import { downwind, windState, type ToxicRelease, type Wind } from './toxic-release.ts';

/** `notes` are problems that do not forbid the shape. */
export interface DrawnZones {
  readonly zones: readonly HazardZone[];
  readonly notes: readonly ShapeProblem[];
}

type Drawn = Result<DrawnZones, readonly ShapeProblem[]>;

/** Nearer than this to the other ring counts as touching it, which is allowed. */
const ON_EDGE_METRES = 0.01;

const problemOfPolygon = (problem: PolygonProblem, polygon: PolygonCoordinates, grade: ZoneGrade): ShapeProblem => {
  switch (problem.reason) {
    case 'noRings':
      return shapeProblem('empty', { grade });
    case 'tooManyVertices':
      return shapeProblem('tooManyVertices', { grade, value: problem.maximum });
    case 'notAPosition':
      return shapeProblem('notAPosition', { grade });
    case 'tooFewPoints':
      return shapeProblem(problem.distinctPoints === 0 ? 'empty' : 'tooFewPoints', { grade, at: polygon[problem.ring]?.[0] ?? null });
    case 'notClosed':
      return shapeProblem('notClosed', { grade, at: polygon[problem.ring]?.at(-1) ?? null });
    case 'outOfBounds':
      return shapeProblem('notAPosition', { grade, at: problem.at });
    case 'emptyArea':
      return shapeProblem('emptyArea', { grade, at: polygon[problem.ring]?.[0] ?? null, value: problem.squareMetres });
    case 'holeOutside':
      return shapeProblem('holeOutside', { grade, at: polygon[problem.ring]?.[0] ?? null });
    case 'holesOverlap':
      return shapeProblem('holesOverlap', { grade, at: polygon[problem.rings[0]]?.[0] ?? null });
    case 'repeatedPoint':
    case 'selfCrossing':
    case 'selfTouching':
    case 'doublesBack':
    case 'ringsCross':
      return shapeProblem(problem.reason, { grade, at: problem.at });
    default:
      return assertNever(problem);
  }
};

/** The two halves of a boundary that crosses itself cancel out: its area says nothing. */
const checked = (polygon: PolygonCoordinates, grade: ZoneGrade): readonly ShapeProblem[] => {
  const problems = checkPolygon(polygon);
  const isCrossed = problems.some(({ reason }) => reason === 'selfCrossing');
  return problems.filter(({ reason }) => !isCrossed || reason !== 'emptyArea').map((problem) => problemOfPolygon(problem, polygon, grade));
};

const problemOfRefusal = (refusal: ShapeRefusal | BufferRefusal, grade: ZoneGrade, at: LonLat | null): ShapeProblem => {
  switch (refusal.reason) {
    case 'badPosition':
      return shapeProblem('notAPosition', { grade });
    case 'badRadius':
    case 'badDistance':
      return shapeProblem('badDistance', { grade, at, value: refusal.maximum });
    case 'badAzimuth':
    case 'emptySector':
    case 'tooFewPoints':
      return shapeProblem(refusal.reason, { grade, at });
    case 'ringsReversed':
      return shapeProblem('distancesReversed', { grade, at });
    case 'tooManyPoints':
      return shapeProblem('tooManyVertices', { grade, at, value: refusal.maximum });
    case 'offTheMap':
    case 'tooLarge':
      return shapeProblem('tooLarge', { grade, at });
    case 'emptyResult':
      return shapeProblem('empty', { grade, at });
    default:
      return assertNever(refusal);
  }
};

const zone = (grade: ZoneGrade, area: HazardZone['area'], toxic: ToxicRelease | null): HazardZone => ({
  grade,
  measure: toxic !== null && (grade === 'heavy' || grade === 'light') ? toxic.measures[grade] : null,
  area,
  squareMetres: multiPolygonArea(area),
});

const done = (zones: readonly HazardZone[], problems: readonly ShapeProblem[] = []): Drawn =>
  problems.some(({ isFatal }) => isFatal) ? failure(problems) : success({ zones: zones.toSorted(bySeverity), notes: problems });

const one = (made: Result<HazardZone['area'], ShapeRefusal | BufferRefusal>, grade: ZoneGrade, at: LonLat | null, toxic: ToxicRelease | null): Drawn =>
  made.ok ? done([zone(grade, made.value, toxic)]) : failure([problemOfRefusal(made.error, grade, at)]);

const asArea = (made: Result<PolygonCoordinates, ShapeRefusal>): Result<HazardZone['area'], ShapeRefusal> =>
  made.ok ? success([made.value]) : made;

/** Where the inner area leaves the outer one; null where it stays inside. */
const leavingPoint = (inner: PolygonCoordinates, outer: PolygonCoordinates): LonLat | null => {
  const prepared = preparePolygon([outer]);
  const ring = inner[0] ?? [];
  const isOut = ([x, y]: LonLat): boolean => !prepared.contains(x, y) && prepared.distanceToEdgeMetres(x, y) > ON_EDGE_METRES;
  const middles = ring.slice(1).map((to, index): LonLat => {
    const from = ring[index] ?? to;
    return [(from[0] + to[0]) / 2, (from[1] + to[1]) / 2];
  });
  const corner = [...ring, ...middles].find(isOut);
  if (corner !== undefined) return corner;
  // A notch or a hole of the outer area may reach into an edge of the inner one between its corners.
  const within = preparePolygon([inner]);
  return outer.flat().find(([x, y]) => within.contains(x, y) && within.distanceToEdgeMetres(x, y) > ON_EDGE_METRES) ?? null;
};

const drawnRings = (shape: Extract<DrawnShape, { type: 'twoRings' }>, inner: ZoneGrade, outer: ZoneGrade, toxic: ToxicRelease | null): Drawn => {
  const problems = [...checked(shape.key, inner), ...checked(shape.general, outer)];
  if (problems.some(({ isFatal }) => isFatal)) return failure(problems);
  const at = leavingPoint(shape.key, shape.general);
  if (at !== null) return failure([...problems, shapeProblem('keyOutsideGeneral', { grade: inner, at })]);
  // A hole of 重点 is still 一般: only its outer ring is taken out, and its holes stay in as parts.
  const [outline, ...holes] = shape.key;
  const around: PolygonCoordinates = [...shape.general, ...(outline === undefined ? [] : [outline])];
  const outerZone = zone(outer, [around, ...holes.map((hole): PolygonCoordinates => [hole])], toxic);
  const squareMetres = polygonArea(shape.general) - polygonArea(shape.key);
  return done([zone(inner, [shape.key], toxic), { ...outerZone, squareMetres: Math.max(0, squareMetres) }], problems);
};

const drawnCircles = (shape: Extract<DrawnShape, { type: 'twoCircles' }>, inner: ZoneGrade, outer: ZoneGrade, toxic: ToxicRelease | null): Drawn => {
  const made = twoRingZone(shape.centre, shape.keyRadiusMetres, shape.generalRadiusMetres);
  if (!made.ok) return failure([problemOfRefusal(made.error, inner, shape.centre)]);
  return done([zone(inner, [made.value.key], toxic), zone(outer, [made.value.general], toxic)]);
};

const checkWind = (wind: Wind | null, now: number): readonly ShapeProblem[] => {
  if (wind === null) return [];
  const [measured, until] = [Date.parse(wind.measuredAt), Date.parse(wind.validUntil)];
  return measured > now || until <= measured ? [shapeProblem('windTimes')] : [];
};

/** The part of the ring between two distances that lies downwind. */
const downwindRing = (shape: ToxicShape, spanDegrees: number, wind: Wind): Result<PolygonCoordinates, ShapeRefusal> => {
  const [from, to] = [downwind(wind) - spanDegrees / 2, downwind(wind) + spanDegrees / 2];
  const [far, near] = [sector(shape.centre, shape.lightMetres, from, to), sector(shape.centre, shape.heavyMetres, from, to)];
  if (!far.ok) return far;
  if (!near.ok) return near;
  const outer = (far.value[0] ?? []).slice(1, -1);
  const inner = (near.value[0] ?? []).slice(1, -1).toReversed();
  return success([[...outer, ...inner, ...outer.slice(0, 1)]]);
};

const lightRing = (shape: ToxicShape, toxic: ToxicRelease, now: number): Result<PolygonCoordinates, readonly ShapeProblem[]> => {
  const { spread, centre } = shape;
  const refused = (error: ShapeRefusal) => failure([problemOfRefusal(error, 'light', centre)]);
  if (spread.type === 'allRound' || spread.spanDegrees >= 360) {
    const made = twoRingZone(centre, shape.heavyMetres, shape.lightMetres);
    return made.ok ? success(made.value.general) : refused(made.error);
  }
  if (toxic.wind === null) return failure([shapeProblem('windMissing', { grade: 'light', at: centre })]);
  if (windState(toxic.wind, now) === 'expired') return failure([shapeProblem('windExpired', { grade: 'light', at: centre })]);
  if (!(spread.spanDegrees > 0)) return failure([shapeProblem('emptySector', { grade: 'light', at: centre })]);
  const made = downwindRing(shape, spread.spanDegrees, toxic.wind);
  return made.ok ? made : refused(made.error);
};

const toxicZones = (shape: ToxicShape, toxic: ToxicRelease | null, now: number): Drawn => {
  const { centre, heavyMetres, lightMetres, safeMetres } = shape;
  if (toxic === null) return failure([shapeProblem('toxicDetailsMissing', { at: centre })]);
  const isReversed = heavyMetres >= lightMetres || (safeMetres !== null && safeMetres <= lightMetres);
  if (isReversed) return failure([shapeProblem('distancesReversed', { at: centre })]);
  const heavy = circle(centre, heavyMetres);
  if (!heavy.ok) return failure([problemOfRefusal(heavy.error, 'heavy', centre)]);
  const light = lightRing(shape, toxic, now);
  if (!light.ok) return light;
  const zones = [zone('heavy', [heavy.value], toxic), zone('light', [light.value], toxic)];
  if (safeMetres === null) return done(zones);
  const safe = circle(centre, safeMetres);
  if (!safe.ok) return failure([problemOfRefusal(safe.error, 'safe', centre)]);
  // Drawn as the whole disc: who is in a graver zone is counted there.
  const squareMetres = ringArea(safe.value[0] ?? []) - zones.reduce((sum, each) => sum + each.squareMetres, 0);
  return done([...zones, { grade: 'safe', measure: null, area: [safe.value], squareMetres }]);
};

/**
 * The zones of a shape, most severe first, or every problem found. `now` is UTC milliseconds: a wind past
 * its validity draws no downwind zone.
 */
export const zonesOfShape = (shape: DrawnShape, toxic: ToxicRelease | null, now: number): Drawn => {
  const windProblems = checkWind(toxic?.wind ?? null, now);
  if (windProblems.length > 0) return failure(windProblems);
  const single: ZoneGrade = toxic === null ? 'whole' : 'heavy';
  const [inner, outer] = toxic === null ? (['key', 'general'] as const) : (['heavy', 'light'] as const);
  switch (shape.type) {
    case 'polygon':
      return done([zone(single, [shape.polygon], toxic)], checked(shape.polygon, single));
    case 'circle':
      return one(asArea(circle(shape.centre, shape.radiusMetres)), single, shape.centre, toxic);
    case 'sector':
      return one(asArea(sector(shape.centre, shape.radiusMetres, shape.fromAzimuth, shape.toAzimuth)), single, shape.centre, toxic);
    case 'bufferedLine':
      return one(bufferLine(shape.line, shape.eachSideMetres), single, shape.line[0] ?? null, toxic);
    case 'twoRings':
      return drawnRings(shape, inner, outer, toxic);
    case 'twoCircles':
      return drawnCircles(shape, inner, outer, toxic);
    case 'toxic':
      return toxicZones(shape, toxic, now);
    default:
      return assertNever(shape);
  }
};
