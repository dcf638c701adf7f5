// Hazards: draw and count, declare, change, close; who and what each affects, list by list; the table of toxic substances.
import { z } from 'zod';
import { AFFECTED_CATEGORY_NAMES } from '../domain/hazard/affected-category.ts';
import { CAUTIONS } from '../domain/hazard/caution.ts';
import { ZONE_GRADES, ZONE_MEASURES } from '../domain/hazard/hazard-zone.ts';
import { SHAPE_PROBLEM_REASONS } from '../domain/hazard/shape-problem.ts';
import { AMOUNT_UNITS } from '../domain/hazard/toxic-release.ts';
import { ALL_ROLES, DESK_ROLES, PLANNING_ROLES } from '../domain/people/role.ts';
import { affectedCategoryShape, affectedRowShape, personTotalsShape } from './affected.ts';
import { command, query, stream } from './define.ts';
import { idShape, lonLatShape, nothing, pageShape, timeShape } from './shapes.ts';

const ringShape = z.array(lonLatShape).max(5_000).readonly();
const polygonShape = z.array(ringShape).max(200).readonly();
const metresShape = z.number().positive().max(300_000);
const azimuthShape = z.number().min(-360).max(720);

const spreadShape = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('allRound') }),
  z.strictObject({ type: z.literal('downwind'), spanDegrees: z.number().positive().max(360) }),
]);

/** As drawn, with its parameters; what is wrong with it is explained, never refused as malformed. */
export const drawnShapeShape = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('polygon'), polygon: polygonShape }),
  z.strictObject({ type: z.literal('circle'), centre: lonLatShape, radiusMetres: z.number() }),
  z.strictObject({ type: z.literal('sector'), centre: lonLatShape, radiusMetres: z.number(), fromAzimuth: azimuthShape, toAzimuth: azimuthShape }),
  z.strictObject({ type: z.literal('bufferedLine'), line: ringShape, eachSideMetres: z.number() }),
  z.strictObject({ type: z.literal('twoRings'), key: polygonShape, general: polygonShape }),
  z.strictObject({ type: z.literal('twoCircles'), centre: lonLatShape, keyRadiusMetres: z.number(), generalRadiusMetres: z.number() }),
  z.strictObject({ type: z.literal('toxic'), centre: lonLatShape, heavyMetres: z.number(), lightMetres: z.number(), safeMetres: z.number().nullable(), spread: spreadShape }),
]);

const gradeShape = z.enum(ZONE_GRADES);
const measureShape = z.enum(ZONE_MEASURES);
const unNumberShape = z.string().regex(/^\d{4}$/);

export const windShape = z
  .strictObject({
    /** Where it blows from, clockwise from true north. */
    fromDegrees: z.number().min(0).max(360),
    metresPerSecond: z.number().min(0).max(120),
    measuredAt: timeShape,
    validUntil: timeShape,
    source: z.string().min(1).max(200),
  })
  .readonly();

export const toxicReleaseShape = z
  .strictObject({
    substanceId: idShape.nullable(),
    substanceName: z.string().min(1).max(100),
    unNumber: unNumberShape.nullable(),
    amount: z.strictObject({ value: z.number().min(0).max(1e9), unit: z.enum(AMOUNT_UNITS), isEstimated: z.boolean() }).nullable(),
    wind: windShape.nullable(),
    measures: z.strictObject({ heavy: measureShape.nullable(), light: measureShape.nullable() }),
    distanceSource: z.string().max(300),
  })
  .readonly();

const levelShape = z.enum(['red', 'orange', 'yellow', 'blue']).nullable();

const contentFields = {
  kind: z.string().min(1).max(40),
  name: z.string().min(1).max(200),
  level: levelShape,
  source: z.string().max(300),
  factTime: timeShape,
  note: z.string().max(4_000),
  shape: drawnShapeShape,
  toxic: toxicReleaseShape.nullable(),
};

export const hazardContentShape = z.strictObject(contentFields).readonly();

const zoneShape = z
  .strictObject({
    grade: gradeShape,
    measure: measureShape.nullable(),
    /** Polygons: outer ring first, then holes. */
    area: z.array(polygonShape).readonly(),
    squareMetres: z.number(),
  })
  .readonly();

const namedPersonShape = z.strictObject({ id: idShape, name: z.string() }).readonly();

