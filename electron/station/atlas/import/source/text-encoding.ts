// Finds the encoding of a text by trying which ones its bytes are valid in, never by trusting a label alone.
import { TextDecoder } from 'node:util';
import { refuse } from '../import-failure.ts';

export type TextEncoding = 'utf-8' | 'utf-16le' | 'utf-16be' | 'gb18030' | 'shift_jis';

export interface FoundEncoding {
  readonly encoding: TextEncoding;
  /** False where more than one encoding was possible and the likelier was taken, or some bytes fit none. */
  readonly isCertain: boolean;
  /** False where some bytes fit no encoding: the texts that hold U+FFFD are damaged. */
  readonly isWhole: boolean;
}

export type Chunks = () => AsyncIterable<Uint8Array>;

const SAMPLE_BYTES = 256 * 1024;
/** Above this share of undecodable characters a file is not text in that encoding. */
const DAMAGED_SHARE = 0.01;

const byMark = (head: Uint8Array): TextEncoding | null => {
  if (head[0] === 0xef && head[1] === 0xbb && head[2] === 0xbf) return 'utf-8';
  if (head[0] === 0xff && head[1] === 0xfe) return 'utf-16le';
  if (head[0] === 0xfe && head[1] === 0xff) return 'utf-16be';
  return null;
};

/** UTF-16 without a mark shows by zero bytes standing on one side of the pairs only. */
const byZeroBytes = (head: Uint8Array): TextEncoding | null => {
  const zeros = [0, 0];
  head.forEach((byte, index) => {
    if (byte === 0) zeros[index % 2] = (zeros[index % 2] ?? 0) + 1;
  });
  const [even = 0, odd = 0] = zeros;
  const enough = head.length / 20;
  if (odd > enough && even < odd / 20) return 'utf-16le';
  if (even > enough && odd < even / 20) return 'utf-16be';
  return null;
};

/** UTF-8 or UTF-16 as a byte-order mark or the zero bytes show; null where neither does. */
export const encodingByMark = (head: Uint8Array): TextEncoding | null => byMark(head) ?? byZeroBytes(head);

const isValid = async (chunks: Chunks, encoding: TextEncoding): Promise<boolean> => {
  const decoder = new TextDecoder(encoding, { fatal: true });
  try {
    for await (const chunk of chunks()) decoder.decode(chunk, { stream: true });
    decoder.decode();
    return true;
  } catch (error) {
    if (error instanceof TypeError) return false;
    throw error;
  }
};

/** How much a run of bytes reads like everyday Chinese in GBK: common characters lead with B0–D7. */
const chineseLikeness = (bytes: Uint8Array): number => {
  let [score, characters] = [0, 0];
  for (let index = 0; index < bytes.length; index += 1) {
    const lead = bytes[index] ?? 0;
    if (lead < 0x80) continue;
    const trail = bytes[index + 1] ?? 0;
    characters += 1;
    if (lead >= 0xb0 && lead <= 0xd7 && trail >= 0xa1) score += 1;
    else if (lead >= 0xa1 && lead <= 0xa3 && trail >= 0xa1) score += 0.8;
    else score += 0.1;
    index += 1;
  }
  return characters === 0 ? 0 : score / characters;
};

/** How much a run of bytes reads like everyday Japanese in Shift-JIS: kana and first-level kanji. */
const japaneseLikeness = (bytes: Uint8Array): number => {
  let [score, characters] = [0, 0];
  for (let index = 0; index < bytes.length; index += 1) {
    const lead = bytes[index] ?? 0;
    if (lead < 0x80) continue;
    characters += 1;
    if (lead >= 0xa1 && lead <= 0xdf) {
      score += 0.1; // half-width kana: rare in files, but what Chinese bytes look like when misread
      continue;
    }
    const trail = bytes[index + 1] ?? 0;
    const isKana = (lead === 0x82 && trail >= 0x9f) || (lead === 0x83 && trail <= 0x96);
    if (isKana) score += 1;
    else if (lead === 0x81 || lead === 0x82) score += 0.8;
    else if (lead >= 0x88 && lead <= 0x97) score += 0.9;
    else score += 0.1;
    index += 1;
  }
  return characters === 0 ? 0 : score / characters;
};

