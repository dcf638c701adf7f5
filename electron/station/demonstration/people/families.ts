// Who lives in a house: families of the kinds the hills have, with those away, those tonight at home, and those who need help.
import type { Vulnerability } from '../../../../shared/domain/atlas/thing.ts';
import type { Random } from '../random.ts';
import type { Sex } from './names.ts';

export interface Member {
  readonly age: number | null;
  readonly sex: Sex | null;
  /** Bears the family's name: the head's line, not those who married in. */
  readonly isOfLine: boolean;
  readonly isRegistered: boolean | null;
  readonly isResident: boolean | null;
  readonly isPresentTonight: boolean | null;
  readonly vulnerability: Vulnerability | null;
}

/** Town, valley, or a hamlet far up, where more have left. */
export type Setting = 'town' | 'village' | 'remote';

type Shape = 'single' | 'elderSingle' | 'elderCouple' | 'couple' | 'nuclear' | 'threeGenerations' | 'skipped' | 'tenants';

const SHAPES: readonly Shape[] = ['single', 'elderSingle', 'elderCouple', 'couple', 'nuclear', 'threeGenerations', 'skipped', 'tenants'];
const SHAPE_SHARES: Readonly<Record<Setting, readonly number[]>> = {
  town: [5, 4, 8, 11, 43, 20, 2, 7],
  village: [2, 9, 15, 10, 31, 28, 5, 0.5],
  remote: [2, 15, 20, 11, 22, 23, 7, 0],
};

interface Draft {
  readonly age: number;
  readonly sex: Sex;
  readonly isOfLine: boolean;
}

const other = (sex: Sex): Sex => (sex === 'male' ? 'female' : 'male');

const couple = (random: Random, age: number): readonly Draft[] => {
  const headSex: Sex = random.chance(0.86) ? 'male' : 'female';
  return [{ age, sex: headSex, isOfLine: true }, { age: Math.max(20, age + random.integer(-5, 3)), sex: other(headSex), isOfLine: false }];
};

const children = (random: Random, parentAge: number, count: number): readonly Draft[] =>
  Array.from({ length: count }, () => ({ age: Math.max(0, parentAge - random.integer(22, 34)), sex: random.chance(0.53) ? 'male' : 'female', isOfLine: true }));

const draftFamily = (random: Random, shape: Shape): readonly Draft[] => {
  const oldAge = 61 + Math.floor(28 * random.next() ** 1.5);
  const midAge = random.integer(30, 57);
  switch (shape) {
    case 'single':
      return [{ age: random.integer(24, 58), sex: random.chance(0.7) ? 'male' : 'female', isOfLine: true }];
    case 'elderSingle':
      return [{ age: oldAge + 4, sex: random.chance(0.42) ? 'male' : 'female', isOfLine: true }];
    case 'elderCouple':
      return couple(random, oldAge);
    case 'couple':
      return couple(random, random.integer(27, 60));
    case 'nuclear':
      return [...couple(random, midAge), ...children(random, midAge, random.weighted([0, 54, 41, 5]))];
    case 'threeGenerations': {
      const elders = couple(random, Math.max(oldAge, midAge + 22)).slice(0, random.chance(0.72) ? 2 : 1);
      return [...elders, ...couple(random, midAge), ...children(random, midAge, random.weighted([6, 46, 42, 6]))];
    }
    case 'skipped':
      return [...couple(random, Math.min(72, oldAge)).slice(0, random.chance(0.7) ? 2 : 1), ...children(random, random.integer(28, 42), random.integer(1, 2)).map((child) => ({ ...child, age: Math.min(14, child.age) }))];
    case 'tenants':
      return Array.from({ length: random.integer(1, 4) }, () => ({ age: random.integer(19, 48), sex: random.chance(0.6) ? 'male' : 'female', isOfLine: random.chance(0.4) }));
  }
};

/** How likely someone registered here lives elsewhere, by age. */
const awayShare = (age: number, setting: Setting): number => {
  const pull = setting === 'town' ? 0.35 : setting === 'remote' ? 1.35 : 1;
  if (age < 16) return 0.2 * pull;
  if (age < 45) return 0.52 * pull;
  if (age < 60) return 0.32 * pull;
  return 0.07 * pull;
};

const UNKNOWN_RESIDENCE = 0.015;
const UNKNOWN_TONIGHT = 0.06;

const presence = (random: Random, isResident: boolean | null): boolean | null => {
  if (isResident === null || random.chance(UNKNOWN_TONIGHT)) return null;
  return isResident ? random.chance(0.95) : random.chance(0.03);
};

const weakness = (random: Random, draft: Draft, shape: Shape, isHere: boolean | null): Vulnerability | null => {
  if (isHere === false) return null;
  if (draft.age >= 65 && shape === 'elderSingle') return 'elderlyAlone';
  if (draft.age < 16 && shape === 'skipped') return 'child';
  if (draft.age >= 74 && random.chance(0.055)) return 'bedridden';
  if (draft.sex === 'female' && draft.age >= 21 && draft.age <= 38 && random.chance(0.035)) return 'pregnant';
  if (random.chance(draft.age >= 60 ? 0.075 : 0.027)) return 'disabled';
  return random.chance(draft.age >= 55 ? 0.045 : 0.011) ? 'illness' : null;
};

/** The head comes first. A whole family may be away, its house locked. */
export const composeFamily = (random: Random, setting: Setting): readonly Member[] => {
  const shape = SHAPES[random.weighted(SHAPE_SHARES[setting])]!;
  const isLocked = shape !== 'elderSingle' && random.chance(setting === 'town' ? 0.03 : 0.09);
  const isTenant = shape === 'tenants';
  return draftFamily(random, shape).map((draft) => {
    const isAway = !isTenant && (isLocked || (shape !== 'elderSingle' && random.chance(awayShare(draft.age, setting))));
    const isResident = random.chance(UNKNOWN_RESIDENCE) ? null : !isAway;
    const isRegistered = isTenant ? random.chance(0.06) : random.chance(0.003) ? null : random.chance(0.975);
    return {
      age: random.chance(0.004) ? null : draft.age, sex: random.chance(0.001) ? null : draft.sex, isOfLine: draft.isOfLine,
      isRegistered, isResident, isPresentTonight: presence(random, isResident), vulnerability: weakness(random, draft, shape, isResident),
    };
  });
};
