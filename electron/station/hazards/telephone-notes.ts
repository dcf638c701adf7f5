// Telephone notes: written down once, never changed, corrected by another; each lands in the log and on the map.
import type { Caller, Handlers, Sources } from '../../../shared/contract/feature.ts';
import { telephoneNoteShape, type TelephoneNoteRecord, type VILLAGE_OPERATIONS, type VILLAGE_STREAMS } from '../../../shared/contract/villages.ts';
import { refusal, type Refusal } from '../../../shared/contract/refusal.ts';
import { areaLevel, significantDigits } from '../../../shared/domain/atlas/area-code.ts';
import { knowledgeOf, noteTimesProblem, type NoteProblem } from '../../../shared/domain/hazard/village-state.ts';
import type { Clock } from '../../../shared/kernel/clock.ts';
import type { Ids } from '../../../shared/kernel/ids.ts';
import { failure, success, type Result } from '../../../shared/kernel/result.ts';
import { type JournalEntry, type Store, StoreUnavailable } from '../store/store.ts';
import type { AreaNames } from './area-names.ts';
import type { HazardSettings } from './hazard-settings.ts';
import type { HazardTransaction } from './hazard-tables.ts';
import { countNotes, listNotes, markCorrected, notesOf, readKnowledge, readNote, writeKnowledge, writeNote, type KeptNote } from './note-ledger.ts';
import { change, changeRefused, entryOf, orStoreRefusal } from './store-refusal.ts';
import type { VillageBoard } from './village-board.ts';

export interface NoteDesk {
  readonly store: Store;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly areas: AreaNames;
  readonly board: VillageBoard;
  readonly settings: HazardSettings;
  readonly isDemonstration: boolean;
  readonly onFault: (error: unknown) => void;
}

export interface TelephoneNotes {
  readonly handlers: Handlers<typeof VILLAGE_OPERATIONS>;
  readonly source: Sources<typeof VILLAGE_STREAMS>['telephoneNotes'];
  readonly follow: (entry: JournalEntry) => void;
}

type NoteInput = Parameters<Handlers<typeof VILLAGE_OPERATIONS>['addTelephoneNote']>[0];

const OPERATION = 'addTelephoneNote';

const invalid = (problem: NoteProblem): Refusal => refusal('invalid', { problem });

const isVillage = (areaCode: string): boolean => areaCode !== '' && areaLevel(areaCode) === 'village';

/** The note as it is to be written; its entry gives number and time. */
const draftOf = (input: NoteInput, caller: Caller, desk: NoteDesk): Result<KeptNote, Refusal> => {
  const areaCode = input.areaCode === '' ? '' : input.areaCode.padEnd(12, '0');
  if (areaCode !== '' && desk.areas.find(areaCode) === undefined) return failure(invalid('unknownArea'));
  const reports = input.reports ?? {};
  if (Object.keys(reports).length > 0 && !isVillage(areaCode)) return failure(invalid('reportsNeedVillage'));
  const timeOfFact = input.timeOfFact ?? input.timeHeard;
  const problem = noteTimesProblem(timeOfFact, input.timeHeard, desk.clock.now());
  if (problem !== null) return failure(invalid(problem));
  return success({
    id: desk.ids.next(),
    sequence: 0,
    areaCode,
    caller: input.caller,
    phone: input.phone,
    words: input.words,
    timeHeard: new Date(input.timeHeard).toISOString(),
    timeOfFact: new Date(timeOfFact).toISOString(),
    position: input.position ?? desk.areas.find(areaCode)?.position ?? null,
    reports,
    corrects: input.corrects ?? null,
    correctedBy: null,
    writtenBy: { id: caller.person?.id ?? '', name: caller.person?.name ?? '' },
    writtenAt: '',
    isExercise: desk.isDemonstration,
  });
};

/** The note it corrects must stand; its village is looked at again too, since it may have been the wrong one. */
const correct = async (tables: HazardTransaction, note: KeptNote): Promise<readonly string[]> => {
  if (note.corrects === null) return [];
  const corrected = await readNote(tables, note.corrects);
  if (corrected === null) throw changeRefused(refusal('notFound', { problem: 'unknownNote' }));
  if (corrected.correctedBy !== null) throw changeRefused(refusal('conflict', { problem: 'alreadyCorrected', correctedBy: corrected.correctedBy }));
  await markCorrected(tables, corrected.id, note);
  return [corrected.areaCode];
};

