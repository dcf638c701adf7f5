// The operations behind the import wizard, from the first part of the file to the commit.
import type { Caller, Handlers } from '../../../../shared/contract/feature.ts';
import type { IMPORT_OPERATIONS } from '../../../../shared/contract/imports.ts';
import { refusal, type Refusal } from '../../../../shared/contract/refusal.ts';
import { failure, success, type Result } from '../../../../shared/kernel/result.ts';
import { authorOf } from '../atlas-desk.ts';
import { answering } from '../store-refusal.ts';
import { commitImport, commitProblem } from './commit-import.ts';
import { createFaultFiles } from './fault-files.ts';
import { fileRefusal, isDiskFull } from './file-refusal.ts';
import type { ImportsDesk } from './imports-desk.ts';
import { rememberMapping } from './mapping-memory.ts';
import type { OpenImport, OpenImports } from './open-imports.ts';
import { IDLE, ownerOf } from './progress-board.ts';
import { runComparison, type ComparisonRequest } from './run-comparison.ts';
import { issueTerms, sampleRows, shownNote, shownSheet, withShortHeaders } from './show-sheet.ts';
import { readPart } from './temporary-files.ts';
import type { Uploads } from './uploads.ts';

type AllHandlers = Handlers<typeof IMPORT_OPERATIONS>;
type WizardHandlers = Omit<AllHandlers, 'listImports' | 'undoImport' | 'exportThings' | 'readDownload'>;
type PreviewInput = Parameters<AllHandlers['previewImport']>[0];
type CommitInput = Parameters<AllHandlers['commitImport']>[0];

interface Wizard {
  readonly desk: ImportsDesk;
  readonly uploads: Uploads;
  readonly imports: OpenImports;
}

/** Progress is told until the work ends, however it ends. */
const toldIdle = async <T>({ board }: ImportsDesk, owner: string, id: string, work: () => Promise<T>): Promise<T> => {
  try {
    return await work();
  } finally {
    board.tell(owner, id, IDLE);
  }
};

const openFile = ({ desk, uploads, imports }: Wizard): AllHandlers['openImport'] =>
  async ({ uploadId }, caller) => {
    const owner = ownerOf(caller);
    const file = uploads.whole(owner, uploadId);
    if (!file.ok) return file;
    desk.board.tell(owner, uploadId, { phase: 'opening', fraction: null, rows: 0 });
    return toldIdle(desk, owner, uploadId, () =>
      answering(caller.signal, async () => {
        const opened = await imports.open(owner, uploadId, file.value, caller.signal);
        if (!opened.ok) return opened;
        const { fileName, session, sheets } = opened.value;
        return success({ importId: uploadId, fileName, format: session.report.format, notes: session.report.notes.map(shownNote), sheets: [...sheets] });
      }),
    );
  };

const onOpen = async <T>({ imports }: Wizard, importId: string, caller: Caller, work: (open: OpenImport) => Promise<Result<T, Refusal>>): Promise<Result<T, Refusal>> => {
  const found = imports.find(ownerOf(caller), importId);
  return found.ok ? work(found.value) : found;
};

const guess = (wizard: Wizard): AllHandlers['guessImport'] =>
  async ({ importId, sheet, kind }, caller) =>
    onOpen(wizard, importId, caller, async (open) =>
      open.lane.run('look', caller.signal, async (signal) => {
        const guessed = await open.session.guess(sheet, kind, signal);
        if (!guessed.ok) return failure(fileRefusal(guessed.error));
        return success({ sheet: shownSheet(withShortHeaders(guessed.value), null, open.sheets.length) });
      }),
    );

const sample = (wizard: Wizard): AllHandlers['sampleImport'] =>
  async ({ importId, ...request }, caller) =>
    onOpen(wizard, importId, caller, async (open) =>
      open.lane.run('look', caller.signal, async (signal) => {
        const rows = await open.session.preview(request, signal);
        if (!rows.ok) return failure(fileRefusal(rows.error));
        const shown = sampleRows(rows.value, request.mapping.name);
        return success({ sample: shown, issueTerms: issueTerms(shown) });
      }),
    );

const partsOf = ({ store, reader, clock, bulk, ids }: ImportsDesk, { session }: OpenImport) => ({ store, read: store.read, reader, clock, bulk, ids, session });

const requestOf = ({ sheet, mapping, source, asOf, blankClears, completeList }: PreviewInput): ComparisonRequest => ({ sheet, mapping, source, asOf, blankClears, completeList });

/** Compares and writes the rows to correct beside it; the files replace those of the last comparison only once they are whole. */
const compare = async (desk: ImportsDesk, open: OpenImport, request: ComparisonRequest, signal: AbortSignal) => {
  const faults = await createFaultFiles(desk.files, request.mapping.headers, open.sheets[request.sheet]?.hasGeometry === true);
  let isKept = false;
  try {
    const taker = {
      batch: async (rows: Parameters<typeof faults.add>[0]) => {
        await faults.add(rows);
        return success(null);
      },
      progress: (fraction: number, rows: number) => desk.board.tell(open.owner, open.id, { phase: 'comparing', fraction, rows }),
    };
    const compared = await runComparison(partsOf(desk, open), request, taker, signal);
    await faults.close();
    if (!compared.ok) return compared;
    await open.faultFiles?.remove();
    open.faultFiles = faults;
    open.compared = compared.value;
    isKept = true;
    return compared;
  } catch (error) {
    if (isDiskFull(error)) return failure(fileRefusal({ reason: 'diskFull' }));
    throw error;
  } finally {
    if (!isKept) {
      await faults.close();
      await faults.remove();
    }
  }
};

