// Password hashing as handlers use it: only so much at once, only so much from one seat, refusals instead of waiting for ever.
import { failure, type Result } from '../../../shared/kernel/result.ts';
import { refusal, type Refusal } from '../../../shared/contract/refusal.ts';
import type { PasswordHash, PasswordHasher } from './password-hash.ts';
import { passwordProblem } from './password-problem.ts';
import type { WorkGate } from './work-gate.ts';

/** Who pays for the work. */
export interface Payer {
  readonly seat: string;
  readonly signal: AbortSignal;
}

export interface Passwords {
  /** Refuses as `invalid` what anybody would try first; `names` as in `passwordProblem`. */
  readonly make: (password: string, names: readonly string[], payer: Payer) => Promise<Result<PasswordHash, Refusal>>;
  readonly matches: (password: string, known: PasswordHash | null, payer: Payer) => Promise<Result<boolean, Refusal>>;
}

export const createPasswords = (hasher: PasswordHasher, gate: WorkGate): Passwords => {
  const passGate = async <T>({ seat, signal }: Payer, work: () => Promise<T>): Promise<Result<T, Refusal>> => {
    const done = await gate.run(seat, signal, work);
    return done.ok ? done : failure(refusal(done.error));
  };
  return {
    make: async (password, names, payer) => {
      const problem = passwordProblem(password, names);
      if (problem !== null) return failure(refusal('invalid', { field: 'password', problem }));
      return passGate(payer, async () => hasher.make(password));
    },
    matches: async (password, known, payer) => passGate(payer, async () => hasher.matches(password, known)),
  };
};
