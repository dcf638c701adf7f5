// The import wizard from the choosing of a file to its result: sending, opening, and letting go of what was open.
import { useCallback, useEffect, useRef, useState } from 'react';
import type { OutputOf } from '../../../../shared/contract/catalogue.ts';
import type { ImportCounts } from '../../../../shared/contract/import-shapes.ts';
import { refusal, type Refusal } from '../../../../shared/contract/refusal.ts';
import { PLANNING_ROLES } from '../../../../shared/domain/people/role.ts';
import { failure, type Result } from '../../../../shared/kernel/result.ts';
import type { Bounds } from '../../../../shared/kernel/units.ts';
import type { StationClient } from '../../../station-client/station-client.ts';
import { useSeat } from '../../../seat/seat-context.ts';
import { uploadFile } from './upload-file.ts';
import { whenConnected } from './when-connected.ts';

export type OpenedFile = OutputOf<'openImport'> & { readonly bytes: number; /** When the file was last written, as its disk says; null where it does not. */ readonly writtenAt: number | null };

export interface ImportResult {
  readonly batch: number;
  readonly fileName: string;
  readonly kind: string;
  readonly thingCount: number;
  readonly removedCount: number;
  readonly overtakenCount: number;
  readonly counts: ImportCounts | null;
  /** Of what was located in the file; null where nothing was. */
  readonly extent: Bounds | null;
}

export type ImportStep =
  | { readonly step: 'choose' }
  | { readonly step: 'sending'; readonly fileName: string; readonly done: number }
  | { readonly step: 'reading'; readonly fileName: string }
  | { readonly step: 'refused'; readonly fileName: string; readonly refusal: Refusal }
  | { readonly step: 'open'; readonly file: OpenedFile }
  | { readonly step: 'done'; readonly result: ImportResult };

export interface ImportDesk {
  readonly mayImport: boolean;
  readonly isOpen: boolean;
  readonly step: ImportStep;
  /** The id progress is followed by; null while there is no file. */
  readonly importId: string | null;
  readonly open: () => void;
  readonly close: () => void;
  /** Takes a file, letting go of the one before. */
  readonly take: (file: File) => void;
  /** Back to choosing, letting go of the file. */
  readonly again: () => void;
  readonly finish: (result: ImportResult) => void;
}

const OPEN_TIMEOUT_MS = 600_000;
const MOST_TRIES = 4;

/** Asked again where only the line failed: the station gives what it has opened already. */
const openUpload = async (client: StationClient, uploadId: string, signal: AbortSignal): Promise<Result<OutputOf<'openImport'>, Refusal>> => {
  for (let tries = 1; ; tries += 1) {
    const opened = await client.request('openImport', { uploadId }, { signal, timeoutMs: OPEN_TIMEOUT_MS });
    if (opened.ok) return { ok: true, value: opened.value.value };
    if (signal.aborted) return failure(refusal('cancelled'));
    if (opened.error.reason !== 'offline' || tries === MOST_TRIES || !(await whenConnected(client, signal))) return opened;
  }
};

export const useImportDesk = (): ImportDesk => {
  const { client, person } = useSeat();
  const [isOpen, setIsOpen] = useState(false);
  const [step, setStep] = useState<ImportStep>({ step: 'choose' });
  const [importId, setImportId] = useState<string | null>(null);
  const current = useRef<{ readonly id: string; readonly controller: AbortController } | null>(null);

  const letGo = useCallback((): void => {
    const held = current.current;
    current.current = null;
    setImportId(null);
    if (held === null) return;
    held.controller.abort();
    // Where this does not arrive, the station lets go by itself after a while.
    void client.request('closeImport', { importId: held.id });
  }, [client]);

  useEffect(() => letGo, [letGo]);

  const take = useCallback(
    (file: File): void => {
      letGo();
      const held = { id: crypto.randomUUID(), controller: new AbortController() };
      current.current = held;
      setImportId(held.id);
      setIsOpen(true);
      const tell = (next: ImportStep): void => (current.current === held ? setStep(next) : undefined);
      const run = async (): Promise<void> => {
        tell({ step: 'sending', fileName: file.name, done: 0 });
        const sent = await uploadFile(client, file, held.id, (done) => tell({ step: 'sending', fileName: file.name, done }), held.controller.signal);
        if (!sent.ok) return tell({ step: 'refused', fileName: file.name, refusal: sent.error });
        tell({ step: 'reading', fileName: file.name });
        const opened = await openUpload(client, held.id, held.controller.signal);
        if (!opened.ok) return tell({ step: 'refused', fileName: file.name, refusal: opened.error });
        tell({ step: 'open', file: { ...opened.value, bytes: file.size, writtenAt: file.lastModified > 0 ? file.lastModified : null } });
      };
      void run();
    },
    [client, letGo],
  );

  const again = useCallback((): void => {
    letGo();
    setStep({ step: 'choose' });
  }, [letGo]);

  return {
    mayImport: person.roles.some((role) => PLANNING_ROLES.includes(role)),
    isOpen,
    step,
    importId,
    open: useCallback(() => setIsOpen(true), []),
    close: useCallback(() => {
      again();
      setIsOpen(false);
    }, [again]),
    take,
    again,
    finish: useCallback(
      (result: ImportResult): void => {
        letGo();
        setStep({ step: 'done', result });
      },
      [letGo],
    ),
  };
};
