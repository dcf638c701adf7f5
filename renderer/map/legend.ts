// The legend of what is on the map now: every sign drawn by the same hand as on the map, with its word.
import Feature from 'ol/Feature.js';
import LineString from 'ol/geom/LineString.js';
import Point from 'ol/geom/Point.js';
import { fromExtent } from 'ol/geom/Polygon.js';
import { toContext } from 'ol/render.js';
import { term, type Choice, type Term, type ThingKind } from '../../shared/domain/atlas/field.ts';
import { LEVELS } from '../../shared/domain/atlas/levels.ts';
import { thingKind } from '../../shared/domain/atlas/thing-kinds.ts';
import { ZONE_GRADE_TERMS, ZONE_GRADES } from '../../shared/domain/hazard/hazard-zone.ts';
import { ARROW_PLACES, type LayerDefinition, type ShapeView, type StyleContext } from './layers/layer-definition.ts';
import { zoneStyles } from './overlays/hazard-zones.ts';
import { drawCluster } from './symbols/draw-cluster.ts';
import { drawSymbol, type SymbolTools } from './symbols/draw-symbol.ts';
import { asLevel, drawLevelMark } from './symbols/level-shape.ts';
import type { PointLook } from './symbols/point-look.ts';
import { drawnCanvas } from './symbols/sprites.ts';

export interface LegendEntry {
  /** PNG as a data address, drawn for screens of twice the density. */
  readonly image: string;
  readonly width: number;
  readonly height: number;
  readonly term: Term;
}

export interface LegendSection {
  /** Kind of the layer; `level`, `hazard` and `cluster` for what belongs to no single layer. */
  readonly kind: string;
  readonly term: Term;
  readonly entries: readonly LegendEntry[];
}

export interface LegendOptions {
  readonly definitions: readonly LayerDefinition[];
  readonly tools: SymbolTools;
  readonly hasHazards: boolean;
}

const WIDTH = 44;
const HEIGHT = 40;
const RATIO = 2;
/** Legends show lines and areas as they are at a scale where all of them are drawn. */
const LEGEND_ZOOM = 15;

const entry = (meaning: Term, draw: (context: CanvasRenderingContext2D) => void): LegendEntry => ({
  image: drawnCanvas(WIDTH, HEIGHT, RATIO, draw).toDataURL('image/png'),
  width: WIDTH,
  height: HEIGHT,
  term: meaning,
});

const choicesOf = (kind: ThingKind, key: string | undefined): readonly Choice[] => {
  const field = kind.fields.find((each) => each.key === key);
  return field?.type === 'choice' ? field.choices : [];
};

const UNKNOWN = term('状态未知', 'state unknown');
const pointEntries = (kind: ThingKind, look: PointLook, tools: SymbolTools): readonly LegendEntry[] => {
  const usualState = Object.entries(look.states ?? {}).find(([, state]) => state === 'solid')?.[0] ?? '';
  // The level has a section of its own.
  const plain: PointLook = { ...look, hasLevel: false };
  const drawing = { kind: kind.kind, look: plain, symbol: '', level: '', state: usualState, stage: 'full' as const };
  const symbols = look.glyphScale === 0 ? [] : choicesOf(kind, kind.symbolField);
  const bySymbol = (symbols.length === 0 ? [{ value: '', ...kind.term }] : symbols).map((choice) => entry(choice, (context) => drawSymbol(context, { ...drawing, symbol: choice.value }, tools)));
  const states = look.states === null ? [] : [...choicesOf(kind, kind.stateField).filter(({ value }) => value !== 'unknown'), { value: '', ...UNKNOWN }];
  const byState = states.map((choice) => entry(choice, (context) => drawSymbol(context, { ...drawing, state: choice.value }, tools)));
  return [...bySymbol, ...byState];
};

const sampleFeature = (isArea: boolean): Feature => {
  if (isArea) return new Feature(fromExtent([6, 5, WIDTH - 6, HEIGHT - 5]));
  const line = new LineString([
    [3, HEIGHT / 2],
    [WIDTH - 6, HEIGHT / 2],
  ]);
  return new Feature({ geometry: line, [ARROW_PLACES.end]: new Point([WIDTH - 6, HEIGHT / 2]), [ARROW_PLACES.middle]: new Point([WIDTH / 2, HEIGHT / 2]) });
};

