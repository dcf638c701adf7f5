import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createTextPool, type TextHit } from './text-pool.ts';

const segment = fc.string({ unit: fc.constantFrom('a', 'b', '村', '上'), maxLength: 4 });
const text = fc.array(segment, { maxLength: 3 }).map((segments) => segments.join('\n'));

const hitsOf = (pool: ReturnType<typeof createTextPool>, needle: string) => {
  const hits: (TextHit & { readonly segment: string })[] = [];
  for (let block = 0; block < pool.blockCount(); block += 1) pool.scan(block, needle, (hit) => hits.push({ ...hit, segment: pool.segmentAt(block, hit.place) }));
  return hits;
};

/** Every occurrence, found segment by segment. */
const expectedOf = (texts: ReadonlyMap<number, string>, needle: string): readonly string[] =>
  [...texts].flatMap(([slot, joined]) =>
    joined === ''
      ? []
      : joined.split('\n').flatMap((segment, index) =>
          Array.from({ length: segment.length }, (_, at) => at)
            .filter((at) => segment.startsWith(needle, at))
            .map((at) => `${slot} ${index === 0} ${at > 0 ? 2 : segment === needle ? 0 : 1} ${segment}`),
        ),
  );

test('finds every occurrence in the slot, segment and fit it has, after any number of changes', () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(fc.oneof(fc.nat({ max: 5 }), fc.nat({ max: 3000 })), text), { maxLength: 60 }), fc.array(segment.filter((one) => one !== ''), { minLength: 1, maxLength: 4 }), (changes, needles) => {
      const pool = createTextPool();
      const texts = new Map<number, string>();
      for (const [index, [slot, one]] of changes.entries()) {
        pool.set(slot, one);
        texts.set(slot, one);
        // Looking in between must not matter.
        if (index % 7 === 0) hitsOf(pool, needles[0] ?? 'a');
      }
      for (const needle of needles) {
        expect(hitsOf(pool, needle).map((hit) => `${hit.slot} ${hit.isFirstSegment} ${hit.fit} ${hit.segment}`).toSorted()).toEqual(expectedOf(texts, needle).toSorted());
      }
    }),
  );
});

test('finds nothing for nothing', () => {
  const pool = createTextPool();
  pool.set(0, 'a');
  expect(hitsOf(pool, '')).toEqual([]);
});