const relearn = async (tables: HazardTransaction, sequence: number, codes: readonly string[]): Promise<void> => {
  for (const code of new Set(codes)) if (isVillage(code)) await writeKnowledge(tables, sequence, code, knowledgeOf(await notesOf(tables, code)));
};

export const createTelephoneNotes = async (desk: NoteDesk): Promise<TelephoneNotes> => {
  const { store, areas, board, settings } = desk;
  const withName = (note: KeptNote): TelephoneNoteRecord => ({ ...note, areaName: areas.nameOf(note.areaCode) });
  const watchers = new Set<(news: { readonly note: TelephoneNoteRecord; readonly corrected: TelephoneNoteRecord | null }) => void>();
  let latest: readonly KeptNote[] = await listNotes(store.read, '', 0, settings.notesShown);

  const tell = (note: KeptNote): void => {
    if (latest.some(({ id }) => id === note.id)) return;
    const before = latest.find(({ id }) => id === note.corrects);
    const corrected = before === undefined ? null : { ...before, correctedBy: note.id };
    latest = [note, ...latest.map((each) => (each.id === corrected?.id ? corrected : each))]
      .toSorted((left, right) => (left.timeHeard === right.timeHeard ? right.sequence - left.sequence : left.timeHeard < right.timeHeard ? 1 : -1))
      .slice(0, settings.notesShown);
    for (const watcher of watchers) watcher({ note: withName(note), corrected: corrected === null ? null : withName(corrected) });
  };

  /** The board learns from what is written, also of a note whose commit was in doubt. Where that cannot be read now, it is at the next note. */
  const refresh = async ({ areaCode, corrects }: Pick<KeptNote, 'areaCode' | 'corrects'>): Promise<void> => {
    try {
      const corrected = corrects === null ? null : await readNote(store.read, corrects);
      const codes = [areaCode, corrected?.areaCode ?? ''].filter(isVillage);
      if (codes.length > 0) board.learn(await readKnowledge(store.read, codes));
    } catch (error) {
      if (!(error instanceof StoreUnavailable)) throw error;
    }
  };

  const add = async (input: NoteInput, caller: Caller): Promise<Result<{ note: TelephoneNoteRecord }, Refusal>> => {
    const draft = draftOf(input, caller, desk);
    if (!draft.ok) return draft;
    const payload = JSON.parse(JSON.stringify({ note: draft.value }));
    const written = await change(store, entryOf(caller, OPERATION, payload), async (tables, sequence, time) => {
      const note = { ...draft.value, sequence, writtenAt: time };
      const touched = await correct(tables, note);
      await writeNote(tables, note);
      await relearn(tables, sequence, [note.areaCode, ...touched]);
      return JSON.parse(JSON.stringify({ note: withName(note) }));
    });
    if (!written.ok) return written;
    const note = telephoneNoteShape.parse(written.value.note);
    await refresh(note);
    return success({ note });
  };

  return {
    handlers: {
      addTelephoneNote: (input, caller) => orStoreRefusal(() => add(input, caller)),
      listTelephoneNotes: ({ areaCode, offset, limit }) =>
        orStoreRefusal(async () => {
          const prefix = areaCode === undefined || areaCode === '' ? '' : significantDigits(areaCode);
          const [total, notes] = [await countNotes(store.read, prefix), await listNotes(store.read, prefix, offset, limit)];
          return success({ total, notes: notes.map(withName) });
        }),
      readVillageStates: async () => success({ computedAt: new Date(desk.clock.now()).toISOString(), silentAfterMinutes: settings.silentAfterMinutes, villages: board.states() }),
    },
    source: {
      open: (_parameters, _caller, push) => {
        watchers.add(push);
        return success({ snapshot: () => ({ notes: latest.map(withName) }), dispose: () => void watchers.delete(push) });
      },
    },
    follow: ({ operation, payload, sequence, time }) => {
      if (operation !== OPERATION) return;
      const fact: unknown = JSON.parse(payload);
      if (typeof fact !== 'object' || fact === null || !('note' in fact) || typeof fact.note !== 'object') return;
      const note = telephoneNoteShape.parse({ ...fact.note, sequence, writtenAt: time, areaName: '' });
      tell(note);
      void refresh(note).catch(desk.onFault);
    },
  };
};
