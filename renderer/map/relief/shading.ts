// Shades relief in a worker, and on the page itself where no worker is to be had.
import { disposable, type Disposable } from '../../../shared/kernel/disposable.ts';
import { shadeRelief, type ShadeInput } from './shade.ts';
import type { ShadeOrder, ShadeReply } from './shade-order.ts';

export interface Shading extends Disposable {
  readonly shade: (input: ShadeInput) => Promise<Uint8ClampedArray<ArrayBuffer>>;
}

interface Waiting {
  readonly input: ShadeInput;
  readonly resolve: (pixels: Uint8ClampedArray<ArrayBuffer>) => void;
}

/** A worker that has not answered by now is taken for dead. */
const REPLY_MS = 8_000;

const startWorker = (): Worker | null => {
  try {
    return new Worker(new URL('./relief-worker.ts', import.meta.url), { type: 'module', name: 'relief' });
  } catch {
    // A page's security policy may forbid workers; the page then shades itself, a tile at a time.
    return null;
  }
};

export const createShading = (): Shading => {
  let worker = startWorker();
  let next = 0;
  const waiting = new Map<number, Waiting>();
  const settle = (order: number, pixels: Uint8ClampedArray<ArrayBuffer>): void => {
    waiting.get(order)?.resolve(pixels);
    waiting.delete(order);
  };
  const giveUpWorker = (): void => {
    worker?.terminate();
    worker = null;
    for (const [order, { input }] of waiting) settle(order, shadeRelief(input));
  };
  worker?.addEventListener('message', ({ data }: MessageEvent<ShadeReply>) => settle(data.order, data.pixels));
  worker?.addEventListener('error', giveUpWorker);
  return {
    shade: (input) => {
      if (worker === null) return new Promise((resolve) => setTimeout(() => resolve(shadeRelief(input)), 0));
      const order = next;
      next += 1;
      const { promise, resolve } = Promise.withResolvers<Uint8ClampedArray<ArrayBuffer>>();
      waiting.set(order, { input, resolve });
      worker.postMessage({ ...input, order } satisfies ShadeOrder);
      setTimeout(() => {
        if (waiting.has(order)) giveUpWorker();
      }, REPLY_MS);
      return promise;
    },
    ...disposable(() => {
      worker?.terminate();
      worker = null;
      waiting.clear();
    }),
  };
};
