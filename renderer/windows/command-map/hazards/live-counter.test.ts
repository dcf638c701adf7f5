import { describe, expect, it } from 'vitest';
import { refusal, type Refusal } from '../../../../shared/contract/refusal.ts';
import { failure, success, type Result } from '../../../../shared/kernel/result.ts';
import { createManualClock } from '../../../../tests/contract/people/manual-clock.ts';
import { createLiveCounter, type CountAnswer, type CountQuestion, type LiveCount } from './live-counter.ts';

const circle = (radiusMetres: number): CountQuestion => ({ kind: 'other', shape: { type: 'circle', centre: [119.5, 28.4], radiusMetres }, toxic: null });

const answer = (radiusMetres: number): CountAnswer => ({ problems: [{ reason: 'repeatedPoint', isFatal: false, at: null, grade: null, value: radiusMetres }], counted: null });

interface Asked {
  readonly question: CountQuestion;
  readonly signal: AbortSignal;
  readonly reply: (result: Result<CountAnswer, Refusal>) => Promise<void>;
}

const station = () => {
  const clock = createManualClock();
  const asked: Asked[] = [];
  const counts: LiveCount[] = [];
  const counter = createLiveCounter({
    clock,
    onCount: (count) => counts.push(count),
    ask: (question, signal) =>
      new Promise((resolve) => {
        asked.push({
          question,
          signal,
          reply: async (result) => {
            resolve(result);
            await Promise.resolve();
            await Promise.resolve();
          },
        });
      }),
  });
  return { clock, asked, counts, counter, last: () => counts.at(-1), at: (index: number) => asked[index] as Asked };
};

describe('the live count', () => {
  it('asks once the hand rests, and only for the last shape', () => {
    const { clock, asked, counter } = station();
    for (const radius of [100, 200, 300]) {
      counter.want(circle(radius));
      clock.pass(50);
    }
    expect(asked).toHaveLength(0);
    clock.pass(200);
    expect(asked.map(({ question }) => question)).toEqual([circle(300)]);
  });

  it('asks now and then although the hand never rests', () => {
    const { clock, asked, counter } = station();
    for (let radius = 1; radius <= 60; radius += 1) {
      counter.want(circle(radius));
      clock.pass(20);
    }
    expect(asked.length).toBeGreaterThanOrEqual(2);
  });

  it('gives up the older question when it asks a newer one, and never shows its late answer', async () => {
    const { clock, counter, at, last, counts } = station();
    counter.want(circle(100));
    clock.pass(200);
    counter.want(circle(200));
    clock.pass(200);
    expect(at(0).signal.aborted).toBe(true);
    await at(1).reply(success(answer(200)));
    await at(0).reply(success(answer(100)));
    expect(last()).toEqual({ state: 'counted', answer: answer(200), refusal: null });
    expect(counts.some((count) => count.answer?.problems[0]?.value === 100)).toBe(false);
  });

  it('shows an answer for a shape that has changed meanwhile only as that of an earlier shape', async () => {
    const { clock, counter, at, last } = station();
    counter.want(circle(100));
    clock.pass(200);
    counter.want(circle(200));
    await at(0).reply(success(answer(100)));
    expect(last()).toEqual({ state: 'counting', answer: answer(100), refusal: null });
  });

  it('shows no number at all where the station refused', async () => {
    const { clock, counter, at, last } = station();
    counter.want(circle(100));
    clock.pass(200);
    await at(0).reply(success(answer(100)));
    counter.want(circle(200));
    clock.pass(200);
    await at(1).reply(failure(refusal('offline')));
    expect(last()).toEqual({ state: 'refused', answer: null, refusal: refusal('offline') });
  });

  it('asks the same question again when the line is back', async () => {
    const { clock, counter, at, asked } = station();
    counter.want(circle(100));
    clock.pass(200);
    await at(0).reply(failure(refusal('offline')));
    counter.again();
    clock.pass(200);
    expect(asked.map(({ question }) => question)).toEqual([circle(100), circle(100)]);
  });

  it('does not ask twice for a shape that has not changed', () => {
    const { clock, counter, asked } = station();
    counter.want(circle(100));
    clock.pass(200);
    counter.want(circle(100));
    clock.pass(200);
    expect(asked).toHaveLength(1);
  });

  it('forgets everything and hangs up when the drawing is given up', async () => {
    const { clock, counter, at, last } = station();
    counter.want(circle(100));
    clock.pass(200);
    counter.want(null);
    expect(at(0).signal.aborted).toBe(true);
    await at(0).reply(success(answer(100)));
    expect(last()).toEqual({ state: 'nothing', answer: null, refusal: null });
  });
});
