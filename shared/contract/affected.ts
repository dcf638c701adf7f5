// The shapes in which a hazard’s count and its lists travel.
import { z } from 'zod';
import { AFFECTED_CATEGORY_NAMES } from '../domain/hazard/affected-category.ts';
import { ZONE_GRADES } from '../domain/hazard/hazard-zone.ts';
import { idShape, lonLatShape } from './shapes.ts';

const count = z.number().int().min(0);
const gradeShape = z.enum(ZONE_GRADES);

/** One of 户籍, 常住, 当晚在村; `unknown`: nobody has said. */
const tallyShape = z.strictObject({
  yes: count,
  no: count,
  unknown: count,
  statements: z.array(z.strictObject({ source: z.string(), asOf: z.string(), persons: count })).readonly(),
  furtherStatements: count,
});

const householdsAndPersonsShape = z.strictObject({ households: count, persons: count });

export const personTotalsShape = z.strictObject({
  households: count,
  persons: count,
  registered: tallyShape,
  resident: tallyShape,
  presentTonight: tallyShape,
  vulnerable: count,
  vulnerabilities: z.strictObject({ elderlyAlone: count, disabled: count, bedridden: count, child: count, pregnant: count, illness: count }),
  zones: z
    .array(z.strictObject({ grade: gradeShape, households: count, persons: count, registered: count, resident: count, presentTonight: count, presentUnknown: count, vulnerable: count }))
    .readonly(),
  /** Positions are good to `metres`: so many may be on the other side of the edge. */
  edge: z.strictObject({ metres: z.number(), insideMaybeOut: householdsAndPersonsShape, outsideMaybeIn: householdsAndPersonsShape }),
  /** Without coordinates: in no count above. */
  unlocated: householdsAndPersonsShape,
  /** Of those, the ones of villages the hazard touches. */
  unlocatedHere: householdsAndPersonsShape,
  personsWithoutHousehold: count,
  asOfFrom: z.string(),
  asOfTo: z.string(),
});

export const affectedCategoryShape = z.strictObject({
  category: z.enum(AFFECTED_CATEGORY_NAMES),
  count,
  unlocated: count,
  unlocatedHere: count,
  insideMaybeOut: count,
  outsideMaybeIn: count,
  asOfFrom: z.string(),
  asOfTo: z.string(),
  sources: z.array(z.string()).readonly(),
  sums: z.array(z.strictObject({ key: z.string(), sum: z.number(), unknown: count })).readonly(),
});

const placed = {
  areaCode: z.string(),
  areaName: z.string(),
  position: lonLatShape.nullable(),
  grade: gradeShape,
  isNearEdge: z.boolean(),
};

const householdFields = {
  id: idShape,
  ...placed,
  headName: z.string(),
  phone: z.string(),
  address: z.string(),
  houseType: z.string(),
  persons: count,
  presentTonight: count,
  presentUnknown: count,
  vulnerable: count,
  source: z.string(),
  asOf: z.string(),
};

const saidShape = z.boolean().nullable();

const slopeShape = z.strictObject({ degrees: z.number(), metres: z.number(), riseMetres: z.number() });

export const affectedRowShape = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('household'), ...householdFields }),
  z.strictObject({ type: z.literal('blindHousehold'), ...householdFields, reach: z.enum(['none', 'onlyFaulty', 'onlyUnknown']) }),
  z.strictObject({
    type: z.literal('person'),
    id: idShape,
    householdId: idShape,
    ...placed,
    name: z.string(),
    phone: z.string(),
    sex: z.enum(['male', 'female']).nullable(),
    birthYear: z.number().int().nullable(),
    isRegistered: saidShape,
    isResident: saidShape,
    isPresentTonight: saidShape,
    vulnerability: z.enum(['elderlyAlone', 'disabled', 'bedridden', 'child', 'pregnant', 'illness']).nullable(),
  }),
  /** A thing of the one map; its attributes by the keys of its kind, personal ones left out for those not at a desk. */
  z.strictObject({
    type: z.literal('thing'),
    kind: z.string(),
    id: idShape,
    name: z.string(),
    ...placed,
    attributes: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.array(z.string()).readonly()])),
    source: z.string(),
    asOf: z.string(),
  }),
  z.strictObject({
    type: z.literal('threat'),
    areaCode: z.string(),
    areaName: z.string(),
    /** Somebody’s house: null for those not at a desk. */
    position: lonLatShape.nullable(),
    households: count,
    persons: count,
    vulnerable: count,
    /** Ids of its households, as many as fit. */
    householdIds: z.array(idShape).readonly(),
    slope: slopeShape.nullable(),
    /** `aboveMetres` null: the terrain is unknown and the house may be as low as the water. */
    stream: z.strictObject({ name: z.string(), metres: z.number(), aboveMetres: z.number().nullable() }).nullable(),
  }),
]);

export type AffectedRow = z.infer<typeof affectedRowShape>;
