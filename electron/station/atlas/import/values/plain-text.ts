// The text of a cell as it is kept, and the form in which headers and spellings are compared.
import type { Cell } from '../formats/format.ts';

// oxlint-disable-next-line no-control-regex -- control characters have no place in kept text
const CONTROLS = /[\u0000-\u0008\u000B\u000C\u000E-\u001F\u007F]/gu;
/** Printable ASCII and common Han: no blank to trim. */
const isInk = (code: number): boolean => (code > 32 && code < 127) || (code >= 0x4e00 && code <= 0x9fff);

const hasOddCharacter = (text: string): boolean => {
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if ((code < 32 && code !== 9 && code !== 10) || code === 127) return true;
  }
  return false;
};

/** Without control characters and surrounding blanks, line ends as `\n`. */
export const keptText = (text: string): string => {
  if (hasOddCharacter(text)) return text.replaceAll(/\r\n?/gu, '\n').replaceAll(CONTROLS, '').trim();
  return text === '' || (isInk(text.charCodeAt(0)) && isInk(text.charCodeAt(text.length - 1))) ? text : text.trim();
};

export const cellText = (cell: Cell | undefined): string => {
  if (cell === null || cell === undefined) return '';
  return typeof cell === 'string' ? keptText(cell) : String(cell);
};

const PUNCTUATION = /[\s#_\-‐‑‒–—―−·・.,:;!?*'"“”‘’()[\]{}<>《》〈〉【】「」『』〔〕/\\|、，。；：！？~]/gu;

/** Half width, lower case, without blanks, brackets and punctuation: two spellings of one word are equal. */
export const comparedText = (text: string): string => text.normalize('NFKC').toLowerCase().replaceAll(PUNCTUATION, '');

/** What offices write where they have nothing to say. */
const NOTHING = new Set(['', '无', '無', 'なし', '暂无', '不详', '不明', '未知', 'na', 'null', 'none', 'nil', 'nan', 'undefined']);

const LONGEST_NOTHING = 12;

/** Whether a text says nothing; not asked of free text, where “无” may be the answer. */
export const saysNothing = (text: string): boolean => {
  if (text === '') return true;
  // Most cells asked are numbers, dates and phones: those say something.
  const first = text.charCodeAt(0);
  if (first >= 48 && first <= 57) return false;
  return text.length <= LONGEST_NOTHING && NOTHING.has(comparedText(text));
};
