// Cell and range names of spreadsheets (`AB12`, `A1:C3`) as numbers.

export interface CellRange {
  readonly firstRow: number;
  readonly lastRow: number;
  /** From 0. */
  readonly firstColumn: number;
  readonly lastColumn: number;
}

/** `A` is 0, `AB` is 27; -1 where there are no letters. */
export const columnIndex = (reference: string): number => {
  let column = 0;
  for (let at = 0; at < reference.length; at += 1) {
    const letter = reference.charCodeAt(at) - 64;
    if (letter < 1 || letter > 26) break;
    column = column * 26 + letter;
  }
  return column - 1;
};

/** 0 is `A`. */
export const columnLetters = (index: number): string => {
  let [rest, letters] = [index, ''];
  do {
    letters = String.fromCharCode(65 + (rest % 26)) + letters;
    rest = Math.floor(rest / 26) - 1;
  } while (rest >= 0);
  return letters;
};

export const parseRange = (reference: string): CellRange | null => {
  const match = /^([A-Z]{1,3})(\d{1,7}):([A-Z]{1,3})(\d{1,7})$/u.exec(reference);
  if (match === null) return null;
  const [, firstLetters = '', firstRow = '', lastLetters = '', lastRow = ''] = match;
  const range = {
    firstRow: Number(firstRow),
    lastRow: Number(lastRow),
    firstColumn: columnIndex(firstLetters),
    lastColumn: columnIndex(lastLetters),
  };
  return range.firstRow <= range.lastRow && range.firstColumn <= range.lastColumn ? range : null;
};
