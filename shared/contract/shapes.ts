// Shapes used by more than one feature's contract.
import { z } from 'zod';

/** Longitude, latitude in degrees, CGCS2000/WGS-84. */
export const lonLatShape = z.tuple([z.number().min(-180).max(180), z.number().min(-90).max(90)]).readonly();

const lineShape = z.array(lonLatShape).max(200_000).readonly();
const ringsShape = z.array(lineShape).max(10_000).readonly();

export const geometryShape = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('Point'), coordinates: lonLatShape }).readonly(),
  z.strictObject({ type: z.literal('LineString'), coordinates: lineShape }).readonly(),
  z.strictObject({ type: z.literal('MultiLineString'), coordinates: ringsShape }).readonly(),
  z.strictObject({ type: z.literal('Polygon'), coordinates: ringsShape }).readonly(),
  z.strictObject({ type: z.literal('MultiPolygon'), coordinates: z.array(ringsShape).max(10_000).readonly() }).readonly(),
]);

export const idShape = z.string().min(1).max(80);

export const kindShape = z.string().min(1).max(40);

/** UTC, `2026-11-22T03:15:00.000Z`. */
export const timeShape = z.iso.datetime();

export const bytesShape = z.instanceof(Uint8Array);

export const nothing = z.strictObject({});

export const pageShape = { offset: z.number().int().min(0).max(10_000_000), limit: z.number().int().min(1).max(500) };
