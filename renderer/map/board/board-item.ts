// Everything that wants a place on the map's symbol board: single things, clusters, level marks of areas, and names.
import type Style from 'ol/style/Style.js';
import type { MercatorPoint } from '../../../shared/geo/tile-grid.ts';
import type { Hit } from '../layers/hit.ts';
import { AREA_MARK_ZOOM, stageAt, type LabelLook, type LayerDefinition, type StyleContext } from '../layers/layer-definition.ts';
import type { DrawnShape } from '../layers/shape-layer.ts';
import { linePlace, nameplace } from '../layers/thing-geometry.ts';
import type { MapViewport } from '../layers/tiled-things.ts';
import { clusterSize, countText } from '../symbols/draw-cluster.ts';
import { levelRank, worstLevel } from '../symbols/level-shape.ts';
import { stageSize, stateLook, type PointLook, type Stage } from '../symbols/point-look.ts';
import type { Sprites } from '../symbols/sprites.ts';
import type { ClusterItem, PointItem } from '../tiles/tile-content.ts';
import { HALF_WORLD, isWithin, type MercatorExtent } from '../tiles/tile-cover.ts';
import type { TilePicture } from '../tiles/tile-picture.ts';
import { groupDense, groupPoints, type ClusterSum, type Grouped } from './group-points.ts';

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
  /** Symbols make way for it: it carries a level. */
  readonly isFirm: boolean;
  readonly hit: Hit | null;
  /** Of a cluster: what it counts, and itself with another count, for when a neighbour without room joins it. */
  readonly cluster: { readonly kind: string; readonly sum: ClusterSum; readonly withSum: (sum: ClusterSum) => BoardSymbol } | null;
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
  /** Other places it may stand at where the first is taken. */
  readonly others: readonly MercatorPoint[];
  /** Placed before anything that can make way: what the eye finds its way by. */
  readonly isAnchor: boolean;
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
/** An area's name may move this far from its middle, in these directions. */
const NAME_STEP_PX = 26;
const NAME_STEPS = [
  [0, 1],
  [0, -1],
  [1.6, 0],
  [-1.6, 0],
  [0, 2],
  [0, -2],
] as const;
/** Numbers need air around them to be read. */
const CLUSTER_MARGIN = 6;
/** More things of one kind than this in a square of `CROWD_PX` are drawn as a number. */
const CROWD_PX = 96;
const MOST_IN_CROWD: { readonly [stage in Stage]: number } = { mark: 12, small: 6, full: 5 };
/** Below this importance a kind is company for the others, and gathered earlier. */
const COMPANY = 65;
const MOST_COMPANY: { readonly [stage in Stage]: number } = { mark: 9, small: 4, full: 3 };
const TILE_PX = 256;
const WORLD_METRES = 2 * HALF_WORLD;

const thingSymbol = (definition: LayerDefinition, point: PointItem, stage: Stage, { sprites, context }: CollectOptions): BoardSymbol | null => {
  const look = definition.point;
  if (look === null) return null;
  const { kind } = definition;
  const drawing = { kind, look, symbol: point.symbol, level: look.hasLevel ? point.level : '', state: point.state, stage };
  const half = ((stage === 'mark' && look.hasLevel ? 16 : stageSize(stage)) / 2) * context.scale;
  const markDrawing = { ...drawing, stage: 'mark' as const, symbol: '' };
  const importance = definition.importance + levelRank(drawing.level);
  const mark = sprites.symbol(markDrawing, importance);
  return {
    key: `${kind} ${point.id}`,
    position: point.position,
    style: stage === 'mark' ? mark : sprites.symbol(drawing, importance),
    crowdedStyle: mark,
    halfWidth: half,
    halfHeight: half,
    importance,
    mayMove: stage !== 'mark',
    isFirm: stage === 'mark' && look.hasLevel,
    hit: { type: 'thing', kind, id: point.id, name: point.name, lonLat: point.lonLat },
    cluster: null,
  };
};

const clusterSymbol = (definition: LayerDefinition, look: PointLook, cluster: ClusterItem, options: CollectOptions): BoardSymbol => {
  const { sprites, context } = options;
  const worst = worstLevel(cluster.levels);
  const [width, height] = clusterSize(countText(cluster.count, context.language));
  const importance = definition.importance + levelRank(worst ?? '');
  const style = sprites.cluster({ kind: definition.kind, look, count: cluster.count, worst }, importance);
  return {
    key: `${definition.kind} ${cluster.key}`,
    position: cluster.position,
    style,
    crowdedStyle: style,
    halfWidth: (width / 2 + CLUSTER_MARGIN) * context.scale,
    halfHeight: (height / 2 + CLUSTER_MARGIN) * context.scale,
    importance,
    mayMove: true,
    isFirm: false,
    hit: { type: 'cluster', kind: definition.kind, count: cluster.count, lonLat: cluster.lonLat },
    cluster: {
      kind: definition.kind,
      sum: cluster,
      withSum: (sum) => clusterSymbol(definition, look, { ...cluster, ...sum }, options),
    },
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
  others: [],
  isAnchor: false,
});

