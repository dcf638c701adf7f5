import { describe, expect, it } from 'vitest';
import { createManualClock } from '../../../tests/contract/people/manual-clock.ts';
import { runInSlices } from './slices.ts';

function* count(to: number, onStep: () => void): Generator<void, number> {
  for (let step = 0; step < to; step += 1) {
    onStep();
    yield;
  }
  return to;
}

describe('long work', () => {
  it('gives way to whatever else waits, and comes to its end', async () => {
    const clock = createManualClock();
    let others = 0;
    const other = (): void => {
      others += 1;
      if (others < 1_000) setImmediate(other);
    };
    setImmediate(other);
    expect(await runInSlices(count(50, () => clock.pass(2)), clock)).toEqual({ ok: true, value: 50 });
    // 2 ms a step and 6 ms a slice: every third step gives way.
    expect(others).toBeGreaterThanOrEqual(15);
    others = 1_000;
  });

  it('stops where the one who asked has hung up', async () => {
    const clock = createManualClock();
    const asked = new AbortController();
    let steps = 0;
    const result = await runInSlices(
      count(1_000, () => {
        steps += 1;
        clock.pass(10);
        if (steps === 5) asked.abort();
      }),
      clock,
      asked.signal,
    );
    expect(result).toEqual({ ok: false, error: 'cancelled' });
    expect(steps).toBe(5);
  });
});
