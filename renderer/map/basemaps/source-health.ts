// Decides from tile successes and failures whether a base map is alive, and when to ask a dead one again.
import type { Milliseconds } from '../../../shared/kernel/units.ts';
import type { BasemapTrouble } from './basemap-spec.ts';

export interface SourceHealth {
  readonly phase: 'idle' | 'live' | 'failing' | 'dead';
  readonly trouble: BasemapTrouble | null;
  readonly since: Milliseconds;
  readonly failuresInARow: number;
  /** When dead: the next moment one tile may be asked for. */
  readonly nextTryAt: Milliseconds | null;
  readonly backoffMs: Milliseconds;
}

/** So many failures without one success between them are no accident. */
const FAILURES_TO_DIE = 4;
const FIRST_BACKOFF_MS = 5_000;
const LONGEST_BACKOFF_MS = 300_000;

export const newHealth = (now: Milliseconds): SourceHealth => ({ phase: 'idle', trouble: null, since: now, failuresInARow: 0, nextTryAt: null, backoffMs: FIRST_BACKOFF_MS });

export const afterSuccess = (health: SourceHealth, now: Milliseconds): SourceHealth =>
  health.phase === 'live' ? health : { phase: 'live', trouble: null, since: now, failuresInARow: 0, nextTryAt: null, backoffMs: FIRST_BACKOFF_MS };

/** A wrong or missing key does not come right by asking again: the source is dead at once. */
const isFinal = (trouble: BasemapTrouble): boolean => trouble === 'keyMissing' || trouble === 'refusedByServer' || trouble === 'urlNotAllowed';

export const afterFailure = (health: SourceHealth, trouble: BasemapTrouble, now: Milliseconds): SourceHealth => {
  if (health.phase === 'dead') {
    // Answers still under way from before it died say nothing new; only a failed try lengthens the pause.
    if (health.nextTryAt !== null && now < health.nextTryAt) return health;
    const backoffMs = Math.min(LONGEST_BACKOFF_MS, health.backoffMs * 2);
    return { ...health, trouble, backoffMs, nextTryAt: now + backoffMs };
  }
  const failuresInARow = health.failuresInARow + 1;
  const isDying = failuresInARow >= FAILURES_TO_DIE || isFinal(trouble);
  const since = isDying || health.phase !== 'failing' ? now : health.since;
  return isDying
    ? { phase: 'dead', trouble, since, failuresInARow, nextTryAt: now + health.backoffMs, backoffMs: health.backoffMs }
    : { ...health, phase: 'failing', trouble, since, failuresInARow };
};

export const mayAsk = (health: SourceHealth): boolean => health.phase !== 'dead';
