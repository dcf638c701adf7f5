// The one place every request passes, whatever the door: known name, who, role, shape, feature, shape, closed error.
import { canonicalJson, type Json } from '../../../shared/kernel/json.ts';
import type { Clock } from '../../../shared/kernel/clock.ts';
import type { Ids } from '../../../shared/kernel/ids.ts';
import { failure, success, type Result } from '../../../shared/kernel/result.ts';
import type { Operation, Stream } from '../../../shared/contract/define.ts';
import type { Caller } from '../../../shared/contract/feature.ts';
import type { Person } from '../../../shared/contract/people.ts';
import { refusal, type Refusal } from '../../../shared/contract/refusal.ts';
import type { Role } from '../../../shared/domain/people/role.ts';
import { createChannel, type Channel } from './channel.ts';
import { createRecall } from './recall.ts';
import { createSeat, type Desk, type Seat, type SeatLine } from './seat.ts';

const LINGER_MS = 60_000;

/** A handler as the front desk sees it, its types checked where the feature was declared. */
export type AnyHandler = (input: never, caller: Caller) => Promise<Result<unknown, Refusal>>;

/** A source as the front desk sees it, its types checked where the feature was declared. */
export interface AnySource {
  readonly audience?: (caller: Caller) => string;
  readonly open: (parameters: never, caller: Caller, push: (change: unknown) => void) => Result<{ readonly snapshot: () => unknown; readonly dispose: () => void }, Refusal>;
}

export interface FrontDeskOptions {
  readonly operations: { readonly [name: string]: Operation };
  readonly streams: { readonly [name: string]: Stream };
  readonly handlers: { readonly [name: string]: AnyHandler };
  readonly sources: { readonly [name: string]: AnySource };
  readonly clock: Clock;
  readonly ids: Ids;
  /** The durable first outcome of a command made before this process started, if there is one. */
  readonly recallOutcome: (commandId: string) => Promise<{ readonly outcome: Json } | null>;
  /** A person at a seat asked for something: they are still there. */
  readonly onRequest?: (seat: string, person: Person) => void;
  readonly onFault: (fault: { readonly reference: string; readonly operation: string; readonly error: unknown }) => void;
}

export interface FrontDesk {
  readonly openSeat: (line: SeatLine, start: { readonly id: string; readonly person: Person | null }) => Seat;
  /** Refusals since the start, by reason. */
  readonly refusals: () => { readonly [reason: string]: number };
  readonly seats: () => ReadonlySet<Seat>;
  readonly dispose: () => void;
}

const permit = (roles: readonly Role[] | 'anyone', person: Person | null): Result<null, Refusal> => {
  if (roles === 'anyone') return success(null);
  if (person === null) return failure(refusal('notSignedIn'));
  return person.roles.some((role) => roles.includes(role)) ? success(null) : failure(refusal('notPermitted', { roles: [...roles] }));
};

const own = <T>(record: { readonly [name: string]: T }, name: string): T | undefined => (Object.hasOwn(record, name) ? record[name] : undefined);

