// One seat's end of a door: its requests in flight, its streams, and who sits there.
import type { Caller } from '../../../shared/contract/feature.ts';
import { clientMessageShape, type ClientMessage, type StationMessage } from '../../../shared/contract/message.ts';
import type { Person } from '../../../shared/contract/people.ts';
import { refusal, type Refusal } from '../../../shared/contract/refusal.ts';
import type { Result } from '../../../shared/kernel/result.ts';
import type { Channel, Follower } from './channel.ts';
import { measure } from './message-size.ts';

export const REQUEST_LIMIT_BYTES = 1_048_576;
const REQUESTS_AT_ONCE = 64;
const FOLLOWS_AT_ONCE = 64;
const BEHIND_BYTES = 262_144;
const TOO_SLOW_BYTES = 4_194_304;

/** How to reach the seat, and how much of what was sent is still waiting. */
export interface SeatLine {
  readonly send: (message: StationMessage) => void;
  readonly waitingBytes: () => number;
  readonly close: (reason: 'tooSlow') => void;
}

export interface Seat {
  readonly id: string;
  readonly receive: (message: unknown) => void;
  readonly person: () => Person | null;
  /** Seats another person here: every stream is closed, and followed again under the new name. */
  readonly become: (person: Person | null) => void;
  readonly dispose: () => void;
}

/** What a seat needs of the front desk. */
export interface Desk {
  readonly answer: (name: string, input: unknown, commandId: string | undefined, caller: Omit<Caller, 'commandId'>) => Promise<Result<unknown, Refusal>>;
  readonly channel: (name: string, parameters: unknown, caller: Caller) => Result<Channel, Refusal>;
  readonly refuse: (error: Refusal) => { readonly ok: false; readonly error: Refusal };
}

type Request = Extract<ClientMessage, { type: 'request' }>;
type Follow = Extract<ClientMessage, { type: 'follow' }>;

interface SeatState {
  person: Person | null;
  isOpen: boolean;
  readonly running: Map<number, AbortController>;
  readonly following: Map<number, () => void>;
}

const idOf = (raw: unknown): number => (typeof raw === 'object' && raw !== null && 'id' in raw && typeof raw.id === 'number' ? raw.id : 0);

export const createSeat = (desk: Desk, line: SeatLine, start: { readonly id: string; readonly person: Person | null }, onClosed: () => void): Seat => {
  const state: SeatState = { person: start.person, isOpen: true, running: new Map(), following: new Map() };

  const close = (): void => {
    if (!state.isOpen) return;
    state.isOpen = false;
    for (const controller of state.running.values()) controller.abort();
    for (const leave of state.following.values()) leave();
    state.following.clear();
    onClosed();
  };

  const send = (message: StationMessage): void => {
    if (!state.isOpen) return;
    if (line.waitingBytes() <= TOO_SLOW_BYTES) return line.send(message);
    close();
    line.close('tooSlow');
  };

  const become = (person: Person | null): void => {
    state.person = person;
    for (const [id, leave] of state.following) {
      leave();
      send({ type: 'refused', id, error: refusal('notSignedIn', { personChanged: true }) });
    }
    state.following.clear();
  };

  const caller = (signal: AbortSignal): Omit<Caller, 'commandId'> => ({ seat: start.id, person: state.person, signal, become });

  const request = async (message: Request): Promise<void> => {
    if (state.running.size >= REQUESTS_AT_ONCE || state.running.has(message.id)) {
      return send({ type: 'reply', id: message.id, result: desk.refuse(refusal('tooMany', { limit: REQUESTS_AT_ONCE })) });
    }
    const controller = new AbortController();
    state.running.set(message.id, controller);
    const result = await desk.answer(message.operation, message.input, message.commandId, caller(controller.signal));
    state.running.delete(message.id);
    send({ type: 'reply', id: message.id, result });
  };

  const follow = (message: Follow): void => {
    // Followed again under the same id: the seat lost its place and asks anew.
    unfollow(message.id);
    if (state.following.size >= FOLLOWS_AT_ONCE) {
      return send({ type: 'refused', id: message.id, error: desk.refuse(refusal('tooMany', { limit: FOLLOWS_AT_ONCE })).error });
    }
    const channel = desk.channel(message.stream, message.parameters, { ...caller(new AbortController().signal), commandId: null });
    if (!channel.ok) return send({ type: 'refused', id: message.id, error: channel.error });
    const follower: Follower = { id: message.id, send, isBehind: () => line.waitingBytes() > BEHIND_BYTES };
    state.following.set(message.id, channel.value.join(follower, message.resume));
  };

  const unfollow = (id: number): void => {
    state.following.get(id)?.();
    state.following.delete(id);
  };

  const receive = (raw: unknown): void => {
    if (!state.isOpen) return;
    const refused = (error: Refusal): void => send({ type: 'reply', id: idOf(raw), result: desk.refuse(error) });
    if (measure(raw, REQUEST_LIMIT_BYTES) > REQUEST_LIMIT_BYTES) return refused(refusal('tooLarge', { limitBytes: REQUEST_LIMIT_BYTES }));
    const parsed = clientMessageShape.safeParse(raw);
    if (!parsed.success) return refused(refusal('malformed'));
    if (parsed.data.type === 'request') void request(parsed.data);
    else if (parsed.data.type === 'cancel') state.running.get(parsed.data.id)?.abort();
    else if (parsed.data.type === 'follow') follow(parsed.data);
    else unfollow(parsed.data.id);
  };

  return { id: start.id, receive, person: () => state.person, become, dispose: close };
};
