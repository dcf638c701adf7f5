// Refuses the passwords anybody would try first; length is the contract's affair.
import { signInKey } from './person-name.ts';

export type PasswordProblem = 'tooSimple' | 'mostlyName' | 'unchanged';

const FEWEST_DIFFERENT = 5;
const FEWEST_BESIDE_NAME = 6;

const RUNS = ['01234567890123456789', '98765432109876543210', 'abcdefghijklmnopqrstuvwxyz', 'zyxwvutsrqponmlkjihgfedcba', 'qwertyuiopasdfghjklzxcvbnm'];

/** Of ten characters and more, seen at the top of published lists of leaked passwords. */
const COMMON: ReadonlySet<string> = new Set([
  'password123',
  'password1234',
  'passw0rd123',
  'admin123456',
  'administrator',
  'qwerty123456',
  'qwer123456',
  '1q2w3e4r5t',
  '1qaz2wsx3edc',
  '1qazxsw23edc',
  'a123456789',
  'aa123456789',
  'woaini1314520',
  'woaini5201314',
  'iloveyou1234',
]);

/** `names`: the sign-in name and the person's name. */
export const passwordProblem = (password: string, names: readonly string[]): PasswordProblem | null => {
  const folded = signInKey(password);
  if (new Set(folded).size < FEWEST_DIFFERENT || COMMON.has(folded) || RUNS.some((run) => run.includes(folded))) return 'tooSimple';
  const keys = names.map(signInKey).filter((key) => key.length > 1);
  const beside = keys.reduce((rest, key) => rest.replaceAll(key, ''), folded);
  return keys.length > 0 && beside.length < folded.length && beside.length < FEWEST_BESIDE_NAME ? 'mostlyName' : null;
};
