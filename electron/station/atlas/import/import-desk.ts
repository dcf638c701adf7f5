// Opens, guesses and converts one file; the worker serves it across a thread, tests and tools call it directly.
import { failure, success, type Result } from '../../../../shared/kernel/result.ts';
import { rowConverter, type ConvertedRow, type ConvertOptions, type RowConverter } from './convert-row.ts';
import type { OpenedFile, ReadContext, SourceRow } from './formats/format.ts';
import { guessTable } from './guess-table.ts';
import { settled, type ImportFailure } from './import-failure.ts';
import { BATCH_CHARACTERS, BATCH_LIMIT, POSITION_CHARACTERS, PREVIEW_ROWS, SAMPLE_CHARACTERS, SAMPLE_ROWS, type ConvertRequest, type ConvertSummary, type FileReport, type OpenRequest, type SheetReport } from './import-wire.ts';
import type { Mapping } from './mapping.ts';
import { openFile } from './open-file.ts';

export interface DeskCall {
  readonly signal: AbortSignal;
  /** 0 to 1. */
  readonly onProgress: (done: number) => void;
}

/** Takes a batch; resolves once the next may come. */
export type BatchSink = (rows: readonly ConvertedRow[], done: number) => Promise<void>;

export interface ImportDesk {
  readonly report: (call: DeskCall) => Promise<Result<FileReport, ImportFailure>>;
  /** Guesses again with the kind the user has chosen. */
  readonly guess: (sheet: number, kind: string, call: DeskCall) => Promise<Result<SheetReport, ImportFailure>>;
  readonly preview: (request: ConvertRequest, call: DeskCall) => Promise<Result<readonly ConvertedRow[], ImportFailure>>;
  readonly convert: (request: ConvertRequest, sink: BatchSink, call: DeskCall) => Promise<Result<ConvertSummary, ImportFailure>>;
  readonly dispose: () => Promise<void>;
}

interface Desk {
  readonly file: OpenedFile;
  readonly request: OpenRequest;
}

const contextOf = ({ request }: Desk, { signal, onProgress }: DeskCall): ReadContext => ({ limits: request.limits, signal, onProgress });

const firstRows = async (desk: Desk, sheet: number, count: number, call: DeskCall): Promise<readonly SourceRow[]> => {
  const rows: SourceRow[] = [];
  let characters = 0;
  const take = (batch: readonly SourceRow[]): boolean => {
    for (const row of batch) {
      if (rows.length >= count || characters >= SAMPLE_CHARACTERS) return false;
      rows.push(row);
      characters += charactersOf(row);
    }
    return true;
  };
  await desk.file.read(sheet, take, { ...contextOf(desk, call), onProgress: () => {} });
  return rows;
};

/** About what a row weighs, its shape included. */
const charactersOf = ({ cells, geometry }: SourceRow): number => {
  let sum = cells.length;
  for (const cell of cells) if (typeof cell === 'string') sum += cell.length;
  const positions = geometry === undefined || geometry === null || geometry.type === 'Point' ? 0 : geometry.coordinates.flat(2).length;
  return sum + positions * POSITION_CHARACTERS;
};

const optionsOf = ({ request }: Desk, source: string, asOf: string): ConvertOptions => ({
  source,
  asOf,
  home: request.home,
  geometryVertices: request.limits.geometryVertices,
});

const convertFirst = (rows: readonly SourceRow[], mapping: Mapping, convert: RowConverter): readonly ConvertedRow[] =>
  rows.filter(({ number }) => number >= mapping.firstDataRow).slice(0, PREVIEW_ROWS).flatMap((row) => convert(row) ?? []);

const reportSheet = async (desk: Desk, index: number, kind: string | undefined, call: DeskCall): Promise<SheetReport> => {
  const { request, file } = desk;
  const sheet = file.sheets[index];
  if (sheet === undefined) throw new Error(`no sheet ${index}`);
  const rows = await firstRows(desk, index, SAMPLE_ROWS, call);
  const guess = guessTable(
    { fileName: request.fileName, format: file.format, sheet, rows },
    { ...(request.home === null ? {} : { home: request.home }), ...(kind === undefined ? {} : { kind }) },
  );
  const convert = guess === null ? null : rowConverter(guess.mapping, optionsOf(desk, request.fileName, ''));
  return {
    sheet,
    guess,
    rows: rows.slice(0, PREVIEW_ROWS).map(({ number, cells }) => ({ number, cells })),
    preview: guess === null || convert === null ? [] : convertFirst(rows, guess.mapping, convert),
  };
};

