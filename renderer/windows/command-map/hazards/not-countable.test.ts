import { describe, expect, it } from 'vitest';
import { isNotCountable } from './not-countable.ts';

describe('a count of nothing', () => {
  it('is unknown where the data that would show it are missing', () => {
    expect(isNotCountable('unregisteredThreats', 0, ['noTerrain'])).toBe(true);
    expect(isNotCountable('persons', 0, ['noPopulationData'])).toBe(true);
  });

  it('is nothing where the data are there', () => {
    expect(isNotCountable('unregisteredThreats', 0, ['noRoads'])).toBe(false);
    expect(isNotCountable('shelters', 0, ['noTerrain', 'noPopulationData'])).toBe(false);
  });

  it('is no question where something was found all the same', () => expect(isNotCountable('unregisteredThreats', 3, ['noTerrain'])).toBe(false));
});
