// The generator as its callers meet it: repeatable, stoppable, of any size.
import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { generateCounty, type DemonstrationBatch, type GenerateOptions } from './generate-county.ts';

const SMALL: GenerateOptions = { seed: 7, townships: 2, asOf: '2026-11-22' };

const fingerprint = async (options: GenerateOptions): Promise<string> => {
  const hash = createHash('sha256');
  for await (const batch of generateCounty(options)) {
    if (batch.type === 'terrain') hash.update(new Uint8Array(batch.grid.heights.buffer));
    else hash.update(JSON.stringify(batch));
  }
  return hash.digest('hex');
};

const gather = async (options: GenerateOptions): Promise<readonly DemonstrationBatch[]> => {
  const batches: DemonstrationBatch[] = [];
  for await (const batch of generateCounty(options)) batches.push(batch);
  return batches;
};

describe('a generated county', () => {
  test('is the same for the same seed, and another for another', async () => {
    const first = await fingerprint(SMALL);
    expect(await fingerprint(SMALL)).toBe(first);
    expect(await fingerprint({ ...SMALL, seed: 8 })).not.toBe(first);
  }, 120_000);

  test('speaks of the date it was given and of no other', async () => {
    const batches = await gather({ ...SMALL, asOf: '2031-03-05T06:07:08Z' });
    const things = batches.flatMap((batch) => (batch.type === 'things' ? batch.things : []));
    expect(things.length).toBeGreaterThan(5_000);
    expect(things.every(({ asOf }) => asOf === '2031-03-05T06:07:08Z')).toBe(true);
    expect(things.filter(({ kind }) => kind === 'loudspeaker').some(({ attributes }) => attributes['lastReportAt'] === '2031-03-05')).toBe(true);
    expect(things.filter(({ attributes }) => String(attributes['productionDate'] ?? '') > '2031-03-05')).toEqual([]);
  }, 60_000);

  test('gives the county first, then its terrain, and tells how far it has come', async () => {
    const fractions: number[] = [];
    const stages = new Set<string>();
    const batches = await gather({ ...SMALL, onProgress: (fraction, stage) => { fractions.push(fraction); stages.add(stage); } });
    expect(batches.slice(0, 2).map(({ type }) => type)).toEqual(['county', 'terrain']);
    expect(fractions).toEqual(fractions.toSorted((left, right) => left - right));
    expect([fractions[0], fractions.at(-1)]).toEqual([0, 1]);
    expect(stages.size).toBeGreaterThan(4);
  }, 60_000);

  test('stops soon after the signal, whatever it is doing, without an exception', async () => {
    const abort = new AbortController();
    const generator = generateCounty({ ...SMALL, signal: abort.signal });
    let things = 0;
    for (let step = await generator.next(); ; step = await generator.next()) {
      if (step.done === true) {
        expect(step.value).toBe('aborted');
        break;
      }
      if (step.value.type !== 'things') continue;
      things += 1;
      abort.abort();
    }
    expect(things).toBe(1);
    const early = new AbortController();
    early.abort();
    expect(await generateCounty({ ...SMALL, signal: early.signal }).next()).toEqual({ done: true, value: 'aborted' });
  }, 60_000);
});

describe('a province', () => {
  test('has counties of its own names and codes, lists no residents, and counts heads on its households', async () => {
    const abort = new AbortController();
    const kinds = new Set<string>();
    let households = 0;
    for await (const batch of generateCounty({ seed: 3, townships: 24, asOf: '2026-11-22', signal: abort.signal })) {
      kinds.add(batch.type);
      if (batch.type === 'county') {
        expect([batch.county.name, batch.county.code, batch.county.townships]).toEqual(['演练县', '339901', 12]);
        continue;
      }
      if (batch.type !== 'things') continue;
      for (const { kind, attributes } of batch.things) {
        if (kind !== 'household') continue;
        households += 1;
        expect(Number(attributes['residentPersons'])).toBeLessThanOrEqual(12);
        expect(Number(attributes['presentTonightPersons'])).toBeGreaterThanOrEqual(0);
      }
      if (households > 2_000) abort.abort();
    }
    expect(households).toBeGreaterThan(2_000);
    expect(kinds.has('residents')).toBe(false);
  }, 180_000);
});
