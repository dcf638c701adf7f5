// Finds the things a row points to by id or name, and the areas it names; built in slices for the kinds that are asked for.
import { significantDigits } from '../../../../shared/domain/atlas/area-code.ts';
import type { Area } from '../area-names.ts';
import type { AtlasReader } from '../atlas-reader.ts';
import type { Lookups } from '../import/convert/settle-row.ts';
import type { Mapping } from '../import/mapping.ts';
import { comparedText } from '../import/values/plain-text.ts';
import type { Slicer } from '../slicer.ts';
import { thingKind } from '../../../../shared/domain/atlas/thing-kinds.ts';

const STEPS_BETWEEN_LOOKS = 64;
const TOWNSHIP_DIGITS = 9;

/** Null stands for “more than one”. */
type Names = Map<string, string | null>;

const add = (names: Names, name: string, value: string): void => void names.set(name, names.has(name) ? null : value);

const referredKinds = ({ kind, fields }: Mapping): readonly string[] => {
  const known = thingKind(kind)?.fields ?? [];
  const mapped = new Set(fields.map(({ field }) => field));
  return [...new Set(known.flatMap((field) => (field.type === 'reference' && mapped.has(field.key) ? [field.to] : [])))];
};

const indexKind = async (reader: AtlasReader, kind: string, slicer: Slicer): Promise<{ readonly ids: ReadonlySet<string>; readonly names: Names }> => {
  const ids = new Set<string>();
  const names: Names = new Map();
  for (const [index, { id, name }] of (await reader.things(kind)).entries()) {
    ids.add(id);
    add(names, comparedText(name), id);
    if (index % STEPS_BETWEEN_LOOKS === 0 && slicer.isDue()) await slicer.pause();
  }
  return { ids, names };
};

const areaFinder = (areas: readonly Area[]): Lookups['findArea'] => {
  const townships: Names = new Map();
  const villages: Names = new Map();
  const nameOfTownship = new Map(areas.flatMap(({ level, code, name }) => (level === 'township' ? [[code.slice(0, TOWNSHIP_DIGITS), name] as const] : [])));
  for (const { level, code, name } of areas) {
    if (level === 'township') add(townships, comparedText(name), code);
    if (level !== 'village') continue;
    add(villages, comparedText(name), code);
    add(villages, `${comparedText(nameOfTownship.get(significantDigits(code).slice(0, TOWNSHIP_DIGITS)) ?? '')} ${comparedText(name)}`, code);
  }
  return ({ township, village }) => {
    if (village === '') return townships.get(comparedText(township)) ?? undefined;
    const within = township === '' ? undefined : villages.get(`${comparedText(township)} ${comparedText(village)}`);
    // A township that is known and has no such village is not passed over for a village of that name elsewhere.
    if (within !== undefined || townships.has(comparedText(township))) return within ?? undefined;
    return villages.get(comparedText(village)) ?? undefined;
  };
};

export const prepareLookups = async (reader: AtlasReader, mapping: Mapping, slicer: Slicer): Promise<Lookups> => {
  const kinds = new Map<string, Awaited<ReturnType<typeof indexKind>>>();
  for (const kind of referredKinds(mapping)) kinds.set(kind, await indexKind(reader, kind, slicer));
  return {
    findThing: (kind, idOrName) => {
      const known = kinds.get(kind);
      if (known?.ids.has(idOrName) === true) return idOrName;
      return known?.names.get(comparedText(idOrName)) ?? undefined;
    },
    findArea: areaFinder(reader.areas()),
  };
};