export const createFrontDesk = (options: FrontDeskOptions): FrontDesk => {
  const counts = new Map<string, number>();
  const seats = new Set<Seat>();
  const recall = createRecall();

  const refuse = (error: Refusal): { ok: false; error: Refusal } => {
    counts.set(error.reason, (counts.get(error.reason) ?? 0) + 1);
    return failure(error);
  };

  const fault = (operation: string, error: unknown): { ok: false; error: Refusal } => {
    const reference = options.ids.next();
    options.onFault({ reference, operation, error });
    return refuse(refusal('fault', { reference }));
  };

  const run = async (operation: Operation, handler: AnyHandler, input: unknown, caller: Caller): Promise<Result<unknown, Refusal>> => {
    try {
      const result = await handler(input as never, caller);
      if (!result.ok) return refuse(result.error);
      const shaped = operation.output.safeParse(result.value);
      return shaped.success ? success(shaped.data) : fault(operation.name, shaped.error);
    } catch (error) {
      return fault(operation.name, error);
    }
  };

  /** What the journal holds of a command made before this process; null lets the feature itself find out. */
  const earlierOutcome = async (operation: Operation, commandId: string): Promise<Result<unknown, Refusal> | null> => {
    try {
      const earlier = await options.recallOutcome(commandId);
      const shaped = earlier === null ? null : operation.output.safeParse(earlier.outcome);
      return shaped?.success === true ? success(shaped.data) : null;
    } catch (error) {
      return fault(operation.name, error);
    }
  };

  const answer: Desk['answer'] = async (name, input, commandId, caller) => {
    const operation = own(options.operations, name);
    const handler = own(options.handlers, name);
    if (operation === undefined || handler === undefined) return refuse(refusal('unknownOperation', { operation: name }));
    const permitted = permit(operation.roles, caller.person);
    if (!permitted.ok) return refuse(permitted.error);
    if (caller.person !== null) options.onRequest?.(caller.seat, caller.person);
    const parsed = operation.input.safeParse(input);
    if (!parsed.success) return refuse(refusal('malformed', { problems: parsed.error.issues.slice(0, 5).map((issue) => `${issue.path.join('.')}: ${issue.message}`) }));
    if (!operation.isChange) return run(operation, handler, parsed.data, { ...caller, commandId: null });
    if (commandId === undefined) return refuse(refusal('malformed', { problems: ['commandId: required for a change'] }));
    const fullId = `${caller.person?.id ?? caller.seat}/${name}/${commandId}`;
    return recall.once(
      fullId,
      () => earlierOutcome(operation, fullId),
      () => run(operation, handler, parsed.data, { ...caller, commandId: fullId }),
    );
  };

  const channels = createChannels(options);

  const desk: Desk = {
    answer,
    refuse,
    channel: (name, parameters, caller) => {
      const stream = own(options.streams, name);
      if (stream === undefined) return refuse(refusal('unknownStream', { stream: name }));
      const permitted = permit(stream.roles, caller.person);
      if (!permitted.ok) return refuse(permitted.error);
      const parsed = stream.parameters.safeParse(parameters);
      if (!parsed.success) return refuse(refusal('malformed'));
      const channel = channels.channel(name, stream, parsed.data, caller);
      return channel.ok ? channel : refuse(channel.error);
    },
  };

  return {
    openSeat: (line, start) => {
      const seat: Seat = createSeat(desk, line, start, () => seats.delete(seat));
      seats.add(seat);
      return seat;
    },
    refusals: () => Object.fromEntries(counts),
    seats: () => seats,
    dispose: () => {
      for (const seat of [...seats]) seat.dispose();
      channels.dispose();
    },
  };
};

interface Channels {
  readonly channel: (name: string, stream: Stream, parameters: unknown, caller: Caller) => Result<Channel, Refusal>;
  readonly dispose: () => void;
}

/** One channel for each stream, audience and parameters, kept a while after its last follower has left. */
const createChannels = ({ sources, clock, ids }: FrontDeskOptions): Channels => {
  const open = new Map<string, { readonly channel: Channel; readonly dispose: () => void }>();

  const closeWhenIdle = (key: string): void => {
    const entry = open.get(key);
    if (entry === undefined) return;
    if (entry.channel.followerCount() > 0) return void clock.after(LINGER_MS, () => closeWhenIdle(key));
    open.delete(key);
    entry.dispose();
  };

  return {
    channel: (name, stream, parameters, caller) => {
      const source = own(sources, name);
      if (source === undefined) return failure(refusal('unknownStream', { stream: name }));
      const key = `${name} ${source.audience?.(caller) ?? ''} ${canonicalJson(parameters as Json)}`;
      const existing = open.get(key);
      if (existing !== undefined) return success(existing.channel);
      let channel: Channel | null = null;
      const opened = source.open(parameters as never, caller, (change) => channel?.push(change));
      if (!opened.ok) return opened;
      const made = createChannel({ epoch: ids.next(), delivery: stream.delivery, snapshot: opened.value.snapshot, clock });
      channel = made;
      open.set(key, {
        channel: made,
        dispose: () => {
          made.dispose();
          opened.value.dispose();
        },
      });
      clock.after(LINGER_MS, () => closeWhenIdle(key));
      return success(made);
    },
    dispose: () => {
      for (const entry of open.values()) entry.dispose();
      open.clear();
    },
  };
};
