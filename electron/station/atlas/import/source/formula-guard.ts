// Keeps a text from being run as a formula when a csv file is opened in a spreadsheet, and takes the guard off again.

/** Characters that make a spreadsheet run a cell; the full-width ones do under Chinese and Japanese input. */
const NEEDS_GUARD = /^'*[=+\-@\t\r\n＝＋－＠]/u;
const IS_GUARDED = /^'+[=+\-@\t\r\n＝＋－＠]/u;
const IS_NUMBER = /^[+-]?\d+(?:\.\d+)?(?:e[+-]?\d+)?$/iu;

/** Puts an apostrophe before a text that would run; plain numbers cannot and stay as they are. */
export const withGuard = (text: string): string => (NEEDS_GUARD.test(text) && !IS_NUMBER.test(text) ? `'${text}` : text);

/** Undoes `withGuard` exactly, for every text. */
export const withoutGuard = (text: string): string => (text.startsWith("'") && IS_GUARDED.test(text) ? text.slice(1) : text);
