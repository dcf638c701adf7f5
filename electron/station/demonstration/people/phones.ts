// Telephone numbers that can never ring anywhere.

/**
 * Eleven digits, as a Chinese mobile number has, but beginning 000. In China 00 is the prefix for abroad, and what
 * follows would be the country code; E.164 gives out none that begins with 0 (zone 0 is spare), so the number
 * ends in an exchange's refusal whoever dials it from whatever line. No block of real numbers inside China is
 * like that: what is unassigned today may be assigned tomorrow, and China reserves none for fiction.
 */
export const IMPOSSIBLE_PHONE = /^000\d{8}$/;

/** What a number is for; a county has room for a million of all kinds. */
export type PhoneBlock = 'resident' | 'person' | 'desk' | 'satellite' | 'site';

const BLOCKS: Readonly<Record<PhoneBlock, number>> = { resident: 0, person: 700_000, desk: 800_000, satellite: 850_000, site: 900_000 };
const COUNTY_ROOM = 1_000_000;

export type Phones = (block: PhoneBlock, index: number) => string;

/** `county` 1–99. */
export const createPhones = (county: number): Phones => (block, index) => {
  const number = BLOCKS[block] + index;
  if (index < 0 || number >= COUNTY_ROOM) throw new Error(`no telephone number ${block} ${index}`);
  return `000${String(county).padStart(2, '0')}${String(number).padStart(6, '0')}`;
};
