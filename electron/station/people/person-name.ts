// What a name of a person or an account may be, and when two sign-in names are the same.
import { failure, type Result, success } from '../../../shared/kernel/result.ts';

const LONGEST = 60;

/** Control and format characters, halves of pairs, line ends. Private-use ones stay: old files hold rare names so. */
const UNSEEN = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u;

export type NameProblem = 'blank' | 'unseenCharacters' | 'tooLong';

/** NFC, without space around it. */
export const tidyName = (text: string): Result<string, NameProblem> => {
  const name = text.normalize('NFC').trim();
  if (name === '') return failure('blank');
  if (UNSEEN.test(name)) return failure('unseenCharacters');
  return name.length > LONGEST ? failure('tooLong') : success(name);
};

/** Equal for names that differ only in case, in composition, or in full and half width as an input method leaves them. */
export const signInKey = (name: string): string => name.normalize('NFKC').trim().toUpperCase().toLowerCase().normalize('NFKC');
