// How the station says that a password or a code was wrong, or that one must wait before trying again.
import { refusal, type Refusal } from '../../../shared/contract/refusal.ts';

export const wrongPassword = (attemptsLeft: number): Refusal => refusal('wrongPassword', { attemptsLeft });

/** Both in epoch milliseconds; says when, and how long from now for a seat whose clock is wrong. */
export const lockedOut = (untilMs: number, nowMs: number): Refusal =>
  refusal('lockedOut', { until: new Date(untilMs).toISOString(), retryAfterMs: untilMs - nowMs });
