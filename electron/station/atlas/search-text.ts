// What a thing is found by: its words, their pinyin and initials, phones as digits, codes; kept apart by who may find it.
import { pinyin } from 'pinyin-pro';
import type { Field, ThingKind } from '../../../shared/domain/atlas/field.ts';
import { isHome } from '../../../shared/domain/atlas/personal-data.ts';
import type { ThingContent } from '../../../shared/domain/atlas/thing.ts';

export interface SearchTexts {
  /** Segments separated by line feeds, the name first. */
  readonly open: string;
  readonly personal: string;
}

const HAN = /\p{Script=Han}/u;
/** Longer texts are addresses and remarks, which nobody types in pinyin. */
const LONGEST_SPELLED = 16;
const LONGEST_SEGMENT = 200;
/** Ids this program makes; the random part would match any short word. */
const OWN_ID = /^[0-9a-hjkmnp-tv-z]{26}$/;

/** Kinds that are an area themselves and so are found by its code. */
const AREAS: ReadonlySet<string> = new Set(['township', 'village']);

/** One form for one word: half width, lower case, no line feeds, single blanks. */
export const plainWords = (text: string): string => text.normalize('NFKC').toLowerCase().replaceAll(/\s+/gu, ' ').trim();

/** Without blanks and the signs people put between digits. */
export const compactWords = (plain: string): string => plain.replaceAll(/[\s\-()（）.·]+/gu, '');

const digitsOf = (text: string): string => text.replaceAll(/\D/gu, '').replace(/^(?:00)?86(?=1\d{10}$)/u, '');

type Spell = (run: string, isPerson: boolean) => readonly string[];

/** Spellings kept for runs of Han met again: surnames, village names, the words things are called by. */
const MOST_SPELLINGS = 20_000;

/** Syllables of a run of Han; what was spelled before is not spelled again, at 20–50 µs a time. */
const createSpell = (): Spell => {
  const known = new Map<string, readonly string[]>();
  return (run, isPerson) => {
    const key = `${isPerson} ${run}`;
    const spelled = known.get(key) ?? pinyin(run, { toneType: 'none', type: 'array', v: true, ...(isPerson ? { surname: 'head' as const } : {}) });
    if (known.size >= MOST_SPELLINGS) known.clear();
    known.set(key, spelled);
    return spelled;
  };
};

const HAN_RUNS = /\p{Script=Han}+|[^\p{Script=Han}\s]+/gu;

/** Initials and full pinyin; what is not Han stands for itself. */
const spellings = (plain: string, isPerson: boolean, spell: Spell): readonly string[] => {
  if (plain.length > LONGEST_SPELLED || !HAN.test(plain)) return [];
  const runs = plain.match(HAN_RUNS) ?? [];
  const syllables = runs.flatMap((run) => (HAN.test(run) ? spell(run, isPerson) : [run]));
  const initials = runs.flatMap((run) => (HAN.test(run) ? spell(run, isPerson).map((syllable) => syllable.charAt(0)) : [run]));
  return [initials.join(''), syllables.join('')];
};

const segmentsOf = (value: string, isPerson: boolean, spell: Spell): readonly string[] => {
  const plain = plainWords(value).slice(0, LONGEST_SEGMENT);
  return plain === '' ? [] : [plain, ...spellings(plain, isPerson, spell)];
};

const valueSegments = (field: Field, value: unknown, spell: Spell): readonly string[] => {
  if (typeof value !== 'string') return [];
  if (field.type === 'phone') return [digitsOf(value)].filter((digits) => digits !== '');
  return segmentsOf(value, field.isPersonal === true, spell);
};

/** Phones and whatever is marked personal are found by the desk alone, and so is everything about a home. */
const isPersonal = (kind: ThingKind, field: Field): boolean => isHome(kind.kind) || field.isPersonal === true || field.type === 'phone';

const distinct = (segments: readonly string[]): string => [...new Set(segments)].join('\n');

export type SearchTextsOf = (kind: ThingKind, id: string, content: ThingContent) => SearchTexts;

/** The content must have passed `checkContent`. */
export const createSearchTexts = (): SearchTextsOf => {
  const spell = createSpell();
  // The first spelling loads the word list, which takes 100 ms: better while the station starts than in the middle of its work.
  spell('烽火台', false);
  return (kind, id, content) => {
    const open: string[] = [];
    const personal: string[] = [];
    const own = isHome(kind.kind) ? personal : open;
    own.push(...segmentsOf(content.name, kind.kind === 'responsiblePerson', spell));
    if (AREAS.has(kind.kind) && content.areaCode !== '') open.push(content.areaCode);
    if (!OWN_ID.test(id)) own.push(plainWords(id));
    for (const field of kind.fields) {
      if (field.isSearchable !== true) continue;
      (isPersonal(kind, field) ? personal : open).push(...valueSegments(field, content.attributes[field.key], spell));
    }
    return { open: distinct(open), personal: distinct(personal) };
  };
};
