// Keeps the tiles of one kind that the view needs: loads, keeps, refreshes what changed, and gives up what left the view.
import type { AtlasFilter } from '../../../shared/contract/atlas.ts';
import type { Tile } from '../../../shared/geo/tile-grid.ts';
import type { Clock } from '../../../shared/kernel/clock.ts';
import type { Disposable } from '../../../shared/kernel/disposable.ts';
import type { StationClient } from '../../station-client/station-client.ts';
import type { RequestPool } from './request-pool.ts';
import { tileContent, type TileContent } from './tile-content.ts';
import { tileKey } from './tile-cover.ts';
import { composePicture, type FeedPhase, type TilePicture } from './tile-picture.ts';

export interface TileFeed extends Disposable {
  /** The tiles to show, most urgent first; null hides the layer and stops its loading. */
  readonly setWanted: (tiles: readonly Tile[] | null) => void;
  readonly setFilter: (filter: AtlasFilter | undefined) => void;
  /** Something changed at the station: the ids where they are few, null where anything may have. */
  readonly invalidate: (changedIds: readonly string[] | null) => void;
  /** Tries at once what failed, as when the station is back. */
  readonly retryNow: () => void;
  /** The same object for as long as nothing has changed. */
  readonly picture: () => TilePicture;
  readonly phase: () => FeedPhase;
}

export interface TileFeedOptions {
  readonly kind: string;
  readonly client: Pick<StationClient, 'request'>;
  readonly pool: RequestPool;
  readonly clock: Clock;
  /** The symbols worth drawing on tiles of a zoom; null for all. Keeps footpaths out of a county-wide view. */
  readonly symbolsAt: (z: number) => readonly string[] | null;
  /** Called whenever the picture or the phase may have changed; many calls may come in a row. */
  readonly onChange: () => void;
}

interface Entry {
  readonly tile: Tile;
  content: TileContent | null;
  /** Shown, but to be asked for again. */
  isStale: boolean;
  /** Made under another filter: may stand in while the new one loads, but not if that fails. */
  isOfOldFilter: boolean;
  /** Ids whose change made it stale; one that is gone from the new content has moved elsewhere. */
  expected: readonly string[];
  job: Disposable | null;
  retry: Disposable | null;
  attempts: number;
  trouble: 'none' | 'failed' | 'denied';
  usedAt: number;
}

const MOST_TILES_KEPT = 160;
const REQUEST_TIMEOUT_MS = 10_000;
const FIRST_RETRY_MS = 1_000;
const LONGEST_RETRY_MS = 30_000;
/** Changes within this time are asked for together. */
const GATHER_MS = 250;

const stop = (entry: Entry): void => {
  entry.job?.dispose();
  entry.job = null;
  entry.retry?.dispose();
  entry.retry = null;
};

/** Both the operator's choice and the scale's; a choice outside the scale's finds nothing, which is what it says. */
const narrowed = (filter: AtlasFilter | undefined, symbols: readonly string[] | null): AtlasFilter | undefined => {
  if (symbols === null) return filter;
  const chosen = filter?.symbols;
  return { ...filter, symbols: chosen === undefined ? [...symbols] : chosen.filter((symbol) => symbols.includes(symbol)) };
};

const idsIn = (content: TileContent | null): readonly string[] => [...(content?.points ?? []), ...(content?.shapes ?? [])].map(({ id }) => id);

class Feed implements TileFeed {
  readonly #options: TileFeedOptions;
  readonly #entries = new Map<string, Entry>();
  #wanted: readonly Entry[] | null = null;
  #filter: AtlasFilter | undefined;
  /** Until something changes. */
  #picture: TilePicture | null = null;
  #turn = 0;
  #gathering: Disposable | null = null;
  #isOpen = true;

  constructor(options: TileFeedOptions) {
    this.#options = options;
  }

  readonly setWanted = (tiles: readonly Tile[] | null): void => {
    if (this.#isWantedAlready(tiles)) return;
    const keys = new Set((tiles ?? []).map(tileKey));
    for (const [key, entry] of this.#entries) {
      if (keys.has(key)) continue;
      stop(entry);
      if (entry.content === null) this.#entries.delete(key);
    }
    this.#turn += 1;
    this.#wanted = tiles === null ? null : tiles.map((tile) => this.#entryOf(tile));
    this.#refresh();
    this.#forget();
    this.#changed();
  };

  readonly setFilter = (filter: AtlasFilter | undefined): void => {
    this.#filter = filter;
    for (const entry of this.#entries.values()) {
      stop(entry);
      Object.assign(entry, { isStale: true, isOfOldFilter: true, expected: [], attempts: 0, trouble: 'none' } satisfies Partial<Entry>);
    }
    this.#refresh();
    this.#changed();
  };

  readonly invalidate = (changedIds: readonly string[] | null): void => this.#mark(changedIds, null);

  readonly retryNow = (): void => {
    for (const entry of this.#entries.values()) {
      const isGood = entry.trouble === 'none' && (entry.content === null || entry.content.heardAt === null);
      if (isGood) continue;
      stop(entry);
      Object.assign(entry, { isStale: true, attempts: 0, trouble: 'none' } satisfies Partial<Entry>);
    }
    this.#refresh();
    this.#changed();
  };

  readonly picture = (): TilePicture => {
    this.#picture ??= composePicture(
      (this.#wanted ?? []).map(({ tile }) => tile),
      (tile) => this.#entries.get(tileKey(tile))?.content ?? null,
    );
    return this.#picture;
  };

  readonly phase = (): FeedPhase => {
    const wanted = this.#wanted;
    if (wanted === null) return 'hidden';
    if (wanted.some(({ trouble }) => trouble === 'denied')) return 'denied';
    if (wanted.some(({ trouble }) => trouble === 'failed')) return 'failed';
    if (wanted.some(({ content, isOfOldFilter }) => content === null || isOfOldFilter)) return 'loading';
    return wanted.some(({ content }) => content !== null && content.heardAt !== null) ? 'stale' : 'live';
  };

  readonly dispose = (): void => {
    this.#isOpen = false;
    this.#gathering?.dispose();
    for (const entry of this.#entries.values()) stop(entry);
    this.#entries.clear();
    this.#wanted = null;
  };

  #isWantedAlready(tiles: readonly Tile[] | null): boolean {
    const wanted = this.#wanted;
    if (tiles === null || wanted === null) return tiles === wanted;
    const held = new Set(wanted.map(({ tile }) => tileKey(tile)));
    return tiles.length === held.size && tiles.every((tile) => held.has(tileKey(tile)));
  }

  #changed(): void {
    this.#picture = null;
    this.#options.onChange();
  }

