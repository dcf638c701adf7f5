// A real store, atlas and importer behind a real front desk, in a folder of their own, with seats that send files in parts.
import { mkdtempSync, rmSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import type { z } from 'zod';
import { locateSource } from '../../../electron/host/locate-source.ts';
import { createAtlas, type Atlas } from '../../../electron/station/atlas/atlas.ts';
import { ATLAS_MIGRATIONS } from '../../../electron/station/atlas/atlas-tables.ts';
import { createImports, type Imports } from '../../../electron/station/atlas/imports/create-imports.ts';
import { IMPORT_MIGRATIONS } from '../../../electron/station/atlas/imports/import-tables.ts';
import { createFrontDesk, type FrontDesk } from '../../../electron/station/front-desk/front-desk.ts';
import { openStore } from '../../../electron/station/store/open-store.ts';
import { recallOutcome } from '../../../electron/station/store/recall-outcome.ts';
import type { Store, StoreSetting } from '../../../electron/station/store/store.ts';
import { systemClock, systemIds } from '../../../electron/station/system.ts';
import { ATLAS_OPERATIONS, ATLAS_STREAMS } from '../../../shared/contract/atlas.ts';
import { IMPORT_OPERATIONS, IMPORT_STREAMS, PART_LIMIT_BYTES } from '../../../shared/contract/imports.ts';
import type { ImportMapping, ImportSheet } from '../../../shared/contract/import-shapes.ts';
import type { StationMessage } from '../../../shared/contract/message.ts';
import type { Refusal } from '../../../shared/contract/refusal.ts';
import type { Role } from '../../../shared/domain/people/role.ts';
import type { Clock } from '../../../shared/kernel/clock.ts';
import type { Result } from '../../../shared/kernel/result.ts';

const OPERATIONS = { ...ATLAS_OPERATIONS, ...IMPORT_OPERATIONS };
const STREAMS = { ...ATLAS_STREAMS, ...IMPORT_STREAMS };

type Operations = typeof OPERATIONS;
export type Asked<N extends keyof Operations> = z.output<Operations[N]['output']>;
type Input<N extends keyof Operations> = z.input<Operations[N]['input']>;

export interface TestSeat {
  readonly ask: <N extends keyof Operations>(name: N, input: Input<N>, commandId?: string) => Promise<Result<Asked<N>, Refusal>>;
  readonly follow: (stream: keyof typeof STREAMS, parameters: unknown) => readonly StationMessage[];
  /** As when the window is closed. */
  readonly leave: () => void;
}

export interface ImportStation {
  readonly store: () => Store;
  readonly atlas: () => Atlas;
  readonly folder: string;
  readonly faults: readonly unknown[];
  readonly seat: (role?: Role, person?: string) => TestSeat;
  /** Closes everything in order and opens it again over the same store. */
  readonly restart: () => Promise<void>;
  readonly dispose: () => Promise<void>;
}

export interface ImportStationOptions {
  readonly isDemonstration?: boolean;
  readonly clock?: Clock;
  readonly folder?: string;
  readonly store?: StoreSetting;
  /** Puts something between the features and the store. */
  readonly through?: (store: Store) => Store;
}

interface Running {
  readonly store: Store;
  readonly atlas: Atlas;
  readonly imports: Imports;
  readonly desk: FrontDesk;
}

export const valueOf = <T>(result: Result<T, unknown>): T => {
  if (!result.ok) throw new Error(`refused: ${JSON.stringify(result.error)}`);
  return result.value;
};

export const refusalOf = (result: Result<unknown, Refusal>): Refusal => {
  if (result.ok) throw new Error(`not refused: ${JSON.stringify(result.value).slice(0, 300)}`);
  return result.error;
};

const seatAt = (desk: FrontDesk, number: number, role: Role, person: string): TestSeat => {
  const waiting = new Map<number, (message: StationMessage) => void>();
  const streams = new Map<number, StationMessage[]>();
  let last = 0;
  const send = (message: StationMessage): void => {
    waiting.get(message.id)?.(message);
    streams.get(message.id)?.push(message);
  };
  const open = desk.openSeat({ send, waitingBytes: () => 0, close: () => undefined }, { id: `seat-${number}`, person: { id: person, name: `${person}王芳`, post: '', roles: [role] } });
  return {
    ask: async (name, input, commandId) => {
      last += 1;
      const id = last;
      const reply = Promise.withResolvers<StationMessage>();
      waiting.set(id, reply.resolve);
      open.receive({ type: 'request', id, operation: name, input, ...(OPERATIONS[name].isChange ? { commandId: commandId ?? `command-${number}-${id}` } : {}) });
      const message = await reply.promise;
      waiting.delete(id);
      if (message.type !== 'reply') throw new Error(`not a reply: ${message.type}`);
      // The front desk has just checked the answer against the output shape of this very operation.
      return message.result as Result<Asked<typeof name>, Refusal>;
    },
    follow: (stream, parameters) => {
      last += 1;
      const messages: StationMessage[] = [];
      streams.set(last, messages);
      open.receive({ type: 'follow', id: last, stream, parameters });
      return messages;
    },
    leave: open.dispose,
  };
};

const start = async (folder: string, options: ImportStationOptions, faults: unknown[]): Promise<Running> => {
  const clock = options.clock ?? systemClock;
  const onFault = (error: unknown): void => void faults.push(error);
  const setting = options.store ?? { engine: 'sqlite', folder };
  const opened = valueOf(await openStore(setting, { migrations: [...ATLAS_MIGRATIONS, ...IMPORT_MIGRATIONS], clock: systemClock, onFault }));
  const store = options.through?.(opened) ?? opened;
  const atlas = await createAtlas({ store, clock: systemClock, ids: systemIds, folder, onFault });
  const imports = await createImports({ store, clock, ids: systemIds, atlas, folder, workerEntry: locateSource('import'), isDemonstration: options.isDemonstration ?? false, onFault });
  const desk = createFrontDesk({
    operations: OPERATIONS,
    streams: STREAMS,
    handlers: { ...atlas.handlers, ...imports.handlers },
    sources: { ...atlas.sources, ...imports.sources },
    clock,
    ids: systemIds,
    recallOutcome: async (commandId) => recallOutcome(store, commandId),
    onFault: ({ error }) => faults.push(error),
  });
  return { store, atlas, imports, desk };
};

export const openImportStation = async (options: ImportStationOptions = {}): Promise<ImportStation> => {
  const folder = options.folder ?? mkdtempSync(join(tmpdir(), 'fenghuotai-imports-'));
  const faults: unknown[] = [];
  let running = await start(folder, options, faults);
  let seats = 0;
  const stop = async (): Promise<void> => {
    running.desk.dispose();
    await running.imports.dispose();
    await running.atlas.dispose();
    await running.store.dispose();
  };
  return {
    store: () => running.store,
    atlas: () => running.atlas,
    folder,
    faults,
    seat: (role = 'dutyOfficer', person = 'person-1') => {
      seats += 1;
      return seatAt(running.desk, seats, role, person);
    },
    restart: async () => {
      await stop();
      running = await start(folder, options, faults);
    },
    dispose: async () => {
      await stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
};

export const upload = async (seat: TestSeat, uploadId: string, fileName: string, bytes: Uint8Array, partBytes = PART_LIMIT_BYTES): Promise<Result<{ readonly received: number }, Refusal>> => {
  let offset = 0;
  for (;;) {
    const part = Uint8Array.from(bytes.subarray(offset, offset + partBytes));
    const sent = await seat.ask('uploadPart', { uploadId, offset, bytes: part, fileName, totalBytes: bytes.byteLength });
    if (!sent.ok || sent.value.received >= bytes.byteLength) return sent;
    offset = sent.value.received;
  }
};

export interface OpenedFile {
  readonly importId: string;
  readonly fileName: string;
  readonly sheets: readonly ImportSheet[];
}

let lastUpload = 0;

export const openBytes = async (seat: TestSeat, fileName: string, bytes: Uint8Array): Promise<Result<OpenedFile, Refusal>> => {
  lastUpload += 1;
  const uploadId = `upload-${process.pid}-${String(lastUpload).padStart(4, '0')}`;
  const sent = await upload(seat, uploadId, fileName, bytes);
  return sent.ok ? seat.ask('openImport', { uploadId }) : sent;
};

export const openPath = async (seat: TestSeat, path: string): Promise<OpenedFile> => valueOf(await openBytes(seat, basename(path), await readFile(path)));

export const openText = async (seat: TestSeat, fileName: string, text: string): Promise<OpenedFile> => valueOf(await openBytes(seat, fileName, new TextEncoder().encode(text)));

export interface Wish {
  readonly source?: string;
  readonly asOf?: string;
  readonly blankClears?: boolean;
  readonly completeList?: { readonly areaCode: string } | null;
  readonly correct?: (mapping: ImportMapping) => ImportMapping;
  readonly sheet?: number;
}

export const requestOf = ({ importId, sheets }: OpenedFile, wish: Wish = {}) => {
  const sheet = wish.sheet ?? 0;
  const mapping = sheets[sheet]?.mapping ?? null;
  if (mapping === null) throw new Error('nothing to import in this sheet');
  const { source = '县应急局', asOf = '2026-11-22', blankClears = false, completeList = null, correct = (same: ImportMapping) => same } = wish;
  return { importId, sheet, mapping: correct(mapping), source, asOf, blankClears, completeList };
};

export const previewed = async (seat: TestSeat, file: OpenedFile, wish: Wish = {}): Promise<Asked<'previewImport'>> => valueOf(await seat.ask('previewImport', requestOf(file, wish)));

/** Looks and commits, as a user who agrees with everything. */
export const committed = async (seat: TestSeat, file: OpenedFile, wish: Wish = {}): Promise<Asked<'commitImport'>> => {
  const { digest } = await previewed(seat, file, wish);
  return valueOf(await seat.ask('commitImport', { ...requestOf(file, wish), digest }));
};

/** Opens, looks, commits and closes. */
export const imported = async (seat: TestSeat, file: OpenedFile, wish: Wish = {}): Promise<Asked<'commitImport'>> => {
  const done = await committed(seat, file, wish);
  valueOf(await seat.ask('closeImport', { importId: file.importId }));
  return done;
};

export const listed = async (seat: TestSeat, kind: string): Promise<Asked<'listThings'>> => valueOf(await seat.ask('listThings', { kind, offset: 0, limit: 500 }));

export const download = async (seat: TestSeat, downloadId: string): Promise<Uint8Array> => {
  const parts: Uint8Array[] = [];
  let offset = 0;
  for (;;) {
    const { bytes, totalBytes } = valueOf(await seat.ask('readDownload', { downloadId, offset }));
    parts.push(bytes);
    offset += bytes.byteLength;
    if (offset >= totalBytes || bytes.byteLength === 0) return new Uint8Array(Buffer.concat(parts));
  }
};