/** Of bytes that are valid in both, the encoding whose characters are commoner. */
export const likelierEncoding = (bytes: Uint8Array): 'gb18030' | 'shift_jis' =>
  japaneseLikeness(bytes) > chineseLikeness(bytes) ? 'shift_jis' : 'gb18030';

/** The first bytes, of those chunks only that are wanted. */
const sampleOf = async (chunks: Chunks, isWanted: (chunk: Uint8Array) => boolean): Promise<Uint8Array> => {
  const parts: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of chunks()) {
    if (!isWanted(chunk)) continue;
    parts.push(chunk);
    length += chunk.length;
    if (length >= SAMPLE_BYTES) break;
  }
  return Buffer.concat(parts).subarray(0, SAMPLE_BYTES);
};

const hasHighByte = (chunk: Uint8Array): boolean => chunk.some((byte) => byte >= 0x80);

const damagedShare = async (chunks: Chunks, encoding: TextEncoding): Promise<number> => {
  const decoder = new TextDecoder(encoding);
  let [broken, total] = [0, 0];
  for await (const chunk of chunks()) {
    const text = decoder.decode(chunk, { stream: true });
    total += text.length;
    for (let at = text.indexOf('\uFFFD'); at !== -1; at = text.indexOf('\uFFFD', at + 1)) broken += 1;
  }
  if (decoder.decode() !== '') broken += 1;
  return total === 0 ? 1 : broken / total;
};

const leastDamaged = async (chunks: Chunks): Promise<FoundEncoding> => {
  const candidates: readonly TextEncoding[] = ['utf-8', 'gb18030', 'shift_jis'];
  const shares = await Promise.all(candidates.map((encoding) => damagedShare(chunks, encoding)));
  const least = Math.min(...shares);
  const encoding = candidates[shares.indexOf(least)];
  if (encoding === undefined || least > DAMAGED_SHARE) return refuse({ reason: 'unknownEncoding' });
  return { encoding, isCertain: false, isWhole: false };
};

/**
 * The encoding of a text that can be read more than once. UTF-8 is taken where it is valid throughout; of
 * GB18030 and Shift-JIS, where both are possible, the one whose characters are commoner.
 */
export const findEncoding = async (chunks: Chunks): Promise<FoundEncoding> => {
  const head = await sampleOf(chunks, () => true);
  const marked = encodingByMark(head);
  if (marked !== null && (await isValid(chunks, marked))) return { encoding: marked, isCertain: true, isWhole: true };
  if (await isValid(chunks, 'utf-8')) return { encoding: 'utf-8', isCertain: true, isWhole: true };
  const isChinese = await isValid(chunks, 'gb18030');
  const isJapanese = await isValid(chunks, 'shift_jis');
  if (isChinese && isJapanese) {
    const sample = await sampleOf(chunks, hasHighByte);
    return { encoding: likelierEncoding(sample), isCertain: false, isWhole: true };
  }
  if (isChinese || isJapanese) return { encoding: isChinese ? 'gb18030' : 'shift_jis', isCertain: true, isWhole: true };
  return leastDamaged(chunks);
};

/** The text in pieces; bytes that fit nothing become U+FFFD, a leading byte-order mark is left out. */
export async function* decodedText(chunks: AsyncIterable<Uint8Array>, encoding: TextEncoding): AsyncGenerator<string> {
  const decoder = new TextDecoder(encoding);
  for await (const chunk of chunks) {
    const text = decoder.decode(chunk, { stream: true });
    if (text !== '') yield text;
  }
  const rest = decoder.decode();
  if (rest !== '') yield rest;
}

/** Text of a part that must be UTF-8 unless its first bytes say UTF-16, read once. */
export async function* textByMark(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<string> {
  let decoder: TextDecoder | null = null;
  for await (const chunk of chunks) {
    decoder ??= new TextDecoder(byMark(chunk) ?? 'utf-8');
    const text = decoder.decode(chunk, { stream: true });
    if (text !== '') yield text;
  }
  const rest = decoder?.decode() ?? '';
  if (rest !== '') yield rest;
}
