// Commands that may wait for the station: kept on this seat's disk, sent in order when it is back, shown as not yet saved.
import type { Refusal } from '../../shared/contract/refusal.ts';
import type { Result } from '../../shared/kernel/result.ts';
import type { Replica, WaitingCommand } from './replica.ts';

export interface OutboxEntry extends WaitingCommand {
  /** Set where the station refused it: it stays until a person drops it. */
  readonly refusal: Refusal | null;
}

export interface Outbox {
  /** False where this seat has no disk to keep it on: then it is not waiting, it is lost, and the caller must say so. */
  readonly keep: (command: WaitingCommand) => Promise<boolean>;
  readonly send: () => Promise<void>;
  readonly drop: (commandId: string) => Promise<void>;
  readonly entries: () => readonly OutboxEntry[];
  readonly onChange: (observer: (entries: readonly OutboxEntry[]) => void) => () => void;
}

export const createOutbox = (replica: Replica | null, ask: (command: WaitingCommand) => Promise<Result<unknown, Refusal>>): Outbox => {
  const observers = new Set<(entries: readonly OutboxEntry[]) => void>();
  const refusals = new Map<string, Refusal>();
  let entries: readonly OutboxEntry[] = [];
  let isSending = false;

  const refresh = async (): Promise<void> => {
    const waiting = (await replica?.waiting().catch(() => [])) ?? [];
    entries = waiting.map((command) => ({ ...command, refusal: refusals.get(command.commandId) ?? null }));
    for (const observer of observers) observer(entries);
  };

  const send = async (): Promise<void> => {
    if (isSending) return;
    isSending = true;
    try {
      await refresh();
      for (const command of entries) {
        if (command.refusal !== null) continue;
        const result = await ask({ commandId: command.commandId, operation: command.operation, input: command.input, madeAt: command.madeAt });
        if (result.ok) await replica?.dropWaiting(command.commandId);
        else if (result.error.reason === 'offline' || result.error.reason === 'timedOut' || result.error.reason === 'stationStarting') return;
        else refusals.set(command.commandId, result.error);
      }
    } finally {
      isSending = false;
      await refresh();
    }
  };

  return {
    keep: async (command) => {
      const isKept = (await replica?.keepWaiting(command).then(() => true).catch(() => false)) ?? false;
      await refresh();
      return isKept;
    },
    send,
    drop: async (commandId) => {
      refusals.delete(commandId);
      await replica?.dropWaiting(commandId);
      await refresh();
    },
    entries: () => entries,
    onChange: (observer) => {
      observers.add(observer);
      observer(entries);
      return () => void observers.delete(observer);
    },
  };
};
