// Reads a whole file as its mapping says and holds every row against the map, slice by slice; nothing is saved here.
import { thingKind } from '../../../../shared/domain/atlas/thing-kinds.ts';
import type { Refusal } from '../../../../shared/contract/refusal.ts';
import type { Clock } from '../../../../shared/kernel/clock.ts';
import { failure, success, type Result } from '../../../../shared/kernel/result.ts';
import type { Reader } from '../../store/store.ts';
import type { AtlasReader } from '../atlas-reader.ts';
import { compareRows, mappedFields, type Comparison, type RowComparison } from '../import/compare.ts';
import type { ConvertedRow, ConvertedThing } from '../import/convert-row.ts';
import { settleRow, type Lookups } from '../import/convert/settle-row.ts';
import type { ImportSession } from '../import/importer.ts';
import type { Mapping } from '../import/mapping.ts';
import type { Thing } from '../../../../shared/domain/atlas/thing.ts';
import { createSlicer, type Slicer } from '../slicer.ts';
import { createComparisonTally, type ComparisonTally, type TalliedComparison } from './comparison-tally.ts';
import { indexThings } from './existing-things.ts';
import { fileRefusal } from './file-refusal.ts';
import { listName, readListCodes } from './list-codes.ts';
import { listScope } from './list-scope.ts';
import { prepareLookups } from './row-lookups.ts';

export interface ComparisonRequest {
  readonly sheet: number;
  readonly mapping: Mapping;
  readonly source: string;
  readonly asOf: string;
  readonly blankClears: boolean;
  readonly completeList: { readonly areaCode: string } | null;
}

export interface ComparisonParts {
  readonly reader: AtlasReader;
  readonly read: Reader;
  readonly clock: Clock;
  readonly session: ImportSession;
}

/** What else is done with the rows as they are compared. A refusal ends the comparison. */
export interface RowTaker {
  readonly row?: (row: ConvertedThing, compared: RowComparison) => void;
  /** After each batch, with its rows as they were settled. */
  readonly batch?: (rows: readonly ConvertedRow[]) => Promise<Result<null, Refusal>>;
  readonly gone?: (things: readonly Thing[]) => Promise<Result<null, Refusal>>;
  readonly progress: (fraction: number, rows: number) => void;
}

interface Prepared {
  readonly things: readonly Thing[];
  readonly comparison: Comparison;
  readonly lookups: Lookups;
  readonly slicer: Slicer;
}

const THINGS_PER_LOOK = 2_000;

const takeGone = async ({ things, comparison, slicer }: Prepared, request: ComparisonRequest, tally: ComparisonTally, taker: RowTaker): Promise<Result<null, Refusal>> => {
  if (request.completeList === null) return success(null);
  const scope = listScope(request.mapping, request.completeList.areaCode);
  for (let first = 0; first < things.length; first += THINGS_PER_LOOK) {
    const missing = comparison.gone(things.slice(first, first + THINGS_PER_LOOK));
    const inside = missing.filter((thing) => scope(thing) === 'inside');
    tally.leftAlone(missing.filter((thing) => scope(thing) === 'unknown').length);
    for (const thing of inside) tally.gone(thing);
    const taken = (await taker.gone?.(inside)) ?? success(null);
    if (!taken.ok) return taken;
    await slicer.pause();
  }
  return success(null);
};

/** Takes converted batches one after another; the first thing that goes wrong is kept and stops the reading. */
const createBatchSink = (take: (rows: readonly ConvertedRow[]) => Promise<Result<null, Refusal>>, stop: AbortController) => {
  let [refused, thrown]: [Refusal | null, { readonly error: unknown } | null] = [null, null];
  return {
    // Whatever leaves here would end the worker as if it were broken.
    onBatch: async (rows: readonly ConvertedRow[]): Promise<void> => {
      if (refused !== null || thrown !== null) return;
      try {
        const taken = await take(rows);
        if (taken.ok) return;
        refused = taken.error;
      } catch (error) {
        thrown = { error };
      }
      stop.abort();
    },
    settled: (): Refusal | null => {
      if (thrown !== null) throw thrown.error;
      return refused;
    },
  };
};

const prepare = async ({ reader, read, clock }: ComparisonParts, { mapping, source, blankClears }: ComparisonRequest, signal: AbortSignal): Promise<Prepared> => {
  const slicer = createSlicer(clock, signal);
  const things = await reader.things(mapping.kind);
  const codes = await readListCodes(read, listName(mapping, source), slicer);
  const existing = await indexThings(things, codes, slicer);
  const lookups = await prepareLookups(reader, mapping, slicer);
  const comparison = compareRows(existing, { match: 'key', blankKeeps: !blankClears, mappedFields: mappedFields(mapping), hasPosition: mapping.position.from !== 'none' });
  return { things, comparison, lookups, slicer };
};

const compareBatch = async ({ comparison, lookups, slicer }: Prepared, kind: string, rows: readonly ConvertedRow[], tally: ComparisonTally, taker: RowTaker): Promise<readonly ConvertedRow[]> => {
  const settled: ConvertedRow[] = [];
  for (const row of rows) {
    if (row.outcome === 'fault') {
      tally.fault(row);
      settled.push(row);
    } else {
      const thing = settleRow(row, kind, lookups);
      const compared = comparison.add(thing);
      tally.thing(thing, compared);
      taker.row?.(thing, compared);
      settled.push(thing);
    }
    if (slicer.isDue()) await slicer.pause();
  }
  return settled;
};

/** Rejects where the signal is aborted or the store cannot be read: call it inside `answering`. */
export const runComparison = async (parts: ComparisonParts, request: ComparisonRequest, taker: RowTaker, signal: AbortSignal): Promise<Result<TalliedComparison, Refusal>> => {
  const { mapping, sheet, source, asOf } = request;
  if (thingKind(mapping.kind) === undefined) return failure(fileRefusal({ reason: 'badMapping' }));
  const prepared = await prepare(parts, request, signal);
  const tally = createComparisonTally(JSON.stringify(request), mapping.name);
  const stop = new AbortController();
  const sink = createBatchSink(async (rows) => {
    const settled = await compareBatch(prepared, mapping.kind, rows, tally, taker);
    return (await taker.batch?.(settled)) ?? success(null);
  }, stop);
  let rowCount = 0;
  const onBatch = async (rows: readonly ConvertedRow[], done: number): Promise<void> => {
    rowCount += rows.length;
    await sink.onBatch(rows);
    taker.progress(done, rowCount);
  };
  const onProgress = (done: number): void => taker.progress(done, rowCount);
  const converted = await parts.session.convert({ sheet, mapping, source, asOf }, { onBatch, onProgress }, AbortSignal.any([signal, stop.signal]));
  const refused = sink.settled();
  if (refused !== null) return failure(refused);
  if (!converted.ok) return failure(fileRefusal(converted.error));
  const gone = await takeGone(prepared, request, tally, taker);
  return gone.ok ? success(tally.done(converted.value.blank)) : gone;
};
