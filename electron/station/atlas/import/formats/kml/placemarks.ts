// Turns KML events into placemarks: name, description, folder, extended data and geometry.
import { tooLarge } from '../../import-failure.ts';
import type { ImportLimits } from '../../limits.ts';
import { joinedGeometry, type SimpleShape } from '../../source/joined-geometry.ts';
import type { XmlAttributes, XmlHandlers } from '../../source/xml-events.ts';
import type { SourceGeometry, SourcePair, SourceTroubleCode } from '../format.ts';

export interface Placemark {
  readonly values: ReadonlyMap<string, string>;
  readonly geometry: SourceGeometry | null;
  readonly trouble: SourceTroubleCode | null;
}

export interface PlacemarkListener {
  readonly onPlacemark: (placemark: Placemark) => void;
  /** Parts of a KML that hold no things: overlays, links to other files. */
  readonly onIgnored: () => void;
}

/** Columns that are elements of KML itself. */
const PLAIN_ELEMENTS = new Set(['name', 'description', 'address', 'phoneNumber']);
const IGNORED = new Set(['NetworkLink', 'GroundOverlay', 'ScreenOverlay', 'PhotoOverlay']);
const UNSUPPORTED = new Set(['Track', 'MultiTrack', 'Model']);

/** Null where a tuple is no pair of numbers or there are too many. */
const coordinatesOf = (text: string, limits: ImportLimits): readonly SourcePair[] | null => {
  const pairs: SourcePair[] = [];
  for (const [tuple] of text.matchAll(/\S+/gu)) {
    const [first = '', second = ''] = tuple.split(',');
    const pair: SourcePair = [Number(first), Number(second)];
    if (first === '' || second === '' || !Number.isFinite(pair[0]) || !Number.isFinite(pair[1])) return null;
    if (pairs.length >= limits.geometryVertices) return null;
    pairs.push(pair);
  }
  return pairs;
};

interface OpenPlacemark {
  readonly values: Map<string, string>;
  readonly shapes: SimpleShape[];
  vertices: number;
  trouble: SourceTroubleCode | null;
}

/** The shapes of a placemark as they are being read. */
interface ShapeReader {
  readonly open: (name: string) => void;
  readonly close: (name: string, text: string) => void;
}

const shapeReader = (mark: OpenPlacemark, limits: ImportLimits): ShapeReader => {
  let [sort, pairs]: [string, readonly SourcePair[]] = ['', []];
  let rings: (readonly SourcePair[])[] = [];
  const finish = (name: string): void => {
    if (name !== sort) return;
    const [first] = pairs;
    if (name === 'Point' && first !== undefined) mark.shapes.push({ type: 'Point', coordinates: first });
    else if (name === 'Polygon' && rings.length > 0) mark.shapes.push({ type: 'Polygon', coordinates: rings });
    else if (name !== 'Point' && name !== 'Polygon' && pairs.length > 0) {
      mark.shapes.push({ type: 'LineString', coordinates: pairs });
    }
    sort = '';
  };
  return {
    open: (name) => {
      if (UNSUPPORTED.has(name)) mark.trouble = 'unsupportedGeometry';
      if (sort !== '' || !['Point', 'LineString', 'LinearRing', 'Polygon'].includes(name)) return;
      [sort, pairs, rings] = [name, [], []];
    },
    close: (name, text) => {
      if (name === 'coordinates') {
        const read = mark.vertices > limits.geometryVertices ? null : coordinatesOf(text, limits);
        if (read === null) mark.trouble = 'brokenGeometry';
        pairs = read ?? [];
        // An empty shape costs memory too.
        mark.vertices += pairs.length + 1;
      } else if (name === 'LinearRing' && sort === 'Polygon') {
        if (pairs.length > 0) rings.push(pairs);
      } else finish(name);
    },
  };
};

const placemarkOf = (mark: OpenPlacemark): Placemark => {
  const geometry = joinedGeometry(mark.shapes);
  if (mark.trouble !== null) return { values: mark.values, geometry: null, trouble: mark.trouble };
  if (geometry === 'mixed') return { values: mark.values, geometry: null, trouble: 'unsupportedGeometry' };
  return { values: mark.values, geometry, trouble: null };
};

export const placemarkHandlers = (listener: PlacemarkListener, limits: ImportLimits): XmlHandlers => {
  const path: string[] = [];
  const folders: string[] = [];
  let [text, dataName]: [string, string] = ['', ''];
  let mark: OpenPlacemark | null = null;
  let shapes: ShapeReader | null = null;

  const startPlacemark = (): void => {
    mark = { values: new Map(), shapes: [], vertices: 0, trouble: null };
    const folder = folders.filter((name) => name !== '').join('/');
    if (folder !== '') mark.values.set('folder', folder);
    shapes = shapeReader(mark, limits);
  };
  const setValue = (key: string): void => {
    if (mark === null || key === '' || text.trim() === '') return;
    if (!mark.values.has(key)) mark.values.set(key, text.trim());
    if (mark.values.size > limits.columns) throw tooLarge('columns', limits.columns);
  };
  const closeInside = (name: string, parent: string): void => {
    if (PLAIN_ELEMENTS.has(name) && parent === 'Placemark') setValue(name);
    else if (name === 'value' && parent === 'Data') setValue(dataName);
    else if (name === 'SimpleData') setValue(dataName);
    shapes?.close(name, text);
  };

  return {
    open: (name, attributes: XmlAttributes) => {
      path.push(name);
      text = '';
      if (name === 'Folder') folders.push('');
      else if (name === 'Placemark') startPlacemark();
      else if (name === 'Data' || name === 'SimpleData') dataName = attributes.name ?? '';
      else if (IGNORED.has(name)) listener.onIgnored();
      shapes?.open(name);
    },
    text: (piece) => {
      text += piece;
    },
    close: (name) => {
      path.pop();
      const parent = path.at(-1) ?? '';
      if (name === 'Placemark' && mark !== null) {
        listener.onPlacemark(placemarkOf(mark));
        [mark, shapes] = [null, null];
      } else if (mark !== null) closeInside(name, parent);
      else if (name === 'name' && parent === 'Folder') folders[folders.length - 1] = text.trim();
      else if (name === 'Folder') folders.pop();
      text = '';
    },
  };
};
