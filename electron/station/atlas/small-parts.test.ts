import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Clock } from '../../../shared/kernel/clock.ts';
import { disposable } from '../../../shared/kernel/disposable.ts';
import { createByteCache } from './byte-cache.ts';
import { createDictionary } from './dictionary.ts';
import { createIdMap } from './id-map.ts';
import { createSearchTexts } from './search-text.ts';
import { createSlicer } from './slicer.ts';
import { sortInSlices } from './sort-in-slices.ts';
import { createTurns } from './turns.ts';
import { LOUDSPEAKER } from '../../../shared/domain/atlas/kinds/loudspeaker.ts';

const restless: Clock = { now: () => 0, elapsed: () => performance.now() * 1e6, after: () => disposable(() => undefined) };

test('sorting in slices sorts like sorting at once, equal items in their order', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.nat({ max: 20_000 }), { maxLength: 5000, size: 'max' }), async (items) => {
      const compare = (left: number, right: number): number => Math.floor(left / 10) - Math.floor(right / 10);
      expect(await sortInSlices(items, compare, createSlicer(restless))).toEqual(items.toSorted(compare));
    }),
    { numRuns: 15 },
  );
});

test('a slicer lets others run between slices and stops when nobody waits any more', async () => {
  let others = 0;
  const ticking = setInterval(() => (others += 1), 0);
  const stop = new AbortController();
  const slicer = createSlicer(restless, stop.signal);
  while (others < 3) if (slicer.isDue()) await slicer.pause();
  clearInterval(ticking);
  stop.abort();
  await expect(slicer.pause()).rejects.toThrow();
});

describe('a dictionary', () => {
  test('gives equal texts one number, and forgets a text with its last use', () => {
    const dictionary = createDictionary();
    const [first, second, third] = [dictionary.take('a'), dictionary.take('b'), dictionary.take('a')];
    expect(first).toBe(third);
    dictionary.release(first);
    expect(dictionary.numberOf('a')).toBe(first);
    dictionary.release(third);
    expect(dictionary.numberOf('a')).toBeUndefined();
    expect([...dictionary.entries()]).toEqual([['b', second]]);
    expect(dictionary.text(dictionary.take('c'))).toBe('c');
    expect(dictionary.text(second)).toBe('b');
  });
});

test('a byte cache keeps what was used last and never more than its bytes', () => {
  const cache = createByteCache<number>(100);
  for (let key = 0; key < 10; key += 1) cache.set(String(key), key, 30);
  expect([6, 7, 8, 9].map((key) => cache.get(String(key)))).toEqual([undefined, 7, 8, 9]);
  cache.get('7');
  cache.set('new', 10, 30);
  expect([cache.get('7'), cache.get('8')]).toEqual([7, undefined]);
  cache.set('new', 11, 40);
  expect([cache.get('new'), cache.bytes()]).toEqual([11, 100]);
  cache.set('huge', 1, 101);
  expect(cache.get('huge')).toBeUndefined();
});

test('an id map knows ids of any length', () => {
  const map = createIdMap();
  const ids = ['', 'a', 'ab', 'abc', '张三', 'LS-0012', '01jd8x9x9x9x9x9x9x9x9x9x9x'];
  for (const [slot, id] of ids.entries()) map.set(id, slot);
  expect(ids.map((id) => map.get(id))).toEqual([0, 1, 2, 3, 4, 5, 6]);
  map.delete('abc');
  expect([map.get('abc'), map.get('none'), map.size()]).toEqual([-1, -1, 6]);
});

test('turns are taken one after another, also after one that failed', async () => {
  const turns = createTurns();
  const seen: number[] = [];
  const slow = turns.take(async () => {
    await new Promise((resolve) => setImmediate(resolve));
    seen.push(1);
    throw new Error('failed');
  });
  const next = turns.take(async () => seen.push(2));
  await expect(slow).rejects.toThrow('failed');
  await next;
  await turns.idle();
  expect(seen).toEqual([1, 2]);
});

test('the texts a thing is found by keep phones apart from what anyone may find', () => {
  const found = createSearchTexts()(LOUDSPEAKER, 'LS-1', {
    name: '阮社 １号喇叭',
    areaCode: '',
    geometry: null,
    attributes: { resourceCode: '3306A', keeperName: '单军', keeperPhone: '138-0575-1234', installSite: '村口' },
    source: '',
    asOf: '',
  });
  expect(found.open.split('\n')).toEqual(['阮社 1号喇叭', 'rs1hlb', 'ruanshe1haolaba', 'ls-1', '3306a', '村口', 'ck', 'cunkou']);
  // The keeper's phone is not a field one searches by.
  expect(found.personal.split('\n')).toEqual(['单军', 'sj', 'shanjun']);
});
