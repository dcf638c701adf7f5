// Drawing and measuring with real mouse and keys.
import { paletteOf } from '../../renderer/map/palette.ts';
import type { SketchEvent, MapTools } from '../../renderer/map/tools/map-tools.ts';
import type { ToolKind } from '../../renderer/map/tools/sketch.ts';
import { colour, countOf, expect, HERE, test, type MapPicture } from './picture-test.ts';

declare global {
  interface Window {
    sketches: SketchEvent[];
    finishes: SketchEvent[];
    cancels: string[];
  }
}

const start = async (map: MapPicture, tool: ToolKind): Promise<void> => {
  await map.show({ things: [], kinds: [], zoom: 14 });
  await map.page.evaluate((kind) => {
    const { tools } = window.pictures.current().stage;
    [window.sketches, window.finishes, window.cancels] = [[], [], []];
    tools.onSketch((event) => window.sketches.push(event));
    tools.onFinish((event) => window.finishes.push(event));
    tools.onCancel((cancelled) => window.cancels.push(cancelled));
    tools.start(kind);
  }, tool);
};

const click = async (map: MapPicture, x: number, y: number): Promise<void> => {
  await map.page.mouse.move(x, y, { steps: 2 });
  await map.page.mouse.click(x, y);
  // Clicks in quicker succession would be a double click.
  await map.page.waitForTimeout(400);
};

const last = (map: MapPicture): Promise<SketchEvent | null> => map.page.evaluate(() => window.sketches.at(-1) ?? null);
const finishes = (map: MapPicture): Promise<readonly SketchEvent[]> => map.page.evaluate(() => window.finishes);
const call = (map: MapPicture, name: keyof Pick<MapTools, 'setRadius' | 'setWidth'>, value: number): Promise<void> => map.page.evaluate(([method, given]) => window.pictures.current().stage.tools[method](given), [name, value] as const);

test('a polygon grows with each click, measures as it grows, and ends with a double click', async ({ map }) => {
  await start(map, 'polygon');
  await click(map, 300, 200);
  await click(map, 600, 200);
  await map.page.mouse.move(600, 420, { steps: 3 });
  const growing = await last(map);
  expect([growing?.points.length, growing?.isComplete]).toEqual([2, false]);
  expect(growing?.measures.squareMetres ?? 0).toBeGreaterThan(100_000);
  await click(map, 600, 420);
  await map.page.mouse.move(300, 420, { steps: 2 });
  await map.page.mouse.dblclick(300, 420);
  await map.page.waitForTimeout(200);
  const [made] = await finishes(map);
  expect(made?.shape?.type === 'polygon' && made.shape.polygon[0]?.length).toBe(5);
  // 300 × 220 pixels at zoom 14 and 28.45° north: 8.40 m of ground a pixel.
  expect(made?.measures.squareMetres ?? 0).toBeGreaterThan(4.5e6);
  expect(made?.measures.squareMetres ?? 0).toBeLessThan(4.8e6);
  expect(countOf(await map.patch(HERE, 140), colour(paletteOf('dark').sketch))).toBeGreaterThan(200);
});

test('clicking the first corner closes the polygon', async ({ map }) => {
  await start(map, 'polygon');
  for (const [x, y] of [
    [300, 200],
    [600, 200],
    [450, 420],
    [302, 201],
  ] as const) {
    await click(map, x, y);
  }
  const [made] = await finishes(map);
  expect(made?.points).toHaveLength(3);
});

test('Backspace and Ctrl+Z take back one point each, Esc everything', async ({ map }) => {
  await start(map, 'polygon');
  for (const x of [300, 450, 600]) await click(map, x, 250);
  await map.page.keyboard.press('Backspace');
  expect((await last(map))?.points).toHaveLength(2);
  await map.page.keyboard.press('Control+z');
  expect((await last(map))?.points).toHaveLength(1);
  await map.page.keyboard.press('Escape');
  expect(await map.page.evaluate(() => [window.pictures.current().stage.tools.active(), window.cancels])).toEqual([null, ['polygon']]);
  expect(countOf(await map.patch(HERE, 160), colour(paletteOf('dark').sketch))).toBe(0);
});

