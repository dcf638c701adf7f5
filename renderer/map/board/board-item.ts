// Everything that wants a place on the map's symbol board: single things, clusters, level marks of areas, and names.
import type Style from 'ol/style/Style.js';
import type { MercatorPoint } from '../../../shared/geo/tile-grid.ts';
import type { Hit } from '../layers/hit.ts';
import { stageAt, type LabelLook, type LayerDefinition, type StyleContext } from '../layers/layer-definition.ts';
import type { DrawnShape } from '../layers/shape-layer.ts';
import { linePlace, nameplace } from '../layers/thing-geometry.ts';
import type { MapViewport } from '../layers/tiled-things.ts';
import { clusterSize, countText } from '../symbols/draw-cluster.ts';
import { levelRank, worstLevel } from '../symbols/level-shape.ts';
import { stageSize, type Stage } from '../symbols/point-look.ts';
import type { Sprites } from '../symbols/sprites.ts';
import type { ClusterItem, PointItem } from '../tiles/tile-content.ts';
import { isWithin, type MercatorExtent } from '../tiles/tile-cover.ts';
import type { TilePicture } from '../tiles/tile-picture.ts';

export interface BoardSymbol {
  readonly key: string;
  readonly position: MercatorPoint;
  readonly style: Style;
  /** In place of `style` where there is no room: the mark alone. */
  readonly crowdedStyle: Style;
  readonly halfWidth: number;
  readonly halfHeight: number;
  readonly importance: number;
  /** Marks stay at their place and may touch; symbols make way. */
  readonly mayMove: boolean;
  readonly hit: Hit | null;
}

export interface BoardName {
  readonly key: string;
  readonly text: string;
  readonly position: MercatorPoint;
  readonly look: LabelLook;
  /** The symbol it stands beside; null for names of lines and areas. */
  readonly symbolKey: string | null;
  readonly importance: number;
  /** Radians, for names along lines. */
  readonly turn: number;
}

export interface BoardContent {
  readonly symbols: readonly BoardSymbol[];
  readonly names: readonly BoardName[];
}

export interface LayerPicture {
  readonly definition: LayerDefinition;
  readonly picture: TilePicture;
  readonly shapes: Iterable<DrawnShape>;
}

export interface CollectOptions {
  readonly viewport: MapViewport;
  readonly context: StyleContext;
  readonly sprites: Sprites;
  readonly measure: (text: string, px: number) => number;
  readonly names: 'all' | 'places' | 'none';
}

/** A share of the screen beyond its edges, so that a short pan shows what is already arranged. */
const MARGIN = 0.3;

export const withMargin = ([west, south, east, north]: MercatorExtent): MercatorExtent => {
  const [across, up] = [(east - west) * MARGIN, (north - south) * MARGIN];
  return [west - across, south - up, east + across, north + up];
};

const SYMBOL_NAME_PX = 12;

const thingSymbol = (definition: LayerDefinition, point: PointItem, stage: Stage, { sprites, context }: CollectOptions): BoardSymbol | null => {
  const look = definition.point;
  if (look === null) return null;
  const { kind } = definition;
  const drawing = { kind, look, symbol: point.symbol, level: look.hasLevel ? point.level : '', state: point.state, stage };
  const half = ((stage === 'mark' && look.hasLevel ? 16 : stageSize(stage)) / 2) * context.scale;
  const markDrawing = { ...drawing, stage: 'mark' as const, symbol: '' };
  return {
    key: `${kind} ${point.id}`,
    position: point.position,
    style: sprites.symbol(stage === 'mark' ? markDrawing : drawing),
    crowdedStyle: sprites.symbol(markDrawing),
    halfWidth: half,
    halfHeight: half,
    importance: definition.importance + levelRank(point.level),
    mayMove: stage !== 'mark',
    hit: { type: 'thing', kind, id: point.id, name: point.name, lonLat: point.lonLat },
  };
};

