// The names of areas by code, village with its township.
import { areaLevel, significantDigits } from '../../../shared/domain/atlas/area-code.ts';
import type { Area, CountyData } from './county-data.ts';

export interface AreaNames {
  /** `township village`; the code itself where nobody has named it, empty for none. */
  readonly nameOf: (code: string) => string;
  readonly find: (code: string) => Area | undefined;
  readonly villages: () => readonly Area[];
}

export const createAreaNames = (county: Pick<CountyData, 'areas'>): AreaNames => {
  let known: { readonly areas: readonly Area[]; readonly byDigits: ReadonlyMap<string, Area> } | null = null;
  const index = (): ReadonlyMap<string, Area> => {
    const areas = county.areas();
    if (known?.areas !== areas) known = { areas, byDigits: new Map(areas.map((area) => [significantDigits(area.code), area])) };
    return known.byDigits;
  };
  const find = (code: string): Area | undefined => (code === '' ? undefined : index().get(significantDigits(code)));
  return {
    find,
    villages: () => [...index().values()].filter(({ level }) => level === 'village'),
    nameOf: (code) => {
      if (code === '') return '';
      const own = find(code)?.name ?? code;
      if (areaLevel(code) !== 'village') return own;
      const township = index().get(code.slice(0, 9));
      return township === undefined ? own : `${township.name} ${own}`;
    },
  };
};
