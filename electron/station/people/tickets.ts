// One-time tickets between a sign-in and the door that keeps the seat signed in: short-lived, in memory, by their hash.
import type { Clock } from '../../../shared/kernel/clock.ts';
import type { Milliseconds } from '../../../shared/kernel/units.ts';

export interface Ticket {
  readonly personId: string;
  readonly seat: string;
  /** The entry that set the password it was got with; null for people without one. */
  readonly credentialSeq: number | null;
}

export interface Tickets {
  readonly put: (ticketHash: string, ticket: Ticket) => void;
  /** Gives the ticket once; null where it is unknown, used, void or too old. */
  readonly take: (ticketHash: string) => Ticket | null;
  /** Voids the person's tickets at the seat, or at every seat where it is null. */
  readonly void: (personId: string, seat: string | null) => void;
}

/** Of more than `limit` tickets the oldest is void. */
export const createTickets = (options: { readonly clock: Clock; readonly lifeMs: Milliseconds; readonly limit: number }): Tickets => {
  const { clock, lifeMs, limit } = options;
  const held = new Map<string, Ticket & { readonly until: number }>();
  return {
    put: (ticketHash, ticket) => {
      held.set(ticketHash, { ...ticket, until: clock.elapsed() + lifeMs });
      if (held.size > limit) held.delete(held.keys().next().value ?? '');
    },
    take: (ticketHash) => {
      const found = held.get(ticketHash);
      held.delete(ticketHash);
      return found === undefined || clock.elapsed() >= found.until ? null : found;
    },
    void: (personId, seat) => {
      for (const [ticketHash, ticket] of held)
        if (ticket.personId === personId && (seat === null || ticket.seat === seat)) held.delete(ticketHash);
    },
  };
};
