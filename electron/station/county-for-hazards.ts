// The county as the hazards feature needs it, read from the atlas.
import { elevationAt, type TerrainGrid } from '../../shared/geo/terrain-grid.ts';
import { metresPerDegreeNorth } from '../../shared/geo/ellipsoid.ts';
import type { Heights } from '../../shared/domain/hazard/unregistered-threat.ts';
import type { AtlasReader } from './atlas/atlas-reader.ts';
import type { AtlasPopulation } from './atlas/population.ts';
import type { CountyData, HouseholdDetail, People } from './hazards/county-data.ts';
import type { Attributes } from '../../shared/domain/atlas/field.ts';
import type { Thing } from '../../shared/domain/atlas/thing.ts';

const text = (attributes: Attributes, key: string): string => {
  const value = attributes[key];
  return typeof value === 'string' ? value : '';
};

const householdDetail = ({ id, attributes, source, asOf }: Thing): HouseholdDetail => ({
  id,
  headName: text(attributes, 'headName'),
  phone: text(attributes, 'phone'),
  address: text(attributes, 'address'),
  houseType: text(attributes, 'houseType'),
  source,
  asOf,
});

const peopleOf = (reader: AtlasReader, population: AtlasPopulation): People => ({
  population,
  households: async (indices) => {
    const ids = indices.map((index) => population.householdIds[index] ?? '');
    const found = new Map((await reader.thingsById('household', ids)).map((thing) => [thing.id, householdDetail(thing)]));
    return ids.map((id) => found.get(id) ?? null);
  },
  residents: async (indices) => {
    const ids = indices.map((index) => population.residentIds[index] ?? '');
    const rows = indices.map((index) => population.residentRows[index] ?? -1);
    const found = new Map((await reader.residents(rows)).map((resident) => [resident.id, resident]));
    return ids.map((id) => found.get(id) ?? null);
  },
});

const heightsOf = (grid: TerrainGrid): Heights => ({
  heightAt: (longitude, latitude) => elevationAt(grid, [longitude, latitude]),
  resolutionMetres: grid.cellDegrees[1] * metresPerDegreeNorth(grid.south),
});

/** The same population gives the same arrays, so that the hazards' own indexes are made once for each change. */
export const countyForHazards = (reader: AtlasReader): CountyData => {
  let known: { readonly population: AtlasPopulation; readonly people: People } | null = null;
  let ground: { readonly grid: TerrainGrid; readonly heights: Heights } | null = null;
  return {
    revision: reader.revision,
    things: reader.things,
    people: async () => {
      const population = await reader.population();
      if (known?.population !== population) known = { population, people: peopleOf(reader, population) };
      return known.people;
    },
    heights: () => {
      const grid = reader.terrain();
      if (grid === null) return null;
      if (ground?.grid !== grid) ground = { grid, heights: heightsOf(grid) };
      return ground.heights;
    },
    bounds: reader.extent,
    areas: reader.areas,
    onChange: (listener) => reader.onChange(listener).dispose,
  };
};
