// Characters that XML cannot hold, as spreadsheets write them: `_x000D_` (ECMA-376 part 1, 22.9.2.19, ST_Xstring).

export const plainText = (text: string): string =>
  text.includes('_x')
    ? text.replaceAll(/_x([0-9A-Fa-f]{4})_/gu, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))
    : text;

/** The text so that `plainText` gives it back, whatever it holds. */
export const escapedText = (text: string): string =>
  text
    .replaceAll(/_(?=x[0-9A-Fa-f]{4}_)/gu, '_x005F_')
    .replaceAll(
      // oxlint-disable-next-line no-control-regex -- these are the characters XML cannot hold
      /[\u0000-\u0008\u000B-\u001F\uFFFE\uFFFF]/gu,
      (character) => `_x${character.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}_`,
    );
