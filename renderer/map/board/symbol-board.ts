// The one layer of symbols and the one layer of names, arranged anew whenever scale or content changes.
import Feature from 'ol/Feature.js';
import MultiLineString from 'ol/geom/MultiLineString.js';
import Point from 'ol/geom/Point.js';
import VectorLayer from 'ol/layer/Vector.js';
import VectorSource from 'ol/source/Vector.js';
import Circle from 'ol/style/Circle.js';
import Fill from 'ol/style/Fill.js';
import Stroke from 'ol/style/Stroke.js';
import Style from 'ol/style/Style.js';
import Text from 'ol/style/Text.js';
import type { MercatorPoint } from '../../../shared/geo/tile-grid.ts';
import { disposable, type Disposable } from '../../../shared/kernel/disposable.ts';
import { mapFont } from '../font.ts';
import { setHit } from '../layers/hit.ts';
import type { StyleContext } from '../layers/layer-definition.ts';
import { arrangeBoard, EMPTY_ARRANGEMENT, type Arrangement } from './arrange-board.ts';
import type { BoardContent, BoardName, BoardSymbol } from './board-item.ts';
import type { TextMeasure } from './text-measure.ts';

export const BOARD_ORDER = { leaders: 58, symbols: 60, names: 80 } as const;

export interface SymbolBoard extends Disposable {
  readonly layers: readonly VectorLayer[];
  readonly show: (content: BoardContent, resolution: number, context: StyleContext) => void;
  /** Where a thing's symbol is drawn now, and how large; null where it is not on the board. */
  readonly placeOf: (kind: string, id: string) => { readonly position: MercatorPoint; readonly radius: number } | null;
}

const drawnAt = (symbol: BoardSymbol, arrangement: Arrangement): MercatorPoint => {
  const moved = arrangement.displacements.get(symbol.key);
  if (moved === undefined) return symbol.position;
  return [symbol.position[0] + moved.dx * arrangement.resolution, symbol.position[1] - moved.dy * arrangement.resolution];
};

const symbolFeatures = (symbols: readonly BoardSymbol[], arrangement: Arrangement): readonly Feature[] =>
  symbols
    .toSorted((left, right) => left.importance - right.importance)
    .map((symbol) => {
      const feature = new Feature(new Point([...drawnAt(symbol, arrangement)]));
      feature.setStyle(arrangement.displacements.get(symbol.key)?.isCrowded === true ? symbol.crowdedStyle : symbol.style);
      if (symbol.hit !== null) setHit(feature, symbol.hit);
      return feature;
    });

/** Thin lines from moved symbols to the places they stand for. */
const leaderFeatures = (symbols: readonly BoardSymbol[], arrangement: Arrangement, { palette }: StyleContext): readonly Feature[] => {
  const moved = symbols.filter(({ key, hit }) => {
    const at = arrangement.displacements.get(key);
    return hit?.type === 'thing' && at !== undefined && (at.dx !== 0 || at.dy !== 0);
  });
  if (moved.length === 0) return [];
  const lines = new Feature(new MultiLineString(moved.map((symbol) => [[...symbol.position], [...drawnAt(symbol, arrangement)]])));
  lines.setStyle([new Style({ stroke: new Stroke({ color: palette.halo, width: 3 }) }), new Style({ stroke: new Stroke({ color: palette.mutedInk, width: 1.2 }) })]);
  const dot = new Style({ image: new Circle({ radius: 2.2, fill: new Fill({ color: palette.ink }), stroke: new Stroke({ color: palette.halo, width: 1.5 }), declutterMode: 'none' }) });
  const dots = moved.map((symbol) => {
    const feature = new Feature(new Point([...symbol.position]));
    feature.setStyle(dot);
    return feature;
  });
  return [lines, ...dots];
};

const nameFeature = (name: BoardName, dx: number, dy: number, { palette, scale }: StyleContext): Feature => {
  const feature = new Feature(new Point([...name.position]));
  feature.setStyle(
    new Style({
      text: new Text({
        text: name.text,
        font: mapFont(name.look.px * scale, name.look.weight),
        fill: new Fill({ color: name.look.colour }),
        stroke: new Stroke({ color: palette.halo, width: 3 * Math.max(1, scale * 0.9), lineJoin: 'round' }),
        offsetX: dx,
        offsetY: dy,
        rotation: name.turn,
        overflow: true,
        declutterMode: 'none',
      }),
    }),
  );
  return feature;
};

const nameFeatures = (content: BoardContent, arrangement: Arrangement, context: StyleContext): readonly Feature[] =>
  content.names.flatMap((name) => {
    const place = arrangement.labels.get(name.key);
    if (place === undefined) return [];
    const moved = arrangement.displacements.get(name.key);
    return [nameFeature(name, place.dx + (moved?.dx ?? 0), place.dy + (moved?.dy ?? 0), context)];
  });

const makeLayer = (zIndex: number): VectorLayer<VectorSource<Feature>> =>
  new VectorLayer({ source: new VectorSource<Feature>({ wrapX: false }), zIndex, renderBuffer: 200, updateWhileInteracting: true });

export const createSymbolBoard = (text: TextMeasure): SymbolBoard => {
  const [leaders, symbols, names] = [makeLayer(BOARD_ORDER.leaders), makeLayer(BOARD_ORDER.symbols), makeLayer(BOARD_ORDER.names)];
  let arrangement = EMPTY_ARRANGEMENT;
  let places = new Map<string, BoardSymbol>();
  const refill = (layer: typeof symbols, features: readonly Feature[]): void => {
    const source = layer.getSource();
    source?.clear(true);
    source?.addFeatures([...features]);
  };
  const closing = disposable(() => {
    for (const layer of [leaders, symbols, names]) {
      layer.getSource()?.clear(true);
      layer.getSource()?.dispose();
      layer.dispose();
    }
    places.clear();
  });
  return {
    layers: [leaders, symbols, names],
    show: (content, resolution, context) => {
      arrangement = arrangeBoard(content, resolution, (name) => text.size(name.text, name.look.px * context.scale, name.look.weight), arrangement);
      places = new Map(arrangement.symbols.map((symbol) => [symbol.key, symbol]));
      refill(leaders, leaderFeatures(arrangement.symbols, arrangement, context));
      refill(symbols, symbolFeatures(arrangement.symbols, arrangement));
      refill(names, nameFeatures(content, arrangement, context));
    },
    placeOf: (kind, id) => {
      const symbol = places.get(`${kind} ${id}`);
      return symbol === undefined ? null : { position: drawnAt(symbol, arrangement), radius: Math.max(symbol.halfWidth, symbol.halfHeight) };
    },
    ...closing,
  };
};