  #entryOf(tile: Tile): Entry {
    const key = tileKey(tile);
    const found = this.#entries.get(key);
    if (found !== undefined) return found;
    const entry: Entry = { tile, content: null, isStale: true, isOfOldFilter: false, expected: [], job: null, retry: null, attempts: 0, trouble: 'none', usedAt: 0 };
    this.#entries.set(key, entry);
    return entry;
  }

  #refresh(): void {
    for (const [urgency, entry] of (this.#wanted ?? []).entries()) {
      entry.usedAt = this.#turn;
      const isWaiting = entry.job !== null || entry.retry !== null || entry.trouble === 'denied';
      if (entry.isStale && !isWaiting) this.#load(entry, urgency);
    }
  }

  #load(entry: Entry, urgency: number): void {
    stop(entry);
    const { kind, client, pool, symbolsAt } = this.#options;
    const { z, x, y } = entry.tile;
    const filter = narrowed(this.#filter, symbolsAt(z));
    if (filter?.symbols?.length === 0) {
      this.#accept(entry, { tile: entry.tile, revision: 0, points: [], clusters: [], shapes: [], omittedCount: 0, heardAt: null });
      return;
    }
    const job = pool.run(urgency, async (signal) => {
      const input = filter === undefined ? { kind, z, x, y } : { kind, z, x, y, filter };
      const answer = await client.request('readTile', input, { signal, timeoutMs: REQUEST_TIMEOUT_MS });
      if (entry.job !== job || !this.#isOpen) return;
      entry.job = null;
      if (!answer.ok) {
        const { reason } = answer.error;
        this.#fail(entry, reason === 'notPermitted' || reason === 'notSignedIn' ? 'denied' : 'failed');
        return;
      }
      const { value, freshness } = answer.value;
      const content = tileContent(entry.tile, value, freshness.from === 'replica' ? freshness.heardAt : null);
      if (content.ok) this.#accept(entry, content.value);
      else this.#fail(entry, 'failed');
    });
    entry.job = job;
  }

  #accept(entry: Entry, content: TileContent): void {
    const ids = new Set(idsIn(content));
    const hasMoved = entry.expected.some((id) => !ids.has(id));
    Object.assign(entry, { content, isStale: false, isOfOldFilter: false, expected: [], attempts: 0, trouble: 'none' } satisfies Partial<Entry>);
    if (hasMoved) this.#mark(null, entry);
    this.#changed();
  }

  #fail(entry: Entry, trouble: 'failed' | 'denied'): void {
    entry.trouble = trouble;
    if (entry.isOfOldFilter || trouble === 'denied') entry.content = null;
    if (trouble === 'failed') {
      const delay = Math.min(LONGEST_RETRY_MS, FIRST_RETRY_MS * 2 ** entry.attempts);
      entry.attempts += 1;
      entry.retry = this.#options.clock.after(delay, () => {
        entry.retry = null;
        if (this.#isOpen && this.#wanted?.includes(entry) === true) this.#load(entry, 0);
      });
    }
    this.#changed();
  }

  /** Marks what must be asked for again; a change of a thing no tile is known to hold may be anywhere. */
  #mark(changedIds: readonly string[] | null, except: Entry | null): void {
    const changed = new Set(changedIds);
    const holders = [...this.#entries.values()].map((entry) => ({ entry, ids: idsIn(entry.content).filter((id) => changed.has(id)) }));
    const known = new Set(holders.flatMap(({ ids }) => ids));
    const isEverywhere = changedIds === null || changed.size !== known.size;
    for (const { entry, ids } of holders) {
      if (entry === except || (!isEverywhere && ids.length === 0)) continue;
      entry.isStale = true;
      entry.expected = isEverywhere ? [] : ids;
      // What is under way was asked before the change.
      entry.job?.dispose();
      entry.job = null;
    }
    this.#gathering ??= this.#options.clock.after(GATHER_MS, () => {
      this.#gathering = null;
      if (this.#isOpen) this.#refresh();
    });
  }

  #forget(): void {
    if (this.#entries.size <= MOST_TILES_KEPT) return;
    const spare = [...this.#entries].filter(([, entry]) => entry.usedAt !== this.#turn).toSorted(([, left], [, right]) => left.usedAt - right.usedAt);
    for (const [key, entry] of spare.slice(0, this.#entries.size - MOST_TILES_KEPT)) {
      stop(entry);
      this.#entries.delete(key);
    }
  }
}

export const createTileFeed = (options: TileFeedOptions): TileFeed => new Feed(options);
