// Reads delimited text record by record as it arrives, holding no more than one record and one piece of text.
import { throwIfCancelled, tooLarge } from '../../import-failure.ts';
import type { ReadContext } from '../format.ts';
import type { Delimiter } from './delimiter.ts';
import { splitRecord, type SplitRecord } from './split-record.ts';

export type CsvRecord = Pick<SplitRecord, 'cells' | 'isBroken'>;

/** Hands every record of the text on, the records of each piece together. Throws `ImportRefused`. */
export const readRecords = async (
  text: AsyncIterable<string>,
  delimiter: Delimiter,
  sink: (records: readonly CsvRecord[]) => Promise<boolean>,
  context: ReadContext,
): Promise<void> => {
  const { columns, rowCharacters } = context.limits;
  let waiting = '';
  const takeRecords = (isEnd: boolean): readonly CsvRecord[] => {
    const records: CsvRecord[] = [];
    let start = 0;
    while (start < waiting.length) {
      const split = splitRecord(waiting, start, { delimiter, isEnd, longest: rowCharacters });
      if (split === 'incomplete') break;
      if (split === 'tooLong') throw tooLarge('rowCharacters', rowCharacters);
      if (split.cells.length > columns) throw tooLarge('columns', columns);
      records.push(split);
      start = split.next;
    }
    waiting = waiting.slice(start);
    // Twice: a quotation mark left open is only given up as stray above the limit itself.
    if (waiting.length > 2 * rowCharacters) throw tooLarge('rowCharacters', rowCharacters);
    return records;
  };
  for await (const piece of text) {
    throwIfCancelled(context.signal);
    waiting += piece;
    const records = takeRecords(false);
    if (records.length > 0 && !(await sink(records))) return;
  }
  await sink(takeRecords(true));
};
