// Reads the records of a dBASE table (.dbf) and finds the encoding of its texts by what its bytes are valid in.
import { damaged, tooLarge } from '../../import-failure.ts';
import type { ImportLimits } from '../../limits.ts';
import type { ExactReader } from '../../source/exact-reader.ts';
import { likelierEncoding, type TextEncoding } from '../../source/text-encoding.ts';
import type { Cell } from '../format.ts';

interface Column {
  readonly nameBytes: Uint8Array;
  readonly type: string;
  readonly offset: number;
  readonly length: number;
}

export interface TableRecord {
  readonly isDeleted: boolean;
  readonly bytes: Uint8Array;
}

export interface AttributeTable {
  readonly columns: readonly Column[];
  /** The next record, null at the end. Throws `ImportRefused` where the file breaks off. */
  readonly next: () => Promise<TableRecord | null>;
}

const END_OF_COLUMNS = 0x0d;
const DELETED = 0x2a;

const columnsOf = (header: Uint8Array, limits: ImportLimits): readonly Column[] => {
  const columns: Column[] = [];
  let offset = 1;
  for (let at = 32; at + 32 <= header.length && header[at] !== END_OF_COLUMNS; at += 32) {
    const zero = header.indexOf(0, at);
    const nameEnd = zero === -1 || zero > at + 11 ? at + 11 : zero;
    const length = header[at + 16] ?? 0;
    columns.push({
      nameBytes: header.slice(at, nameEnd),
      type: String.fromCharCode(header[at + 11] ?? 0),
      offset,
      length,
    });
    offset += length;
    if (columns.length > limits.columns) throw tooLarge('columns', limits.columns);
  }
  return columns;
};

export const attributeTable = async (reader: ExactReader, limits: ImportLimits): Promise<AttributeTable> => {
  const start = await reader.take(32);
  if (start === null || start === 'short') throw damaged('shapefile', '.dbf header');
  const view = new DataView(start.buffer, start.byteOffset, start.byteLength);
  const [count, headerBytes, recordBytes] = [view.getUint32(4, true), view.getUint16(8, true), view.getUint16(10, true)];
  const head = start.slice();
  const rest = headerBytes < 33 ? null : await reader.take(headerBytes - 32);
  if (rest === null || rest === 'short') throw damaged('shapefile', '.dbf header');
  const columns = columnsOf(Buffer.concat([head, rest]), limits);
  const width = columns.reduce((sum, { length }) => sum + length, 1);
  if (columns.length === 0 || recordBytes < width) throw damaged('shapefile', '.dbf columns');
  if (count > limits.rows) throw tooLarge('rows', limits.rows);
  let number = 0;
  return {
    columns,
    next: async () => {
      if (number >= count) return null;
      number += 1;
      const bytes = await reader.take(recordBytes);
      if (bytes === null || bytes === 'short') throw damaged('shapefile', `.dbf ends in record ${number} of ${count}`);
      return { isDeleted: bytes[0] === DELETED, bytes };
    },
  };
};

/** Code pages as .cpg files name them. */
const CODE_PAGES: readonly (readonly [name: RegExp, encoding: TextEncoding])[] = [
  [/^utf-?8|^65001/iu, 'utf-8'],
  [/936|gbk|gb2312|gb18030/iu, 'gb18030'],
  [/932|shift|sjis/iu, 'shift_jis'],
];

export const encodingOfCodePage = (text: string): TextEncoding | null =>
  CODE_PAGES.find(([name]) => name.test(text.trim()))?.[1] ?? null;

const isText = ({ type }: Column): boolean => type === 'C';

const fieldBytes = (record: Uint8Array, column: Column): Uint8Array => {
  let [start, end] = [column.offset, column.offset + column.length];
  while (end > start && (record[end - 1] === 0x20 || record[end - 1] === 0)) end -= 1;
  while (start < end && record[start] === 0x20) start += 1;
  return record.subarray(start, end);
};

const LONGEST_CHARACTER = 4;

/**
 * Null where the bytes do not fit the encoding. A field that fills its width is often cut in the middle of
 * its last character; that piece is left out.
 */
