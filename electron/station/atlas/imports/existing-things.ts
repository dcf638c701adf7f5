// What is already on the map of one kind, found by id, by its number in the list, and by name; built in slices.
import type { Thing } from '../../../../shared/domain/atlas/thing.ts';
import type { Existing } from '../import/compare.ts';
import { comparedText } from '../import/values/plain-text.ts';
import type { Slicer } from '../slicer.ts';

const STEPS_BETWEEN_LOOKS = 64;

/** `codes` are the numbers of this list by thing. */
export const indexThings = async (things: readonly Thing[], codes: ReadonlyMap<string, string>, slicer: Slicer): Promise<Existing> => {
  const byId = new Map<string, Thing>();
  const byCode = new Map<string, Thing>();
  const byName = new Map<string, Thing[]>();
  for (const [index, thing] of things.entries()) {
    byId.set(thing.id, thing);
    const code = codes.get(thing.id);
    if (code !== undefined) byCode.set(code, thing);
    const name = comparedText(thing.name);
    const namesakes = byName.get(name);
    if (namesakes === undefined) byName.set(name, [thing]);
    else namesakes.push(thing);
    if (index % STEPS_BETWEEN_LOOKS === 0 && slicer.isDue()) await slicer.pause();
  }
  return {
    byId: (id) => byId.get(id),
    byCode: (code) => byCode.get(code),
    byName: (name) => byName.get(comparedText(name)) ?? [],
    codeOf: (id) => codes.get(id),
  };
};
