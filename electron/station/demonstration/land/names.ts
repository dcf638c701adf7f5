// Names and 12-digit codes for townships, villages and hamlets: invented, but such as the ground suggests.
import { createRandom, type Random } from '../random.ts';
import {
  COMMUNITY_NAMES, HAMLET_HEADS, HAMLET_TAILS, HILL_TAILS, PLACE_HEADS, PLAIN_TAILS, STREET_NAMES, TOWNSHIP_NAMES, VALLEY_TAILS, VILLAGE_SURNAMES,
} from '../tables/place-names.ts';
import type { Land } from '../terrain/build-land.ts';
import type { Ground } from './ground.ts';
import type { Hamlet } from './hamlets.ts';
import type { Townships } from './townships.ts';
import type { VillageSites } from './village-sites.ts';

export interface NamedPlace {
  readonly name: string;
  /** The bare name, without 镇, 乡, 村 or 社区. */
  readonly stem: string;
  readonly code: string;
}

export interface PlaceNames {
  readonly townships: readonly NamedPlace[];
  readonly villages: readonly NamedPlace[];
  /** By hamlet; the main hamlet bears the village's stem. */
  readonly hamlets: readonly string[];
}

const CLASS_WORDS = { street: '街道', town: '镇', rural: '乡' } as const;
/** Statistical codes give street offices 001–099, towns 100–199, rural townships 200–299. */
const CLASS_BASES = { street: 1, town: 100, rural: 200 } as const;
/** Residents' committees 001–199, villagers' committees from 200. */
const COMMITTEE_BASE = 1;
const VILLAGE_BASE = 200;

const shuffled = <T>(list: readonly T[], random: Random): T[] => {
  const copy = [...list];
  for (let index = copy.length - 1; index > 0; index -= 1) {
    const other = random.integer(0, index);
    [copy[index], copy[other]] = [copy[other]!, copy[index]!];
  }
  return copy;
};

const digits = (value: number): string => String(value).padStart(3, '0');

const nameTownships = (countyCode: string, townships: Townships, random: Random): NamedPlace[] => {
  const streets = shuffled(STREET_NAMES, random);
  const others = shuffled(TOWNSHIP_NAMES, random);
  const used = { street: 0, town: 0, rural: 0 };
  return townships.classes.map((kind) => {
    const stem = (kind === 'street' ? streets.pop() : others.pop()) ?? `第${used[kind] + 1}`;
    const code = `${countyCode}${digits(CLASS_BASES[kind] + used[kind])}000`;
    used[kind] += 1;
    return { name: `${stem}${CLASS_WORDS[kind]}`, stem, code };
  });
};

/** Two different heads before a tail, so that no syllable stands twice. */
const twoHeads = (random: Random): string => {
  const first = random.pick(PLACE_HEADS);
  const second = random.pick(PLACE_HEADS);
  return first === second ? first : `${first}${second}`;
};

const villageStem = (random: Random, plain: number, above: number): string => {
  const tails = plain > 0.55 ? PLAIN_TAILS : above > 35 || random.chance(0.25) ? HILL_TAILS : VALLEY_TAILS;
  if (random.chance(0.16)) return `${random.pick(VILLAGE_SURNAMES)}${random.chance(0.5) ? '家' : ''}${random.pick(tails)}`;
  if (random.chance(0.12)) return `${twoHeads(random)}${random.pick(tails)}`;
  return `${random.pick(PLACE_HEADS)}${random.pick(tails)}`;
};

/** Draws until the name is free; the township's own name is not for its villages. */
const freeName = (taken: Set<string>, draw: () => string): string => {
  for (let attempt = 0; attempt < 200; attempt += 1) {
    const name = draw();
    if (taken.has(name)) continue;
    taken.add(name);
    return name;
  }
  const fallback = `${draw()}${taken.size}`;
  taken.add(fallback);
  return fallback;
};

const nameVillages = (land: Land, ground: Ground, sites: VillageSites, townships: Townships, named: readonly NamedPlace[], random: Random): NamedPlace[] => {
  const taken = named.map(() => new Set<string>());
  const committees = named.map(() => 0);
  const villages = named.map(() => 0);
  const communities = shuffled(COMMUNITY_NAMES, random);
  return sites.cells.map((cell, village) => {
    const township = townships.ofVillage[village]!;
    const parent = named[township]!;
    const isTown = village < sites.townCount;
    const isSeat = townships.seats[township] === village && townships.classes[township] === 'town';
    if (isTown || isSeat) {
      const stem = isSeat ? parent.stem : (communities.pop() ?? freeName(taken[township]!, () => villageStem(random, 1, 0)));
      taken[township]!.add(stem);
      const code = `${parent.code.slice(0, 9)}${digits(COMMITTEE_BASE + committees[township]!)}`;
      committees[township] = committees[township]! + 1;
      return { name: `${stem}社区`, stem, code };
    }
    const stem = freeName(taken[township]!, () => villageStem(random, ground.plain[cell]!, ground.aboveStream[cell]! + Math.max(0, land.heights[cell]! - 500) / 6));
    const code = `${parent.code.slice(0, 9)}${digits(VILLAGE_BASE + villages[township]!)}`;
    villages[township] = villages[township]! + 1;
    return { name: `${stem}村`, stem, code };
  });
};

export const namePlaces = (land: Land, ground: Ground, sites: VillageSites, townships: Townships, hamlets: readonly Hamlet[], countyCode: string, seed: number): PlaceNames => {
  const random = createRandom(seed, 'names');
  const named = nameTownships(countyCode, townships, random);
  const villages = nameVillages(land, ground, sites, townships, named, random);
  const taken = villages.map(({ stem }) => new Set([stem]));
  return {
    townships: named, villages,
    hamlets: hamlets.map(({ village, isMain }) => (isMain ? villages[village]!.stem : freeName(taken[village]!, () => `${random.pick(HAMLET_HEADS)}${random.pick(HAMLET_TAILS)}`))),
  };
};
