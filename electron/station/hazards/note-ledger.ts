// The telephone notes, and what each village was known to be in after each of them.
import { ASPECT_STATES, type AspectReports, type AspectState, NOTHING_KNOWN, type TelephoneNote, VILLAGE_ASPECTS, type VillageKnowledge } from '../../../shared/domain/hazard/village-state.ts';
import type { LonLat } from '../../../shared/kernel/units.ts';
import type { HazardReader, HazardTables, HazardTransaction } from './hazard-tables.ts';

type NoteRow = HazardTables['telephone_note'];

/** A note with what the ledger adds to it. */
export interface KeptNote extends TelephoneNote {
  readonly isExercise: boolean;
}

const isRecord = (value: unknown): value is { readonly [key: string]: unknown } => typeof value === 'object' && value !== null;

const isState = (value: unknown): value is AspectState => ASPECT_STATES.some((state) => state === value);

const reportsOf = (text: string): AspectReports => {
  const value: unknown = JSON.parse(text);
  if (!isRecord(value)) return {};
  return Object.fromEntries(VILLAGE_ASPECTS.flatMap((aspect) => (isState(value[aspect]) ? [[aspect, value[aspect]]] : [])));
};

const positionOf = ({ lon, lat }: NoteRow): LonLat | null => (lon === null || lat === null ? null : [lon, lat]);

const noteOf = (row: NoteRow): KeptNote => ({
  id: row.id,
  sequence: row.sequence,
  areaCode: row.area_code,
  caller: row.caller,
  phone: row.phone,
  words: row.words,
  timeHeard: row.time_heard,
  timeOfFact: row.time_of_fact,
  position: positionOf(row),
  reports: reportsOf(row.reports),
  corrects: row.corrects,
  correctedBy: row.corrected_by,
  writtenBy: { id: row.written_by_id, name: row.written_by_name },
  writtenAt: row.written_at,
  isExercise: row.is_exercise === 1,
});

export const readNote = async (tables: HazardReader, id: string): Promise<KeptNote | null> => {
  const row = await tables.selectFrom('telephone_note').selectAll().where('id', '=', id).executeTakeFirst();
  return row === undefined ? null : noteOf(row);
};

/** All of exactly this area. */
export const notesOf = async (tables: HazardReader, areaCode: string): Promise<readonly KeptNote[]> => {
  const rows = await tables.selectFrom('telephone_note').selectAll().where('area_code', '=', areaCode).orderBy('sequence').execute();
  return rows.map(noteOf);
};

/** Newest first by the time heard; `prefix`: significant digits of an area, empty for all. */
export const listNotes = async (tables: HazardReader, prefix: string, offset: number, limit: number): Promise<readonly KeptNote[]> => {
  const rows = await tables
    .selectFrom('telephone_note')
    .selectAll()
    .where('area_code', 'like', `${prefix}%`)
    .orderBy('time_heard', 'desc')
    .orderBy('sequence', 'desc')
    .offset(offset)
    .limit(limit)
    .execute();
  return rows.map(noteOf);
};

export const countNotes = async (tables: HazardReader, prefix: string): Promise<number> => {
  const counted = tables.selectFrom('telephone_note').select(({ fn }) => fn.countAll<number>().as('count'));
  return Number((await counted.where('area_code', 'like', `${prefix}%`).executeTakeFirstOrThrow()).count);
};

export const writeNote = async (tables: HazardTransaction, note: KeptNote): Promise<void> => {
  await tables
    .insertInto('telephone_note')
    .values({
      id: note.id,
      sequence: note.sequence,
      area_code: note.areaCode,
      caller: note.caller,
      phone: note.phone,
      words: note.words,
      time_heard: note.timeHeard,
      time_of_fact: note.timeOfFact,
      lon: note.position?.[0] ?? null,
      lat: note.position?.[1] ?? null,
      reports: JSON.stringify(note.reports),
      corrects: note.corrects,
      corrected_by: null,
      corrected_seq: null,
      written_by_id: note.writtenBy.id,
      written_by_name: note.writtenBy.name,
      written_at: note.writtenAt,
      is_exercise: note.isExercise ? 1 : 0,
    })
    .execute();
};

export const markCorrected = async (tables: HazardTransaction, id: string, by: KeptNote): Promise<void> => {
  await tables.updateTable('telephone_note').set({ corrected_by: by.id, corrected_seq: by.sequence }).where('id', '=', id).execute();
};

/** Written by `JSON.stringify` of a VillageKnowledge and nothing else; only its outline is looked at. */
const knowledgeOfText = (text: string): VillageKnowledge => {
  const value: unknown = JSON.parse(text);
  if (!isRecord(value) || !isRecord(value['aspects'])) throw new Error('a village’s knowledge holds no aspects');
  const aspects = value['aspects'];
  const known = (aspect: string) => {
    const found = aspects[aspect];
    if (!isRecord(found) || !isState(found['state'])) return null;
    return { state: found['state'], timeOfFact: String(found['timeOfFact']), noteId: String(found['noteId']) };
  };
  const textOr = (found: unknown): string | null => (typeof found === 'string' ? found : null);
  return {
    aspects: { road: known('road'), power: known('power'), mobileNetwork: known('mobileNetwork'), satellitePhone: known('satellitePhone') },
    lastHeardAt: textOr(value['lastHeardAt']),
    lastNoteId: textOr(value['lastNoteId']),
  };
};

/** What is known of a village, and since which entry of the journal. */
export interface KeptKnowledge {
  readonly knowledge: VillageKnowledge;
  readonly sequence: number;
}

/** Of all villages ever heard from, or of those named. */
export const readKnowledge = async (tables: HazardReader, codes?: readonly string[]): Promise<ReadonlyMap<string, KeptKnowledge>> => {
  const all = tables.selectFrom('village_state').select(['area_code', 'from_seq', 'knowledge']).where('to_seq', 'is', null);
  const rows = await (codes === undefined ? all : all.where('area_code', 'in', codes)).execute();
  return new Map(rows.map((row) => [row.area_code, { knowledge: knowledgeOfText(row.knowledge), sequence: row.from_seq }]));
};

/** What a village was known to be in right after an entry of the journal. */
export const readKnowledgeAsOf = async (tables: HazardReader, areaCode: string, sequence: number): Promise<VillageKnowledge> => {
  const row = await tables
    .selectFrom('village_state')
    .select('knowledge')
    .where('area_code', '=', areaCode)
    .where('from_seq', '<=', sequence)
    .where((where) => where.or([where('to_seq', 'is', null), where('to_seq', '>', sequence)]))
    .executeTakeFirst();
  return row === undefined ? NOTHING_KNOWN : knowledgeOfText(row.knowledge);
};

export const writeKnowledge = async (tables: HazardTransaction, sequence: number, areaCode: string, knowledge: VillageKnowledge): Promise<void> => {
  await tables.updateTable('village_state').set({ to_seq: sequence }).where('area_code', '=', areaCode).where('to_seq', 'is', null).execute();
  await tables.insertInto('village_state').values({ area_code: areaCode, from_seq: sequence, to_seq: null, knowledge: JSON.stringify(knowledge) }).execute();
};
