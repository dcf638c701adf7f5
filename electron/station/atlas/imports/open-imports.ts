// The files that are open for importing: whose they are, their worker, what was compared last, and when they are let go.
import type { ImportSheet } from '../../../../shared/contract/import-shapes.ts';
import { refusal, type Refusal } from '../../../../shared/contract/refusal.ts';
import { failure, success, type Result } from '../../../../shared/kernel/result.ts';
import type { ImportFailure } from '../import/import-failure.ts';
import { openImport, type ImportSession } from '../import/importer.ts';
import type { SheetReport } from '../import/import-wire.ts';
import type { TalliedComparison } from './comparison-tally.ts';
import type { FaultFiles } from './fault-files.ts';
import { fileRefusal } from './file-refusal.ts';
import type { ImportsDesk } from './imports-desk.ts';
import { recallMapping } from './mapping-memory.ts';
import { shownSheet, withShortHeaders } from './show-sheet.ts';
import { createTaskLane, type TaskLane } from './task-lane.ts';
import type { UploadedFile } from './uploads.ts';

export interface OpenImport {
  readonly owner: string;
  readonly id: string;
  readonly fileName: string;
  readonly session: ImportSession;
  readonly sheets: readonly ImportSheet[];
  readonly lane: TaskLane;
  compared: TalliedComparison | null;
  faultFiles: FaultFiles | null;
  touchedAt: number;
}

export interface OpenImports {
  /** One that is open already is given again. */
  readonly open: (owner: string, id: string, file: UploadedFile, signal: AbortSignal) => Promise<Result<OpenImport, Refusal>>;
  readonly find: (owner: string, id: string) => Result<OpenImport, Refusal>;
  readonly has: (owner: string, id: string) => boolean;
  readonly close: (owner: string, id: string) => Promise<void>;
  /** Closes what has nobody following it, nothing under way and no request for so long. */
  readonly sweep: (idleMs: number, isFollowed: (owner: string, id: string) => boolean) => Promise<void>;
  readonly dispose: () => Promise<void>;
}

/** Each has a worker of its own, with memory of its own. */
const MOST_OPEN = 4;
const SAMPLE_SOURCE = '';

const keyOf = (owner: string, id: string): string => `${owner} ${id}`;

/** The mapping used the last time, on this sheet; the guess where there is none or it does not fit. */
const proposeSheet = async (desk: ImportsDesk, session: ImportSession, report: SheetReport, index: number, sheetCount: number): Promise<ImportSheet> => {
  const short = withShortHeaders(report);
  const guessed = short.guess?.mapping;
  const remembered = guessed === undefined ? null : await recallMapping(desk.store.read, guessed.headers, guessed.firstDataRow);
  const preview = remembered === null ? null : await session.preview({ sheet: index, mapping: remembered.mapping, source: SAMPLE_SOURCE, asOf: '' });
  return shownSheet(short, remembered === null || preview?.ok !== true ? null : { remembered, preview: preview.value }, sheetCount);
};

const describe = async (desk: ImportsDesk, session: ImportSession): Promise<readonly ImportSheet[]> => {
  const { sheets } = session.report;
  const shown: ImportSheet[] = [];
  for (const [index, report] of sheets.entries()) shown.push(await proposeSheet(desk, session, report, index, sheets.length));
  return shown;
};

const openSession = async (desk: ImportsDesk, file: UploadedFile, signal: AbortSignal): Promise<Result<ImportSession, ImportFailure>> => {
  const home = desk.reader.extent();
  return openImport(file.path, { clock: desk.clock, entry: desk.workerEntry, fileName: file.fileName, ...(home === null ? {} : { home }), signal });
};

export const createOpenImports = (desk: ImportsDesk): OpenImports => {
  const imports = new Map<string, OpenImport>();
  const opening = new Map<string, Promise<Result<OpenImport, Refusal>>>();

  const open = async (owner: string, id: string, file: UploadedFile, signal: AbortSignal): Promise<Result<OpenImport, Refusal>> => {
    const session = await openSession(desk, file, signal);
    if (!session.ok) return failure(fileRefusal(session.error));
    let isKept = false;
    try {
      const sheets = await describe(desk, session.value);
      const opened: OpenImport = { owner, id, fileName: file.fileName, session: session.value, sheets, lane: createTaskLane(), compared: null, faultFiles: null, touchedAt: desk.clock.elapsed() };
      imports.set(keyOf(owner, id), opened);
      isKept = true;
      return success(opened);
    } finally {
      if (!isKept) await session.value.dispose();
    }
  };

  const close = async (owner: string, id: string): Promise<void> => {
    const key = keyOf(owner, id);
    const found = imports.get(key);
    if (found === undefined) return;
    imports.delete(key);
    await found.lane.close();
    await found.session.dispose();
    await found.faultFiles?.remove();
  };

  return {
    open: async (owner, id, file, signal) => {
      const key = keyOf(owner, id);
      const known = imports.get(key);
      if (known !== undefined) return success(known);
      const begun = opening.get(key);
      if (begun !== undefined) return begun;
      if (imports.size + opening.size >= MOST_OPEN) return failure(refusal('tooMany', { limit: MOST_OPEN, what: 'imports' }));
      const made = open(owner, id, file, signal).finally(() => opening.delete(key));
      opening.set(key, made);
      return made;
    },
    find: (owner, id) => {
      const found = imports.get(keyOf(owner, id));
      if (found === undefined) return failure(refusal('notFound', { importId: id }));
      found.touchedAt = desk.clock.elapsed();
      return success(found);
    },
    has: (owner, id) => imports.has(keyOf(owner, id)) || opening.has(keyOf(owner, id)),
    close,
    sweep: async (idleMs, isFollowed) => {
      const now = desk.clock.elapsed();
      for (const { owner, id, lane, touchedAt } of [...imports.values()]) if (!lane.isBusy() && !isFollowed(owner, id) && now - touchedAt > idleMs) await close(owner, id);
    },
    dispose: async () => {
      for (const begun of [...opening.values()]) await begun;
      for (const { owner, id } of [...imports.values()]) await close(owner, id);
    },
  };
};