export const hazardShape = z
  .strictObject({
    ...contentFields,
    id: idShape,
    version: z.number().int().min(1),
    zones: z.array(zoneShape).readonly(),
    state: z.enum(['active', 'closed']),
    /** Closed never means that people may return. */
    closing: z.strictObject({ reason: z.string(), time: timeShape, by: namedPersonShape }).readonly().nullable(),
    declaredAt: timeShape,
    declaredBy: namedPersonShape,
    changedAt: timeShape,
    changedBy: namedPersonShape,
    isExercise: z.boolean(),
    /** As counted when this version was saved. */
    counted: z
      .strictObject({ households: z.number().int(), persons: z.number().int(), presentTonight: z.number().int(), presentUnknown: z.number().int(), vulnerable: z.number().int(), unlocatedHouseholdsHere: z.number().int(), squareMetres: z.number() })
      .readonly(),
  })
  .readonly();

export type HazardRecord = z.infer<typeof hazardShape>;

const problemShape = z.strictObject({
  reason: z.enum(SHAPE_PROBLEM_REASONS),
  isFatal: z.boolean(),
  at: lonLatShape.nullable(),
  grade: gradeShape.nullable(),
  value: z.number().nullable(),
});

const cautionShape = z.enum(CAUTIONS);

const versionShape = z.strictObject({ version: z.number().int(), changedAt: timeShape, changedBy: namedPersonShape, changed: z.array(z.string()).readonly() });

const distanceShape = z.strictObject({ metres: metresShape, source: z.string().min(1).max(500), isVerified: z.boolean() }).readonly();

/** A value that is absent has no source: 距离须由专家给出. */
const distancesShape = z.strictObject({ isolation: distanceShape.exactOptional(), downwindDay: distanceShape.exactOptional(), downwindNight: distanceShape.exactOptional() }).readonly();

const substanceFields = {
  name: z.string().min(1).max(100),
  otherNames: z.array(z.string().max(100)).max(30).readonly(),
  unNumber: unNumberShape,
  unNumberSource: z.string().min(1).max(500),
  confusion: z.string().max(300),
  small: distancesShape,
  large: distancesShape,
};

export const toxicSubstanceShape = z.strictObject({ id: idShape, version: z.number().int().min(0), ...substanceFields }).readonly();

const screeningShape = z.strictObject({
  slopeDegrees: z.number(),
  slopeWithinMetres: z.number(),
  streamWithinMetres: z.number(),
  streamAboveMetres: z.number(),
  minimumStreamOrder: z.number(),
  registeredWithinMetres: z.number(),
  placeMetres: z.number(),
});

const areaTallyShape = z.strictObject({
  areaCode: z.string(),
  name: z.string(),
  level: z.enum(['county', 'township', 'village']),
  households: z.number().int(),
  persons: z.number().int(),
  registered: z.number().int(),
  resident: z.number().int(),
  presentTonight: z.number().int(),
  presentUnknown: z.number().int(),
  vulnerable: z.number().int(),
});

