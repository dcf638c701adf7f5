import { beforeEach, expect, test } from 'vitest';
import type { AtlasFilter } from '../../../shared/contract/atlas.ts';
import type { InputOf, OutputOf } from '../../../shared/contract/catalogue.ts';
import { refusal, type Refusal } from '../../../shared/contract/refusal.ts';
import { signedBytes } from '../../../shared/domain/atlas/packed-shapes.ts';
import type { Tile } from '../../../shared/geo/tile-grid.ts';
import type { Clock } from '../../../shared/kernel/clock.ts';
import { disposable } from '../../../shared/kernel/disposable.ts';
import { failure, success, type Result } from '../../../shared/kernel/result.ts';
import type { Answer, RequestOptions, StationClient } from '../../station-client/station-client.ts';
import { createRequestPool } from './request-pool.ts';
import { createTileFeed, type TileFeed } from './tile-feed.ts';

interface Asked {
  readonly input: InputOf<'readTile'>;
  readonly signal: AbortSignal | undefined;
  readonly answer: (result: Result<readonly string[], Refusal['reason']>, heardAt?: number) => Promise<void>;
}

const tileOutput = (ids: readonly string[]): OutputOf<'readTile'> => ({
  revision: 1,
  points: {
    ids: [...ids],
    names: ids.map(() => ''),
    positions: Uint8Array.from(signedBytes(ids.flatMap(() => [119_480_000, 28_450_000]))),
    symbols: ids.map(() => ''),
    levels: ids.map(() => ''),
    states: ids.map(() => ''),
  },
  clusters: [],
  shapes: { ids: [], names: [], symbols: [], levels: [], states: [], structure: new Uint8Array(0), positions: new Uint8Array(0), omittedCount: 0 },
});

const turns = async (): Promise<void> => {
  for (let turn = 0; turn < 10; turn += 1) await Promise.resolve();
};

/** A station whose answers are given by hand. */
const createDesk = (asked: Asked[]): Pick<StationClient, 'request'> => ({
  request: ((name: string, input: InputOf<'readTile'>, options?: RequestOptions) => {
    if (name !== 'readTile') throw new Error(name);
    const given = Promise.withResolvers<Result<Answer<OutputOf<'readTile'>>, Refusal>>();
    asked.push({
      input,
      signal: options?.signal,
      answer: async (result, heardAt) => {
        const freshness = heardAt === undefined ? { from: 'station' as const } : { from: 'replica' as const, heardAt };
        given.resolve(result.ok ? success({ value: tileOutput(result.value), freshness }) : failure(refusal(result.error)));
        await turns();
      },
    });
    return given.promise;
    // The feed asks for nothing but tiles, so this one signature is the whole of what it uses.
  }) as unknown as StationClient['request'],
});

const createHandClock = () => {
  let now = 0;
  const timers = new Set<{ readonly at: number; readonly callback: () => void }>();
  const clock: Clock = {
    now: () => now,
    elapsed: () => now,
    after: (delayMs, callback) => {
      const timer = { at: now + delayMs, callback };
      timers.add(timer);
      return disposable(() => timers.delete(timer));
    },
  };
  const advance = async (milliseconds: number): Promise<void> => {
    now += milliseconds;
    for (const timer of timers) {
      if (timer.at > now) continue;
      timers.delete(timer);
      timer.callback();
    }
    await turns();
  };
  return { clock, advance, timerCount: () => timers.size };
};

const A: Tile = { z: 12, x: 3407, y: 1702 };
const B: Tile = { z: 12, x: 3408, y: 1702 };

let asked: Asked[];
let hand: ReturnType<typeof createHandClock>;
let feed: TileFeed;

const ids = (): readonly string[] => feed.picture().points.map(({ id }) => id);
const lastAsked = (): Asked => asked.at(-1) ?? asked[0]!;

beforeEach(() => {
  asked = [];
  hand = createHandClock();
  feed = createTileFeed({ kind: 'shelter', client: createDesk(asked), pool: createRequestPool(8), clock: hand.clock, symbolsAt: () => null, onChange: () => undefined });
});

const load = async (): Promise<void> => {
  feed.setWanted([A, B]);
  await turns();
  await asked[0]!.answer(success(['a1', 'a2']));
  await asked[1]!.answer(success(['b1']));
};

test('the tiles in view are asked for once and then shown', async () => {
  feed.setWanted([A, B]);
  await turns();
  expect(asked.map(({ input: { x } }) => x)).toEqual([A.x, B.x]);
  expect(feed.phase()).toBe('loading');
  await asked[0]!.answer(success(['a1']));
  await asked[1]!.answer(success(['b1']));
  expect([feed.phase(), ids()]).toEqual(['live', ['a1', 'b1']]);
  feed.setWanted([A, B]);
  await turns();
  expect(asked).toHaveLength(2);
});

test('a tile that leaves the view while it loads is given up, and its late answer changes nothing', async () => {
  feed.setWanted([A]);
  await turns();
  feed.setWanted([B]);
  await turns();
  expect(asked[0]!.signal?.aborted).toBe(true);
  await asked[0]!.answer(success(['a1']));
  expect(ids()).toEqual([]);
});

