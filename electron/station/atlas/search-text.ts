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

const spell = (text: string, isPerson: boolean): readonly string[] => {
  if (text.length > LONGEST_SPELLED || !HAN.test(text)) return [];
  const syllables = pinyin(text, { toneType: 'none', type: 'array', nonZh: 'consecutive', v: true, ...(isPerson ? { surname: 'head' as const } : {}) });
  const words = syllables.map((syllable) => plainWords(syllable)).filter((syllable) => syllable !== '');
  return [words.map((word) => word.charAt(0)).join(''), words.join('')];
};

const segmentsOf = (value: string, isPerson: boolean): readonly string[] => {
  const plain = plainWords(value).slice(0, LONGEST_SEGMENT);
  return plain === '' ? [] : [plain, ...spell(plain, isPerson)];
};

const valueSegments = (field: Field, value: unknown): readonly string[] => {
  if (typeof value !== 'string') return [];
  if (field.type === 'phone') return [digitsOf(value)].filter((digits) => digits !== '');
  return segmentsOf(value, field.isPersonal === true);
};

/** Phones and whatever is marked personal are found by the desk alone, and so is everything about a home. */
const isPersonal = (kind: ThingKind, field: Field): boolean => isHome(kind.kind) || field.isPersonal === true || field.type === 'phone';

const distinct = (segments: readonly string[]): string => [...new Set(segments)].join('\n');

/** Takes 20–60 µs with Chinese words; the content must have passed `checkContent`. */
export const searchTexts = (kind: ThingKind, id: string, content: ThingContent): SearchTexts => {
  const open: string[] = [];
  const personal: string[] = [];
  (isHome(kind.kind) ? personal : open).push(...segmentsOf(content.name, kind.kind === 'responsiblePerson'));
  if (AREAS.has(kind.kind) && content.areaCode !== '') open.push(content.areaCode);
  if (!OWN_ID.test(id)) (isHome(kind.kind) ? personal : open).push(plainWords(id));
  for (const field of kind.fields) {
    if (field.isSearchable !== true) continue;
    (isPersonal(kind, field) ? personal : open).push(...valueSegments(field, content.attributes[field.key]));
  }
  return { open: distinct(open), personal: distinct(personal) };
};
