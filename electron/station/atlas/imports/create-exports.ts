// Exports things of one kind to a file, says so in the journal where people's data leave, and hands the file out in parts.
import type { Caller, Handlers } from '../../../../shared/contract/feature.ts';
import type { IMPORT_OPERATIONS } from '../../../../shared/contract/imports.ts';
import { refusal, type Refusal } from '../../../../shared/contract/refusal.ts';
import type { ThingKind } from '../../../../shared/domain/atlas/field.ts';
import { isHome, mayReadPersonalData } from '../../../../shared/domain/atlas/personal-data.ts';
import type { Thing } from '../../../../shared/domain/atlas/thing.ts';
import { thingKind } from '../../../../shared/domain/atlas/thing-kinds.ts';
import type { Json } from '../../../../shared/kernel/json.ts';
import { failure, success, type Result } from '../../../../shared/kernel/result.ts';
import { authorOf } from '../atlas-desk.ts';
import { exportTitle } from '../export/export-columns.ts';
import type { ExportFormat, ExportOptions } from '../export/export-options.ts';
import { exportThings, type ExportFailure, type ExportSummary } from '../export/export-things.ts';
import { EXPORT_FORMATS } from '../export/formats/index.ts';
import { answering, changeRefusal } from '../store-refusal.ts';
import { fileRefusal } from './file-refusal.ts';
import type { ImportsDesk } from './imports-desk.ts';
import { IDLE, ownerOf } from './progress-board.ts';
import { readPart } from './temporary-files.ts';

type ExportHandlers = Pick<Handlers<typeof IMPORT_OPERATIONS>, 'exportThings' | 'readDownload'>;
type ExportInput = Parameters<ExportHandlers['exportThings']>[0];

export interface Exports {
  readonly handlers: ExportHandlers;
  readonly cancel: (input: { readonly id: string }, caller: Caller) => void;
  /** Deletes what nobody has read of for so long. */
  readonly sweep: (idleMs: number) => Promise<void>;
  readonly dispose: () => Promise<void>;
}

interface Download {
  readonly path: string;
  touchedAt: number;
}

const MOST_DOWNLOADS = 16;

const keyOf = (owner: string, id: string): string => `${owner} ${id}`;

const two = (value: number): string => String(value).padStart(2, '0');

/** `【演练数据】避灾安置场所_20261122_0315.xlsx`, in the station's own time. */
const fileNameOf = (options: ExportOptions, format: ExportFormat, now: number): string => {
  const date = new Date(now);
  const day = `${date.getFullYear()}${two(date.getMonth() + 1)}${two(date.getDate())}`;
  return `${exportTitle(options)}_${day}_${two(date.getHours())}${two(date.getMinutes())}.${format.extension}`;
};

const failureRefusal = (reason: ExportFailure): Refusal => {
  if (reason.reason === 'tooManyRows') return refusal('tooMany', { limit: reason.allowed, what: 'rows' });
  return reason.reason === 'cancelled' ? refusal('cancelled') : fileRefusal({ reason: reason.reason === 'diskFull' ? 'diskFull' : 'notReadable' });
};

async function* told(things: AsyncIterable<Thing>, total: number, tell: (fraction: number, rows: number) => void): AsyncGenerator<Thing> {
  const every = Math.max(1, Math.floor(total / 100));
  let rows = 0;
  for await (const thing of things) {
    rows += 1;
    if (rows % every === 0) tell(rows / total, rows);
    yield thing;
  }
}

const hasPeople = (kind: ThingKind): boolean => isHome(kind.kind) || kind.fields.some(({ isPersonal }) => isPersonal === true);

interface Written {
  readonly path: string;
  readonly fileName: string;
  readonly summary: ExportSummary;
}

const write = async (desk: ImportsDesk, kind: ThingKind, format: ExportFormat, input: ExportInput, caller: Caller, signal: AbortSignal): Promise<Result<Written, Refusal>> => {
  const options: ExportOptions = { kind, hasPersonalData: input.includePersonal, isDemonstration: desk.isDemonstration, nameOf: desk.selection.nameOf };
  const selected = await desk.selection.select(input.kind, input.filter ?? {}, mayReadPersonalData(caller.person?.roles ?? []), signal);
  if (selected === null) return failure(refusal('notFound', { kind: input.kind }));
  const path = desk.files.newPath(`.${format.extension}`);
  // Made here, so that only its owner may read it from the first byte.
  await (await desk.files.create(`${path}.part`)).close();
  const tell = (fraction: number, rows: number): void => desk.board.tell(ownerOf(caller), input.exportId, { phase: 'exporting', fraction, rows });
  const written = await exportThings(told(selected.things, selected.total, tell), path, format, options, signal);
  if (!written.ok) return failure(failureRefusal(written.error));
  return success({ path, fileName: fileNameOf(options, format, desk.clock.now()), summary: written.value });
};

