// When each person was last active at each seat, kept in memory and handed on to be written down now and then.
import type { Clock } from '../../../shared/kernel/clock.ts';
import type { Milliseconds } from '../../../shared/kernel/units.ts';

const SITTINGS = 10_000;

export interface Use {
  readonly personId: string;
  readonly seat: string;
  /** Epoch milliseconds. */
  readonly usedMs: number;
}

export interface Activity {
  readonly note: (seat: string, personId: string) => void;
  /** Since the last activity, by a clock that cannot be set; null where none was noted since the start. */
  readonly sinceMs: (seat: string, personId: string) => Milliseconds | null;
  /** What was noted since it was last taken. */
  readonly takeUnwritten: () => readonly Use[];
  /** At the seat, or at every seat where it is null. */
  readonly drop: (personId: string, seat: string | null) => void;
}

export const createActivity = (clock: Clock): Activity => {
  const sittings = new Map<string, Use & { readonly elapsed: Milliseconds; isWritten: boolean }>();
  const keyOf = (seat: string, personId: string): string => JSON.stringify([seat, personId]);
  return {
    note: (seat, personId) => {
      const key = keyOf(seat, personId);
      // Deleted first, so that the order of the map is that of the last use.
      sittings.delete(key);
      sittings.set(key, { personId, seat, usedMs: clock.now(), elapsed: clock.elapsed(), isWritten: false });
      if (sittings.size > SITTINGS) sittings.delete(sittings.keys().next().value ?? '');
    },
    sinceMs: (seat, personId) => {
      const known = sittings.get(keyOf(seat, personId));
      return known === undefined ? null : clock.elapsed() - known.elapsed;
    },
    takeUnwritten: () => {
      const unwritten = [...sittings.values()].filter(({ isWritten }) => !isWritten);
      for (const sitting of unwritten) sitting.isWritten = true;
      return unwritten.map(({ personId, seat, usedMs }) => ({ personId, seat, usedMs }));
    },
    drop: (personId, seat) => {
      for (const [key, sitting] of sittings)
        if (sitting.personId === personId && (seat === null || sitting.seat === seat)) sittings.delete(key);
    },
  };
};
