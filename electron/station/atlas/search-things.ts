// Finds things by name, pinyin, phone and code in everything that is in memory, best matches first.
import { isHome } from '../../../shared/domain/atlas/personal-data.ts';
import type { LonLat } from '../../../shared/kernel/units.ts';
import type { AtlasMemory } from './atlas-memory.ts';
import { areaCodeOf, findSlot, isVisible, type Layer, positionOf } from './layer.ts';
import { compactWords, plainWords } from './search-text.ts';
import type { Slicer } from './slicer.ts';
import type { TextHit, TextPool } from './text-pool.ts';

export interface Match {
  readonly kind: string;
  readonly id: string;
  readonly name: string;
  readonly areaCode: string;
  readonly position: LonLat | null;
  readonly matched: string;
}

interface Found {
  readonly layer: Layer;
  readonly slot: number;
  readonly rowNumber: number;
  /** Lower is better. */
  readonly rank: number;
}

/** A hit that came in, with the text it was found by; null for the name. */
interface Kept extends Found {
  readonly matched: string | null;
}

/** The best so far, best first. */
interface Best {
  readonly limit: number;
  readonly found: Kept[];
  isTruncated: boolean;
}

/** Kinds people mean first when they type a name: the six layers and the places themselves. */
const isForemost = ({ kind }: Layer): boolean => kind.isCoreLayer || kind.kind === 'village' || kind.kind === 'township';

const rankOf = (layer: Layer, order: number, { fit, isFirstSegment }: TextHit): number => {
  const foremost = isForemost(layer) ? 0 : 1;
  return ((fit * 2 + (isFirstSegment ? 0 : 1)) * 2 + foremost) * 100 + order;
};

const isBetter = (left: Found, right: Found): boolean => {
  if (left.rank !== right.rank) return left.rank < right.rank;
  const [leftName, rightName] = [left.layer.columns.names[left.slot] ?? '', right.layer.columns.names[right.slot] ?? ''];
  if (leftName.length !== rightName.length) return leftName.length < rightName.length;
  return leftName === rightName ? left.slot < right.slot : leftName < rightName;
};

const indexIn = (best: Best, layer: Layer, slot: number): number => best.found.findIndex((other) => other.layer === layer && other.slot === slot);

/** What does not come in: it matters only where it is not in already, by a better hit. */
const leaveOut = (best: Best, layer: Layer, slot: number): void => {
  best.isTruncated ||= indexIn(best, layer, slot) === -1;
};

const isFull = (best: Best): boolean => best.found.length === best.limit;

/** `matched` is asked only of what comes in: cutting it out costs more than finding it. */
const take = (best: Best, found: Found, matched: () => string | null): void => {
  const worst = best.found.at(-1);
  if (isFull(best) && worst !== undefined && !isBetter(found, worst)) return leaveOut(best, found.layer, found.slot);
  const known = indexIn(best, found.layer, found.slot);
  const earlier = best.found[known];
  if (earlier !== undefined && !isBetter(found, earlier)) return;
  if (earlier !== undefined) best.found.splice(known, 1);
  if (isFull(best)) {
    best.isTruncated = true;
    best.found.pop();
  }
  const place = best.found.findIndex((other) => isBetter(found, other));
  best.found.splice(place === -1 ? best.found.length : place, 0, { ...found, matched: matched() });
};

interface Scan {
  readonly layer: Layer;
  readonly order: number;
  readonly pool: TextPool;
  readonly needles: readonly string[];
}

const scanPool = async ({ layer, order, pool, needles }: Scan, best: Best, slicer: Slicer): Promise<void> => {
  for (let block = 0; block < pool.blockCount(); block += 1) {
    for (const needle of needles) {
      pool.scan(block, needle, (hit) => {
        const rank = rankOf(layer, order, hit);
        const worst = best.found.at(-1);
        // Cheap way out for the hundred thousandth hit of a common word.
        if (!isVisible(layer, hit.slot)) return;
        if (isFull(best) && worst !== undefined && rank > worst.rank) return leaveOut(best, layer, hit.slot);
        const rowNumber = layer.columns.rowNumbers[hit.slot] ?? 0;
        take(best, { layer, slot: hit.slot, rowNumber, rank }, () => (hit.isFirstSegment ? null : pool.segmentAt(block, hit.place)));
      });
    }
    if (slicer.isDue()) await slicer.pause();
  }
};

const findById = (layers: readonly Layer[], id: string, mayReadPersonal: boolean, best: Best): void => {
  for (const layer of layers) {
    const slot = findSlot(layer, id);
    if (slot === -1 || (isHome(layer.kind.kind) && !mayReadPersonal)) continue;
    take(best, { layer, slot, rowNumber: layer.columns.rowNumbers[slot] ?? 0, rank: -1 }, () => id);
  }
};

const matchOf = ({ layer, slot, matched }: Kept): Match => {
  const name = layer.columns.names[slot] ?? '';
  return { kind: layer.kind.kind, id: layer.columns.ids[slot] ?? '', name, areaCode: areaCodeOf(layer, slot), position: positionOf(layer, slot), matched: matched ?? name };
};

/** What to look for: the words as they are, and without the blanks and dashes of a phone or of typed pinyin. */
const needlesOf = (text: string): readonly string[] => {
  const plain = plainWords(text);
  const compact = compactWords(plain).replace(/^(?:\+|00)?86(?=1\d{10}$)/u, '');
  return [...new Set([plain, compact])].filter((needle) => needle !== '');
};

/** Whole segments before beginnings before the rest, names before other texts, the core layers before the others. */
export const searchThings = async (
  memory: AtlasMemory,
  text: string,
  limit: number,
  mayReadPersonal: boolean,
  slicer: Slicer,
): Promise<{ readonly matches: readonly Match[]; readonly isTruncated: boolean }> => {
  const layers = [...memory.layers.values()];
  const best: Best = { limit, found: [], isTruncated: false };
  const needles = needlesOf(text);
  findById(layers, text.trim(), mayReadPersonal, best);
  for (const [order, layer] of layers.entries()) {
    await scanPool({ layer, order, pool: layer.openTexts, needles }, best, slicer);
    if (mayReadPersonal) await scanPool({ layer, order, pool: layer.personalTexts, needles }, best, slicer);
  }
  // While it paused, a slot may have been given to another thing.
  const lasting = best.found.filter(({ layer, slot, rowNumber }) => isVisible(layer, slot) && layer.columns.rowNumbers[slot] === rowNumber);
  return { matches: lasting.map(matchOf), isTruncated: best.isTruncated };
};