const filterJson = (filter: ExportInput['filter']): { readonly [key: string]: Json } =>
  Object.fromEntries(Object.entries(filter ?? {}).flatMap(([key, value]) => (value === undefined ? [] : [[key, value] as const])));

/** On disk before the file leaves the building. */
const journal = async (desk: ImportsDesk, input: ExportInput, { fileName, summary }: Written, caller: Caller): Promise<Result<null, Refusal>> => {
  const { exportId: downloadId, kind, filter, format } = input;
  const outcome = { downloadId, fileName, bytes: summary.bytes, thingCount: summary.things, locatedCount: summary.located };
  const payload = { kind, filter: filterJson(filter), format, fileName, thingCount: summary.things, includesPersonalData: true, personName: caller.person?.name ?? '' };
  const { commandId, ...author } = authorOf(caller);
  const written = await desk.store.change({ ...author, operation: 'exportThings', payload, ...(commandId === undefined ? {} : { commandId }) }, async () => outcome);
  return written.ok ? success(null) : failure(changeRefusal(written.error));
};

export const createExports = (desk: ImportsDesk): Exports => {
  const downloads = new Map<string, Download>();
  const running = new Map<string, AbortController>();

  const run = async (input: ExportInput, caller: Caller, signal: AbortSignal) => {
    const kind = thingKind(input.kind);
    const format = EXPORT_FORMATS.find(({ name }) => name === input.format);
    if (kind === undefined || format === undefined) return failure(refusal('notFound', { kind: input.kind }));
    const includesPeople = input.includePersonal && hasPeople(kind);
    if (includesPeople && !mayReadPersonalData(caller.person?.roles ?? [])) return failure(refusal('notPermitted'));
    const written = await write(desk, kind, format, input, caller, signal);
    if (!written.ok) return written;
    const journalled = includesPeople ? await journal(desk, input, written.value, caller) : success(null);
    if (!journalled.ok) {
      await desk.files.remove(written.value.path);
      return journalled;
    }
    downloads.set(keyOf(ownerOf(caller), input.exportId), { path: written.value.path, touchedAt: desk.clock.elapsed() });
    const { fileName, summary } = written.value;
    return success({ downloadId: input.exportId, fileName, bytes: summary.bytes, thingCount: summary.things, locatedCount: summary.located });
  };

  return {
    handlers: {
      exportThings: async (input, caller) => {
        const key = keyOf(ownerOf(caller), input.exportId);
        if (running.has(key) || downloads.has(key)) return failure(refusal('conflict', { exportId: input.exportId }));
        if (downloads.size + running.size >= MOST_DOWNLOADS) return failure(refusal('tooMany', { limit: MOST_DOWNLOADS, what: 'exports' }));
        const controller = new AbortController();
        running.set(key, controller);
        const signal = AbortSignal.any([caller.signal, controller.signal]);
        try {
          return await answering(signal, () => run(input, caller, signal));
        } finally {
          running.delete(key);
          desk.board.tell(ownerOf(caller), input.exportId, IDLE);
        }
      },
      readDownload: async ({ downloadId, offset }, caller) => {
        const download = downloads.get(keyOf(ownerOf(caller), downloadId));
        if (download === undefined) return failure(refusal('notFound', { downloadId }));
        download.touchedAt = desk.clock.elapsed();
        return success(await readPart(download.path, offset));
      },
    },
    cancel: ({ id }, caller) => running.get(keyOf(ownerOf(caller), id))?.abort(),
    sweep: async (idleMs) => {
      const now = desk.clock.elapsed();
      for (const [key, { path, touchedAt }] of [...downloads]) {
        if (now - touchedAt <= idleMs) continue;
        downloads.delete(key);
        await desk.files.remove(path);
      }
    },
    dispose: async () => {
      for (const controller of running.values()) controller.abort();
      for (const { path } of downloads.values()) await desk.files.remove(path);
      downloads.clear();
    },
  };
};
