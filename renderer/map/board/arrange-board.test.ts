import Style from 'ol/style/Style.js';
import { expect, test } from 'vitest';
import { arrangeBoard, EMPTY_ARRANGEMENT } from './arrange-board.ts';
import type { BoardName, BoardSymbol } from './board-item.ts';
import type { ClusterSum } from './group-points.ts';

const style = new Style();

const symbol = (key: string, east: number, more: Partial<BoardSymbol> = {}): BoardSymbol => ({
  key,
  position: [east, 0],
  style,
  crowdedStyle: style,
  halfWidth: 10,
  halfHeight: 10,
  importance: 50,
  mayMove: true,
  isFirm: false,
  hit: null,
  cluster: null,
  ...more,
});

const cluster = (key: string, east: number, count: number): BoardSymbol => {
  const made = (sum: ClusterSum): BoardSymbol => symbol(key, east, { cluster: { kind: 'shelter', sum, withSum: made } });
  return made({ count, levels: {} });
};

const name = (key: string, east: number, more: Partial<BoardName> = {}): BoardName => ({
  key,
  text: key,
  position: [east, 0],
  look: { px: 12, weight: 500, colour: '#000', isAlong: false },
  symbolKey: null,
  importance: 10,
  turn: 0,
  others: [],
  isAnchor: false,
  ...more,
});

const arrange = (symbols: readonly BoardSymbol[], names: readonly BoardName[] = [], resolution = 1) =>
  arrangeBoard({ symbols, names }, resolution, () => ({ width: 40, height: 14 }), EMPTY_ARRANGEMENT);

test('a cluster without room joins its neighbour, so that everything stays counted', () => {
  const crowd = Array.from({ length: 60 }, (_, index) => cluster(`c${String(index).padStart(2, '0')}`, 100, 2));
  const { symbols } = arrange(crowd);
  expect(symbols.length).toBeLessThan(60);
  expect(symbols.reduce((sum, each) => sum + (each.cluster?.sum.count ?? 0), 0)).toBe(120);
});

test('symbols make way for a mark that carries a level, even a more important one', () => {
  const { displacements } = arrange([symbol('mark', 100, { mayMove: false, isFirm: true, importance: 1 }), symbol('team', 100, { importance: 99 })]);
  expect(displacements.get('team')?.dx).not.toBe(0);
  expect(displacements.has('mark')).toBe(false);
});

test('an anchor name is placed before symbols that can make way', () => {
  const { labels, displacements } = arrange([symbol('team', 100)], [name('town', 100, { isAnchor: true })]);
  expect(labels.get('town')).toEqual({ key: 'town', dx: 0, dy: 0 });
  expect(displacements.get('team')).not.toEqual({ dx: 0, dy: 0, isCrowded: false });
});

test('a name stands beside the place its symbol has moved to', () => {
  const { labels, displacements } = arrange([symbol('hazard', 100, { importance: 100 }), symbol('team', 100)], [name('team', 100, { symbolKey: 'team' })]);
  expect(displacements.get('team')?.dx).toBe(20);
  expect(labels.get('team')?.dx).toBeGreaterThan(0);
});

test('a road that comes in many pieces is named once a stretch', () => {
  const pieces = Array.from({ length: 10 }, (_, index) => name(`piece${index}`, index * 50, { text: '省道 S222', look: { px: 11, weight: 500, colour: '#000', isAlong: true } }));
  expect(arrange([], pieces).labels.size).toBe(2);
});

test('at the same scale nothing moves when something new comes in elsewhere', () => {
  const symbols = [symbol('a', 100, { importance: 9 }), symbol('b', 100), symbol('c', 104)];
  const first = arrangeBoard({ symbols, names: [] }, 1, () => ({ width: 40, height: 14 }), EMPTY_ARRANGEMENT);
  const second = arrangeBoard({ symbols: [symbol('far', 5_000, { importance: 500 }), ...symbols], names: [] }, 1, () => ({ width: 40, height: 14 }), first);
  for (const { key } of symbols) expect(second.displacements.get(key)).toEqual(first.displacements.get(key));
});
