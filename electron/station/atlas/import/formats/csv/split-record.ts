// Takes one record off the front of delimited text (RFC 4180), telling a broken quotation mark from a long cell.

export interface SplitRecord {
  readonly cells: readonly string[];
  /** Where the next record starts. */
  readonly next: number;
  /** The quotation marks of the line make no sense; it was split without them. */
  readonly isBroken: boolean;
}

export type Split = SplitRecord | 'incomplete' | 'tooLong';

export interface SplitOptions {
  readonly delimiter: string;
  /** True where no more text will come. */
  readonly isEnd: boolean;
  /** Characters after which a quotation mark still open is taken for a stray one. */
  readonly longest: number;
}

const QUOTE = '"';
/** A line longer than this is not mended by ignoring its quotation marks. */
const LONGEST_MENDED_LINE = 64 * 1024;

const isLineEnd = (character: string | undefined): boolean => character === '\n' || character === '\r';

/** Position after the line end at `at`; -1 where a `\r` is last and its `\n` may still come. */
const afterLineEnd = (text: string, at: number, isEnd: boolean): number => {
  if (text[at] === '\n') return at + 1;
  if (at + 1 >= text.length) return isEnd ? at + 1 : -1;
  return text[at + 1] === '\n' ? at + 2 : at + 1;
};

const plainEnd = (text: string, from: number, delimiter: number): number => {
  for (let at = from; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code === delimiter || code === 10 || code === 13) return at;
  }
  return text.length;
};

/** The closing quotation mark of a cell whose content starts at `from`; -1 where there is none yet. */
const closingQuote = (text: string, from: number): number => {
  for (let at = text.indexOf(QUOTE, from); at !== -1; at = text.indexOf(QUOTE, at + 2)) {
    if (text[at + 1] !== QUOTE) return at;
  }
  return -1;
};

const mendedLine = (text: string, start: number, { delimiter, isEnd }: SplitOptions): Split => {
  let end = start;
  while (end < text.length && !isLineEnd(text[end])) end += 1;
  if (end - start > LONGEST_MENDED_LINE) return 'tooLong';
  if (end === text.length && !isEnd) return 'incomplete';
  const next = end === text.length ? end : afterLineEnd(text, end, isEnd);
  return next === -1 ? 'incomplete' : { cells: text.slice(start, end).split(delimiter), next, isBroken: true };
};

type QuotedCell = { readonly cell: string; readonly end: number } | 'incomplete' | 'open' | 'broken';

const quotedCell = (text: string, at: number, delimiter: string, isEnd: boolean): QuotedCell => {
  const close = closingQuote(text, at + 1);
  if (close === -1) return 'open';
  if (close + 1 >= text.length && !isEnd) return 'incomplete';
  let end = close + 1;
  while (text[end] === ' ') end += 1;
  if (end >= text.length || text[end] === delimiter || isLineEnd(text[end])) {
    return { cell: text.slice(at + 1, close).replaceAll('""', QUOTE), end };
  }
  if (/[\r\n]/u.test(text.slice(at, close))) return 'broken';
  // `"a" b` within one line: kept as it stands, quotation marks and all.
  const literalEnd = plainEnd(text, close, delimiter.charCodeAt(0));
  return { cell: text.slice(at, literalEnd), end: literalEnd };
};

export const splitRecord = (text: string, start: number, options: SplitOptions): Split => {
  const { delimiter, isEnd, longest } = options;
  const delimiterCode = delimiter.charCodeAt(0);
  const cells: string[] = [];
  let at = start;
  while (true) {
    let end: number;
    if (text[at] === QUOTE) {
      const quoted = quotedCell(text, at, delimiter, isEnd);
      if (quoted === 'broken') return mendedLine(text, start, options);
      if (quoted === 'incomplete') return 'incomplete';
      if (quoted === 'open') {
        return isEnd || text.length - start > longest ? mendedLine(text, start, options) : 'incomplete';
      }
      cells.push(quoted.cell);
      end = quoted.end;
    } else {
      end = plainEnd(text, at, delimiterCode);
      cells.push(text.slice(at, end));
    }
    if (end >= text.length) return isEnd ? { cells, next: end, isBroken: false } : 'incomplete';
    if (isLineEnd(text[end])) {
      const next = afterLineEnd(text, end, isEnd);
      return next === -1 ? 'incomplete' : { cells, next, isBroken: false };
    }
    at = end + 1;
  }
};
