// One followed stream: what is held, whether it is live, and where to resume.
import type { ClientMessage, StationMessage } from '../../shared/contract/message.ts';
import type { Replica } from './replica.ts';
import type { StreamState } from './station-client.ts';

const KEEP_AFTER_MS = 1_000;
const STARTING_RETRY_MS = 500;

export interface Following {
  readonly followMessage: () => ClientMessage;
  readonly receive: (message: Exclude<StationMessage, { type: 'reply' }>) => void;
  readonly lineLost: () => void;
  readonly dispose: () => void;
}

interface FollowingOptions {
  readonly id: number;
  readonly name: string;
  readonly parameters: unknown;
  readonly apply: (held: unknown, change: unknown) => unknown;
  readonly observer: (state: StreamState<unknown>, change: unknown) => void;
  readonly replica: Replica | null;
  readonly send: (message: ClientMessage) => void;
}

export const createFollowing = (options: FollowingOptions): Following => {
  const { id, name, parameters, apply, observer, replica } = options;
  let state: StreamState<unknown> = { value: null, state: 'loading', heardAt: null, refusal: null };
  let position: { epoch: string; number: number } | null = null;
  let keepTimer: ReturnType<typeof setTimeout> | undefined;
  let retryTimer: ReturnType<typeof setTimeout> | undefined;
  let isDisposed = false;

  const show = (next: StreamState<unknown>, change: unknown = null): void => {
    state = next;
    observer(state, change);
  };

  const keep = (): void => {
    keepTimer ??= setTimeout(() => {
      keepTimer = undefined;
      if (position !== null && state.value !== null) replica?.keepStream(name, parameters, { ...position, value: state.value, heardAt: state.heardAt ?? Date.now() });
    }, KEEP_AFTER_MS);
  };

  const followMessage = (): ClientMessage => ({ type: 'follow', id, stream: name, parameters, ...(position === null ? {} : { resume: position }) });

  void replica?.stream(name, parameters).then((held) => {
    if (held === undefined || isDisposed || state.value !== null) return;
    show({ value: held.value, state: 'stale', heardAt: held.heardAt, refusal: null });
  });

  const applyAll = (changes: readonly unknown[], heardAt: number): void => {
    for (const change of changes) show({ value: apply(state.value, change), state: 'live', heardAt, refusal: null }, change);
  };

  const receive: Following['receive'] = (message) => {
    const heardAt = Date.now();
    if (message.type === 'refused') {
      // A starting station will answer soon; a changed person follows again under the new name.
      if (message.error.reason === 'stationStarting' || message.error.detail?.['personChanged'] === true) {
        position = null;
        retryTimer = setTimeout(() => options.send(followMessage()), STARTING_RETRY_MS);
        return;
      }
      return show({ value: null, state: 'refused', heardAt: null, refusal: message.error });
    }
    if (message.type === 'snapshot') {
      position = { epoch: message.epoch, number: message.number };
      show({ value: message.value, state: 'live', heardAt, refusal: null });
    } else if (position === null || state.value === null) {
      // Changes without what they change: ask from the start.
      position = null;
      return options.send(followMessage());
    } else if (message.type === 'changes') {
      const isNext = message.epoch === position.epoch && message.number - message.changes.length === position.number;
      if (!isNext) {
        position = null;
        return options.send(followMessage());
      }
      position = { epoch: message.epoch, number: message.number };
      applyAll(message.changes, heardAt);
    } else {
      position = { epoch: message.epoch, number: message.number };
      show({ ...state, state: 'live', heardAt });
    }
    keep();
  };

  return {
    followMessage,
    receive,
    lineLost: () => state.value !== null && state.state === 'live' && show({ ...state, state: 'stale' }),
    dispose: () => {
      isDisposed = true;
      clearTimeout(keepTimer);
      clearTimeout(retryTimer);
    },
  };
};