const drawShape = (context: CanvasRenderingContext2D, definition: LayerDefinition, view: ShapeView, style: StyleContext): void => {
  context.setTransform(1, 0, 0, 1, 0, 0);
  const pen = toContext(context, { size: [WIDTH, HEIGHT], pixelRatio: RATIO });
  const feature = sampleFeature(view.isArea);
  for (const each of definition.shape?.(view, style) ?? []) pen.drawFeature(feature, each);
};

const isAreaSample = (kind: ThingKind, symbol: string): boolean => kind.geometry === 'area' || symbol === 'area' || symbol === 'reservoir' || symbol === 'pond';

const shapeEntries = (kind: ThingKind, definition: LayerDefinition, { palette, language }: SymbolTools): readonly LegendEntry[] => {
  if (definition.shape === null) return [];
  const style: StyleContext = { palette, language, zoom: LEGEND_ZOOM, scale: 1 };
  const choices = choicesOf(kind, kind.symbolField).filter(({ value }) => value !== 'point');
  return (choices.length === 0 ? [{ value: '', ...kind.term }] : choices).map((choice) => {
    const isArea = isAreaSample(kind, choice.value);
    const heading = definition.hasDirection ? { middle: 0, end: 0 } : null;
    return entry(choice, (context) => drawShape(context, definition, { symbol: choice.value, level: '', state: '', isArea, heading }, style));
  });
};

const layerSection = (definition: LayerDefinition, tools: SymbolTools): LegendSection | null => {
  const kind = thingKind(definition.kind);
  if (kind === undefined) return null;
  // Areas wear only the level mark of a point, which has its own section.
  const points = definition.point === null || (definition.shape !== null && definition.point.glyphScale === 0) ? [] : pointEntries(kind, definition.point, tools);
  const hasPoints = kind.geometry === 'point';
  return { kind: kind.kind, term: kind.term, entries: hasPoints ? points : shapeEntries(kind, definition, tools) };
};

const levelSection = (tools: SymbolTools): LegendSection => {
  const known = LEVELS.map((level) => entry(term(`${level.zh}色`, level.en), (context) => drawLevelMark(context, tools.palette, { level: asLevel(level.value), x: 0, y: 0, radius: 9, language: tools.language })));
  const unknown = entry(term('等级未知', 'level unknown'), (context) => drawLevelMark(context, tools.palette, { level: null, x: 0, y: 0, radius: 9, language: tools.language }));
  return { kind: 'level', term: term('等级', 'Level'), entries: [...known, unknown] };
};

const clusterSection = (kind: string, look: PointLook, tools: SymbolTools): LegendSection => ({
  kind: 'cluster',
  term: term('聚合', 'Cluster'),
  entries: [entry(term('此处多个，圈色为其中最高等级', 'several here; ringed by the worst level among them'), (context) => drawCluster(context, { kind, look, count: 12, worst: look.hasLevel ? 'orange' : null }, tools))],
});

const hazardSection = (tools: SymbolTools): LegendSection => ({
  kind: 'hazard',
  term: term('险情', 'Hazard'),
  entries: ZONE_GRADES.map((grade) =>
    entry(ZONE_GRADE_TERMS[grade], (context) => {
      context.setTransform(1, 0, 0, 1, 0, 0);
      const pen = toContext(context, { size: [WIDTH, HEIGHT], pixelRatio: RATIO });
      const hazard = { id: '', name: '', level: 'red' as const, zones: [], isSelected: false };
      for (const style of zoneStyles(hazard, grade, { palette: tools.palette, language: tools.language, textScale: 1 })) pen.drawFeature(sampleFeature(true), style);
    }),
  ),
});

export const legendOf = ({ definitions, tools, hasHazards }: LegendOptions): readonly LegendSection[] => {
  const layers = definitions.map((definition) => layerSection(definition, tools)).filter((section) => section !== null && section.entries.length > 0);
  const looks = definitions.flatMap(({ kind, point }) => (point === null || point.glyphScale === 0 ? [] : [{ kind, point }]));
  const clustered = looks.find(({ point }) => point.hasLevel) ?? looks[0];
  return [
    ...(definitions.some(({ point }) => point?.hasLevel === true) || hasHazards ? [levelSection(tools)] : []),
    ...(hasHazards ? [hazardSection(tools)] : []),
    ...layers.filter((section) => section !== null),
    ...(clustered === undefined ? [] : [clusterSection(clustered.kind, clustered.point, tools)]),
  ];
};
