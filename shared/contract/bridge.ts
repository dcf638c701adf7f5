// The three verbs a desktop window has, which is all that crosses its preload, and what travels on the port behind them.
import type { ClientMessage, StationMessage } from './message.ts';

export type AskMessage = Extract<ClientMessage, { readonly type: 'request' | 'cancel' }>;
export type FollowMessage = Extract<ClientMessage, { readonly type: 'follow' }>;
export type ReplyMessage = Extract<StationMessage, { readonly type: 'reply' }>;

/** What a follower hears; after `lineClosed` nothing more comes and it must follow again. */
export type FollowedMessage = Exclude<StationMessage, ReplyMessage> | { readonly type: 'lineClosed' };

/** `window.fenghuotai` in a window of the desktop application. */
export interface StationBridge {
  /** Always settles: with the refusal `offline` where the line is or gets closed, with null for a `cancel`. */
  readonly request: (message: AskMessage) => Promise<ReplyMessage | null>;
  /** Waits for the line where it is closed. Returns the way to stop. */
  readonly follow: (message: FollowMessage, listener: (message: FollowedMessage) => void) => () => void;
  /** Answered by a `message` event of this window whose data is a PortArrival; the port closes where the ticket is not good. */
  readonly openPort: (ticket: string) => void;
}

export interface PortArrival {
  readonly type: 'port';
  readonly ticket: string;
}

/** Names of the messages between a window's preload and the shell. */
export const LINE_CHANNELS = { ask: 'station-line', port: 'station-line-port' } as const;

/** Both ends count as gone after this many beats without a word. */
export const BEAT_MS = 5_000;
export const SILENT_BEATS = 3;

export type StationFrame = { readonly kind: 'message'; readonly message: StationMessage } | { readonly kind: 'beat' };

export type WindowFrame =
  | { readonly kind: 'message'; readonly message: ClientMessage }
  /** One for each message taken, in order: a MessagePort does not tell what is still waiting in it. */
  | { readonly kind: 'taken' }
  | { readonly kind: 'beat' }
  /** The frame carries the port. */
  | { readonly kind: 'openPort'; readonly ticket: string };
