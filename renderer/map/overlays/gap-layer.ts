// Hatches the parts of the map for which a layer could not be loaded: empty there does not mean that nothing is there.
import Feature from 'ol/Feature.js';
import { fromExtent } from 'ol/geom/Polygon.js';
import VectorLayer from 'ol/layer/Vector.js';
import VectorSource from 'ol/source/Vector.js';
import Style from 'ol/style/Style.js';
import type { Tile } from '../../../shared/geo/tile-grid.ts';
import { disposable, type Disposable } from '../../../shared/kernel/disposable.ts';
import { hatchFill } from '../hatch.ts';
import type { Palette } from '../palette.ts';
import { tileExtent, tileKey } from '../tiles/tile-cover.ts';

export interface GapLayer extends Disposable {
  readonly layer: VectorLayer;
  readonly show: (tiles: readonly Tile[]) => void;
  readonly setPalette: (palette: Palette) => void;
}

const ORDER = 57;

const styleFor = (palette: Palette): Style => new Style({ fill: hatchFill({ colour: palette.gap, spacing: 14, width: 1, angle: 135 }) });

export const createGapLayer = (first: Palette): GapLayer => {
  const source = new VectorSource<Feature>({ wrapX: false });
  const layer = new VectorLayer({ source, zIndex: ORDER, opacity: 0.55, style: styleFor(first) });
  let shown = '';
  return {
    layer,
    show: (tiles) => {
      const byKey = new Map(tiles.map((tile) => [tileKey(tile), tile]));
      const key = [...byKey.keys()].toSorted().join(' ');
      if (key === shown) return;
      shown = key;
      source.clear(true);
      source.addFeatures([...byKey.values()].map((tile) => new Feature(fromExtent([...tileExtent(tile)]))));
    },
    setPalette: (palette) => layer.setStyle(styleFor(palette)),
    ...disposable(() => {
      source.clear(true);
      source.dispose();
      layer.dispose();
    }),
  };
};
