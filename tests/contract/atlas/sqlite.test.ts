// Runs the atlas's contract over the embedded store.
import { afterEach, beforeEach, describe, expect } from 'vitest';
import { type AtlasPlace, openSqlitePlace } from './atlas-place.ts';
import { batchContract } from './batch-contract.ts';
import { changeContract } from './change-contract.ts';
import { modelContract } from './model-contract.ts';

describe('the atlas over SQLite', () => {
  let place: AtlasPlace;
  beforeEach(async () => {
    place = await openSqlitePlace();
  });
  afterEach(async () => {
    await place.remove();
    expect(place.faults).toEqual([]);
  });
  changeContract(() => place);
  batchContract(() => place);
  modelContract(openSqlitePlace, 60);
});
