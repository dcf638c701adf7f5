// Few distinct texts shared by many rows: a number for each, forgotten when its last row is gone.
export interface Dictionary {
  /** The number of a text, counting one more use of it. */
  readonly take: (text: string) => number;
  readonly release: (number: number) => void;
  readonly text: (number: number) => string;
  /** The number of a text in use; undefined for one that is not. */
  readonly numberOf: (text: string) => number | undefined;
  /** Every text in use with its number. */
  readonly entries: () => IterableIterator<[string, number]>;
}

export const createDictionary = (): Dictionary => {
  const numbers = new Map<string, number>();
  const texts: string[] = [];
  const uses: number[] = [];
  const free: number[] = [];
  const add = (text: string): number => {
    const number = free.pop() ?? texts.length;
    texts[number] = text;
    uses[number] = 0;
    numbers.set(text, number);
    return number;
  };
  return {
    take: (text) => {
      const number = numbers.get(text) ?? add(text);
      uses[number] = (uses[number] ?? 0) + 1;
      return number;
    },
    release: (number) => {
      const left = (uses[number] ?? 0) - 1;
      uses[number] = left;
      if (left > 0) return;
      numbers.delete(texts[number] ?? '');
      texts[number] = '';
      free.push(number);
    },
    text: (number) => texts[number] ?? '',
    numberOf: (text) => numbers.get(text),
    entries: () => numbers.entries(),
  };
};
