// A station client over any line: requests with time limits, streams that resume, and reading on while the station is away.
import { OPERATIONS, type OperationName } from '../../shared/contract/catalogue.ts';
import type { ClientMessage, StationMessage } from '../../shared/contract/message.ts';
import { refusal, type Refusal } from '../../shared/contract/refusal.ts';
import { failure, success, type Result } from '../../shared/kernel/result.ts';
import { createFollowing, type Following } from './following.ts';
import type { Line, OpenLine } from './line.ts';
import { createOutbox, type Outbox } from './outbox.ts';
import type { Replica } from './replica.ts';
import type { Answer, ConnectionState, RequestOptions, StationClient } from './station-client.ts';

const REQUEST_TIMEOUT_MS = 20_000;
const RETRY_FIRST_MS = 250;
const RETRY_MOST_MS = 5_000;

export interface ConnectOptions {
  readonly line: Line;
  readonly replica: Replica | null;
  readonly newId: () => string;
}

interface Waiting {
  readonly settle: (result: Result<unknown, Refusal>) => void;
}

export interface ConnectedClient extends StationClient {
  readonly outbox: Outbox;
  /** Whose replica is read and kept from now on; null while nobody is signed in. */
  readonly setOwner: (personId: string | null) => void;
  /** Forgets what the present person heard at this seat: after signing out. */
  readonly forgetOwner: () => Promise<void>;
  /** Drops the line and opens another: after a sign-in the station must see the new session. */
  readonly reconnect: () => void;
}

export const connectStation = ({ line, replica, newId }: ConnectOptions): ConnectedClient => {
  const waiting = new Map<number, Waiting>();
  const followings = new Map<number, Following>();
  const observers = new Set<(state: ConnectionState) => void>();
  let state: ConnectionState = { state: 'connecting', since: Date.now() };
  let open: OpenLine | null = null;
  let isDisposed = false;
  let retryMs = RETRY_FIRST_MS;
  let retryTimer: ReturnType<typeof setTimeout> | undefined;
  let nextId = 1;

  const become = (next: ConnectionState['state']): void => {
    if (state.state === next) return;
    state = { state: next, since: Date.now() };
    for (const observer of observers) observer(state);
  };

  const receive = (message: StationMessage): void => {
    if (message.type === 'reply') {
      waiting.get(message.id)?.settle(message.result);
      waiting.delete(message.id);
    } else {
      followings.get(message.id)?.receive(message);
    }
  };

  const lost = (): void => {
    open = null;
    for (const item of waiting.values()) item.settle(failure(refusal('offline')));
    waiting.clear();
    for (const following of followings.values()) following.lineLost();
    if (isDisposed) return;
    become('away');
    retryTimer = setTimeout(dial, retryMs * (0.75 + Math.random() / 2));
    retryMs = Math.min(retryMs * 2, RETRY_MOST_MS);
  };

  const dial = (): void => {
    let isThis = true;
    const dialled: OpenLine = line({
      opened: () => {
        open = dialled;
        retryMs = RETRY_FIRST_MS;
        become('connected');
        for (const following of followings.values()) dialled.send(following.followMessage());
        void outbox.send();
      },
      message: receive,
      closed: () => {
        if (!isThis) return;
        isThis = false;
        lost();
      },
    });
  };

  const ask = (operation: string, input: unknown, options: RequestOptions, commandId: string | undefined): Promise<Result<unknown, Refusal>> => {
    const connected = open;
    if (connected === null) return Promise.resolve(failure(refusal('offline')));
    const id = nextId;
    nextId += 1;
    return new Promise((resolve) => {
      const giveUp = (error: Refusal): void => {
        if (!waiting.delete(id)) return;
        finish(failure(error));
        connected.send({ type: 'cancel', id });
      };
      const onAbort = (): void => giveUp(refusal('cancelled'));
      const timer = setTimeout(() => giveUp(refusal('timedOut')), options.timeoutMs ?? REQUEST_TIMEOUT_MS);
      const finish = (result: Result<unknown, Refusal>): void => {
        clearTimeout(timer);
        options.signal?.removeEventListener('abort', onAbort);
        resolve(result);
      };
      waiting.set(id, { settle: finish });
      options.signal?.addEventListener('abort', onAbort, { once: true });
      const message: ClientMessage = { type: 'request', id, operation, input, ...(commandId === undefined ? {} : { commandId }) };
      connected.send(message);
    });
  };

  const outbox = createOutbox(replica, (command) => ask(command.operation, command.input, {}, command.commandId));

  const request: StationClient['request'] = async (name, input, options = {}) => {
    const operation = OPERATIONS[name as OperationName];
    if (options.signal?.aborted === true) return failure(refusal('cancelled'));
    const commandId = operation.isChange ? (options.commandId ?? newId()) : undefined;
    const result = await ask(name, input, options, commandId);
    if (result.ok) {
      if (operation.isReplicated) replica?.keepAnswer(name, input, result.value, Date.now());
      return success({ value: result.value, freshness: { from: 'station' } }) as Result<Answer<never>, Refusal>;
    }
    if (result.error.reason !== 'offline') return result;
    if (operation.isReplicated) {
      const held = await replica?.answer(name, input);
      if (held !== undefined) return success({ value: held.value, freshness: { from: 'replica', heardAt: held.heardAt } }) as Result<Answer<never>, Refusal>;
    }
    if (operation.mayWait && commandId !== undefined && (await outbox.keep({ commandId, operation: name, input, madeAt: Date.now() }))) {
      return failure(refusal('offline', { isWaiting: true, commandId }));
    }
    return result;
  };

  const follow: StationClient['follow'] = (name, parameters, apply, observer) => {
    const id = nextId;
    nextId += 1;
    const following = createFollowing({ id, name, parameters, apply: apply as never, observer: observer as never, replica, send: (message) => open?.send(message) });
    followings.set(id, following);
    if (open !== null) open.send(following.followMessage());
    return {
      dispose: () => {
        if (!followings.delete(id)) return;
        following.dispose();
        open?.send({ type: 'unfollow', id });
      },
    };
  };

  dial();

  return {
    request,
    follow,
    outbox,
    setOwner: (personId) => replica?.setOwner(personId),
    forgetOwner: async () => replica?.forget(),
    connection: () => state,
    onConnection: (observer) => {
      observers.add(observer);
      return () => void observers.delete(observer);
    },
    reconnect: () => {
      retryMs = RETRY_FIRST_MS;
      open?.close();
    },
    dispose: () => {
      isDisposed = true;
      clearTimeout(retryTimer);
      for (const following of followings.values()) following.dispose();
      followings.clear();
      open?.close();
      replica?.dispose();
    },
  };
};