test('a change of a known thing asks again only for the tile that holds it, and shows the old picture meanwhile', async () => {
  await load();
  feed.invalidate(['a1']);
  await hand.advance(300);
  expect(asked).toHaveLength(3);
  expect(lastAsked().input.x).toBe(A.x);
  expect(ids()).toEqual(['a1', 'a2', 'b1']);
});

test('a thing that is new may be anywhere, so every tile is asked for again', async () => {
  await load();
  feed.invalidate(['unheard']);
  await hand.advance(300);
  expect(asked.slice(2).map(({ input: { x } }) => x)).toEqual([A.x, B.x]);
});

test('a thing that has moved out of its tile makes the others be asked for too', async () => {
  await load();
  feed.invalidate(['a1']);
  await hand.advance(300);
  await lastAsked().answer(success(['a2']));
  await hand.advance(300);
  expect(lastAsked().input.x).toBe(B.x);
  await lastAsked().answer(success(['b1', 'a1']));
  expect(ids()).toEqual(['a2', 'b1', 'a1']);
});

test('many changes in a short time make one request a tile', async () => {
  await load();
  for (let turn = 0; turn < 50; turn += 1) feed.invalidate(null);
  await hand.advance(300);
  expect(asked).toHaveLength(4);
});

test('a change while a tile loads makes it be asked for again, since its answer may be older', async () => {
  feed.setWanted([A]);
  await turns();
  feed.invalidate(null);
  await asked[0]!.answer(success(['old']));
  await hand.advance(300);
  expect(asked).toHaveLength(2);
  expect(ids()).toEqual([]);
  await lastAsked().answer(success(['new']));
  expect(ids()).toEqual(['new']);
});

test('a failed tile is a gap, is tried again later and later, and at once when asked to', async () => {
  feed.setWanted([A]);
  await turns();
  await lastAsked().answer(failure('timedOut'));
  expect([feed.phase(), feed.picture().gaps]).toEqual(['failed', [A]]);
  await hand.advance(1_000);
  expect(asked).toHaveLength(2);
  await lastAsked().answer(failure('timedOut'));
  await hand.advance(1_999);
  expect(asked).toHaveLength(2);
  feed.retryNow();
  await turns();
  expect(asked).toHaveLength(3);
  await lastAsked().answer(success(['a1']));
  expect([feed.phase(), ids()]).toEqual(['live', ['a1']]);
});

test('a refused layer says so, shows nothing and does not knock again by itself', async () => {
  await load();
  feed.invalidate(null);
  await hand.advance(300);
  await asked[2]!.answer(failure('notPermitted'));
  await asked[3]!.answer(failure('notPermitted'));
  await hand.advance(600_000);
  expect([feed.phase(), ids(), asked.length]).toEqual(['denied', [], 4]);
});

test('an answer out of the replica is shown and called stale', async () => {
  feed.setWanted([A]);
  await turns();
  await lastAsked().answer(success(['a1']), 1_000);
  expect([feed.phase(), ids()]).toEqual(['stale', ['a1']]);
});

test('things of the old filter stand in while the new answer is under way, but not when it fails', async () => {
  const filter: AtlasFilter = { states: ['open'] };
  await load();
  feed.setFilter(filter);
  await turns();
  expect([asked[2]!.input.filter, ids(), feed.phase()]).toEqual([filter, ['a1', 'a2', 'b1'], 'loading']);
  await asked[2]!.answer(failure('offline'));
  await asked[3]!.answer(failure('offline'));
  expect([ids(), feed.phase()]).toEqual([[], 'failed']);
});

test('the scale and the operator both narrow the symbols, and a choice the scale leaves out shows nothing', async () => {
  const narrow = createTileFeed({
    kind: 'road',
    client: createDesk(asked),
    pool: createRequestPool(8),
    clock: hand.clock,
    symbolsAt: () => ['motorway', 'national'],
    onChange: () => undefined,
  });
  narrow.setWanted([A]);
  await turns();
  expect(lastAsked().input.filter).toEqual({ symbols: ['motorway', 'national'] });
  narrow.setFilter({ symbols: ['path'] });
  await turns();
  expect([asked.length, narrow.phase()]).toEqual([1, 'live']);
  narrow.dispose();
});

test('a layer that is put away stops its requests and its timers', async () => {
  feed.setWanted([A, B]);
  await turns();
  await asked[0]!.answer(failure('timedOut'));
  feed.dispose();
  expect(asked[1]!.signal?.aborted).toBe(true);
  expect(hand.timerCount()).toBe(0);
});

test('only so many tiles are kept, the ones in view among them', async () => {
  for (let x = 0; x < 400; x += 1) {
    feed.setWanted([{ z: 12, x, y: 1702 }]);
    await turns();
    await lastAsked().answer(success([`p${x}`]));
  }
  const before = asked.length;
  feed.setWanted([{ z: 12, x: 399, y: 1702 }, { z: 12, x: 0, y: 1702 }]);
  await turns();
  expect(asked.slice(before).map(({ input: { x } }) => x)).toEqual([0]);
});
