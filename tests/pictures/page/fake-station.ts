// A whole station in memory, behind the same client interface as the real one: tiles, terrain, things, changes and outages.
import { createPointGrid, type PointColumns, type PointGrid } from '../../../electron/station/atlas/point-grid.ts';
import { pixelMicrodegrees, simplifyShape } from '../../../electron/station/atlas/simplify-shape.ts';
import { terrainTile } from '../../../electron/station/atlas/terrain-tile.ts';
import type { StationClient, StreamState } from '../../../renderer/station-client/station-client.ts';
import type { AtlasFilter, LayerSummary } from '../../../shared/contract/atlas.ts';
import { isOperationName, type InputOf, type OperationName, type OutputOf, type SnapshotOf } from '../../../shared/contract/catalogue.ts';
import { refusal, type Refusal } from '../../../shared/contract/refusal.ts';
import { packGeometry, packShapes, signedBytes } from '../../../shared/domain/atlas/packed-shapes.ts';
import { shownFromZoom } from '../../../shared/domain/atlas/shown-from-zoom.ts';
import type { Thing } from '../../../shared/domain/atlas/thing.ts';
import { thingKind } from '../../../shared/domain/atlas/thing-kinds.ts';
import type { TerrainGrid } from '../../../shared/geo/terrain-grid.ts';
import { tileBounds } from '../../../shared/geo/tile-grid.ts';
import { disposable } from '../../../shared/kernel/disposable.ts';
import { failure, success, type Result } from '../../../shared/kernel/result.ts';
import type { Bounds, LonLat } from '../../../shared/kernel/units.ts';

export interface FakeStation {
  readonly client: StationClient;
  readonly put: (things: readonly Thing[]) => void;
  readonly remove: (kind: string, id: string) => void;
  /** What an answer takes; the map must live with slow stations. */
  readonly setDelay: (milliseconds: number) => void;
  /** Refuses requests of these operations, as a station that is away or forbids them does. */
  readonly setRefusals: (refusals: { readonly [operation: string]: Refusal['reason'] }) => void;
  readonly requestCount: (operation: string) => number;
  readonly followerCount: () => number;
}

const LEVELS = ['red', 'orange', 'yellow', 'blue'];
const FULL_CIRCLE = 2 ** 28;

interface PointLayer {
  readonly things: readonly Thing[];
  readonly grid: PointGrid;
}

const valueOf = (thing: Thing, field: string | undefined): string => {
  const value = field === undefined ? undefined : thing.attributes[field];
  return typeof value === 'string' ? value : '';
};

const levelOf = (thing: Thing): string => valueOf(thing, thingKind(thing.kind)?.levelField);
const symbolOf = (thing: Thing): string => valueOf(thing, thingKind(thing.kind)?.symbolField);
const stateOf = (thing: Thing): string => valueOf(thing, thingKind(thing.kind)?.stateField);

const passes = (filter: AtlasFilter | undefined) => (thing: Thing): boolean =>
  (filter?.areaCode === undefined || thing.areaCode.startsWith(filter.areaCode)) &&
  (filter?.symbols === undefined || filter.symbols.includes(symbolOf(thing))) &&
  (filter?.levels === undefined || filter.levels.includes(levelOf(thing))) &&
  (filter?.states === undefined || filter.states.includes(stateOf(thing))) &&
  (filter?.text === undefined || thing.name.includes(filter.text));

const positionsOf = (thing: Thing): readonly LonLat[] => {
  const { geometry } = thing;
  if (geometry === null) return [];
  switch (geometry.type) {
    case 'Point':
      return [geometry.coordinates];
    case 'LineString':
      return geometry.coordinates;
    case 'MultiLineString':
    case 'Polygon':
      return geometry.coordinates.flat();
    case 'MultiPolygon':
      return geometry.coordinates.flat(2);
    default:
      return [];
  }
};

const boundsOf = (things: readonly Thing[]): Bounds | null => {
  let [west, south, east, north] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const [longitude, latitude] of things.flatMap(positionsOf)) {
    [west, south] = [Math.min(west, longitude), Math.min(south, latitude)];
    [east, north] = [Math.max(east, longitude), Math.max(north, latitude)];
  }
  return west <= east ? [west, south, east, north] : null;
};

const pointLayer = (things: readonly Thing[]): PointLayer => {
  const points = things.filter(({ geometry }) => geometry?.type === 'Point');
  const places = points.map((thing) => positionsOf(thing)[0] ?? [0, 0]);
  const northing = (latitude: number): number => Math.floor((0.5 - Math.asinh(Math.tan((latitude * Math.PI) / 180)) / (2 * Math.PI)) * FULL_CIRCLE);
  const columns: PointColumns = {
    longitudes: Float64Array.from(places, ([longitude]) => longitude),
    latitudes: Float64Array.from(places, ([, latitude]) => latitude),
    tileX: Int32Array.from(places, ([longitude]) => Math.floor(((longitude + 180) / 360) * FULL_CIRCLE)),
    tileY: Int32Array.from(places, ([, latitude]) => northing(latitude)),
    levels: Uint8Array.from(points, (thing) => LEVELS.indexOf(levelOf(thing)) + 1),
  };
  const grid = createPointGrid(columns, LEVELS.length + 1);
  for (const slot of points.keys()) grid.insert(slot);
  return { things: points, grid };
};

