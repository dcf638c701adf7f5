// Runs the station's process: starts it, starts it again when it ends by itself, and joins each window to the one that runs.
import { MessageChannelMain, type MessagePortMain, type UtilityProcess } from 'electron';
import { assertNever } from '../../shared/kernel/assert-never.ts';
import type { Clock } from '../../shared/kernel/clock.ts';
import { createEndings, type RestartPolicy } from './restart-policy.ts';
import type { FromStation, SecretAnswer, SecretTask, StartOrder, ToStation } from './station-wire.ts';

export interface StationRunnerOptions {
  readonly fork: () => UtilityProcess;
  readonly order: Omit<StartOrder, 'type' | 'tokens'>;
  readonly clock: Clock;
  readonly answerSecret: (task: SecretTask) => Promise<SecretAnswer>;
  readonly onClaimCode: (code: string | null) => void;
  readonly onOutput: (text: string) => void;
  /** It ended too often; `retry` tries again. */
  readonly onGivenUp: () => void;
}

/** A window that wants a line; asking again replaces what it asked before. */
export interface PortAsk {
  readonly windowId: number;
  readonly place: string;
  readonly give: (port: MessagePortMain) => void;
}

export interface StationRunner {
  readonly connect: (ask: PortAsk) => void;
  readonly retry: () => void;
  /** Resolves when the process has closed its data and ended, or was ended after a while. */
  readonly stop: () => Promise<void>;
}

const RESTARTS: RestartPolicy = { firstDelayMs: 250, mostDelayMs: 8_000, most: 5, withinMs: 60_000 };
const STOP_LIMIT_MS = 15_000;

const post = (child: UtilityProcess, message: ToStation, ports: MessagePortMain[] = []): void => child.postMessage(message, ports);

export const createStationRunner = (options: StationRunnerOptions): StationRunner => {
  const { clock, onOutput } = options;
  const endings = createEndings(RESTARTS);
  const asks = new Map<number, PortAsk>();
  const tokens = new Map<string, string>();
  const ended = Promise.withResolvers<void>();
  let running: UtilityProcess | null = null;
  let isStopping = false;

  const join = (child: UtilityProcess, ask: PortAsk): void => {
    const { port1, port2 } = new MessageChannelMain();
    post(child, { type: 'seat', place: ask.place }, [port1]);
    ask.give(port2);
  };

  const receive = (child: UtilityProcess, message: FromStation): void => {
    switch (message.type) {
      case 'token':
        return void (message.token === null ? tokens.delete(message.place) : tokens.set(message.place, message.token));
      case 'claimCode':
        return options.onClaimCode(message.code);
      case 'secret':
        return void options.answerSecret(message.task).then((answer) => post(child, { type: 'secret', id: message.id, answer }));
      default:
        return assertNever(message);
    }
  };

  const over = (code: number): void => {
    running = null;
    if (isStopping) return ended.resolve();
    onOutput(`${new Date(clock.now()).toISOString()} the station's process ended with ${code}\n`);
    const next = endings.note(clock.elapsed());
    if (next.kind === 'giveUp') return options.onGivenUp();
    clock.after(next.afterMs, start);
  };

  const start = (): void => {
    if (isStopping) return;
    const child = options.fork();
    child.stdout?.on('data', (text: Buffer) => onOutput(text.toString()));
    child.stderr?.on('data', (text: Buffer) => onOutput(text.toString()));
    // Both ends are this program.
    child.on('message', (message: FromStation) => receive(child, message));
    child.once('exit', over);
    child.once('spawn', () => {
      running = child;
      post(child, { type: 'start', ...options.order, tokens: [...tokens] });
      for (const ask of asks.values()) join(child, ask);
      asks.clear();
    });
  };

  start();
  return {
    connect: (ask) => {
      if (running === null) asks.set(ask.windowId, ask);
      else join(running, ask);
    },
    retry: () => {
      endings.forget();
      if (running === null) start();
    },
    stop: async () => {
      isStopping = true;
      if (running === null) return;
      const child = running;
      post(child, { type: 'stop' });
      const limit = clock.after(STOP_LIMIT_MS, () => child.kill());
      await ended.promise;
      limit.dispose();
    },
  };
};