const preview = (wizard: Wizard): AllHandlers['previewImport'] =>
  async (input, caller) =>
    onOpen(wizard, input.importId, caller, async (open) =>
      open.lane.run('look', caller.signal, async (signal) =>
        toldIdle(wizard.desk, open.owner, open.id, async () => {
          const compared = await compare(wizard.desk, open, requestOf(input), signal);
          if (!compared.ok) return compared;
          const { digest, counts, points, extent, outsideScopeCount } = compared.value;
          const bounds: [number, number, number, number] | null = extent === null ? null : [...extent];
          return success({ digest, counts, points, extent: bounds, outsideScopeCount });
        }),
      ),
    );

const readRows = (wizard: Wizard): AllHandlers['readImportRows'] =>
  async ({ importId, group, offset, limit }, caller) =>
    onOpen(wizard, importId, caller, async ({ compared }) => {
      if (compared === null) return failure(refusal('notFound', { importId, group }));
      const rows = compared.lists.get(group) ?? [];
      const page = rows.slice(offset, offset + limit);
      return success({ total: compared.counts[group], listed: rows.length, rows: page, issueTerms: issueTerms(page) });
    });

/** A demonstration's things never become a real station's. */
const isMarkedAsDemonstration = (open: OpenImport, sheet: number): boolean => open.sheets[sheet]?.notes.some(({ code }) => code === 'demonstrationData') === true;

const saved = async ({ desk }: Wizard, open: OpenImport, input: CommitInput, caller: Caller, signal: AbortSignal) => {
  const { mapping, source, asOf, completeList, blankClears } = input;
  const name = caller.person?.name ?? '';
  const payload = { fileName: open.fileName, sheet: open.sheets[input.sheet]?.name ?? '', kind: mapping.kind, source, asOf, completeList, blankClears, personName: name };
  const committed = await commitImport(
    partsOf(desk, open),
    {
      comparison: requestOf(input),
      digest: input.digest,
      title: open.fileName,
      author: authorOf(caller),
      payload,
      progress: (phase, fraction, rows) => desk.board.tell(open.owner, open.id, { phase, fraction, rows }),
    },
    signal,
  );
  if (!committed.ok) return committed;
  // Only a convenience: where it cannot be kept, the next file is guessed anew.
  await rememberMapping(desk.store, { mapping, source, fileName: open.fileName, usedAt: new Date(desk.clock.now()).toISOString(), person: name });
  const { batch, thingCount, removedCount, residentCount, overtakenCount } = committed.value.published;
  return success({ batch, thingCount, removedCount, residentCount, overtakenCount, counts: committed.value.counts });
};

const commit = (wizard: Wizard): AllHandlers['commitImport'] =>
  async (input, caller) =>
    onOpen(wizard, input.importId, caller, async (open) => {
      if (!wizard.desk.isDemonstration && isMarkedAsDemonstration(open, input.sheet)) return failure(commitProblem('demonstrationData'));
      // A line that breaks does not stop what was asked for; its seat asks again and hears how it ended.
      const untilCancelled = new AbortController().signal;
      return open.lane.run('commit', untilCancelled, async (signal) => toldIdle(wizard.desk, open.owner, open.id, () => saved(wizard, open, input, caller, signal)));
    });

const readFaults = (wizard: Wizard): AllHandlers['readFaultFile'] =>
  async ({ importId, language, offset }, caller) =>
    onOpen(wizard, importId, caller, async (open) => {
      const path = open.faultFiles?.paths[language];
      if (path === undefined) return failure(refusal('notFound', { importId }));
      const stem = open.fileName.replace(/\.[^.]*$/u, '');
      return success({ ...(await readPart(path, offset)), fileName: language === 'zh' ? `${stem}_待更正.csv` : `${stem}_to-correct.csv` });
    });

export const createWizardHandlers = (desk: ImportsDesk, uploads: Uploads, imports: OpenImports): WizardHandlers => {
  const wizard: Wizard = { desk, uploads, imports };
  return {
    uploadPart: async (part, caller) => uploads.receive(ownerOf(caller), part),
    openImport: openFile(wizard),
    guessImport: guess(wizard),
    sampleImport: sample(wizard),
    previewImport: preview(wizard),
    readImportRows: readRows(wizard),
    commitImport: commit(wizard),
    cancelImport: async ({ id }, caller) => {
      const found = imports.find(ownerOf(caller), id);
      if (found.ok) found.value.lane.cancel();
      return success({});
    },
    readFaultFile: readFaults(wizard),
    closeImport: async ({ importId }, caller) => {
      const owner = ownerOf(caller);
      await imports.close(owner, importId);
      await uploads.release(owner, importId);
      desk.board.forget(owner, importId);
      return success({});
    },
  };
};
