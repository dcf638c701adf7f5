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

interface Places {
  readonly areTaken: () => boolean;
  readonly waiting: () => number;
  /** False where the signal ended the wait. */
  readonly take: (signal: AbortSignal) => Promise<boolean>;
  readonly giveBack: () => void;
}

const createPlaces = (count: number): Places => {
  const line = new Set<() => void>();
  let taken = 0;
  const standInLine = async (signal: AbortSignal): Promise<boolean> => {
    const turn = Promise.withResolvers<boolean>();
    const start = (): void => turn.resolve(true);
    const giveUp = (): void => {
      if (line.delete(start)) turn.resolve(false);
    };
    line.add(start);
    signal.addEventListener('abort', giveUp, { once: true });
    try {
      return await turn.promise;
    } finally {
      signal.removeEventListener('abort', giveUp);
    }
  };
  return {
    areTaken: () => taken >= count,
    waiting: () => line.size,
    take: async (signal) => {
      if (taken >= count) return standInLine(signal);
      taken += 1;
      return true;
    },
    giveBack: () => {
      const next = line.values().next();
      if (next.done === true) {
        taken -= 1;
        return;
      }
      // The place is handed over, so it stays taken.
      line.delete(next.value);
      next.value();
    },
  };
};

export const createWorkGate = (limits: WorkGateLimits): WorkGate => {
  const places = createPlaces(limits.atOnce);
  const seats = new Map<string, number>();
  const leave = (seat: string): void => {
    const left = (seats.get(seat) ?? 1) - 1;
    if (left === 0) seats.delete(seat);
    else seats.set(seat, left);
  };
  return {
    run: async (seat, signal, work) => {
      if (signal.aborted) return failure('cancelled');
      const ofSeat = seats.get(seat) ?? 0;
      if (ofSeat >= limits.perSeat || (places.areTaken() && places.waiting() >= limits.waiting)) return failure('tooMany');
      seats.set(seat, ofSeat + 1);
      try {
        if (!(await places.take(signal))) return failure('cancelled');
        try {
          return success(await work());
        } finally {
          places.giveBack();
        }
      } finally {
        leave(seat);
      }
    },
  };
};
