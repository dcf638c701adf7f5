// Lets through so much costly work at once, and so much from one seat, and turns the rest away instead of piling it up.
import { failure, type Result, success } from '../../../shared/kernel/result.ts';

export interface WorkGateLimits {
  readonly atOnce: number;
  readonly waiting: number;
  /** Running and waiting together. */
  readonly perSeat: number;
}

export interface WorkGate {
  readonly run: <T>(seat: string, signal: AbortSignal, work: () => Promise<T>) => Promise<Result<T, 'tooMany' | 'cancelled'>>;
}

export const createWorkGate = (limits: WorkGateLimits): WorkGate => {
  const seats = new Map<string, number>();
  const waiting = new Set<() => void>();
  let running = 0;

  const release = (): void => {
    const next = waiting.values().next();
    if (next.done === true) {
      running -= 1;
      return;
    }
    // The place is handed over, so `running` stays.
    waiting.delete(next.value);
    next.value();
  };

  const enter = async (signal: AbortSignal): Promise<boolean> => {
    if (running < limits.atOnce) {
      running += 1;
      return true;
    }
    const turn = Promise.withResolvers<boolean>();
    const start = (): void => turn.resolve(true);
    const give = (): void => {
      if (waiting.delete(start)) turn.resolve(false);
    };
    waiting.add(start);
    signal.addEventListener('abort', give, { once: true });
    try {
      return await turn.promise;
    } finally {
      signal.removeEventListener('abort', give);
    }
  };

  const leaveSeat = (seat: string): void => {
    const left = (seats.get(seat) ?? 1) - 1;
    if (left === 0) seats.delete(seat);
    else seats.set(seat, left);
  };

  return {
    run: async (seat, signal, work) => {
      if (signal.aborted) return failure('cancelled');
      const ofSeat = seats.get(seat) ?? 0;
      if (ofSeat >= limits.perSeat || (running >= limits.atOnce && waiting.size >= limits.waiting)) return failure('tooMany');
      seats.set(seat, ofSeat + 1);
      try {
        if (!(await enter(signal))) return failure('cancelled');
        try {
          return success(await work());
        } finally {
          release();
        }
      } finally {
        leaveSeat(seat);
      }
    },
  };
};
