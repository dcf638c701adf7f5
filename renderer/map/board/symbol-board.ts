// The one layer of symbols and the one layer of names, arranged anew whenever scale or content changes.
import Feature from 'ol/Feature.js';
import MultiLineString from 'ol/geom/MultiLineString.js';
import MultiPoint from 'ol/geom/MultiPoint.js';
import VectorLayer from 'ol/layer/Vector.js';
import VectorSource from 'ol/source/Vector.js';
import Circle from 'ol/style/Circle.js';
import Fill from 'ol/style/Fill.js';
import Stroke from 'ol/style/Stroke.js';
import Style from 'ol/style/Style.js';
import type { MercatorPoint } from '../../../shared/geo/tile-grid.ts';
import { disposable, type Disposable } from '../../../shared/kernel/disposable.ts';
import type { StyleContext } from '../layers/layer-definition.ts';
import { arrangeBoard, EMPTY_ARRANGEMENT, type Arrangement } from './arrange-board.ts';
import type { BoardContent, BoardSymbol } from './board-item.ts';
import { createFeatureSync, type PointDrawing } from './feature-sync.ts';
import type { NameSprites } from './name-sprites.ts';
import type { TextMeasure } from './text-measure.ts';

export const BOARD_ORDER = { leaders: 58, symbols: 60, names: 80 } as const;

export interface SymbolBoard extends Disposable {
  readonly layers: readonly VectorLayer[];
  readonly show: (content: BoardContent, resolution: number, context: StyleContext, names: NameSprites) => void;
  /** Where a thing's symbol is drawn now, and how large; null where it is not on the board. */
  readonly placeOf: (kind: string, id: string) => { readonly position: MercatorPoint; readonly radius: number } | null;
}

const drawnAt = (symbol: BoardSymbol, arrangement: Arrangement): MercatorPoint => {
  const moved = arrangement.displacements.get(symbol.key);
  if (moved === undefined) return symbol.position;
  return [symbol.position[0] + moved.dx * arrangement.resolution, symbol.position[1] - moved.dy * arrangement.resolution];
};

const symbolDrawings = (arrangement: Arrangement): readonly PointDrawing[] =>
  arrangement.symbols.map((symbol) => {
    const isCrowded = arrangement.displacements.get(symbol.key)?.isCrowded === true;
    return { key: symbol.key, position: drawnAt(symbol, arrangement), style: isCrowded ? symbol.crowdedStyle : symbol.style, hit: symbol.hit };
  });

const nameDrawings = (content: BoardContent, arrangement: Arrangement, sprites: NameSprites): readonly PointDrawing[] =>
  content.names.flatMap((name) => {
    const place = arrangement.labels.get(name.key);
    if (place === undefined) return [];
    const moved = name.symbolKey === null ? undefined : arrangement.displacements.get(name.symbolKey);
    const [dx, dy] = [place.dx + (moved?.dx ?? 0), place.dy + (moved?.dy ?? 0)];
    const position: MercatorPoint = [name.position[0] + dx * arrangement.resolution, name.position[1] - dy * arrangement.resolution];
    return [{ key: name.key, position, style: sprites.style(name.text, name.look, name.turn), hit: null }];
  });

/** Thin lines from moved symbols to the places they stand for. */
const leaderFeatures = (arrangement: Arrangement, { palette }: StyleContext): readonly Feature[] => {
  const moved = arrangement.symbols.filter(({ key, hit }) => {
    const at = arrangement.displacements.get(key);
    return hit?.type === 'thing' && at !== undefined && (at.dx !== 0 || at.dy !== 0);
  });
  if (moved.length === 0) return [];
  const lines = new Feature(new MultiLineString(moved.map((symbol) => [[...symbol.position], [...drawnAt(symbol, arrangement)]])));
  lines.setStyle([new Style({ stroke: new Stroke({ color: palette.halo, width: 3 }) }), new Style({ stroke: new Stroke({ color: palette.mutedInk, width: 1.2 }) })]);
  const dots = new Feature(new MultiPoint(moved.map(({ position }) => [...position])));
  dots.setStyle(new Style({ image: new Circle({ radius: 2.2, fill: new Fill({ color: palette.ink }), stroke: new Stroke({ color: palette.halo, width: 1.5 }), declutterMode: 'none' }) }));
  return [lines, dots];
};

interface Sheet extends Disposable {
  readonly source: VectorSource<Feature>;
  readonly layer: VectorLayer;
}

/** Drawn as far beyond the edges as things are arranged there, so that a drag copies what is ready. */
const BUFFER_PX = 400;

const makeSheet = (zIndex: number): Sheet => {
  const source = new VectorSource<Feature>({ wrapX: false });
  const layer = new VectorLayer({ source, zIndex, renderBuffer: BUFFER_PX, updateWhileInteracting: true });
  const closing = disposable(() => {
    source.clear(true);
    source.dispose();
    layer.dispose();
  });
  return { source, layer, ...closing };
};

export const createSymbolBoard = (text: TextMeasure): SymbolBoard => {
  const [leaders, symbols, names] = [makeSheet(BOARD_ORDER.leaders), makeSheet(BOARD_ORDER.symbols), makeSheet(BOARD_ORDER.names)];
  const [symbolSync, nameSync] = [createFeatureSync(symbols.source), createFeatureSync(names.source)];
  let arrangement = EMPTY_ARRANGEMENT;
  let places = new Map<string, BoardSymbol>();
  const closing = disposable(() => {
    for (const sync of [symbolSync, nameSync]) sync.clear();
    for (const sheet of [leaders, symbols, names]) sheet.dispose();
    places.clear();
  });
  return {
    layers: [leaders.layer, symbols.layer, names.layer],
    show: (content, resolution, context, sprites) => {
      arrangement = arrangeBoard(content, resolution, (name) => text.size(name.text, name.look.px * context.scale, name.look.weight), arrangement);
      places = new Map(arrangement.symbols.map((symbol) => [symbol.key, symbol]));
      leaders.source.clear(true);
      leaders.source.addFeatures([...leaderFeatures(arrangement, context)]);
      symbolSync.show(symbolDrawings(arrangement));
      nameSync.show(nameDrawings(content, arrangement, sprites));
    },
    placeOf: (kind, id) => {
      const symbol = places.get(`${kind} ${id}`);
      return symbol === undefined ? null : { position: drawnAt(symbol, arrangement), radius: Math.max(symbol.halfWidth, symbol.halfHeight) };
    },
    ...closing,
  };
};
