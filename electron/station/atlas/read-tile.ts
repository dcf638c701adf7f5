// Answers for one map tile of one kind: points, clusters, and the shapes of lines and areas.
import type { ATLAS_OPERATIONS, AtlasFilter } from '../../../shared/contract/atlas.ts';
import type { Handlers } from '../../../shared/contract/feature.ts';
import { refusal } from '../../../shared/contract/refusal.ts';
import { isHome, mayReadPersonalData } from '../../../shared/domain/atlas/personal-data.ts';
import { signedBytes } from '../../../shared/domain/atlas/packed-shapes.ts';
import { canonicalJson } from '../../../shared/kernel/json.ts';
import { failure, success } from '../../../shared/kernel/result.ts';
import type { AtlasDesk } from './atlas-desk.ts';
import type { Layer } from './layer.ts';
import { isCurrent, isUnfiltered, type LayerView, type LayerViews, settled } from './layer-view.ts';
import type { GridCluster, GridTile } from './point-grid.ts';
import { answering } from './store-refusal.ts';
import type { ShapeTiles } from './tile-shapes.ts';

const MICRO = 1e6;

const pointsOf = (layer: Layer, slots: readonly number[], mayReadNames: boolean) => {
  const { columns, dictionaries, levelValues } = layer;
  return {
    ids: slots.map((slot) => columns.ids[slot] ?? ''),
    names: slots.map((slot) => (mayReadNames ? (columns.names[slot] ?? '') : '')),
    positions: signedBytes(slots.flatMap((slot) => [Math.round((columns.longitudes[slot] ?? 0) * MICRO), Math.round((columns.latitudes[slot] ?? 0) * MICRO)])),
    symbols: slots.map((slot) => dictionaries.symbols.text(columns.symbolNumbers[slot] ?? 0)),
    levels: slots.map((slot) => levelValues[columns.levels[slot] ?? 0] ?? ''),
    states: slots.map((slot) => dictionaries.states.text(columns.stateNumbers[slot] ?? 0)),
  };
};

const clusterOf = (layer: Layer, { position, count, levels }: GridCluster) => ({
  position,
  count,
  levels: Object.fromEntries(levels.flatMap((known, level) => (level > 0 && known > 0 ? [[layer.levelValues[level] ?? '', known]] : []))),
});

const filterKeyOf = (filter: AtlasFilter | undefined, mayReadPersonal: boolean): string => {
  if (filter === undefined) return '';
  const { areaCode, symbols, levels, states, text, isLocated } = filter;
  return `${mayReadPersonal} ${canonicalJson([areaCode ?? '', symbols ?? null, levels ?? null, states ?? null, text ?? '', isLocated ?? null])}`;
};

export const createReadTile = (desk: AtlasDesk, views: LayerViews, shapes: ShapeTiles): Handlers<typeof ATLAS_OPERATIONS>['readTile'] =>
  async ({ kind, z, x, y, filter }, caller) =>
    answering(caller.signal, async () => {
      const layer = desk.memory.layers.get(kind);
      if (layer === undefined || x >= 2 ** z || y >= 2 ** z) return failure(refusal('notFound', { kind, z, x, y }));
      const mayReadPersonal = mayReadPersonalData(caller.person?.roles ?? []);
      let view: LayerView | null = null;
      do {
        await settled(layer);
        if (filter !== undefined && !isUnfiltered(filter)) view = await views.view(layer, filter, mayReadPersonal, caller.signal);
      } while (layer.settling !== null || (view !== null && !isCurrent(view)));
      // From here to the shapes nothing is waited for: points, candidates and revision are of one moment.
      const { revision } = layer;
      const tile: GridTile = (view?.grid ?? layer.grid).tile(z, x, y);
      const points = pointsOf(layer, tile.points, mayReadPersonal || !isHome(kind));
      const clusters = tile.clusters.map((cluster) => clusterOf(layer, cluster));
      const drawn = await shapes.read(layer, view?.mask ?? null, view === null ? '' : filterKeyOf(filter, mayReadPersonal), { z, x, y });
      return success({ revision, points, clusters, shapes: drawn });
    });