export const HAZARD_OPERATIONS = {
  /** While drawing: what the shape encloses, or why it cannot be used. Changes nothing. */
  countAffected: query({
    name: 'countAffected',
    roles: PLANNING_ROLES,
    input: z.strictObject({ kind: z.string().min(1).max(40), shape: drawnShapeShape, toxic: toxicReleaseShape.nullable() }),
    output: z.strictObject({
      problems: z.array(problemShape).readonly(),
      /** Null where a problem is fatal. */
      counted: z
        .strictObject({
          computedAt: timeShape,
          zones: z.array(zoneShape).readonly(),
          squareMetres: z.number(),
          persons: personTotalsShape,
          categories: z.array(affectedCategoryShape).readonly(),
          cautions: z.array(cautionShape).readonly(),
        })
        .nullable(),
    }),
  }),
  declareHazard: command({ name: 'declareHazard', roles: PLANNING_ROLES, input: z.strictObject({ content: hazardContentShape }), output: z.strictObject({ hazard: hazardShape }) }),
  changeHazard: command({
    name: 'changeHazard',
    roles: PLANNING_ROLES,
    input: z.strictObject({ id: idShape, version: z.number().int().min(1), content: hazardContentShape }),
    output: z.strictObject({ hazard: hazardShape }),
  }),
  closeHazard: command({
    name: 'closeHazard',
    roles: PLANNING_ROLES,
    input: z.strictObject({ id: idShape, version: z.number().int().min(1), reason: z.string().trim().min(1).max(500) }),
    output: z.strictObject({ hazard: hazardShape }),
  }),
  /** Without a version, the newest. */
  readHazard: query({
    name: 'readHazard',
    roles: ALL_ROLES,
    isReplicated: true,
    input: z.strictObject({ id: idShape, version: z.number().int().min(1).optional() }),
    output: z.strictObject({ hazard: hazardShape, versions: z.array(versionShape).readonly() }),
  }),
  listHazards: query({
    name: 'listHazards',
    roles: ALL_ROLES,
    isReplicated: true,
    input: z.strictObject({ state: z.enum(['active', 'closed']).optional(), ...pageShape }),
    output: z.strictObject({ total: z.number().int(), hazards: z.array(hazardShape).readonly() }),
  }),
  /** Everything a hazard affects, in numbers, worked out from the data as they are now. */
  readAffected: query({
    name: 'readAffected',
    roles: ALL_ROLES,
    isReplicated: true,
    input: z.strictObject({ hazardId: idShape, version: z.number().int().min(1).optional() }),
    output: z.strictObject({
      hazardId: idShape,
      version: z.number().int(),
      computedAt: timeShape,
      /** Grows with every change of the data; lists read with another one may not fit these numbers. */
      revision: z.number().int(),
      isExercise: z.boolean(),
      squareMetres: z.number(),
      persons: personTotalsShape,
      categories: z.array(affectedCategoryShape).readonly(),
      /** Townships and villages with someone affected. */
      areas: z.array(areaTallyShape).readonly(),
      blind: z.strictObject({ none: z.number().int(), onlyFaulty: z.number().int(), onlyUnknown: z.number().int(), persons: z.number().int() }),
      screening: z.strictObject({ settings: screeningShape, screened: z.number().int(), nearRegistered: z.number().int(), unknownGround: z.number().int() }),
      wind: z.enum(['none', 'valid', 'expired']).nullable(),
      cautions: z.array(cautionShape).readonly(),
    }),
  }),
  /** One list, page by page. Names, telephones and addresses of persons are empty for those not at a desk. */
  listAffected: query({
    name: 'listAffected',
    roles: ALL_ROLES,
    isReplicated: true,
    input: z.strictObject({ hazardId: idShape, version: z.number().int().min(1).optional(), category: z.enum(AFFECTED_CATEGORY_NAMES), ...pageShape }),
    output: z.strictObject({ version: z.number().int(), revision: z.number().int(), computedAt: timeShape, total: z.number().int(), rows: z.array(affectedRowShape).readonly() }),
  }),
  readToxicTable: query({
    name: 'readToxicTable',
    roles: ALL_ROLES,
    isReplicated: true,
    input: nothing,
    output: z.strictObject({ note: z.string(), substances: z.array(toxicSubstanceShape).readonly() }),
  }),
  /** Adds a substance (version 0) or changes one; every value carries its source. */
  changeToxicSubstance: command({
    name: 'changeToxicSubstance',
    roles: PLANNING_ROLES,
    input: z.strictObject({ id: idShape, version: z.number().int().min(0), content: z.strictObject(substanceFields) }),
    output: z.strictObject({ substance: toxicSubstanceShape }),
  }),
};

export const HAZARD_STREAMS = {
  /** The active hazards and the latest closed ones; a change carries the hazard whole. */
  hazards: stream({
    name: 'hazards',
    roles: ALL_ROLES,
    delivery: 'every',
    parameters: nothing,
    snapshot: z.strictObject({ hazards: z.array(hazardShape).readonly() }),
    change: z.strictObject({ hazard: hazardShape }),
  }),
  /** Winds of active hazards that have passed their validity: the zones drawn with them may be wrong. */
  expiredWinds: stream({
    name: 'expiredWinds',
    roles: DESK_ROLES,
    delivery: 'every',
    parameters: nothing,
    snapshot: z.strictObject({ hazards: z.array(z.strictObject({ hazardId: idShape, name: z.string(), validUntil: timeShape })).readonly() }),
    change: z.strictObject({ hazardId: idShape, name: z.string(), validUntil: timeShape, isExpired: z.boolean() }),
  }),
};
