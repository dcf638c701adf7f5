// What a comparison comes to: counts, the first rows of each group, places for the map, and a digest to find it again by.
import { createHash } from 'node:crypto';
import { ROW_GROUPS, type ComparedRow, type ImportCounts, type RowGroup } from '../../../../shared/contract/import-shapes.ts';
import { LISTED_ROWS } from '../../../../shared/contract/imports.ts';
import type { Thing } from '../../../../shared/domain/atlas/thing.ts';
import type { Bounds, LonLat } from '../../../../shared/kernel/units.ts';
import type { RowComparison } from '../import/compare.ts';
import type { ConvertedThing, FaultyRow } from '../import/convert-row.ts';
import { comparedRow, faultyRow, goneRow } from './compared-row.ts';

export interface TalliedComparison {
  readonly digest: string;
  readonly counts: ImportCounts;
  readonly lists: ReadonlyMap<RowGroup, readonly ComparedRow[]>;
  readonly points: { readonly positions: Uint8Array<ArrayBuffer>; readonly groups: Uint8Array<ArrayBuffer>; readonly omittedCount: number };
  readonly extent: Bounds | null;
  readonly outsideScopeCount: number;
}

export interface ComparisonTally {
  readonly thing: (row: ConvertedThing, compared: RowComparison) => void;
  readonly fault: (row: FaultyRow) => void;
  readonly gone: (thing: Thing) => void;
  readonly leftAlone: (count: number) => void;
  readonly done: (blank: number) => TalliedComparison;
}

/** Places sent to a window for showing; the rest are counted. */
const MOST_POINTS = 20_000;
const MICRODEGREES = 1e6;

type Counts = { -readonly [name in keyof ImportCounts]: ImportCounts[name] };

const NO_COUNTS: ImportCounts = { new: 0, changed: 0, unchanged: 0, gone: 0, duplicate: 0, ambiguous: 0, faulty: 0, withWarnings: 0, unlocated: 0, blank: 0, stale: 0 };

const createPoints = () => {
  const positions: number[] = [];
  const groups: number[] = [];
  let [omittedCount, west, south, east, north] = [0, Infinity, Infinity, -Infinity, -Infinity];
  return {
    add: ([longitude, latitude]: LonLat, group: RowGroup, isInFile: boolean): void => {
      if (isInFile) [west, south, east, north] = [Math.min(west, longitude), Math.min(south, latitude), Math.max(east, longitude), Math.max(north, latitude)];
      if (groups.length >= MOST_POINTS) omittedCount += 1;
      else {
        positions.push(Math.round(longitude * MICRODEGREES), Math.round(latitude * MICRODEGREES));
        groups.push(ROW_GROUPS.indexOf(group));
      }
    },
    extent: (): Bounds | null => (west === Infinity ? null : [west, south, east, north]),
    bytes: () => {
      const bytes = new DataView(new ArrayBuffer(positions.length * 4));
      for (const [index, value] of positions.entries()) bytes.setInt32(index * 4, value, true);
      return { positions: new Uint8Array(bytes.buffer), groups: Uint8Array.from(groups), omittedCount };
    },
  };
};

const subjectOf = (compared: RowComparison): string => {
  if (compared.outcome === 'changed' || compared.outcome === 'unchanged') return `${compared.thing.id} ${compared.thing.version}`;
  return compared.outcome === 'ambiguous' ? compared.things.map(({ id }) => id).join(' ') : '';
};

/** `subject` is everything that was asked for: another mapping makes another digest. */
export const createComparisonTally = (subject: string, nameColumn: number | null): ComparisonTally => {
  const counts: Counts = { ...NO_COUNTS };
  const lists = new Map<RowGroup, ComparedRow[]>(ROW_GROUPS.map((group) => [group, []]));
  const points = createPoints();
  const hash = createHash('sha256').update(subject);
  let outsideScopeCount = 0;

  const list = (group: RowGroup, row: () => ComparedRow): void => {
    counts[group] += 1;
    const rows = lists.get(group);
    if (rows !== undefined && rows.length < LISTED_ROWS) rows.push(row());
  };

  return {
    thing: (row, compared) => {
      const { outcome } = compared;
      const isTaken = outcome === 'new' || outcome === 'changed' || outcome === 'unchanged';
      const shown = comparedRow(row, compared);
      hash.update(`${row.row} ${outcome} ${subjectOf(compared)}\n`);
      list(outcome, () => shown);
      if (isTaken && row.warnings.length > 0) list('withWarnings', () => shown);
      if (isTaken && row.content.geometry === null) list('unlocated', () => shown);
      if (outcome === 'changed' && compared.isStale) counts.stale += 1;
      if (shown.position !== null) points.add(shown.position, outcome, true);
    },
    fault: (row) => {
      hash.update(`${row.row} fault\n`);
      list('faulty', () => faultyRow(row, nameColumn));
    },
    gone: (thing) => {
      hash.update(`gone ${thing.id} ${thing.version}\n`);
      const shown = goneRow(thing);
      list('gone', () => shown);
      if (shown.position !== null) points.add(shown.position, 'gone', false);
    },
    leftAlone: (count) => {
      outsideScopeCount += count;
    },
    done: (blank) => ({ digest: hash.digest('hex'), counts: { ...counts, blank }, lists, points: points.bytes(), extent: points.extent(), outsideScopeCount }),
  };
};
