// Answers of the atlas that change nothing: one thing, lists, search, areas, extent.
import type { ATLAS_OPERATIONS } from '../../../shared/contract/atlas.ts';
import type { Caller, Handlers } from '../../../shared/contract/feature.ts';
import { refusal } from '../../../shared/contract/refusal.ts';
import type { ThingKind } from '../../../shared/domain/atlas/field.ts';
import { isHome, mayReadPersonalData, withoutPersonalAttributes } from '../../../shared/domain/atlas/personal-data.ts';
import type { Thing } from '../../../shared/domain/atlas/thing.ts';
import type { CoordinateReading } from '../../../shared/geo/coordinate-notation.ts';
import { readCoordinates } from '../../../shared/geo/coordinate-notation.ts';
import { formatCoordinates } from '../../../shared/geo/format-coordinates.ts';
import { failure, success } from '../../../shared/kernel/result.ts';
import type { Bounds, LonLat } from '../../../shared/kernel/units.ts';
import type { AreaNames } from './area-names.ts';
import type { AtlasDesk } from './atlas-desk.ts';
import { findSlot, type Layer } from './layer.ts';
import { isCurrent, type LayerView, type LayerViews } from './layer-view.ts';
import { relatedThings } from './related-things.ts';
import { searchThings } from './search-things.ts';
import { createSlicer } from './slicer.ts';
import { answering } from './store-refusal.ts';
import { thingOfRow } from './stored-thing.ts';
import { readRows } from './thing-ledger.ts';

type Queries = Pick<Handlers<typeof ATLAS_OPERATIONS>, 'readThing' | 'listThings' | 'search' | 'readAreas' | 'readExtent'>;

export interface QueryParts {
  readonly desk: AtlasDesk;
  readonly views: LayerViews;
  readonly areaNames: AreaNames;
  readonly extent: () => Bounds | null;
}

const isAtDesk = (caller: Caller): boolean => mayReadPersonalData(caller.person?.roles ?? []);

const shownTo = (kind: ThingKind, thing: Thing, mayReadPersonal: boolean): Thing =>
  mayReadPersonal ? thing : { ...thing, name: isHome(kind.kind) ? '' : thing.name, attributes: withoutPersonalAttributes(kind, thing.attributes) };

const readThing = ({ desk, areaNames }: QueryParts): Queries['readThing'] =>
  async ({ kind, id }, caller) =>
    answering(caller.signal, async () => {
      const layer = desk.memory.layers.get(kind);
      const slot = layer === undefined ? -1 : findSlot(layer, id);
      if (layer === undefined || slot === -1) return failure(refusal('notFound', { kind, id }));
      const mayReadPersonal = isAtDesk(caller);
      const { related, isTruncated } = relatedThings(desk.memory, layer, slot);
      const [row] = await readRows(desk.store.read, [layer.columns.rowNumbers[slot] ?? 0]);
      if (row === undefined) throw new Error(`row ${layer.columns.rowNumbers[slot]} of ${kind} ${id} is in memory and not in the store`);
      return success({
        thing: shownTo(layer.kind, thingOfRow(row), mayReadPersonal),
        areaNames: [...areaNames.names(row.area_code)],
        related: related.map((one) => (isHome(one.kind) && !mayReadPersonal ? { ...one, name: '' } : one)),
        isRelatedTruncated: isTruncated,
      });
    });

interface Page {
  readonly total: number;
  readonly unlocatedCount: number;
  readonly rowNumbers: readonly number[];
}

const pageOf = (layer: Layer, view: LayerView, order: readonly number[], offset: number, limit: number): Page => ({
  total: order.length,
  unlocatedCount: view.unlocatedCount,
  rowNumbers: order.slice(offset, offset + limit).map((slot) => layer.columns.rowNumbers[slot] ?? 0),
});

const ROWS_PER_READ = 100;

/** What the listed things point to, by name: an id says nothing to whoever reads a list. */
const referenceNames = ({ memory }: AtlasDesk, { fields }: ThingKind, things: readonly Thing[]): { [kind: string]: { [id: string]: string } } => {
  const names = new Map<string, Map<string, string>>();
  for (const field of fields) {
    const layer = field.type === 'reference' ? memory.layers.get(field.to) : undefined;
    if (field.type !== 'reference' || layer === undefined) continue;
    const known = names.get(field.to) ?? new Map<string, string>();
    names.set(field.to, known);
    for (const { attributes } of things) {
      const id = attributes[field.key];
      const slot = typeof id === 'string' ? findSlot(layer, id) : -1;
      if (typeof id === 'string' && slot !== -1) known.set(id, layer.columns.names[slot] ?? '');
    }
  }
  return Object.fromEntries([...names].map(([kind, known]) => [kind, Object.fromEntries(known)]));
};

const listThings = ({ desk, views }: QueryParts): Queries['listThings'] =>
  async ({ kind, filter, offset, limit }, caller) =>
    answering(caller.signal, async () => {
      const layer = desk.memory.layers.get(kind);
      if (layer === undefined) return failure(refusal('notFound', { kind }));
      let page: Page | null = null;
      while (page === null) {
        const { view, order } = await views.ordered(layer, filter ?? {}, isAtDesk(caller), caller.signal);
        if (isCurrent(view)) page = pageOf(layer, view, order, offset, limit);
      }
      const slicer = createSlicer(desk.clock, caller.signal);
      const things: Thing[] = [];
      for (let first = 0; first < page.rowNumbers.length; first += ROWS_PER_READ) {
        for (const row of await readRows(desk.store.read, page.rowNumbers.slice(first, first + ROWS_PER_READ))) {
          things.push(shownTo(layer.kind, thingOfRow(row), isAtDesk(caller)));
          if (slicer.isDue()) await slicer.pause();
        }
      }
      return success({ total: page.total, unlocatedCount: page.unlocatedCount, things, referenceNames: referenceNames(desk, layer.kind, things) });
    });

const readingOf = ({ position, notation, system, isSystemStated }: CoordinateReading) => {
  const written = formatCoordinates(position, 'decimalDegrees');
  return { position, understood: written.ok ? written.value.numbers : '', datum: system.datum, isDatumStated: isSystemStated, notation };
};

const middleOf = (extent: Bounds | null): LonLat | undefined => (extent === null ? undefined : [(extent[0] + extent[2]) / 2, (extent[1] + extent[3]) / 2]);

const search = ({ desk, areaNames, extent }: QueryParts): Queries['search'] =>
  async ({ text, limit }, caller) =>
    answering(caller.signal, async () => {
      const near = middleOf(extent());
      const read = readCoordinates(text, near === undefined ? {} : { near });
      const coordinates = read.ok ? [read.value, ...read.value.alternatives].map(readingOf) : [];
      const found = await searchThings(desk.memory, text, limit, isAtDesk(caller), createSlicer(desk.clock, caller.signal));
      const matches = found.matches.map(({ areaCode, ...match }) => ({ ...match, areaName: areaNames.names(areaCode).join(' ') }));
      return success({ coordinates, matches, isTruncated: found.isTruncated });
    });

export const createAtlasQueries = (parts: QueryParts): Queries => ({
  readThing: readThing(parts),
  listThings: listThings(parts),
  search: search(parts),
  readAreas: async () => success({ areas: parts.areaNames.areas().map((area) => ({ ...area })) }),
  readExtent: async () => {
    const extent = parts.extent();
    return success({ extent: extent === null ? null : [...extent] });
  },
});
