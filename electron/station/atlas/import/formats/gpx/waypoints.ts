// Turns GPX events into waypoints, routes and tracks.
import type { ImportLimits } from '../../limits.ts';
import { joinedGeometry, type SimpleShape } from '../../source/joined-geometry.ts';
import type { XmlAttributes, XmlHandlers } from '../../source/xml-events.ts';
import type { SourceGeometry, SourcePair, SourceTroubleCode } from '../format.ts';

export type GpxSort = 'wpt' | 'rte' | 'trk';

export const GPX_COLUMNS = ['name', 'desc', 'cmt', 'type', 'sym', 'ele', 'time', 'src'] as const;

export interface GpxItem {
  readonly sort: GpxSort;
  readonly values: ReadonlyMap<string, string>;
  readonly geometry: SourceGeometry | null;
  readonly trouble: SourceTroubleCode | null;
}

const isSort = (name: string): name is GpxSort => name === 'wpt' || name === 'rte' || name === 'trk';

const pairOf = ({ lon = '', lat = '' }: XmlAttributes): SourcePair | null => {
  const pair: SourcePair = [Number(lon), Number(lat)];
  return lon.trim() === '' || lat.trim() === '' || !Number.isFinite(pair[0]) || !Number.isFinite(pair[1]) ? null : pair;
};

interface OpenItem {
  readonly sort: GpxSort;
  readonly values: Map<string, string>;
  readonly shapes: SimpleShape[];
  pairs: SourcePair[];
  vertices: number;
  isBroken: boolean;
}

const addPoint = (item: OpenItem, attributes: XmlAttributes, limits: ImportLimits): void => {
  const pair = pairOf(attributes);
  item.vertices += 1;
  if (pair === null || item.vertices > limits.geometryVertices) item.isBroken = true;
  else if (item.sort === 'wpt') item.shapes.push({ type: 'Point', coordinates: pair });
  else item.pairs.push(pair);
};

const endLine = (item: OpenItem): void => {
  if (item.pairs.length > 0) item.shapes.push({ type: 'LineString', coordinates: item.pairs });
  item.pairs = [];
};

const finished = ({ sort, values, shapes, isBroken }: OpenItem): GpxItem => {
  const geometry = joinedGeometry(shapes);
  return isBroken || geometry === 'mixed'
    ? { sort, values, geometry: null, trouble: 'brokenGeometry' }
    : { sort, values, geometry, trouble: null };
};

export const gpxHandlers = (onItem: (item: GpxItem) => void, limits: ImportLimits): XmlHandlers => {
  const path: string[] = [];
  let [item, text]: [OpenItem | null, string] = [null, ''];
  return {
    open: (name, attributes) => {
      path.push(name);
      text = '';
      if (isSort(name) && item === null) {
        item = { sort: name, values: new Map(), shapes: [], pairs: [], vertices: 0, isBroken: false };
        if (name === 'wpt') addPoint(item, attributes, limits);
      } else if (item !== null && (name === 'rtept' || name === 'trkpt')) addPoint(item, attributes, limits);
    },
    text: (piece) => {
      text += piece;
    },
    close: (name) => {
      path.pop();
      if (item === null) return;
      if (name === item.sort) {
        endLine(item);
        onItem(finished(item));
        item = null;
      } else if (name === 'trkseg') endLine(item);
      else if (path.at(-1) === item.sort && text.trim() !== '') item.values.set(name, text.trim());
      text = '';
    },
  };
};
