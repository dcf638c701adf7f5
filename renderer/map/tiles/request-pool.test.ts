import { expect, test } from 'vitest';
import { createRequestPool } from './request-pool.ts';

const turns = async (): Promise<void> => {
  for (let turn = 0; turn < 5; turn += 1) await Promise.resolve();
};

test('no more run at once than allowed, and the most urgent of those waiting is next', async () => {
  const pool = createRequestPool(1);
  const order: string[] = [];
  const held = Promise.withResolvers<void>();
  const job = (name: string) => async (): Promise<void> => {
    order.push(name);
    if (name === 'first') await held.promise;
  };
  pool.run(0, job('first'));
  await turns();
  pool.run(5, job('late'));
  pool.run(1, job('soon'));
  await turns();
  expect(order).toEqual(['first']);
  held.resolve();
  await turns();
  expect(order).toEqual(['first', 'soon', 'late']);
});

test('what is taken out of the queue never runs, and what runs hears that it is not wanted any more', async () => {
  const pool = createRequestPool(1);
  const held = Promise.withResolvers<void>();
  let signal: AbortSignal | null = null;
  let hasRun = false;
  const running = pool.run(0, async (given) => {
    signal = given;
    await held.promise;
  });
  await turns();
  const waiting = pool.run(0, async () => {
    hasRun = true;
  });
  waiting.dispose();
  running.dispose();
  held.resolve();
  await turns();
  expect(hasRun).toBe(false);
  expect((signal as AbortSignal | null)?.aborted).toBe(true);
});