const clusterSymbol = (definition: LayerDefinition, cluster: ClusterItem, { sprites, context }: CollectOptions): BoardSymbol | null => {
  const look = definition.point;
  if (look === null) return null;
  const worst = worstLevel(cluster.levels);
  const [width, height] = clusterSize(countText(cluster.count, context.language));
  const style = sprites.cluster({ kind: definition.kind, look, count: cluster.count, worst });
  return {
    key: `${definition.kind} ${cluster.key}`,
    position: cluster.position,
    style,
    crowdedStyle: style,
    halfWidth: (width / 2 + 1) * context.scale,
    halfHeight: (height / 2 + 1) * context.scale,
    importance: definition.importance + levelRank(worst ?? ''),
    mayMove: true,
    hit: { type: 'cluster', kind: definition.kind, count: cluster.count, lonLat: cluster.lonLat },
  };
};

const thingName = (definition: LayerDefinition, point: PointItem, { context }: CollectOptions): BoardName => ({
  key: `${definition.kind} ${point.id}`,
  text: point.name,
  position: point.position,
  look: { px: SYMBOL_NAME_PX, weight: 500, colour: context.palette.ink, isAlong: false },
  symbolKey: `${definition.kind} ${point.id}`,
  importance: definition.importance + levelRank(point.level),
  turn: 0,
});

/** Along a line, but never upside down. */
const upright = (turn: number): number => (turn > Math.PI / 2 ? turn - Math.PI : turn < -Math.PI / 2 ? turn + Math.PI : turn);

const shapeName = (definition: LayerDefinition, shape: DrawnShape, options: CollectOptions): BoardName | null => {
  const { context, viewport, measure } = options;
  const look = shape.item.name === '' ? null : (definition.shapeLabel?.(shape.view, context) ?? null);
  if (look === null) return null;
  const name = { key: `${definition.kind} ${shape.item.id}`, text: shape.item.name, look, symbolKey: null, importance: definition.importance };
  if (shape.view.isArea) {
    const place = nameplace(shape.geometry, viewport.extent);
    return place === null ? null : { ...name, position: place, turn: 0 };
  }
  const place = linePlace(shape.geometry, viewport.extent);
  const isLongEnough = place !== null && place.length / viewport.resolution > measure(shape.item.name, look.px * context.scale) * 1.1;
  return isLongEnough ? { ...name, position: place.at, turn: look.isAlong ? upright(place.turn) : 0 } : null;
};

/** An area's level, as a mark with its word in the middle of it. */
const areaMark = (definition: LayerDefinition, shape: DrawnShape, options: CollectOptions): BoardSymbol | null => {
  if (definition.point?.hasLevel !== true || !shape.view.isArea || options.viewport.zoom < 11.5) return null;
  const position = nameplace(shape.geometry, options.viewport.extent);
  if (position === null) return null;
  const { id, name, symbol, level, state } = shape.item;
  return thingSymbol(definition, { id, name, lonLat: [0, 0], position, symbol, level, state }, 'mark', options);
};

const collectLayer = ({ definition, picture, shapes }: LayerPicture, around: MercatorExtent, options: CollectOptions): BoardContent => {
  const { viewport, names } = options;
  const symbols: (BoardSymbol | null)[] = [];
  const labels: (BoardName | null)[] = [];
  const stage = stageAt(definition.stages, viewport.zoom);
  const isNamed = names === 'all' && viewport.zoom >= definition.stages.label;
  for (const point of picture.points) {
    if (!isWithin(around, point.position)) continue;
    symbols.push(thingSymbol(definition, point, stage, options));
    if (isNamed && point.name !== '') labels.push(thingName(definition, point, options));
  }
  for (const cluster of picture.clusters) if (isWithin(around, cluster.position)) symbols.push(clusterSymbol(definition, cluster, options));
  const hasNames = names === 'all' || (names === 'places' && definition.isGround);
  for (const shape of shapes) {
    symbols.push(areaMark(definition, shape, options));
    if (hasNames) labels.push(shapeName(definition, shape, options));
  }
  return { symbols: symbols.filter((symbol) => symbol !== null), names: labels.filter((label) => label !== null) };
};

export const collectBoard = (layers: readonly LayerPicture[], options: CollectOptions): BoardContent => {
  const around = withMargin(options.viewport.extent);
  const parts = layers.map((layer) => collectLayer(layer, around, options));
  return { symbols: parts.flatMap(({ symbols }) => symbols), names: parts.flatMap(({ names }) => names) };
};
