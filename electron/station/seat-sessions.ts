// What the doors need to keep a seat signed in: tickets, tokens, and seats that lose their person at once.
import type { Person } from '../../shared/contract/people.ts';
import type { Ids } from '../../shared/kernel/ids.ts';
import type { FrontDesk } from './front-desk/front-desk.ts';
import type { People } from './people/people.ts';

/** Whom a door seats, and under which id, so that signing out there finds its session again. */
export interface SeatStart {
  readonly id: string;
  readonly person: Person | null;
}

export interface SeatSessions {
  readonly redeem: (ticket: string) => Promise<{ readonly token: string } | null>;
  readonly end: (token: string) => Promise<void>;
  /** `door` names the way in and becomes part of the seat's id in the journal. */
  readonly start: (door: string, token: string | null) => Promise<SeatStart>;
}

const SEAT_DIGITS = 6;

export const createSeatSessions = (people: () => People | null, ids: Ids): SeatSessions => ({
  redeem: async (ticket) => (await people()?.redeemTicket(ticket)) ?? null,
  end: async (token) => void (await people()?.endSession(token)),
  start: async (door, token) => {
    const held = token === null ? null : ((await people()?.sessionOf(token)) ?? null);
    if (held !== null) return { id: held.seat, person: held.person };
    return { id: `${door}-${ids.next().slice(-SEAT_DIGITS)}`, person: people()?.personOfDemonstration() ?? null };
  },
});

/** Takes the person from every open seat whose session ended, and gives every seat the rights its person now has. */
export const followPeople = (people: People, desk: FrontDesk): (() => void) => {
  const stopEnds = people.onSessionEnded((end) => {
    for (const seat of desk.seats()) {
      const isMeant = seat.person()?.id === end.personId && (end.seat === null || end.seat === seat.id);
      if (isMeant) seat.become(people.personOfDemonstration());
    }
  });
  const stopChanges = people.onPersonChanged((person) => {
    for (const seat of desk.seats()) if (seat.person()?.id === person.id) seat.become(person);
  });
  return () => {
    stopEnds();
    stopChanges();
  };
};
