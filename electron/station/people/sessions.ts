// Who stays signed in over a reload: one-time tickets, tokens kept as hashes, and sessions that end when nobody uses them.
import { hash } from 'node:crypto';
import { type Result, success } from '../../../shared/kernel/result.ts';
import type { Person } from '../../../shared/contract/people.ts';
import type { PeopleEntry } from '../../../shared/contract/people-entries.ts';
import type { Refusal } from '../../../shared/contract/refusal.ts';
import { createActivity } from './activity.ts';
import type { SessionEnd } from './people-facts.ts';
import { isIdle, orNull, revokedKey, type SessionDesk } from './session-desk.ts';
import { addSession, endSessionsAt, readSession, type Session } from './session-ledger.ts';
import { startSweeping } from './session-sweep.ts';
import { change, orStoreRefusal, write } from './store-refusal.ts';
import { createTickets, type Tickets } from './tickets.ts';

const TOKEN_BYTES = 32;
const REVOKED = 1_000;

export interface SeatedPerson {
  readonly person: Person;
  /** Where the session was begun: ends are told and activity is noted by it, whatever the seat's address is by now. */
  readonly seat: string;
}

export interface SessionToken extends SeatedPerson {
  /** The only copy: the station keeps its hash. */
  readonly token: string;
}

export interface Sessions {
  /** `credentialSeq` is null for people without a password. */
  readonly issueTicket: (personId: string, seat: string, credentialSeq: number | null) => string;
  readonly redeemTicket: (ticket: string) => Promise<SessionToken | null>;
  readonly sessionOf: (token: string) => Promise<SeatedPerson | null>;
  readonly endSession: (token: string) => Promise<Result<null, Refusal>>;
  /** Ends every session of the person at the seat; where the store cannot write they are void all the same. */
  readonly signOut: (seat: string, personId: string, commandId: string | null) => Promise<Result<null, Refusal>>;
  readonly noteActivity: (seat: string, personId: string) => void;
  /** Follows an end the journal tells of. */
  readonly forget: (end: SessionEnd) => void;
  readonly dispose: () => Promise<void>;
}

export interface SessionParts extends Omit<SessionDesk, 'activity' | 'revoked'> {
  readonly randomBytes: (count: number) => Uint8Array;
  /** An end that could not be written, and so is in no journal entry. */
  readonly tellUnwritten: (end: SessionEnd) => void;
  readonly onFault: (error: unknown) => void;
}

type Desk = SessionDesk & SessionParts & { readonly tickets: Tickets };

const hashOf = (secret: string): string => hash('sha256', secret, 'hex');

const newSecret = ({ randomBytes }: SessionParts): string => Buffer.from(randomBytes(TOKEN_BYTES)).toString('base64url');

const redeem = async (desk: Desk, ticket: string): Promise<SessionToken | null> => {
  const held = desk.tickets.take(hashOf(ticket));
  if (held === null) return null;
  const token = newSecret(desk);
  const now = desk.clock.now();
  const session: Session = { ...held, tokenHash: hashOf(token), createdMs: now, lastUsedMs: now };
  const written = await write(desk.store, async (transaction) => {
    const person = await desk.register.findProven(transaction, held.personId, held.credentialSeq);
    if (person !== null) await addSession(transaction, session, desk.settings.sessionsPerPerson);
    return person;
  });
  if (!written.ok || written.value === null) return null;
  desk.activity.note(held.seat, held.personId);
  return { token, seat: held.seat, person: written.value };
};

const isRevoked = ({ revoked }: Desk, { personId, seat, createdMs }: Session): boolean => {
  const end = revoked.get(revokedKey(personId, seat));
  return end !== undefined && createdMs <= end.atMs;
};

const sessionOf = async (desk: Desk, token: string): Promise<SeatedPerson | null> => {
  const session = await readSession(desk.store.read, hashOf(token));
  if (session === null || isRevoked(desk, session)) return null;
  const person = await desk.register.findProven(desk.store.read, session.personId, session.credentialSeq);
  if (person === null || isIdle(desk, session, person)) return null;
  desk.activity.note(session.seat, session.personId);
  return { person, seat: session.seat };
};

const revoke = ({ revoked, clock, tellUnwritten }: Desk, seat: string, personId: string): void => {
  revoked.set(revokedKey(personId, seat), { personId, seat, atMs: clock.now() });
  if (revoked.size > REVOKED) revoked.delete(revoked.keys().next().value ?? '');
  tellUnwritten({ personId, seat, reason: 'signedOut' });
};

const signOut = async (desk: Desk, seat: string, personId: string, commandId: string | null): Promise<Result<null, Refusal>> => {
  const payload: PeopleEntry<'signOut'> = { personId };
  const entry = { seat, person: personId, operation: 'signOut', payload };
  const done = await change(desk.store, commandId === null ? entry : { ...entry, commandId }, async (transaction) => {
    await endSessionsAt(transaction, personId, seat);
    return {};
  });
  if (done.ok) return success(null);
  revoke(desk, seat, personId);
  return done;
};

const endSession = async (desk: Desk, token: string): Promise<Result<null, Refusal>> => {
  const session = await readSession(desk.store.read, hashOf(token));
  return session === null ? success(null) : signOut(desk, session.seat, session.personId, null);
};

export const createSessions = (parts: SessionParts): Sessions => {
  const { clock, settings } = parts;
  const tickets = createTickets({ clock, lifeMs: settings.ticketMs, limit: settings.ticketsAtOnce });
  const desk: Desk = { ...parts, activity: createActivity(clock), revoked: new Map(), tickets };
  const sweeping = startSweeping(desk, parts.onFault);
  return {
    issueTicket: (personId, seat, credentialSeq) => {
      const ticket = newSecret(desk);
      tickets.put(hashOf(ticket), { personId, seat, credentialSeq });
      return ticket;
    },
    redeemTicket: async (ticket) => orNull(async () => redeem(desk, ticket)),
    sessionOf: async (token) => orNull(async () => sessionOf(desk, token)),
    endSession: async (token) => orStoreRefusal(async () => endSession(desk, token)),
    signOut: async (seat, personId, commandId) => signOut(desk, seat, personId, commandId),
    noteActivity: desk.activity.note,
    forget: ({ personId, seat }) => {
      tickets.void(personId, seat);
      desk.activity.drop(personId, seat);
    },
    dispose: sweeping.dispose,
  };
};
