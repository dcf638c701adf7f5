// Windows on screens that come, go, move and shrink.
import { describe, expect, test } from 'vitest';
import { placeWindow, type Placed, type PlaceRequest, type SavedPlace, type Screen } from './place-window.ts';

const screen = (id: number, label: string, x: number, y: number, width = 1920, height = 1080): Screen => ({
  id,
  label,
  bounds: { x, y, width, height },
  workArea: { x, y, width, height: height - 40 },
});

const DESK = screen(1, 'DELL U2720Q', 0, 0);
const WALL = screen(2, 'Projector', 1920, 0, 1280, 1024);
const MINIMUM = { width: 1024, height: 640 };
const USUAL = { width: 1600, height: 900 };

const savedOn = (on: Screen, x: number, y: number, width = 1100, height = 800): SavedPlace => ({
  screen: { id: on.id, label: on.label, bounds: on.bounds },
  bounds: { x, y, width, height },
  isMaximized: false,
  isFullScreen: false,
});

const place = (change: Partial<PlaceRequest>): Placed => placeWindow({ saved: null, screens: [DESK, WALL], minimum: MINIMUM, usual: USUAL, others: [], ...change });

describe('a window never placed before', () => {
  test('stands in the middle of the primary screen in its usual size', () => {
    expect(place({})).toEqual({ bounds: { x: 160, y: 70, width: 1600, height: 900 }, isHome: true });
  });

  test('steps aside from the windows that stand there already, one further each', () => {
    const first = place({}).bounds;
    const second = place({ others: [first] }).bounds;
    const third = place({ others: [first, second] }).bounds;
    expect([second, third].map(({ x, y }) => [x, y])).toEqual([
      [192, 102],
      [224, 134],
    ]);
  });

  test('begins again at the corner where stepping would leave the screen', () => {
    const whole = { x: 0, y: 0, width: 1920, height: 1040 };
    const tall = place({ usual: { width: 1500, height: 1040 }, others: [{ ...whole, x: 210 }] }).bounds;
    expect(tall).toEqual({ x: 242, y: 0, width: 1500, height: 1040 });
    const many = Array.from({ length: 20 }, (_, index) => ({ x: 242 + index * 32, y: 0, width: 1500, height: 1040 }));
    const bounds = place({ usual: { width: 1500, height: 1040 }, others: [{ ...whole, x: 210 }, ...many] }).bounds;
    expect(bounds.x + bounds.width).toBeLessThanOrEqual(1920);
  });
});

describe('a window placed before', () => {
  test('stands exactly where it stood', () => {
    expect(place({ saved: savedOn(WALL, 2000, 100) })).toEqual({ bounds: { x: 2000, y: 100, width: 1100, height: 800 }, isHome: true });
  });

  test('follows its screen to where that stands now', () => {
    const moved = { ...screen(2, 'Projector', -1280, 0, 1280, 1024) };
    expect(place({ saved: savedOn(WALL, 2000, 100), screens: [DESK, moved] })).toEqual({ bounds: { x: -1200, y: 100, width: 1100, height: 800 }, isHome: true });
  });

  test('knows its screen by name where the system numbers it anew', () => {
    const renumbered = screen(77, 'Projector', 1920, 0, 1280, 1024);
    expect(place({ saved: savedOn(WALL, 2000, 100), screens: [DESK, renumbered] })).toMatchObject({ bounds: { x: 2000 }, isHome: true });
  });

  test('tells two screens of one model apart by number, and by place where the numbers changed', () => {
    const [left, right] = [screen(11, 'AOC', 0, 0), screen(12, 'AOC', 1920, 0)];
    expect(place({ saved: savedOn(right, 2500, 50), screens: [left, right] }).bounds.x).toBe(2500);
    const [newLeft, newRight] = [screen(21, 'AOC', 0, 0), screen(22, 'AOC', 1920, 0)];
    expect(place({ saved: savedOn(right, 2500, 50), screens: [newLeft, newRight] })).toMatchObject({ bounds: { x: 2500 }, isHome: true });
  });

  test('does not take another monitor for its own because the system gave it the same number', () => {
    const other = screen(2, 'Samsung TV', 1920, 0, 3840, 2160);
    expect(place({ saved: savedOn(WALL, 2000, 100), screens: [DESK, other] }).isHome).toBe(false);
  });

  test('knows a screen without a name by number and size', () => {
    const [named, nameless] = [screen(1, '', 0, 0), screen(2, '', 1920, 0, 1280, 1024)];
    expect(place({ saved: savedOn(nameless, 2000, 100), screens: [named, nameless] }).isHome).toBe(true);
    expect(place({ saved: savedOn(nameless, 2000, 100), screens: [named, screen(2, '', 1920, 0, 800, 600)] }).isHome).toBe(false);
  });

  test('waits whole on the nearest screen while its own is gone', () => {
    const left = screen(3, 'Third', -1920, 0);
    const { bounds, isHome } = place({ saved: savedOn(WALL, 2000, 100), screens: [left, DESK] });
    expect(isHome).toBe(false);
    expect(bounds).toEqual({ x: 820, y: 100, width: 1100, height: 800 });
  });

  test('comes back into reach where it was dragged off the edge', () => {
    expect(place({ saved: savedOn(DESK, 1800, -300) }).bounds).toEqual({ x: 820, y: 0, width: 1100, height: 800 });
  });

  test('is never smaller than its minimum nor larger than its screen', () => {
    expect(place({ saved: savedOn(DESK, 10, 10, 200, 100) }).bounds).toMatchObject({ width: 1024, height: 640 });
    expect(place({ saved: savedOn(DESK, 10, 10, 9000, 9000) }).bounds).toEqual({ x: 0, y: 0, width: 1920, height: 1040 });
  });

  test('fills a screen that is smaller than the minimum', () => {
    const small = screen(1, 'DELL U2720Q', 0, 0, 800, 600);
    expect(place({ saved: savedOn(DESK, 10, 10), screens: [small] }).bounds).toEqual({ x: 0, y: 0, width: 800, height: 560 });
  });
});
