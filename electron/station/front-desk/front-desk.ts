// The one place every request passes, whatever the door: known name, who, role, shape, feature, shape, closed error.
import { canonicalJson, type Json } from '../../../shared/kernel/json.ts';
import type { Clock } from '../../../shared/kernel/clock.ts';
import type { Ids } from '../../../shared/kernel/ids.ts';
import { failure, type Result } from '../../../shared/kernel/result.ts';
import type { Operation, Stream } from '../../../shared/contract/define.ts';
import type { Caller, StreamSource } from '../../../shared/contract/feature.ts';
import { clientMessageShape, type ClientMessage, type StationMessage } from '../../../shared/contract/message.ts';
import type { Person } from '../../../shared/contract/people.ts';
import { refusal, type Refusal } from '../../../shared/contract/refusal.ts';
import type { Role } from '../../../shared/domain/people/role.ts';
import { createChannel, type Channel } from './channel.ts';
import { measure } from './message-size.ts';
import { createRecall } from './recall.ts';

export const REQUEST_LIMIT_BYTES = 1_048_576;
const REQUESTS_AT_ONCE = 64;
const FOLLOWS_AT_ONCE = 64;
const BEHIND_BYTES = 262_144;
const TOO_SLOW_BYTES = 4_194_304;
const LINGER_MS = 60_000;

type Handler = (input: unknown, caller: Caller) => Promise<Result<unknown, Refusal>>;

/** One end of a door: how to reach the seat, and how much of what was sent is still waiting. */
export interface SeatLine {
  readonly send: (message: StationMessage) => void;
  readonly waitingBytes: () => number;
  readonly close: (reason: 'tooSlow' | 'malformed') => void;
}

export interface Seat {
  readonly id: string;
  readonly receive: (message: unknown) => void;
  readonly person: () => Person | null;
  readonly become: (person: Person | null) => void;
  readonly dispose: () => void;
}

export interface FrontDeskOptions {
  readonly operations: { readonly [name: string]: Operation };
  readonly streams: { readonly [name: string]: Stream };
  readonly handlers: { readonly [name: string]: Handler };
  readonly sources: { readonly [name: string]: StreamSource<never, unknown, never> };
  readonly clock: Clock;
  readonly ids: Ids;
  /** The durable first outcome of a command made before this process started, if there is one. */
  readonly recallOutcome: (commandId: string) => Promise<{ readonly outcome: Json } | null>;
  readonly onFault: (fault: { readonly reference: string; readonly operation: string; readonly error: unknown }) => void;
}

export interface FrontDesk {
  readonly openSeat: (line: SeatLine, seat: { readonly id: string; readonly person: Person | null }) => Seat;
  /** Refusals since the start, by reason. */
  readonly refusals: () => { readonly [reason: string]: number };
  readonly seatCount: () => number;
  readonly dispose: () => void;
}

const isPermitted = (roles: readonly Role[] | 'anyone', person: Person | null): Result<null, Refusal> => {
  if (roles === 'anyone') return { ok: true, value: null };
  if (person === null) return failure(refusal('notSignedIn'));
  return person.roles.some((role) => roles.includes(role)) ? { ok: true, value: null } : failure(refusal('notPermitted', { roles: [...roles] }));
};

