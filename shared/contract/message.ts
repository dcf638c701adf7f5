// What travels through every door, in both directions.
import { z } from 'zod';
import type { Result } from '../kernel/result.ts';
import type { Refusal } from './refusal.ts';

const id = z.number().int().nonnegative();

export const clientMessageShape = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('request'), id, operation: z.string().max(80), input: z.unknown(), commandId: z.string().min(8).max(64).optional() }),
  z.strictObject({ type: z.literal('cancel'), id }),
  z.strictObject({
    type: z.literal('follow'),
    id,
    stream: z.string().max(80),
    parameters: z.unknown(),
    resume: z.strictObject({ epoch: z.string().max(64), number: id }).optional(),
  }),
  z.strictObject({ type: z.literal('unfollow'), id }),
]);

export type ClientMessage = z.infer<typeof clientMessageShape>;

export type StationMessage =
  | { readonly type: 'reply'; readonly id: number; readonly result: Result<unknown, Refusal> }
  | { readonly type: 'snapshot'; readonly id: number; readonly epoch: string; readonly number: number; readonly value: unknown }
  /** Changes numbered `number - changes.length + 1` to `number`. */
  | { readonly type: 'changes'; readonly id: number; readonly epoch: string; readonly number: number; readonly changes: readonly unknown[] }
  /** The follower is up to date at `number`: its resume was accepted. */
  | { readonly type: 'resumed'; readonly id: number; readonly epoch: string; readonly number: number }
  | { readonly type: 'refused'; readonly id: number; readonly error: Refusal };
