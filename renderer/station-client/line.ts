// What a window is connected by: a WebSocket under the host, the preload's verbs under the shell.
import type { ClientMessage, StationMessage } from '../../shared/contract/message.ts';

export interface LineEvents {
  readonly opened: () => void;
  readonly message: (message: StationMessage) => void;
  /** Once, whatever the cause; the line is then dead and a new one is opened. */
  readonly closed: () => void;
}

export interface OpenLine {
  readonly send: (message: ClientMessage) => void;
  readonly close: () => void;
}

export type Line = (events: LineEvents) => OpenLine;
