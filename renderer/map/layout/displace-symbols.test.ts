import { expect, test } from 'vitest';
import { boxAround, createBoxIndex } from './box-index.ts';
import { displaceSymbols, type SymbolBox } from './displace-symbols.ts';

const symbol = (key: string, x: number, y: number, importance: number): SymbolBox => ({ key, x, y, halfWidth: 10, halfHeight: 10, importance });
const NOTHING = new Map();

test('of two symbols at one place the more important stays and the other goes beside it', () => {
  const places = displaceSymbols([symbol('team', 100, 100, 80), symbol('hazard', 100, 100, 100)], createBoxIndex(), NOTHING);
  expect(places.get('hazard')).toEqual({ dx: 0, dy: 0, isCrowded: false });
  expect(places.get('team')).toEqual({ dx: 20, dy: 0, isCrowded: false });
});

test('no two symbols that found a place cover each other by more than they may touch', () => {
  const symbols = Array.from({ length: 12 }, (_, index) => symbol(`s${String(index).padStart(2, '0')}`, 100 + (index % 3), 100, index % 5));
  const places = displaceSymbols(symbols, createBoxIndex(), NOTHING);
  const placed = symbols.filter(({ key }) => places.get(key)?.isCrowded === false).map(({ key, x, y }) => ({ x: x + (places.get(key)?.dx ?? 0), y: y + (places.get(key)?.dy ?? 0) }));
  expect(placed.length).toBeGreaterThan(6);
  for (const [index, left] of placed.entries()) {
    for (const right of placed.slice(index + 1)) expect(Math.max(Math.abs(left.x - right.x), Math.abs(left.y - right.y))).toBeGreaterThanOrEqual(16);
  }
});

test('a symbol without room stays at its true place and is called crowded', () => {
  const taken = createBoxIndex();
  taken.add(boxAround(100, 100, 200, 200));
  expect(displaceSymbols([symbol('lone', 100, 100, 1)], taken, NOTHING).get('lone')).toEqual({ dx: 0, dy: 0, isCrowded: true });
});

test('the order in which symbols arrive does not change where they stand', () => {
  const symbols = [symbol('b', 50, 50, 5), symbol('a', 52, 50, 5), symbol('c', 50, 52, 5)];
  const forward = displaceSymbols(symbols, createBoxIndex(), NOTHING);
  const backward = displaceSymbols(symbols.toReversed(), createBoxIndex(), NOTHING);
  for (const { key } of symbols) expect(backward.get(key)).toEqual(forward.get(key));
});

test('a symbol that had moved aside stays where it was while that place is free', () => {
  const previous = new Map([['team', { dx: -20, dy: 0, isCrowded: false }]]);
  const places = displaceSymbols([symbol('hazard', 100, 100, 100), symbol('team', 100, 100, 80)], createBoxIndex(), previous);
  expect(places.get('team')).toEqual({ dx: -20, dy: 0, isCrowded: false });
});