const boxes = (): ((thing: Thing) => Bounds | null) => {
  const known = new WeakMap<Thing, Bounds | null>();
  return (thing) => {
    const found = known.get(thing);
    if (found !== undefined) return found;
    const made = boundsOf([thing]);
    known.set(thing, made);
    return made;
  };
};

const overlaps = (left: Bounds, right: Bounds): boolean => left[0] <= right[2] && left[2] >= right[0] && left[1] <= right[3] && left[3] >= right[1];

const shapesOf = (things: readonly Thing[], z: number, bounds: Bounds, boxOf: (thing: Thing) => Bounds | null): OutputOf<'readTile'>['shapes'] => {
  const found = things.flatMap((thing) => {
    const { geometry } = thing;
    if (geometry === null || geometry.type === 'Point' || shownFromZoom(thing.kind, symbolOf(thing)) > z) return [];
    const box = boxOf(thing);
    return box !== null && overlaps(box, bounds) ? [{ thing, packed: simplifyShape(packGeometry(geometry), pixelMicrodegrees(z)) }] : [];
  });
  const packed = packShapes(found.map((each) => each.packed));
  const all = found.map(({ thing }) => thing);
  return {
    ids: all.map(({ id }) => id),
    names: all.map(({ name }) => name),
    symbols: all.map(symbolOf),
    levels: all.map(levelOf),
    states: all.map(stateOf),
    structure: Uint8Array.from(packed.structure),
    positions: Uint8Array.from(packed.positions),
    omittedCount: 0,
  };
};

class Memory implements FakeStation {
  readonly #terrain: TerrainGrid | null;
  readonly #things = new Map<string, Map<string, Thing>>();
  readonly #revisions = new Map<string, number>();
  readonly #layers = new Map<string, PointLayer>();
  readonly #counts = new Map<string, number>();
  readonly #followers = new Set<(change: { readonly layer: LayerSummary; readonly changedIds: string[] | null } | null) => void>();
  readonly #boxOf = boxes();
  #delay = 0;
  #refusals: { readonly [operation: string]: Refusal['reason'] } = {};

  constructor(things: readonly Thing[], terrain: TerrainGrid | null) {
    this.#terrain = terrain;
    this.put(things);
  }

  readonly setDelay = (milliseconds: number): void => {
    this.#delay = milliseconds;
  };

  readonly setRefusals = (refusals: { readonly [operation: string]: Refusal['reason'] }): void => {
    this.#refusals = refusals;
  };

  readonly requestCount = (operation: string): number => this.#counts.get(operation) ?? 0;
  readonly followerCount = (): number => this.#followers.size;

  readonly put = (things: readonly Thing[]): void => {
    for (const kind of new Set(things.map((thing) => thing.kind))) {
      const held = this.#things.get(kind) ?? new Map<string, Thing>();
      this.#things.set(kind, held);
      const mine = things.filter((thing) => thing.kind === kind);
      for (const thing of mine) held.set(thing.id, thing);
      this.#changed(kind, mine.length > 100 ? null : mine.map(({ id }) => id));
    }
  };

  readonly remove = (kind: string, id: string): void => {
    this.#things.get(kind)?.delete(id);
    this.#changed(kind, [id]);
  };

