// The line of a desktop window: the preload's three verbs, with a hidden stream that tells whether the station is there.
import type { FollowedMessage, StationBridge } from '../../shared/contract/bridge.ts';
import type { Line, LineEvents } from './line.ts';

declare global {
  interface Window {
    /** Present in the desktop application alone. */
    readonly fenghuotai?: StationBridge;
  }
}

/** No client uses it: theirs begin at one. */
const HIDDEN_ID = 0;

const openLine = (bridge: StationBridge, events: LineEvents) => {
  const leaves = new Map<number, () => void>();
  let state: 'dialling' | 'open' | 'closed' = 'dialling';

  const close = (): void => {
    if (state === 'closed') return;
    state = 'closed';
    for (const leave of leaves.values()) leave();
    leaves.clear();
    events.closed();
  };

  const hear = (message: FollowedMessage): void => {
    if (state !== 'closed' && message.type !== 'lineClosed') events.message(message);
  };

  const watch = (message: FollowedMessage): void => {
    if (message.type === 'lineClosed') return close();
    if (state !== 'dialling') return;
    state = 'open';
    events.opened();
  };

  leaves.set(HIDDEN_ID, bridge.follow({ type: 'follow', id: HIDDEN_ID, stream: 'station', parameters: {} }, watch));
  return { leaves, close, hear, isOpen: () => state === 'open' };
};

export const preloadLine = (bridge: StationBridge): Line => (events) => {
  const line = openLine(bridge, events);
  return {
    close: line.close,
    send: (message) => {
      if (!line.isOpen()) return;
      if (message.type === 'follow') {
        line.leaves.set(message.id, bridge.follow(message, line.hear));
      } else if (message.type === 'unfollow') {
        line.leaves.get(message.id)?.();
        line.leaves.delete(message.id);
      } else {
        void bridge.request(message).then((reply) => reply !== null && line.isOpen() && events.message(reply));
      }
    },
  };
};
