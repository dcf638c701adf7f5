// Takes a pair of written coordinates apart: two groups of numbers and the letters that belong to each.

export type Unit = '°' | "'" | '"';
/** λ longitude, φ latitude, X and Y as written. */
export type Mark = 'N' | 'S' | 'E' | 'W' | 'λ' | 'φ' | 'X' | 'Y';

/** One number with its unit, as 30 in 30′. */
export interface WrittenNumber {
  readonly digits: string;
  readonly unit: Unit | null;
  readonly sign: '+' | '-' | null;
  /** Tied to the number before it: 120-30-15, 120:30:15. */
  readonly isTied: boolean;
}

/** One coordinate: its numbers (degrees, minutes, seconds; or a single one) and its letters. */
export interface WrittenCoordinate {
  readonly numbers: readonly WrittenNumber[];
  readonly marks: readonly Mark[];
}

export type WrittenPair = readonly [first: WrittenCoordinate, second: WrittenCoordinate];

/** One or more ways to share the letters out; empty when the text is no pair. */
export type PairReadings =
  | { readonly ok: true; readonly pairs: readonly WrittenPair[] }
  | { readonly ok: false; readonly reason: 'notUnderstood' | 'onlyOneNumber' };

interface Token {
  readonly text: string;
  readonly hasGapBefore: boolean;
  readonly hasGapAfter: boolean;
}

type Item =
  | { readonly kind: 'number'; readonly number: WrittenNumber }
  | { readonly kind: 'mark'; readonly mark: Mark; readonly clings: 'left' | 'right' | null }
  | { readonly kind: 'comma' };

