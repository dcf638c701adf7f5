// Every way the station says no, as a closed list; windows turn the reason into words.
import { z } from 'zod';

export const REFUSAL_REASONS = [
  'unknownOperation',
  'unknownStream',
  'malformed',
  'tooLarge',
  'tooMany',
  'notSignedIn',
  'notPermitted',
  'notFound',
  /** The thing changed since the operator saw it; `detail` says what. */
  'stale',
  'conflict',
  'invalid',
  'wrongPassword',
  'lockedOut',
  'storeReadOnly',
  'storeFailed',
  'cancelled',
  'timedOut',
  'stationStarting',
  'demonstrationOnly',
  'realOnly',
  /** Made by the client: the station cannot be reached and this operation does not wait. */
  'offline',
  /** A defect in the station; it is logged with `detail.reference`. */
  'fault',
] as const;

export type RefusalReason = (typeof REFUSAL_REASONS)[number];

export const refusalShape = z.object({
  reason: z.enum(REFUSAL_REASONS),
  detail: z.record(z.string(), z.json()).optional(),
});

export type Refusal = z.infer<typeof refusalShape>;

export const refusal = (reason: RefusalReason, detail?: Refusal['detail']): Refusal => (detail === undefined ? { reason } : { reason, detail });