/** Along a line, but never upside down. */
const upright = (turn: number): number => (turn > Math.PI / 2 ? turn - Math.PI : turn < -Math.PI / 2 ? turn + Math.PI : turn);

const shapeName = (definition: LayerDefinition, shape: DrawnShape, options: CollectOptions): BoardName | null => {
  const { context, viewport, measure } = options;
  const look = shape.item.name === '' ? null : (definition.shapeLabel?.(shape.view, context) ?? null);
  if (look === null) return null;
  const name = { key: `${definition.kind} ${shape.item.id}`, text: shape.item.name, look, symbolKey: null, importance: definition.importance, others: [], isAnchor: false };
  if (shape.view.isArea) {
    const place = nameplace(shape.geometry, viewport.extent);
    if (place === null) return null;
    const step = NAME_STEP_PX * viewport.resolution;
    const others = definition.isAnchor ? NAME_STEPS.map(([east, north]): MercatorPoint => [place[0] + east * step, place[1] + north * step]) : [];
    return { ...name, position: place, turn: 0, others, isAnchor: definition.isAnchor };
  }
  const place = linePlace(shape.geometry, viewport.extent);
  const isLongEnough = place !== null && place.length / viewport.resolution > measure(shape.item.name, look.px * context.scale) * 1.1;
  return isLongEnough ? { ...name, position: place.at, turn: look.isAlong ? upright(place.turn) : 0 } : null;
};

/** An area's level, as a mark with its word in the middle of it. */
const areaMark = (definition: LayerDefinition, shape: DrawnShape, options: CollectOptions): BoardSymbol | null => {
  if (definition.point?.hasLevel !== true || !shape.view.isArea || options.context.zoom < AREA_MARK_ZOOM) return null;
  const position = nameplace(shape.geometry, options.viewport.extent);
  if (position === null) return null;
  const { id, name, symbol, level, state } = shape.item;
  return thingSymbol(definition, { id, name, lonLat: [0, 0], position, symbol, level, state }, 'mark', options);
};

/** Side of a cell in metres of the plane; steps with half zooms, so that cells stay put while the view glides. */
const cellMetres = (cellPx: number, { zoom }: MapViewport, scale: number): number => (cellPx * scale * WORLD_METRES) / (TILE_PX * 2 ** (Math.round(zoom * 2) / 2));

/** One by one, in the scale's cells, or one by one except where a crowd would cover everything else. */
const gathered = (definition: LayerDefinition, picture: TilePicture, stage: Stage, { viewport, context }: CollectOptions): Grouped => {
  const { stages, point: look } = definition;
  if (viewport.zoom < stages.single) return groupPoints(picture.points, picture.clusters, cellMetres(stages.cellPx, viewport, context.scale));
  // Level marks are what the map is for; they are never gathered where the scale shows them one by one.
  if (look === null || look.hasLevel) return picture;
  const calm = new Set(['solid', 'hollow', 'hatched']);
  const dense = groupDense(picture.points, cellMetres(CROWD_PX, viewport, context.scale), (definition.importance < COMPANY ? MOST_COMPANY : MOST_IN_CROWD)[stage], (point) => calm.has(stateLook(look, point.state)));
  return { points: dense.points, clusters: [...picture.clusters, ...dense.clusters] };
};

const collectLayer = ({ definition, picture, shapes }: LayerPicture, around: MercatorExtent, options: CollectOptions): BoardContent => {
  const { viewport, names } = options;
  const symbols: (BoardSymbol | null)[] = [];
  const labels: (BoardName | null)[] = [];
  const stage = stageAt(definition.stages, viewport.zoom);
  const isNamed = names === 'all' && viewport.zoom >= definition.stages.label;
  const look = definition.point;
  const { points, clusters } = gathered(definition, picture, stage, options);
  for (const point of points) {
    if (!isWithin(around, point.position)) continue;
    symbols.push(thingSymbol(definition, point, stage, options));
    if (isNamed && point.name !== '') labels.push(thingName(definition, point, options));
  }
  for (const cluster of clusters) if (look !== null && isWithin(around, cluster.position)) symbols.push(clusterSymbol(definition, look, cluster, options));
  const hasNames = names === 'all' || (names === 'places' && definition.isGround);
  for (const shape of shapes) {
    symbols.push(areaMark(definition, shape, options));
    if (hasNames) labels.push(shapeName(definition, shape, options));
  }
  return { symbols: symbols.filter((symbol) => symbol !== null), names: labels.filter((label) => label !== null) };
};

/** `extra` is what other parts of the map want placed among the things. */
export const collectBoard = (layers: readonly LayerPicture[], extra: BoardContent, options: CollectOptions): BoardContent => {
  const around = withMargin(options.viewport.extent);
  const parts = [extra, ...layers.map((layer) => collectLayer(layer, around, options))];
  return { symbols: parts.flatMap(({ symbols }) => symbols), names: parts.flatMap(({ names }) => names) };
};
