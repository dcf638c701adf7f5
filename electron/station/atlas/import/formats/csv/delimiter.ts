// Finds what separates the cells of a text file, and whether its first line merely says so.

export type Delimiter = ',' | '\t' | ';' | '|';

export interface FoundDelimiter {
  readonly delimiter: Delimiter;
  /** True where the first line is Excel's `sep=;` and no row. */
  readonly hasSeparatorLine: boolean;
}

const DELIMITERS: readonly Delimiter[] = [',', '\t', ';', '|'];
const LINES = 60;

/** How often each line holds the delimiter outside quotes. */
const countsPerLine = (text: string, delimiter: string): readonly number[] => {
  const counts: number[] = [];
  let [count, isQuoted] = [0, false];
  for (const character of text) {
    if (character === '"') isQuoted = !isQuoted;
    else if (isQuoted) continue;
    else if (character === delimiter) count += 1;
    else if (character === '\n') {
      counts.push(count);
      count = 0;
      if (counts.length >= LINES) return counts;
    }
  }
  if (count > 0) counts.push(count);
  return counts;
};

/** Rises with the columns a delimiter gives and with how alike the lines are. */
const score = (counts: readonly number[]): number => {
  const used = counts.filter((count) => count > 0);
  if (used.length === 0) return 0;
  const sorted = used.toSorted((left, right) => left - right);
  const middle = sorted[Math.floor(sorted.length / 2)] ?? 0;
  const alike = counts.filter((count) => count === middle).length / counts.length;
  return alike * (1 + Math.min(middle, 30) / 30);
};

const isDelimiter = (text: string): text is Delimiter => DELIMITERS.some((delimiter) => delimiter === text);

export const findDelimiter = (sample: string): FoundDelimiter => {
  const stated = /^\uFEFF?sep=(.)\r?\n/iu.exec(sample)?.[1] ?? '';
  if (isDelimiter(stated)) return { delimiter: stated, hasSeparatorLine: true };
  const scores = DELIMITERS.map((delimiter) => score(countsPerLine(sample, delimiter)));
  const best = DELIMITERS[scores.indexOf(Math.max(...scores))] ?? ',';
  return { delimiter: best, hasSeparatorLine: false };
};
