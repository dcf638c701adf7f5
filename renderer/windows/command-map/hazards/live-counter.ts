// Counts what a drawing encloses while it is being drawn: waits for the hand to rest, drops what is outdated, never shows a late answer.
import type { InputOf, OutputOf } from '../../../../shared/contract/catalogue.ts';
import type { Refusal } from '../../../../shared/contract/refusal.ts';
import type { Clock } from '../../../../shared/kernel/clock.ts';
import type { Disposable } from '../../../../shared/kernel/disposable.ts';
import type { Result } from '../../../../shared/kernel/result.ts';
import type { Milliseconds } from '../../../../shared/kernel/units.ts';

export type CountQuestion = InputOf<'countAffected'>;
export type CountAnswer = OutputOf<'countAffected'>;

export interface LiveCount {
  /** `counting`: the answer held is of an earlier shape. `refused`: there is no answer for this shape. */
  readonly state: 'nothing' | 'counting' | 'counted' | 'refused';
  readonly answer: CountAnswer | null;
  readonly refusal: Refusal | null;
}

export const NOTHING_COUNTED: LiveCount = { state: 'nothing', answer: null, refusal: null };

export interface LiveCounter extends Disposable {
  /** The same question twice asks once; null asks nothing and forgets. */
  readonly want: (question: CountQuestion | null) => void;
  /** Asks once more, as after the line has come back. */
  readonly again: () => void;
}

export interface LiveCounterOptions {
  readonly ask: (question: CountQuestion, signal: AbortSignal) => Promise<Result<CountAnswer, Refusal>>;
  readonly clock: Clock;
  readonly onCount: (count: LiveCount) => void;
}

const REST_MS: Milliseconds = 120;
/** A hand that never rests is still answered this often. */
const LONGEST_WAIT_MS: Milliseconds = 450;

class Counter implements LiveCounter {
  readonly #options: LiveCounterOptions;
  #wanted: CountQuestion | null = null;
  #key = '';
  #count: LiveCount = NOTHING_COUNTED;
  #timer: Disposable | null = null;
  #waitingSince: number | null = null;
  #asking: AbortController | null = null;

  constructor(options: LiveCounterOptions) {
    this.#options = options;
  }

  readonly want = (question: CountQuestion | null): void => {
    const key = JSON.stringify(question);
    if (key === this.#key) return;
    this.#key = key;
    this.#wanted = question;
    if (question !== null) return this.#soon();
    this.#drop();
    this.#tell(NOTHING_COUNTED);
  };

  readonly again = (): void => {
    if (this.#wanted !== null) this.#soon();
  };

  readonly dispose = (): void => this.#drop();

  #drop(): void {
    this.#timer?.dispose();
    this.#timer = null;
    this.#waitingSince = null;
    this.#asking?.abort();
    this.#asking = null;
  }

  #tell(count: LiveCount): void {
    this.#count = count;
    this.#options.onCount(count);
  }

  #soon(): void {
    const { clock } = this.#options;
    const now = clock.elapsed();
    this.#waitingSince ??= now;
    this.#timer?.dispose();
    const delay = Math.max(0, Math.min(REST_MS, this.#waitingSince + LONGEST_WAIT_MS - now));
    this.#timer = clock.after(delay, () => void this.#ask());
    if (this.#count.state !== 'counting') this.#tell({ state: 'counting', answer: this.#count.answer, refusal: null });
  }

  async #ask(): Promise<void> {
    this.#timer = null;
    this.#waitingSince = null;
    this.#asking?.abort();
    const asking = new AbortController();
    this.#asking = asking;
    if (this.#wanted === null) return;
    const result = await this.#options.ask(this.#wanted, asking.signal);
    if (asking.signal.aborted) return;
    this.#asking = null;
    // The hand has moved on meanwhile: shown only as the count of an earlier shape.
    if (this.#timer !== null) {
      if (result.ok) this.#tell({ state: 'counting', answer: result.value, refusal: null });
      return;
    }
    this.#tell(result.ok ? { state: 'counted', answer: result.value, refusal: null } : { state: 'refused', answer: null, refusal: result.error });
  }
}

export const createLiveCounter = (options: LiveCounterOptions): LiveCounter => new Counter(options);
