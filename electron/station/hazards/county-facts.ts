// The county's data as one consistent picture for counting, read again only where something changed.
import { geometryBounds } from '../../../shared/domain/atlas/geometry-place.ts';
import type { Thing, ThingGeometry } from '../../../shared/domain/atlas/thing.ts';
import type { CountyFacts } from '../../../shared/domain/hazard/quick-count.ts';
import { digestPopulation, type PopulationDigest } from '../../../shared/domain/hazard/population-digest.ts';
import type { Population } from '../../../shared/domain/hazard/population.ts';
import type { Clock } from '../../../shared/kernel/clock.ts';
import type { Bounds } from '../../../shared/kernel/units.ts';
import type { CountyData, People } from './county-data.ts';
import { runInSlices } from './slices.ts';

export interface CountyPicture {
  readonly facts: CountyFacts;
  readonly people: People;
  /** Sum of the revisions of all that was read: the same number means the same data. */
  readonly revision: number;
}

/** Kinds a quick count looks at. */
export const QUICK_KINDS = ['village', 'specialSite', 'hazardPoint', 'shelter', 'enterprise', 'team', 'stockpile'] as const;

/** Kinds the whole report looks at. */
export const ALL_KINDS = [...QUICK_KINDS, 'road', 'transferRoute', 'riskZone', 'loudspeaker', 'stockItem', 'responsiblePerson', 'waterway'] as const;

interface Kept {
  readonly revision: number;
  readonly things: Promise<readonly Thing[]>;
}

const makeDigest = async (population: Population, clock: Clock): Promise<PopulationDigest> => {
  const made = await runInSlices(digestPopulation(population), clock);
  if (!made.ok) throw new Error('nobody cancels the digest of the population');
  return made.value;
};

export interface PictureReader {
  readonly revision: () => number;
  readonly read: (kinds: readonly string[]) => Promise<CountyPicture>;
}

export const createPictureReader = (county: CountyData, clock: Clock): PictureReader => {
  const kept = new Map<string, Kept>();
  const boxes = new WeakMap<ThingGeometry, Bounds>();
  let digested: { readonly population: Population; readonly digest: Promise<PopulationDigest> } | null = null;

  const boxOf = (geometry: ThingGeometry): Bounds => {
    const known = boxes.get(geometry);
    if (known !== undefined) return known;
    const made = geometryBounds(geometry);
    boxes.set(geometry, made);
    return made;
  };

  const digestOf = async (population: Population): Promise<PopulationDigest> => {
    if (digested?.population !== population) digested = { population, digest: makeDigest(population, clock) };
    return digested.digest;
  };

  const thingsOf = async (kind: string): Promise<readonly Thing[]> => {
    const revision = county.revision(kind);
    const known = kept.get(kind);
    if (known?.revision === revision) return known.things;
    const things = county.things(kind);
    kept.set(kind, { revision, things });
    // What could not be read is asked for again the next time.
    things.catch(() => {
      if (kept.get(kind)?.things === things) kept.delete(kind);
    });
    return things;
  };

  const revision = (): number => ['household', 'resident', ...ALL_KINDS].reduce((sum, kind) => sum + county.revision(kind), 0);

  return {
    revision,
    read: async (kinds) => {
      const now = revision();
      const [people, ...lists] = await Promise.all([county.people(), ...kinds.map(thingsOf)]);
      const byKind = new Map(kinds.map((kind, index) => [kind, lists[index] ?? []]));
      const things = (kind: string): readonly Thing[] => {
        const found = byKind.get(kind);
        if (found === undefined) throw new Error(`the things of ${kind} were not read`);
        return found;
      };
      const { population } = people;
      return { facts: { population, digest: await digestOf(population), things, boxOf, heights: county.heights(), bounds: county.bounds() }, people, revision: now };
    },
  };
};