test('keys typed into a form are the form’s', async ({ map }) => {
  await start(map, 'polygon');
  await click(map, 300, 250);
  await map.page.evaluate(() => {
    const input = document.createElement('input');
    input.id = 'typed';
    document.body.append(input);
    input.focus();
  });
  await map.page.keyboard.press('Backspace');
  await map.page.keyboard.press('Escape');
  expect((await last(map))?.points).toHaveLength(1);
  expect(await map.page.evaluate(() => window.pictures.current().stage.tools.active())).toBe('polygon');
  await map.page.evaluate(() => document.getElementById('typed')?.remove());
});

test('a corner and a middle are dragged to where they belong, and the drag is taken back in one step', async ({ map }) => {
  await start(map, 'polygon');
  for (const [x, y] of [
    [300, 200],
    [600, 200],
    [450, 420],
  ] as const) {
    await click(map, x, y);
  }
  await map.page.keyboard.press('Enter');
  const before = (await last(map))?.points;
  const drag = async (from: readonly [number, number], to: readonly [number, number]): Promise<void> => {
    await map.page.mouse.move(from[0], from[1]);
    await map.page.mouse.down();
    await map.page.mouse.move(to[0], to[1], { steps: 5 });
    await map.page.mouse.up();
    await map.page.waitForTimeout(150);
  };
  const centre = await map.page.evaluate(() => window.pictures.current().stage.view().centre);
  await drag([450, 200], [450, 100]);
  expect((await last(map))?.points).toHaveLength(4);
  await drag([600, 200], [700, 220]);
  const moved = await last(map);
  expect(moved?.points[2]?.[0] ?? 0).toBeGreaterThan((before?.[1]?.[0] ?? 0) + 0.001);
  expect(await map.page.evaluate(() => window.pictures.current().stage.view().centre)).toEqual(centre);
  await map.page.keyboard.press('Backspace');
  await map.page.keyboard.press('Backspace');
  expect((await last(map))?.points).toEqual(before);
});

test('a circle takes a typed radius before its centre is clicked', async ({ map }) => {
  await start(map, 'circle');
  await call(map, 'setRadius', 750);
  await click(map, 450, 320);
  const [made] = await finishes(map);
  expect(made?.shape?.type === 'circle' && [made.shape.radiusMetres, Math.abs(made.shape.centre[0] - HERE[0]) < 1e-4]).toEqual([750, true]);
});

test('a line’s width changes while it is drawn, and its strip with it', async ({ map }) => {
  await start(map, 'bufferedLine');
  await click(map, 250, 320);
  await click(map, 650, 320);
  await map.page.keyboard.press('Enter');
  const narrow = countOf(await map.patch(HERE, 60), colour(paletteOf('dark').ground), 2);
  await call(map, 'setWidth', 400);
  await map.page.waitForTimeout(100);
  expect((await last(map))?.shape).toMatchObject({ type: 'bufferedLine', eachSideMetres: 400 });
  expect(countOf(await map.patch(HERE, 60), colour(paletteOf('dark').ground), 2)).toBeLessThan(narrow * 0.6);
});

test('a freehand line closes where it is let go', async ({ map }) => {
  await start(map, 'freehand');
  await map.page.mouse.move(600, 320);
  await map.page.mouse.down();
  for (let step = 1; step <= 60; step += 1) await map.page.mouse.move(450 + Math.cos((step / 60) * 6.2) * 150, 320 + Math.sin((step / 60) * 6.2) * 120);
  await map.page.mouse.up();
  await map.page.waitForTimeout(150);
  const [made] = await finishes(map);
  expect(made?.shape?.type).toBe('polygon');
  expect(made?.points.length ?? 0).toBeLessThan(40);
  // An ellipse of 150 × 120 pixels at 8.40 m.
  expect((made?.measures.squareMetres ?? 0) / (Math.PI * 150 * 120 * 8.4 ** 2)).toBeGreaterThan(0.95);
});

test('while a tool is on, a click draws and selects nothing', async ({ map }) => {
  await start(map, 'measureLength');
  await map.page.evaluate(() => window.pictures.current().stage.onSelect(() => (document.title = 'selected')));
  await map.page.evaluate(() => (document.title = ''));
  await click(map, 300, 300);
  await click(map, 500, 300);
  expect(await map.page.title()).toBe('');
  expect((await last(map))?.measures.lengthMetres ?? 0).toBeGreaterThan(1_600);
});
