import { setImmediate } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { createExclusiveQueue } from './exclusive-queue.ts';

test('a task that fails does not hold up the next, and its failure reaches whoever asked for it', async () => {
  const queue = createExclusiveQueue();
  const failing = queue.run(async () => Promise.reject(new Error('a bug')));
  const next = queue.run(async () => 'done');
  await expect(failing).rejects.toThrow('a bug');
  expect(await next).toBe('done');
  expect(queue.length()).toBe(0);
});

test('what follows a task belongs to its turn', async () => {
  const queue = createExclusiveQueue();
  const steps: string[] = [];
  const first = queue.run(
    async () => steps.push('first'),
    async () => {
      await setImmediate();
      steps.push('after first');
    },
  );
  await Promise.all([first, queue.run(async () => steps.push('second'))]);
  expect(steps).toEqual(['first', 'after first', 'second']);
});

test('asking from within a task throws; asking later from what the task began does not', async () => {
  const queue = createExclusiveQueue();
  const later = Promise.withResolvers<string>();
  await queue.run(async () => {
    expect(() => queue.run(async () => 'never')).toThrow(/wait for itself/);
    globalThis.setTimeout(() => later.resolve(queue.run(async () => 'later')), 1);
  });
  expect(await later.promise).toBe('later');
});

test('idle comes when everything asked so far has ended, failures included', async () => {
  const queue = createExclusiveQueue();
  const done: number[] = [];
  const asked = [1, 2, 3].map(async (number) =>
    queue.run(async () => {
      await setImmediate();
      done.push(number);
      if (number === 2) throw new Error('a bug');
    }),
  );
  const settled = Promise.allSettled(asked);
  await queue.idle();
  expect(done).toEqual([1, 2, 3]);
  await settled;
});
