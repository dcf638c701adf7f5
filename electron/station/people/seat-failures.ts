// How many wrong passwords came from one seat of late, whatever the names: guessing one password at many names stops here.
import type { Clock } from '../../../shared/kernel/clock.ts';
import type { Milliseconds } from '../../../shared/kernel/units.ts';

const SEATS = 5_000;

export interface SeatFailures {
  /** How long this seat must wait; 0 where it may try. */
  readonly waitMs: (seat: string) => Milliseconds;
  readonly note: (seat: string) => void;
}

export const createSeatFailures = (clock: Clock, limits: { readonly failures: number; readonly windowMs: Milliseconds }): SeatFailures => {
  const seats = new Map<string, { readonly since: number; count: number }>();
  const current = (seat: string): { readonly since: number; count: number } | undefined => {
    const known = seats.get(seat);
    if (known === undefined || clock.elapsed() - known.since < limits.windowMs) return known;
    seats.delete(seat);
    return undefined;
  };
  return {
    waitMs: (seat) => {
      const known = current(seat);
      return known === undefined || known.count < limits.failures ? 0 : known.since + limits.windowMs - clock.elapsed();
    },
    note: (seat) => {
      const known = current(seat);
      if (known !== undefined) {
        known.count += 1;
        return;
      }
      seats.set(seat, { since: clock.elapsed(), count: 1 });
      if (seats.size > SEATS) seats.delete(seats.keys().next().value ?? '');
    },
  };
};
