// Invented names of people: a clan's surname is common in its village, syllables follow sex.
import type { Random } from '../random.ts';
import { FEMALE_SYLLABLES, MALE_SYLLABLES, SURNAMES } from '../tables/person-names.ts';

export type Sex = 'male' | 'female';

const SHARES = SURNAMES.map(([, share]) => share);

export const drawSurname = (random: Random): string => SURNAMES[random.weighted(SHARES)]![0];

/** Half of a village's families bear its clan's name. */
export const familySurname = (random: Random, clan: string): string => (random.chance(0.5) ? clan : drawSurname(random));

export const givenName = (random: Random, sex: Sex): string => {
  const syllables = sex === 'male' ? MALE_SYLLABLES : FEMALE_SYLLABLES;
  const first = random.pick(syllables);
  if (random.chance(0.22)) return first;
  const second = random.pick(syllables);
  return first === second ? first : `${first}${second}`;
};