  #changed(kind: string, changedIds: string[] | null): void {
    this.#revisions.set(kind, (this.#revisions.get(kind) ?? 0) + 1);
    for (const key of this.#layers.keys()) if (key.startsWith(`${kind} `)) this.#layers.delete(key);
    for (const follower of this.#followers) follower({ layer: this.#summary(kind), changedIds });
  }

  #summary(kind: string): LayerSummary {
    const all = [...(this.#things.get(kind)?.values() ?? [])];
    return { kind, count: all.length, unlocatedCount: all.filter(({ geometry }) => geometry === null).length, asOfFrom: '', asOfTo: '', revision: this.#revisions.get(kind) ?? 0 };
  }

  #of(kind: string, filter: AtlasFilter | undefined): PointLayer {
    const key = `${kind} ${JSON.stringify(filter ?? null)}`;
    const found = this.#layers.get(key);
    if (found !== undefined) return found;
    const made = pointLayer([...(this.#things.get(kind)?.values() ?? [])].filter(passes(filter)));
    this.#layers.set(key, made);
    return made;
  }

  #tile({ kind, z, x, y, filter }: InputOf<'readTile'>): Result<OutputOf<'readTile'>, Refusal> {
    const bounds = tileBounds({ z, x, y });
    if (!bounds.ok) return failure(refusal('malformed'));
    const layer = this.#of(kind, filter);
    const tile = layer.grid.tile(z, x, y);
    const points = tile.points.flatMap((slot) => layer.things[slot] ?? []);
    const clusters = tile.clusters.map(({ position, count, levels }) => ({
      position,
      count,
      levels: Object.fromEntries(levels.flatMap((known, level) => (level > 0 && known > 0 ? [[LEVELS[level - 1] ?? '', known]] : []))),
    }));
    const shapes = shapesOf([...(this.#things.get(kind)?.values() ?? [])].filter(passes(filter)), z, bounds.value, this.#boxOf);
    return success({
      revision: this.#revisions.get(kind) ?? 0,
      points: {
        ids: points.map(({ id }) => id),
        names: points.map(({ name }) => name),
        positions: Uint8Array.from(signedBytes(points.flatMap((thing) => (positionsOf(thing)[0] ?? [0, 0]).map((degrees) => Math.round(degrees * 1e6))))),
        symbols: points.map(symbolOf),
        levels: points.map(levelOf),
        states: points.map(stateOf),
      },
      clusters,
      shapes,
    });
  }

  #terrainTile({ z, x, y }: InputOf<'readTerrainTile'>): Result<OutputOf<'readTerrainTile'>, Refusal> {
    const heights = this.#terrain === null ? null : terrainTile(this.#terrain, { z, x, y });
    return success({ heights: heights === null ? null : new Uint8Array(heights.buffer, heights.byteOffset, heights.byteLength).slice() });
  }

  #thing({ kind, id }: InputOf<'readThing'>): Result<OutputOf<'readThing'>, Refusal> {
    const thing = this.#things.get(kind)?.get(id);
    // The store's things are readonly all the way down, which the wire's shape is not; a clone is both.
    return thing === undefined ? failure(refusal('notFound')) : success(structuredClone({ thing, areaNames: [], related: [], isRelatedTruncated: false }) as OutputOf<'readThing'>);
  }

  #extent(): Result<OutputOf<'readExtent'>, Refusal> {
    const bounds = boundsOf([...this.#things.values()].flatMap((held) => [...held.values()]));
    return success({ extent: bounds === null ? null : [...bounds] });
  }

  #answer(name: string, input: unknown): Result<unknown, Refusal> {
    if (!isOperationName(name)) return failure(refusal('unknownOperation'));
    const handlers: { readonly [N in OperationName]?: (given: InputOf<N>) => Result<OutputOf<N>, Refusal> } = {
      readTile: (given) => this.#tile(given),
      readTerrainTile: (given) => this.#terrainTile(given),
      readThing: (given) => this.#thing(given),
      readExtent: () => this.#extent(),
    };
    // The caller's types tie name and input together; the table is keyed by the same name.
    const handler = handlers[name] as ((given: unknown) => Result<unknown, Refusal>) | undefined;
    return handler === undefined ? failure(refusal('unknownOperation', { name })) : handler(input);
  }

  readonly client: StationClient = {
    request: async (name, input, options) => {
      this.#counts.set(name, (this.#counts.get(name) ?? 0) + 1);
      const reason = this.#refusals[name];
      await new Promise((resolve) => setTimeout(resolve, this.#delay));
      if (options?.signal?.aborted === true) return failure(refusal('cancelled'));
      if (reason !== undefined) return failure(refusal(reason));
      const answer = this.#answer(name, input);
      return answer.ok ? success({ value: answer.value as OutputOf<typeof name>, freshness: { from: 'station' } }) : answer;
    },
    follow: (name, _parameters, apply, observer) => {
      type Snapshot = SnapshotOf<typeof name>;
      // Only the `layers` stream is there; its snapshot is what every follower of it expects.
      let held = { layers: [...this.#things.keys()].map((kind) => this.#summary(kind)) } as Snapshot;
      const state = (): StreamState<Snapshot> => ({ value: held, state: 'live', heardAt: 0, refusal: null });
      const follower = (change: { readonly layer: LayerSummary; readonly changedIds: string[] | null } | null): void => {
        const given = change as Parameters<typeof apply>[1] | null;
        if (given !== null) held = apply(held, given);
        observer(state(), given);
      };
      this.#followers.add(follower);
      observer(state(), null);
      return disposable(() => this.#followers.delete(follower));
    },
    connection: () => ({ state: 'connected', since: 0 }),
    onConnection: () => () => undefined,
    dispose: () => this.#followers.clear(),
  };
}

export const createFakeStation = (things: readonly Thing[], terrain: TerrainGrid | null): FakeStation => new Memory(things, terrain);
