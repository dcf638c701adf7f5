// The preload's three verbs over one port to the station, which may close and be replaced at any time.
import { BEAT_MS, SILENT_BEATS, type FollowedMessage, type FollowMessage, type ReplyMessage, type StationBridge, type StationFrame, type WindowFrame } from '../../shared/contract/bridge.ts';
import type { StationMessage } from '../../shared/contract/message.ts';
import type { Clock } from '../../shared/kernel/clock.ts';
import { disposable, type Disposable } from '../../shared/kernel/disposable.ts';

export interface StationBridgeOptions {
  readonly clock: Clock;
  /** Asks the shell for a port; asked again where none has come. */
  readonly askForPort: () => void;
  /** Gives the page its end of a port of its own. */
  readonly hand: (ticket: string, port: MessagePort) => void;
}

export interface OpenBridge extends Disposable {
  readonly verbs: StationBridge;
  readonly attach: (port: MessagePort) => void;
}

interface Followed {
  readonly message: FollowMessage;
  readonly listener: (message: FollowedMessage) => void;
}

interface Line {
  readonly port: MessagePort;
  heardAt: number;
}

const offline = (id: number): ReplyMessage => ({ type: 'reply', id, result: { ok: false, error: { reason: 'offline' } } });

export const createStationBridge = ({ clock, askForPort, hand }: StationBridgeOptions): OpenBridge => {
  const asked = new Map<number, (reply: ReplyMessage) => void>();
  const followed = new Map<number, Followed>();
  let line: Line | null = null;

  const post = (frame: WindowFrame, transfer: MessagePort[] = []): void => line?.port.postMessage(frame, transfer);

  /** Everybody who waits or listens is told; whoever goes on starts again. */
  const drop = (): void => {
    if (line === null) return;
    const { port } = line;
    line = null;
    port.close();
    const waiting = [...asked];
    asked.clear();
    for (const [id, settle] of waiting) settle(offline(id));
    const listening = [...followed.values()];
    followed.clear();
    // One page listener that throws must not keep the others from hearing it.
    for (const { listener } of listening) queueMicrotask(() => listener({ type: 'lineClosed' }));
  };

  const lose = (port: MessagePort): void => {
    if (line?.port !== port) return;
    drop();
    askForPort();
  };

  const deliver = (message: StationMessage): void => {
    if (message.type !== 'reply') return followed.get(message.id)?.listener(message);
    asked.get(message.id)?.(message);
    asked.delete(message.id);
  };

  const hear = (frame: StationFrame): void => {
    if (frame.kind === 'beat') return post({ kind: 'beat' });
    try {
      deliver(frame.message);
    } finally {
      // A page that throws has still taken the message.
      post({ kind: 'taken' });
    }
  };

  const attach = (port: MessagePort): void => {
    drop();
    const attached: Line = { port, heardAt: clock.elapsed() };
    line = attached;
    port.addEventListener('message', (event: MessageEvent<StationFrame>) => {
      if (line !== attached) return;
      attached.heardAt = clock.elapsed();
      hear(event.data);
    });
    port.addEventListener('close', () => lose(port));
    port.start();
    for (const { message } of followed.values()) post({ kind: 'message', message });
  };

  const watch = (): Disposable =>
    clock.after(BEAT_MS, () => {
      if (line === null) askForPort();
      else if (clock.elapsed() - line.heardAt > BEAT_MS * SILENT_BEATS) lose(line.port);
      watching = watch();
    });
  let watching = watch();

  const verbs: StationBridge = {
    request: (message) => {
      if (message.type === 'cancel') {
        post({ kind: 'message', message });
        return Promise.resolve(null);
      }
      if (line === null) return Promise.resolve(offline(message.id));
      return new Promise((resolve) => {
        asked.set(message.id, resolve);
        post({ kind: 'message', message });
      });
    },
    follow: (message, listener) => {
      const held: Followed = { message, listener };
      if (followed.has(message.id)) post({ kind: 'message', message: { type: 'unfollow', id: message.id } });
      followed.set(message.id, held);
      post({ kind: 'message', message });
      return () => {
        if (followed.get(message.id) !== held) return;
        followed.delete(message.id);
        post({ kind: 'message', message: { type: 'unfollow', id: message.id } });
      };
    },
    openPort: (ticket) => {
      const channel = new MessageChannel();
      if (line === null) channel.port2.close();
      else post({ kind: 'openPort', ticket }, [channel.port2]);
      hand(ticket, channel.port1);
    },
  };

  askForPort();
  return {
    verbs,
    attach,
    ...disposable(() => {
      watching.dispose();
      drop();
    }),
  };
};