const decodedField = (bytes: Uint8Array, width: number, encoding: TextEncoding): string | null => {
  const decoder = new TextDecoder(encoding, { fatal: true });
  const mostCut = bytes.length >= width ? LONGEST_CHARACTER - 1 : 0;
  for (let cut = 0; cut <= Math.min(mostCut, bytes.length); cut += 1) {
    try {
      return decoder.decode(bytes.subarray(0, bytes.length - cut));
    } catch (error) {
      if (!(error instanceof TypeError)) throw error;
    }
  }
  return null;
};

const SAMPLED_RECORDS = 2000;
const MOST_SAMPLED_TEXTS = 20_000;
/** Names of columns are cut to this many bytes. */
const NAME_WIDTH = 10;

interface SampledText {
  readonly bytes: Uint8Array;
  readonly width: number;
}

export interface FoundTableEncoding {
  readonly encoding: TextEncoding;
  readonly isCertain: boolean;
  readonly deleted: number;
}

/** Reads the table through once. The code page stated is taken where all texts sampled are valid in it. */
export const surveyTable = async (table: AttributeTable, stated: TextEncoding | null): Promise<FoundTableEncoding> => {
  const texts: SampledText[] = table.columns.map(({ nameBytes }) => ({ bytes: nameBytes, width: NAME_WIDTH }));
  let [deleted, number] = [0, 0];
  for (let record = await table.next(); record !== null; record = await table.next()) {
    number += 1;
    if (record.isDeleted) deleted += 1;
    else if (number <= SAMPLED_RECORDS && texts.length < MOST_SAMPLED_TEXTS) {
      for (const column of table.columns.filter(isText)) {
        texts.push({ bytes: new Uint8Array(fieldBytes(record.bytes, column)), width: column.length });
      }
    }
  }
  const isValid = (encoding: TextEncoding): boolean => texts.every(({ bytes, width }) => decodedField(bytes, width, encoding) !== null);
  if (stated !== null && isValid(stated)) return { encoding: stated, isCertain: true, deleted };
  if (isValid('utf-8')) return { encoding: 'utf-8', isCertain: stated === null, deleted };
  const [isChinese, isJapanese] = [isValid('gb18030'), isValid('shift_jis')];
  if (isChinese !== isJapanese) return { encoding: isChinese ? 'gb18030' : 'shift_jis', isCertain: stated === null, deleted };
  // Valid in both, or damaged in both: then the commoner characters decide, and damaged rows are named one by one.
  return { encoding: likelierEncoding(Buffer.concat(texts.map(({ bytes }) => bytes))), isCertain: false, deleted };
};

const numberCell = (text: string): Cell => {
  // A field of stars is how dBASE writes a number that did not fit.
  if (text === '' || /^\*+$/u.test(text)) return null;
  const value = Number(text);
  return Number.isFinite(value) ? value : text;
};

const dateCell = (text: string): Cell => {
  const [, year, month, day] = /^(\d{4})(\d{2})(\d{2})$/u.exec(text) ?? [];
  if (year === undefined || month === undefined || day === undefined) return text === '' ? null : text;
  return year === '0000' ? null : `${year}-${month}-${day}`;
};

export interface RecordCells {
  readonly cells: readonly Cell[];
  /** Column whose text could not be decoded. */
  readonly undecodable: number | null;
}

const cellOf = (text: string, type: string): Cell => {
  switch (type) {
    case 'N':
    case 'F':
      return numberCell(text);
    case 'D':
      return dateCell(text);
    case 'L':
      return /^[yt]$/iu.test(text) ? true : /^[nf]$/iu.test(text) ? false : null;
    default:
      return text === '' ? null : text;
  }
};

export const recordCells = (table: AttributeTable, record: TableRecord, encoding: TextEncoding): RecordCells => {
  let undecodable: number | null = null;
  const cells = table.columns.map((column, index) => {
    const bytes = fieldBytes(record.bytes, column);
    const text = decodedField(bytes, column.length, encoding);
    if (text === null) undecodable ??= index;
    return cellOf(text ?? new TextDecoder(encoding).decode(bytes), column.type);
  });
  return { cells, undecodable };
};

export const columnNames = (table: AttributeTable, encoding: TextEncoding): readonly string[] =>
  table.columns.map(({ nameBytes }) => (decodedField(nameBytes, NAME_WIDTH, encoding) ?? '').trim());
