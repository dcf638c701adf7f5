// Gathers rows into batches for a sink and watches the number of rows, columns and characters.
import { throwIfCancelled, tooLarge } from '../import-failure.ts';
import { BATCH_ROWS, type ReadContext, type RowSink, type SourceRow } from '../formats/format.ts';

export interface RowBatch {
  /** Takes a row; hands nothing on by itself, so parsers may call it from within an event. */
  readonly add: (row: SourceRow) => void;
  /** Hands on what has been gathered in batches; false once the sink has had enough. */
  readonly drain: () => Promise<boolean>;
}

const checkRow = (row: SourceRow, context: ReadContext): void => {
  const { columns, cellCharacters } = context.limits;
  if (row.cells.length > columns) throw tooLarge('columns', columns);
  for (const cell of row.cells) {
    if (typeof cell === 'string' && cell.length > cellCharacters) throw tooLarge('cellCharacters', cellCharacters);
  }
};

/** In a file with bytes that fit no encoding, the rows that hold them. */
const withDamage = (row: SourceRow): SourceRow => {
  const column = row.cells.findIndex((cell) => typeof cell === 'string' && cell.includes('\uFFFD'));
  return column === -1 ? row : { ...row, troubles: [...(row.troubles ?? []), { code: 'undecodableText', column }] };
};

/** `isWhole`: every byte of the file fits its encoding. */
export const rowBatch = (sink: RowSink, context: ReadContext, isWhole = true): RowBatch => {
  let waiting: SourceRow[] = [];
  let total = 0;
  let isWanted = true;
  const send = async (): Promise<void> => {
    const rows = waiting;
    waiting = [];
    for (let start = 0; start < rows.length && isWanted; start += BATCH_ROWS) {
      throwIfCancelled(context.signal);
      isWanted = await sink(rows.slice(start, start + BATCH_ROWS));
    }
  };
  return {
    add: (row) => {
      total += 1;
      if (total > context.limits.rows) throw tooLarge('rows', context.limits.rows);
      checkRow(row, context);
      waiting.push(isWhole ? row : withDamage(row));
    },
    drain: async () => {
      if (waiting.length > 0 && isWanted) await send();
      return isWanted;
    },
  };
};
