// What is known of a village from the telephone: road, power, mobile network, satellite phone, and when it was last heard.
import type { LonLat, Milliseconds } from '../../kernel/units.ts';
import { term, type Term } from '../atlas/field.ts';

export const VILLAGE_ASPECTS = ['road', 'power', 'mobileNetwork', 'satellitePhone'] as const;

export type VillageAspect = (typeof VILLAGE_ASPECTS)[number];

export const VILLAGE_ASPECT_TERMS: { readonly [aspect in VillageAspect]: Term } = {
  road: term('道路', 'Road'),
  power: term('电力', 'Power'),
  mobileNetwork: term('手机网络', 'Mobile network'),
  satellitePhone: term('卫星电话', 'Satellite phone'),
};

export const ASPECT_STATES = ['working', 'broken', 'unknown'] as const;

export type AspectState = (typeof ASPECT_STATES)[number];

export const ASPECT_STATE_TERMS: { readonly [state in AspectState]: Term } = {
  working: term('通', 'working'),
  broken: term('断', 'broken'),
  unknown: term('不明', 'unknown'),
};

export type AspectReports = { readonly [aspect in VillageAspect]?: AspectState };

/** One telephone conversation, written down as it was heard. It is never changed: a correction is a new note. */
export interface TelephoneNote {
  readonly id: string;
  /** Entry of the journal it was written with: the order notes came in. */
  readonly sequence: number;
  /** 12 digits; empty where the caller’s village is not known. */
  readonly areaCode: string;
  readonly caller: string;
  readonly phone: string;
  readonly words: string;
  /** UTC. */
  readonly timeHeard: string;
  /** UTC: when what is told happened or was so; never after it was heard. */
  readonly timeOfFact: string;
  readonly position: LonLat | null;
  readonly reports: AspectReports;
  /** The note this one corrects. */
  readonly corrects: string | null;
  /** The note that corrects this one; its reports no longer count. */
  readonly correctedBy: string | null;
  readonly writtenBy: { readonly id: string; readonly name: string };
  readonly writtenAt: string;
}

export interface KnownAspect {
  readonly state: AspectState;
  readonly timeOfFact: string;
  readonly noteId: string;
}

/** What the notes of one village say together. */
export interface VillageKnowledge {
  readonly aspects: { readonly [aspect in VillageAspect]: KnownAspect | null };
  /** Null: never heard from. */
  readonly lastHeardAt: string | null;
  readonly lastNoteId: string | null;
}

export const NOTHING_KNOWN: VillageKnowledge = {
  aspects: { road: null, power: null, mobileNetwork: null, satellitePhone: null },
  lastHeardAt: null,
  lastNoteId: null,
};

/** Later facts win; of two about the same moment the one heard later, then the one written later. */
const isLater = (note: TelephoneNote, than: TelephoneNote): boolean => {
  if (note.timeOfFact !== than.timeOfFact) return note.timeOfFact > than.timeOfFact;
  if (note.timeHeard !== than.timeHeard) return note.timeHeard > than.timeHeard;
  return note.sequence > than.sequence;
};

const latest = (notes: readonly TelephoneNote[], isBetter: (note: TelephoneNote, than: TelephoneNote) => boolean): TelephoneNote | undefined =>
  notes.reduce<TelephoneNote | undefined>((best, note) => (best === undefined || isBetter(note, best) ? note : best), undefined);

const aspectOf = (notes: readonly TelephoneNote[], aspect: VillageAspect): KnownAspect | null => {
  const note = latest(notes.filter(({ reports }) => reports[aspect] !== undefined), isLater);
  const state = note?.reports[aspect];
  return note === undefined || state === undefined ? null : { state, timeOfFact: note.timeOfFact, noteId: note.id };
};

/** `notes`: all of one village; the corrected ones are left out here. */
export const knowledgeOf = (notes: readonly TelephoneNote[]): VillageKnowledge => {
  const standing = notes.filter(({ correctedBy }) => correctedBy === null);
  const last = latest(standing, (note, than) => note.timeHeard > than.timeHeard || (note.timeHeard === than.timeHeard && note.sequence > than.sequence));
  return {
    aspects: {
      road: aspectOf(standing, 'road'),
      power: aspectOf(standing, 'power'),
      mobileNetwork: aspectOf(standing, 'mobileNetwork'),
      satellitePhone: aspectOf(standing, 'satellitePhone'),
    },
    lastHeardAt: last?.timeHeard ?? null,
    lastNoteId: last?.id ?? null,
  };
};

/** When a village falls silent if it is not heard from before; null where it already is or never spoke. */
export const silentFrom = ({ lastHeardAt }: VillageKnowledge, silentAfterMs: Milliseconds): Milliseconds | null =>
  lastHeardAt === null ? null : Date.parse(lastHeardAt) + silentAfterMs;

/** Silence is not knowledge: what a silent village last said is no longer known to be so. */
export const isSilent = (knowledge: VillageKnowledge, now: Milliseconds, silentAfterMs: Milliseconds): boolean => {
  const from = silentFrom(knowledge, silentAfterMs);
  return from === null || now >= from;
};

/** What may be shown as the state now. */
export const stateNow = (known: KnownAspect | null, silent: boolean): AspectState => (known === null || silent ? 'unknown' : known.state);

/** Never heard first, then the longest silence. */
export const byLongestSilence = (
  left: { readonly lastHeardAt: string | null; readonly areaCode: string },
  right: { readonly lastHeardAt: string | null; readonly areaCode: string },
): number => {
  const [first, second] = [left.lastHeardAt ?? '', right.lastHeardAt ?? ''];
  if (first !== second) return first < second ? -1 : 1;
  return left.areaCode < right.areaCode ? -1 : left.areaCode > right.areaCode ? 1 : 0;
};

export type NoteProblem = 'factAfterHeard' | 'heardInFuture' | 'unknownArea' | 'reportsNeedVillage' | 'wordsMissing';

/** A desk’s clock may be this far ahead of the station’s. */
const CLOCK_DIFFERENCE_MS: Milliseconds = 120_000;

/** Times are UTC texts with milliseconds or without; they are compared as moments. */
export const noteTimesProblem = (timeOfFact: string, timeHeard: string, now: Milliseconds): NoteProblem | null => {
  if (Date.parse(timeHeard) > now + CLOCK_DIFFERENCE_MS) return 'heardInFuture';
  return Date.parse(timeOfFact) > Date.parse(timeHeard) ? 'factAfterHeard' : null;
};