const TOKEN = /(\s*)(\d+(?:\.\d*)?|\.\d+|[°'"NSEWλφXY,+:-])/guy;

const tokensOf = (text: string): readonly Token[] | null => {
  const found = [...text.matchAll(TOKEN)];
  const last = found.at(-1);
  const end = last ? last.index + last[0].length : 0;
  if (text.slice(end).trim() !== '') return null;
  return found.map((match, index) => ({
    text: match[2] ?? '',
    hasGapBefore: index === 0 || match[1] !== '',
    hasGapAfter: index === found.length - 1 || found[index + 1]?.[1] !== '',
  }));
};

const isNumber = (token: Token | undefined): boolean => token !== undefined && /\d/u.test(token.text);
const isUnit = (text: string | undefined): text is Unit => text === '°' || text === "'" || text === '"';
const isMark = (text: string): text is Mark => /^[NSEWλφXY]$/u.test(text);

const clingOf = (token: Token): 'left' | 'right' | null => {
  if (token.hasGapBefore === token.hasGapAfter) return null;
  return token.hasGapBefore ? 'right' : 'left';
};

/** What a dash, colon or plus before a number means; null: nothing sensible. */
const bindingOf = (token: Token, previous: Item | undefined): Pick<WrittenNumber, 'sign' | 'isTied'> | null => {
  const follows = previous?.kind === 'number' && token.hasGapBefore === token.hasGapAfter;
  if (follows && token.text !== '+') return { sign: null, isTied: true };
  if (token.text === ':' || token.hasGapAfter) return null;
  return { sign: token.text === '-' ? '-' : '+', isTied: false };
};

const itemsOf = (tokens: readonly Token[]): readonly Item[] | null => {
  const items: Item[] = [];
  for (let at = 0; at < tokens.length; at += 1) {
    const token = tokens[at];
    if (!token) break;
    if (isMark(token.text)) items.push({ kind: 'mark', mark: token.text, clings: clingOf(token) });
    else if (token.text === ',') items.push({ kind: 'comma' });
    else if (isUnit(token.text)) return null;
    else {
      const isBound = !isNumber(token);
      const binding = isBound ? bindingOf(token, items.at(-1)) : { sign: null, isTied: false };
      const digits = isBound ? tokens[at + 1] : token;
      if (!binding || !digits || !isNumber(digits)) return null;
      at += isBound ? 1 : 0;
      const unit = tokens[at + 1]?.text;
      at += isUnit(unit) ? 1 : 0;
      items.push({ kind: 'number', number: { digits: digits.text, unit: isUnit(unit) ? unit : null, ...binding } });
    }
  }
  return items;
};

const startsCoordinate = (current: readonly WrittenNumber[], next: WrittenNumber): boolean => {
  const last = current.at(-1);
  if (!last) return false;
  const isCut = next.sign !== null || next.unit === '°' || last.unit === '"' || last.digits.includes('.');
  return isCut || current.length === 3 || (!next.isTied && current.some(({ isTied }) => isTied));
};

/** Numbers without a letter or comma between them, cut where a coordinate must end. */
const cutRun = (run: readonly WrittenNumber[], isOnlyRun: boolean): readonly (readonly WrittenNumber[])[] => {
  const isBare = run.every(({ unit, isTied }) => unit === null && !isTied);
  if (isOnlyRun && isBare && run.length % 2 === 0 && run.length <= 6) {
    return [run.slice(0, run.length / 2), run.slice(run.length / 2)];
  }
  const cut: WrittenNumber[][] = [];
  let current: WrittenNumber[] = [];
  for (const number of run) {
    if (current.length === 0 || startsCoordinate(current, number)) {
      current = [number];
      cut.push(current);
    } else current.push(number);
  }
  return cut;
};

interface Layout {
  readonly groups: readonly (readonly WrittenNumber[])[];
  /** Letters and commas before the first group, between the two, and after the second. */
  readonly between: readonly (readonly Item[])[];
}

const layOut = (items: readonly Item[]): Layout => {
  const runs: WrittenNumber[][] = [];
  const gaps: Item[][] = [[]];
  let wasNumber = false;
  for (const item of items) {
    if (item.kind === 'number') {
      if (wasNumber) runs.at(-1)?.push(item.number);
      else {
        runs.push([item.number]);
        gaps.push([]);
      }
    } else gaps.at(-1)?.push(item);
    wasNumber = item.kind === 'number';
  }
  const groups = runs.flatMap((run) => cutRun(run, runs.length === 1));
  // A run cut in two has nothing between its halves.
  return { groups, between: runs.length === 1 && groups.length === 2 ? [gaps[0] ?? [], [], gaps[1] ?? []] : gaps };
};

const marksOf = (items: readonly Item[]): readonly Mark[] =>
  items.flatMap((item) => (item.kind === 'mark' ? [item.mark] : []));

/** How many of the letters between two coordinates may belong to the first. */
const sharesOf = (before: readonly Mark[], middle: readonly Item[], after: readonly Mark[]): readonly number[] => {
  const count = marksOf(middle).length;
  if (before.length > 0 && after.length === 0) return [0];
  if (before.length === 0 && after.length > 0) return [count];
  const comma = middle.findIndex(({ kind }) => kind === 'comma');
  if (before.length === 0 && comma !== -1) return [marksOf(middle.slice(0, comma)).length];
  const only = middle[0];
  if (count === 1 && only?.kind === 'mark' && only.clings) return [only.clings === 'left' ? 1 : 0];
  return Array.from({ length: count + 1 }, (_, index) => count - index);
};

/** Reads sign text (see coordinate-text.ts) as two coordinates. */
export const readPair = (text: string): PairReadings => {
  const tokens = tokensOf(text);
  const items = tokens && itemsOf(tokens);
  if (!items) return { ok: false, reason: 'notUnderstood' };
  const { groups, between } = layOut(items);
  const [first, second] = groups;
  if (first && !second) return { ok: false, reason: 'onlyOneNumber' };
  if (!first || !second || groups.length > 2 || between.length > 3) return { ok: false, reason: 'notUnderstood' };
  const [before, middle, after] = [marksOf(between[0] ?? []), between[1] ?? [], marksOf(between[2] ?? [])];
  const marks = marksOf(middle);
  const pairs = sharesOf(before, middle, after).map(
    (share) =>
      [
        { numbers: first, marks: [...before, ...marks.slice(0, share)] },
        { numbers: second, marks: [...marks.slice(share), ...after] },
      ] as const,
  );
  return { ok: true, pairs };
};
