// Which counts cannot be told from the data there are: shown as unknown, never as a number.
import type { AffectedCategoryName } from '../../../../shared/domain/hazard/affected-category.ts';
import type { Caution } from '../../../../shared/domain/hazard/caution.ts';

const NEEDS: { readonly [category in AffectedCategoryName]?: Caution } = {
  persons: 'noPopulationData',
  households: 'noPopulationData',
  vulnerable: 'noPopulationData',
  unregisteredThreats: 'noTerrain',
  loudspeakers: 'noLoudspeakers',
  roads: 'noRoads',
};

/** Only where nothing was found: what was found all the same is a fact. */
export const isNotCountable = (category: AffectedCategoryName, count: number, cautions: readonly Caution[]): boolean => {
  const needed = NEEDS[category];
  return count === 0 && needed !== undefined && cautions.includes(needed);
};
