// One numbered sequence of changes for one audience of one stream, with a ring of the last ones for those who come back.
import type { Clock } from '../../../shared/kernel/clock.ts';
import type { Disposable } from '../../../shared/kernel/disposable.ts';
import type { StationMessage } from '../../../shared/contract/message.ts';

const BATCH_MS = 50;
const RING_LIMIT = 2_000;

export interface Follower {
  readonly id: number;
  readonly send: (message: StationMessage) => void;
  /** True while the seat has more unsent than it should; `latest` streams then skip to a snapshot. */
  readonly isBehind: () => boolean;
}

export interface Channel {
  readonly push: (change: unknown) => void;
  readonly join: (follower: Follower, resume: { readonly epoch: string; readonly number: number } | undefined) => () => void;
  readonly followerCount: () => number;
  readonly dispose: () => void;
}

interface ChannelOptions {
  readonly epoch: string;
  readonly delivery: 'latest' | 'every';
  readonly snapshot: () => unknown;
  readonly clock: Clock;
}

export const createChannel = (options: ChannelOptions): Channel => {
  const { epoch, delivery, snapshot, clock } = options;
  const followers = new Map<Follower, { skipped: boolean }>();
  let ring: unknown[] = [];
  let pending: unknown[] = [];
  let number = 0;
  let timer: Disposable | null = null;

  const sendSnapshot = (follower: Follower): void => follower.send({ type: 'snapshot', id: follower.id, epoch, number, value: snapshot() });

  const flush = (): void => {
    timer = null;
    const changes = pending;
    pending = [];
    if (changes.length === 0) return;
    number += changes.length;
    ring = [...ring, ...changes].slice(-RING_LIMIT);
    for (const [follower, progress] of followers) {
      if (delivery === 'latest' && follower.isBehind()) {
        progress.skipped = true;
      } else if (progress.skipped) {
        progress.skipped = false;
        sendSnapshot(follower);
      } else {
        follower.send({ type: 'changes', id: follower.id, epoch, number, changes });
      }
    }
    catchUpSkipped();
  };

  /** A seat that skipped gets its snapshot when it has drained, even if nothing more changes. */
  const catchUpSkipped = (): void => {
    if (timer !== null || ![...followers.values()].some((progress) => progress.skipped)) return;
    timer = clock.after(BATCH_MS, () => {
      timer = null;
      if (pending.length > 0) return flush();
      for (const [follower, progress] of followers) {
        if (!progress.skipped || follower.isBehind()) continue;
        progress.skipped = false;
        sendSnapshot(follower);
      }
      catchUpSkipped();
    });
  };

  return {
    push: (change) => {
      pending.push(change);
      timer ??= clock.after(BATCH_MS, flush);
    },
    join: (follower, resume) => {
      // Everything pushed so far is already in the snapshot; it leaves first, so that numbers and snapshot agree.
      if (pending.length > 0) {
        timer?.dispose();
        flush();
      }
      const missed = resume !== undefined && resume.epoch === epoch ? number - resume.number : -1;
      if (missed >= 0 && missed <= ring.length) {
        if (missed === 0) follower.send({ type: 'resumed', id: follower.id, epoch, number });
        else follower.send({ type: 'changes', id: follower.id, epoch, number, changes: ring.slice(ring.length - missed) });
      } else {
        sendSnapshot(follower);
      }
      followers.set(follower, { skipped: false });
      return () => void followers.delete(follower);
    },
    followerCount: () => followers.size,
    dispose: () => {
      timer?.dispose();
      followers.clear();
    },
  };
};
