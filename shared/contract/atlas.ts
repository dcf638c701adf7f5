// The one map's things: layers by tile, lists, one thing with what it is related to, search, and changes.
import { z } from 'zod';
import { geometryFault } from '../domain/atlas/check-geometry.ts';
import type { ThingGeometry } from '../domain/atlas/thing.ts';
import { ALL_ROLES, DESK_ROLES, PLANNING_ROLES } from '../domain/people/role.ts';
import { command, query, stream } from './define.ts';
import { bytesShape, idShape, kindShape, lonLatShape, nothing, pageShape } from './shapes.ts';

const attributeValueShape = z.union([z.string().max(20_000), z.number(), z.boolean(), z.array(z.string().max(200)).max(200).readonly()]);

/** Checked by hand: a schema walking 20,000 positions holds the thread for 100 ms. What else is wrong with it the handler says. */
const thingGeometryShape = z.custom<ThingGeometry>((value) => geometryFault(value) !== 'notAGeometry');

export const thingContentShape = z
  .strictObject({
    name: z.string().max(300),
    areaCode: z.string().regex(/^\d{0,12}$/),
    geometry: thingGeometryShape.nullable(),
    attributes: z.record(z.string().max(60), attributeValueShape),
    source: z.string().max(300),
    asOf: z.string().max(40),
  })
  .readonly();

export const thingShape = z
  .strictObject({ kind: kindShape, id: idShape, version: z.number().int().min(1), ...thingContentShape.unwrap().shape })
  .readonly();

/** Narrows a layer or a list: what is absent lets everything through, an empty list nothing; an empty text among the values stands for unknown. */
export const filterShape = z
  .strictObject({
    areaCode: z.string().regex(/^\d{0,12}$/).optional(),
    /** Values of the kind's symbolField, levelField and stateField. */
    symbols: z.array(z.string().max(60)).max(60).optional(),
    levels: z.array(z.string().max(60)).max(10).optional(),
    states: z.array(z.string().max(60)).max(30).optional(),
    text: z.string().max(100).optional(),
    /** True: only what is located; false: only what nobody has placed. */
    isLocated: z.boolean().optional(),
  })
  .readonly();

export type AtlasFilter = z.infer<typeof filterShape>;

const layerSummaryShape = z
  .strictObject({
    kind: kindShape,
    count: z.number().int(),
    /** Of these, things nobody has placed: never drawn at a guess. */
    unlocatedCount: z.number().int(),
    /** Oldest and newest data date among the things; empty where unknown. */
    asOfFrom: z.string(),
    asOfTo: z.string(),
    /** Grows with every change of the layer; tiles carry the one they were made at. */
    revision: z.number().int(),
  })
  .readonly();

export type LayerSummary = z.infer<typeof layerSummaryShape>;

/** `relation` is `<field>` of this thing, or `<kind>.<field>` of another thing that names this one. */
const relatedShape = z
  .strictObject({ relation: z.string(), kind: kindShape, id: idShape, name: z.string(), position: lonLatShape.nullable() })
  .readonly();