const reportFile = async (desk: Desk, call: DeskCall): Promise<FileReport> => {
  const sheets: SheetReport[] = [];
  for (const index of desk.file.sheets.keys()) {
    call.onProgress(index / desk.file.sheets.length);
    sheets.push(await reportSheet(desk, index, undefined, call));
  }
  return { format: desk.file.format, notes: desk.file.notes, sheets };
};

interface Tally {
  things: number;
  located: number;
  withWarnings: number;
  faults: number;
  blank: number;
}

const count = (tally: Tally, row: ConvertedRow | null): void => {
  if (row === null) tally.blank += 1;
  else if (row.outcome === 'fault') tally.faults += 1;
  else {
    tally.things += 1;
    if (row.content.geometry !== null) tally.located += 1;
    if (row.warnings.length > 0) tally.withWarnings += 1;
  }
};

const convertSheet = async (desk: Desk, request: ConvertRequest, convert: RowConverter, sink: BatchSink, call: DeskCall): Promise<ConvertSummary> => {
  const tally: Tally = { things: 0, located: 0, withWarnings: 0, faults: 0, blank: 0 };
  let [done, batch, characters]: [number, ConvertedRow[], number] = [0, [], 0];
  const send = async (): Promise<void> => {
    const rows = batch;
    [batch, characters] = [[], 0];
    if (rows.length > 0) await sink(rows, done);
  };
  const take = async (rows: readonly SourceRow[]): Promise<boolean> => {
    for (const row of rows) {
      if (row.number < request.mapping.firstDataRow) continue;
      const converted = convert(row);
      count(tally, converted);
      if (converted === null) continue;
      batch.push(converted);
      characters += charactersOf(row);
      if (batch.length >= BATCH_LIMIT || characters >= BATCH_CHARACTERS) await send();
    }
    return true;
  };
  const onProgress = (progress: number): void => {
    done = progress;
    call.onProgress(progress);
  };
  await desk.file.read(request.sheet, take, contextOf(desk, { ...call, onProgress }));
  done = 1;
  await send();
  return { ...tally, notLocated: tally.things - tally.located };
};

const converterFor = (desk: Desk, request: ConvertRequest): Result<RowConverter, ImportFailure> => {
  if (desk.file.sheets[request.sheet] === undefined) return failure({ reason: 'noSuchSheet' });
  const convert = rowConverter(request.mapping, optionsOf(desk, request.source, request.asOf));
  return convert === null ? failure({ reason: 'badMapping' }) : success(convert);
};

const deskOf = (desk: Desk): ImportDesk => ({
  report: (call) => settled(call.signal, () => reportFile(desk, call)),
  guess: async (sheet, kind, call) =>
    desk.file.sheets[sheet] === undefined ? failure({ reason: 'noSuchSheet' }) : settled(call.signal, () => reportSheet(desk, sheet, kind, call)),
  preview: async (request, call) => {
    const convert = converterFor(desk, request);
    if (!convert.ok) return convert;
    return settled(call.signal, async () => convertFirst(await firstRows(desk, request.sheet, SAMPLE_ROWS, call), request.mapping, convert.value));
  },
  convert: async (request, sink, call) => {
    const convert = converterFor(desk, request);
    return convert.ok ? settled(call.signal, () => convertSheet(desk, request, convert.value, sink, call)) : convert;
  },
  dispose: desk.file.dispose,
});

export const openImportDesk = async (request: OpenRequest, call: DeskCall): Promise<Result<ImportDesk, ImportFailure>> => {
  const file = await openFile(request.path, request.fileName, { limits: request.limits, ...call });
  return file.ok ? success(deskOf({ file: file.value, request })) : file;
};
