// The desktop's door: structured clones over a MessagePort, one port a window; nothing decided here.
import { BEAT_MS, SILENT_BEATS, type StationFrame } from '../../shared/contract/bridge.ts';
import type { StationMessage } from '../../shared/contract/message.ts';
import type { Clock } from '../../shared/kernel/clock.ts';
import type { Disposable } from '../../shared/kernel/disposable.ts';
import type { FrontDesk } from '../station/front-desk/front-desk.ts';
import { measure } from '../station/front-desk/message-size.ts';
import type { Seat } from '../station/front-desk/seat.ts';
import type { SeatStart } from '../station/seat-sessions.ts';

/** A port whoever made it: Electron's in the application, Node's in a test. */
export interface DoorPort {
  readonly post: (frame: unknown) => void;
  /** Frames wait until there is a listener. */
  readonly onFrame: (listener: (frame: unknown, ports: readonly DoorPort[]) => void) => void;
  readonly onClose: (listener: () => void) => void;
  readonly close: () => void;
}

export interface IpcDoorOptions {
  readonly desk: FrontDesk;
  readonly port: DoorPort;
  readonly start: SeatStart;
  readonly clock: Clock;
  readonly onReceived: (message: unknown) => void;
  readonly onSent: (message: StationMessage) => void;
  readonly onClosed: () => void;
  /** Gives the port to what the ticket stands for, or closes it. */
  readonly openPort: (ticket: string, port: DoorPort) => void;
}

/** One large snapshot is not a slow window: whatever its size it counts as this much at most. */
const COUNTED_BYTES = 1_048_576;

interface Waiting {
  readonly add: (message: StationMessage) => void;
  readonly take: () => void;
  readonly bytes: () => number;
}

const createWaiting = (): Waiting => {
  const sizes: number[] = [];
  let total = 0;
  return {
    add: (message) => {
      const size = Math.min(measure(message, COUNTED_BYTES), COUNTED_BYTES);
      sizes.push(size);
      total += size;
    },
    take: () => {
      total -= sizes.shift() ?? 0;
    },
    bytes: () => total,
  };
};

type Frame = { readonly kind: unknown; readonly message?: unknown; readonly ticket?: unknown };

const isFrame = (frame: unknown): frame is Frame => typeof frame === 'object' && frame !== null && 'kind' in frame;

export const openIpcDoor = ({ desk, port, start, clock, onReceived, onSent, onClosed, openPort }: IpcDoorOptions): Disposable => {
  const waiting = createWaiting();
  const post = (frame: StationFrame): void => port.post(frame);
  let silentBeats = 0;
  let isOpen = true;

  const send = (message: StationMessage): void => {
    waiting.add(message);
    post({ kind: 'message', message });
    onSent(message);
  };

  const close = (): void => {
    if (!isOpen) return;
    isOpen = false;
    beating.dispose();
    seat.dispose();
    port.close();
    onClosed();
  };

  const beat = (): Disposable =>
    clock.after(BEAT_MS, () => {
      if (silentBeats >= SILENT_BEATS) return close();
      silentBeats += 1;
      post({ kind: 'beat' });
      beating = beat();
    });

  const seat: Seat = desk.openSeat({ send, waitingBytes: waiting.bytes, close }, start);
  let beating = beat();
  port.onClose(close);
  port.onFrame((frame, [given]) => {
    silentBeats = 0;
    if (!isOpen || !isFrame(frame)) return;
    if (frame.kind === 'taken') waiting.take();
    if (frame.kind === 'openPort' && typeof frame.ticket === 'string' && given !== undefined) openPort(frame.ticket, given);
    if (frame.kind !== 'message') return;
    onReceived(frame.message);
    seat.receive(frame.message);
  });
  return { dispose: close };
};