export const ATLAS_OPERATIONS = {
  /** One map tile of one kind: single points, clusters where they are dense, and the shapes of lines and areas. */
  readTile: query({
    name: 'readTile',
    roles: ALL_ROLES,
    isReplicated: true,
    input: z.strictObject({
      kind: kindShape,
      z: z.number().int().min(0).max(20),
      x: z.number().int().min(0).max(1_048_575),
      y: z.number().int().min(0).max(1_048_575),
      filter: filterShape.optional(),
    }),
    output: z.strictObject({
      revision: z.number().int(),
      points: z.strictObject({
        ids: z.array(idShape),
        names: z.array(z.string()),
        /** Int32 little endian pairs of microdegrees: lon, lat, lon, lat … */
        positions: bytesShape,
        /** Values of symbolField, levelField, stateField; empty text where unknown. */
        symbols: z.array(z.string()),
        levels: z.array(z.string()),
        states: z.array(z.string()),
      }),
      /** Cells of 64 pixels with two points or more, at their mean place; `levels` counts those whose level is known. */
      clusters: z.array(
        z.strictObject({ position: lonLatShape, count: z.number().int(), levels: z.record(z.string(), z.number().int()) }),
      ),
      /** Lines and areas that touch the tile, whole (not cut at its edge), to the pixel; `unpackShapes` reads them. */
      shapes: z.strictObject({
        ids: z.array(idShape),
        names: z.array(z.string()),
        symbols: z.array(z.string()),
        levels: z.array(z.string()),
        states: z.array(z.string()),
        structure: bytesShape,
        positions: bytesShape,
        /** Left out because the tile had too many to draw: shown as such, never as nothing there. */
        omittedCount: z.number().int(),
      }),
    }),
  }),
  /** Heights in metres of a 256 × 256 tile, Int16 little endian, row 0 north, −32768 unknown; null outside the terrain. */
  readTerrainTile: query({
    name: 'readTerrainTile',
    roles: ALL_ROLES,
    isReplicated: true,
    input: z.strictObject({ z: z.number().int().min(0).max(15), x: z.number().int().min(0).max(32_767), y: z.number().int().min(0).max(32_767) }),
    output: z.strictObject({ heights: bytesShape.nullable() }),
  }),
  readThing: query({
    name: 'readThing',
    roles: ALL_ROLES,
    isReplicated: true,
    input: z.strictObject({ kind: kindShape, id: idShape }),
    output: z.strictObject({ thing: thingShape, areaNames: z.array(z.string()), related: z.array(relatedShape), isRelatedTruncated: z.boolean() }),
  }),
  listThings: query({
    name: 'listThings',
    roles: DESK_ROLES,
    isReplicated: true,
    input: z.strictObject({ kind: kindShape, filter: filterShape.optional(), ...pageShape }),
    output: z.strictObject({
      total: z.number().int(),
      unlocatedCount: z.number().int(),
      things: z.array(thingShape),
      /** Names of the things these point to, by kind and id. */
      referenceNames: z.record(z.string(), z.record(z.string(), z.string())),
    }),
  }),
  /** Names, pinyin initials, phones, codes and coordinates in any usual notation; `understood` says how it was read. */
  search: query({
    name: 'search',
    roles: ALL_ROLES,
    input: z.strictObject({ text: z.string().min(1).max(120), limit: z.number().int().min(1).max(100) }),
    output: z.strictObject({
      /** Likelier readings first. `understood` is the place in degrees; `datum` the one the numbers were read in, assumed where it was not stated. */
      coordinates: z.array(
        z.strictObject({ position: lonLatShape, understood: z.string(), datum: z.string(), isDatumStated: z.boolean(), notation: z.string() }),
      ),
      /** `matched` is the text it was found by: its name, or a phone, a code, pinyin in lower case. */
      matches: z.array(
        z.strictObject({ kind: kindShape, id: idShape, name: z.string(), areaName: z.string(), position: lonLatShape.nullable(), matched: z.string() }),
      ),
      isTruncated: z.boolean(),
    }),
  }),
  readAreas: query({
    name: 'readAreas',
    roles: ALL_ROLES,
    isReplicated: true,
    input: nothing,
    output: z.strictObject({
      areas: z.array(z.strictObject({ code: z.string(), name: z.string(), level: z.enum(['county', 'township', 'village']), position: lonLatShape.nullable() })),
    }),
  }),
  /** West, south, east, north of everything located; null where the map is empty. */
  readExtent: query({
    name: 'readExtent',
    roles: ALL_ROLES,
    isReplicated: true,
    input: nothing,
    output: z.strictObject({ extent: z.tuple([z.number(), z.number(), z.number(), z.number()]).nullable() }),
  }),
  addThing: command({
    name: 'addThing',
    roles: PLANNING_ROLES,
    input: z.strictObject({ kind: kindShape, content: thingContentShape }),
    output: z.strictObject({ thing: thingShape }),
  }),
  changeThing: command({
    name: 'changeThing',
    roles: PLANNING_ROLES,
    input: z.strictObject({ kind: kindShape, id: idShape, version: z.number().int().min(1), content: thingContentShape }),
    output: z.strictObject({ thing: thingShape }),
  }),
  removeThing: command({
    name: 'removeThing',
    roles: PLANNING_ROLES,
    input: z.strictObject({ kind: kindShape, id: idShape, version: z.number().int().min(1), reason: z.string().min(1).max(500) }),
    output: nothing,
  }),
};

export const ATLAS_STREAMS = {
  /** Every layer's counts and dates; a change names the layer and, where few, the things that changed. */
  layers: stream({
    name: 'layers',
    roles: ALL_ROLES,
    delivery: 'latest',
    parameters: nothing,
    snapshot: z.strictObject({ layers: z.array(layerSummaryShape) }),
    change: z.strictObject({
      layer: layerSummaryShape,
      /** Ids that changed, or null where there were too many to name. */
      changedIds: z.array(idShape).readonly().nullable(),
    }),
  }),
};