export const createFrontDesk = (options: FrontDeskOptions): FrontDesk => {
  const { clock, ids } = options;
  const counts = new Map<string, number>();
  const channels = new Map<string, Channel>();
  const recall = createRecall(options.recallOutcome);
  let seatCount = 0;

  const refuse = (error: Refusal): { ok: false; error: Refusal } => {
    counts.set(error.reason, (counts.get(error.reason) ?? 0) + 1);
    return failure(error);
  };

  const fault = (operation: string, error: unknown): { ok: false; error: Refusal } => {
    const reference = ids.next();
    options.onFault({ reference, operation, error });
    return refuse(refusal('fault', { reference }));
  };

  const answer = async (name: string, input: unknown, commandId: string | undefined, caller: Omit<Caller, 'commandId'>): Promise<Result<unknown, Refusal>> => {
    const operation = Object.hasOwn(options.operations, name) ? options.operations[name] : undefined;
    const handler = Object.hasOwn(options.handlers, name) ? options.handlers[name] : undefined;
    if (operation === undefined || handler === undefined) return refuse(refusal('unknownOperation', { operation: name }));
    const permitted = isPermitted(operation.roles, caller.person);
    if (!permitted.ok) return refuse(permitted.error);
    const parsed = operation.input.safeParse(input);
    if (!parsed.success) return refuse(refusal('malformed', { problems: parsed.error.issues.slice(0, 5).map((issue) => `${issue.path.join('.')}: ${issue.message}`) }));
    if (operation.isChange && commandId === undefined) return refuse(refusal('malformed', { problems: ['commandId: required for a change'] }));
    const fullId = commandId === undefined || !operation.isChange ? null : `${caller.person?.id ?? caller.seat}/${name}/${commandId}`;
    const run = async (): Promise<Result<unknown, Refusal>> => {
      try {
        const result = await handler(parsed.data, { ...caller, commandId: fullId });
        if (!result.ok) return refuse(result.error);
        const shaped = operation.output.safeParse(result.value);
        return shaped.success ? { ok: true, value: shaped.data } : fault(name, shaped.error);
      } catch (error) {
        return fault(name, error);
      }
    };
    return fullId === null ? run() : recall.once(fullId, run);
  };

  const channelFor = (name: string, stream: Stream, parameters: unknown, caller: Caller): Result<Channel, Refusal> => {
    const source = options.sources[name];
    if (source === undefined) return refuse(refusal('unknownStream', { stream: name }));
    const key = `${name} ${source.audience?.(caller) ?? ''} ${canonicalJson(parameters as Json)}`;
    const existing = channels.get(key);
    if (existing !== undefined) return { ok: true, value: existing };
    let channel: Channel | null = null;
    const opened = source.open(parameters as never, caller, (change) => channel?.push(change));
    if (!opened.ok) return refuse(opened.error);
    const made = createChannel({ epoch: ids.next(), delivery: stream.delivery, snapshot: opened.value.snapshot, clock });
    channel = made;
    channels.set(key, made);
    const closeWhenIdle = (): void => {
      if (!channels.has(key)) return;
      if (made.followerCount() > 0) return void clock.after(LINGER_MS, closeWhenIdle);
      channels.delete(key);
      opened.value.dispose();
      made.dispose();
    };
    clock.after(LINGER_MS, closeWhenIdle);
    return { ok: true, value: made };
  };

  const openSeat = (line: SeatLine, start: { readonly id: string; readonly person: Person | null }): Seat => {
    let person = start.person;
    let isOpen = true;
    const running = new Map<number, AbortController>();
    const following = new Map<number, { leave: () => void; roles: readonly Role[] | 'anyone' }>();
    seatCount += 1;

    const send = (message: StationMessage): void => {
      if (!isOpen) return;
      if (line.waitingBytes() > TOO_SLOW_BYTES) {
        close();
        line.close('tooSlow');
        return;
      }
      line.send(message);
    };

    const become = (next: Person | null): void => {
      person = next;
      // What the new person may not see ends at once; the window follows again under the new name.
      for (const [id, follow] of following) {
        if (isPermitted(follow.roles, person).ok && follow.roles === 'anyone') continue;
        follow.leave();
        following.delete(id);
        send({ type: 'refused', id, error: refusal('notSignedIn', { personChanged: true }) });
      }
    };

    const callerNow = (signal: AbortSignal): Omit<Caller, 'commandId'> => ({ seat: start.id, person, signal, become });

    const request = async (message: Extract<ClientMessage, { type: 'request' }>): Promise<void> => {
      if (running.size >= REQUESTS_AT_ONCE || running.has(message.id)) {
        send({ type: 'reply', id: message.id, result: refuse(refusal('tooMany', { limit: REQUESTS_AT_ONCE })) });
        return;
      }
      const controller = new AbortController();
      running.set(message.id, controller);
      const result = await answer(message.operation, message.input, message.commandId, callerNow(controller.signal));
      running.delete(message.id);
      send({ type: 'reply', id: message.id, result });
    };

    const follow = (message: Extract<ClientMessage, { type: 'follow' }>): void => {
      const refused = (error: Refusal): void => send({ type: 'refused', id: message.id, error });
      const stream = Object.hasOwn(options.streams, message.stream) ? options.streams[message.stream] : undefined;
      if (stream === undefined) return refused(refuse(refusal('unknownStream', { stream: message.stream })).error);
      if (following.size >= FOLLOWS_AT_ONCE || following.has(message.id)) return refused(refuse(refusal('tooMany', { limit: FOLLOWS_AT_ONCE })).error);
      const permitted = isPermitted(stream.roles, person);
      if (!permitted.ok) return refused(refuse(permitted.error).error);
      const parsed = stream.parameters.safeParse(message.parameters);
      if (!parsed.success) return refused(refuse(refusal('malformed')).error);
      const controller = new AbortController();
      const channel = channelFor(message.stream, stream, parsed.data, { ...callerNow(controller.signal), commandId: null });
      if (!channel.ok) return refused(channel.error);
      const leave = channel.value.join({ id: message.id, send, isBehind: () => line.waitingBytes() > BEHIND_BYTES }, message.resume);
      following.set(message.id, { leave, roles: stream.roles });
    };

    const close = (): void => {
      if (!isOpen) return;
      isOpen = false;
      seatCount -= 1;
      for (const controller of running.values()) controller.abort();
      for (const { leave } of following.values()) leave();
      following.clear();
    };

    const receive = (raw: unknown): void => {
      if (!isOpen) return;
      const idOf = typeof raw === 'object' && raw !== null && 'id' in raw && typeof raw.id === 'number' ? raw.id : 0;
      if (measure(raw, REQUEST_LIMIT_BYTES) > REQUEST_LIMIT_BYTES) {
        send({ type: 'reply', id: idOf, result: refuse(refusal('tooLarge', { limitBytes: REQUEST_LIMIT_BYTES })) });
        return;
      }
      const parsed = clientMessageShape.safeParse(raw);
      if (!parsed.success) {
        send({ type: 'reply', id: idOf, result: refuse(refusal('malformed')) });
        return;
      }
      const message = parsed.data;
      if (message.type === 'request') void request(message);
      else if (message.type === 'cancel') running.get(message.id)?.abort();
      else if (message.type === 'follow') follow(message);
      else {
        following.get(message.id)?.leave();
        following.delete(message.id);
      }
    };

    return { id: start.id, receive, person: () => person, become, dispose: close };
  };

  return {
    openSeat,
    refusals: () => Object.fromEntries(counts),
    seatCount: () => seatCount,
    dispose: () => {
      for (const channel of channels.values()) channel.dispose();
      channels.clear();
    },
  };
};
