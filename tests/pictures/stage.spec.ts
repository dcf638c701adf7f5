// How the map behaves under hands, changes and outages, in a real browser.
import { paletteOf } from '../../renderer/map/palette.ts';
import { beside, colour, countOf, differenceOf, expect, HERE, pointAt, test, thing } from './picture-test.ts';

const red = colour(paletteOf('dark').levels.red.fill);
const hazard = (id: string, lonLat = HERE, level = 'red') => thing('hazardPoint', id, pointAt(lonLat), { type: '20104.0100', riskLevel: level }, '水南滑坡');
const KINDS = ['hazardPoint'];
const CENTRE = { x: 450, y: 320 };

const centreOf = (map: { readonly page: { readonly evaluate: <T>(work: () => T) => Promise<T> } }): Promise<readonly [number, number]> => map.page.evaluate(() => window.pictures.current().stage.view().centre as [number, number]);
const zoomOf = (map: { readonly page: { readonly evaluate: <T>(work: () => T) => Promise<T> } }): Promise<number> => map.page.evaluate(() => window.pictures.current().stage.view().zoom);

test('a thing that appears is drawn and the view does not move', async ({ map }) => {
  await map.show({ things: [hazard('far', beside(HERE, 15, 2_000, 0))], kinds: KINDS, zoom: 15 });
  const before = await centreOf(map);
  await map.page.evaluate((made) => window.pictures.current().station.put([made]), hazard('new'));
  await map.page.waitForTimeout(600);
  await map.settled();
  expect(countOf(await map.patch(HERE, 20), red)).toBeGreaterThan(60);
  expect(await centreOf(map)).toEqual(before);
});

test('a thing that is removed or moved leaves its place', async ({ map }) => {
  await map.show({ things: [hazard('a'), hazard('b', beside(HERE, 15, 150, 0))], kinds: KINDS, zoom: 15 });
  await map.page.evaluate((moved) => {
    const { station } = window.pictures.current();
    station.remove('hazardPoint', 'a');
    station.put([moved]);
  }, hazard('b', beside(HERE, 15, -150, 0)));
  await map.page.waitForTimeout(800);
  await map.settled();
  const [gone, old, fresh] = [await map.patch(HERE, 20), await map.patch(beside(HERE, 15, 150, 0), 20), await map.patch(beside(HERE, 15, -150, 0), 20)];
  expect([countOf(gone, red), countOf(old, red)]).toEqual([0, 0]);
  expect(countOf(fresh, red)).toBeGreaterThan(60);
});

test('the old picture stays until the new one is there, however slow the station', async ({ map }) => {
  await map.show({ things: [hazard('a')], kinds: KINDS, zoom: 15 });
  await map.page.evaluate(() => window.pictures.current().station.setDelay(4_000));
  await map.page.evaluate((position) => window.pictures.current().stage.flyTo({ position, zoom: 16.6 }), HERE);
  await map.page.waitForTimeout(700);
  expect(countOf(await map.patch(HERE, 20), red)).toBeGreaterThan(60);
});

test('where a layer cannot be loaded the ground is hatched: empty there does not mean that nothing is there', async ({ map }) => {
  await map.show({ things: [hazard('a')], kinds: KINDS, zoom: 15 });
  const far = beside(HERE, 15, 30_000, 0);
  await map.flyTo(far, 15);
  const empty = await map.patch(far, 60);
  await map.page.evaluate(() => window.pictures.current().station.setRefusals({ readTile: 'offline' }));
  const unseen = beside(HERE, 15, -30_000, 0);
  await map.page.evaluate((position) => window.pictures.current().stage.flyTo({ position, zoom: 15 }), unseen);
  await map.page.waitForTimeout(2_500);
  expect(differenceOf(await map.patch(unseen, 60), empty)).toBeGreaterThan(300);
  const states = await map.page.evaluate(() => window.pictures.current().stage.layerStates());
  expect(states.find(({ kind }) => kind === 'hazardPoint')).toMatchObject({ phase: 'failed' });
  await map.page.evaluate(() => {
    window.pictures.current().station.setRefusals({});
    window.pictures.current().stage.retryNow();
  });
  await map.settled();
  expect(differenceOf(await map.patch(unseen, 60), empty)).toBe(0);
});

test('what may not be seen is said to be denied and is not drawn', async ({ map }) => {
  await map.show({ things: [], kinds: KINDS, zoom: 15 });
  await map.page.evaluate((made) => {
    const { station, stage } = window.pictures.current();
    station.setRefusals({ readTile: 'notPermitted' });
    station.put([made]);
    stage.retryNow();
  }, hazard('a'));
  await map.page.waitForTimeout(900);
  const states = await map.page.evaluate(() => window.pictures.current().stage.layerStates());
  expect(states.find(({ kind }) => kind === 'hazardPoint')?.phase).toBe('denied');
  expect(countOf(await map.patch(HERE, 20), red)).toBe(0);
});

test('the wheel zooms at the cursor', async ({ map }) => {
  await map.show({ things: [], kinds: KINDS, zoom: 13 });
  const at = { x: 700, y: 150 };
  const under = async () => {
    const view = await map.page.evaluate(() => window.pictures.current().stage.view());
    const [west, south, east, north] = view.bounds;
    return [west + ((east - west) * at.x) / 900, north - ((north - south) * at.y) / 640] as const;
  };
  const before = await under();
  await map.page.mouse.move(at.x, at.y);
  await map.page.mouse.wheel(0, -240);
  await map.page.waitForTimeout(700);
  const after = await under();
  expect(await zoomOf(map)).toBeGreaterThan(13.3);
  expect(Math.abs(after[0] - before[0])).toBeLessThan(1e-4);
  expect(Math.abs(after[1] - before[1])).toBeLessThan(1e-4);
});

test('the middle button pans, with a tool on as well as without, and never draws', async ({ map }) => {
  await map.show({ things: [], kinds: KINDS, zoom: 13 });
  const drag = async (): Promise<void> => {
    await map.page.mouse.move(CENTRE.x, CENTRE.y);
    await map.page.mouse.down({ button: 'middle' });
    await map.page.mouse.move(CENTRE.x - 120, CENTRE.y + 30, { steps: 6 });
    await map.page.mouse.up({ button: 'middle' });
    await map.page.waitForTimeout(500);
  };
  const start = await centreOf(map);
  await drag();
  const first = await centreOf(map);
  expect(first[0]).toBeGreaterThan(start[0] + 0.005);
  for (const tool of ['polygon', 'freehand', 'measureLength'] as const) {
    await map.page.evaluate((kind) => {
      const { stage } = window.pictures.current();
      stage.tools.start(kind);
      stage.tools.onSketch(({ points }) => (document.title = String(points.length)));
    }, tool);
    const before = await centreOf(map);
    await drag();
    expect((await centreOf(map))[0]).toBeGreaterThan(before[0] + 0.005);
    expect(await map.page.title()).not.toBe('1');
    await map.page.evaluate(() => window.pictures.current().stage.tools.stop());
  }
});

test('Shift-drag zooms into the box, and back and forward return', async ({ map }) => {
  await map.show({ things: [], kinds: KINDS, zoom: 12 });
  await map.page.waitForTimeout(300);
  await map.page.keyboard.down('Shift');
  await map.page.mouse.move(300, 200);
  await map.page.mouse.down();
  await map.page.mouse.move(500, 340, { steps: 5 });
  await map.page.mouse.up();
  await map.page.keyboard.up('Shift');
  await map.page.waitForTimeout(500);
  const close = await zoomOf(map);
  expect(close).toBeGreaterThan(13.5);
  await map.page.evaluate(() => window.pictures.current().stage.previousExtent());
  await map.page.waitForTimeout(500);
  expect(await zoomOf(map)).toBeCloseTo(12, 1);
  await map.page.evaluate(() => window.pictures.current().stage.nextExtent());
  await map.page.waitForTimeout(500);
  expect(await zoomOf(map)).toBeCloseTo(close, 1);
});

test('arrow keys and plus move and zoom when the map has the focus', async ({ map }) => {
  await map.show({ things: [], kinds: KINDS, zoom: 12 });
  await map.page.locator('#map').focus();
  const before = await centreOf(map);
  await map.page.keyboard.press('ArrowRight');
  await map.page.waitForTimeout(400);
  expect((await centreOf(map))[0]).toBeGreaterThan(before[0] + 0.01);
  await map.page.keyboard.press('+');
  await map.page.waitForTimeout(400);
  expect(await zoomOf(map)).toBeCloseTo(13, 1);
});

test('a click tells what lies under it, topmost first, areas last; a right click too', async ({ map }) => {
  const here = hazard('a');
  const village = thing('village', 'v', { type: 'Polygon', coordinates: [[beside(HERE, 15, -400, 400), beside(HERE, 15, 400, 400), beside(HERE, 15, 400, -400), beside(HERE, 15, -400, -400), beside(HERE, 15, -400, 400)]] }, {}, '水南村');
  await map.show({ things: [here, village], kinds: ['hazardPoint', 'village'], zoom: 15 });
  await map.page.evaluate(() => {
    const { stage } = window.pictures.current();
    stage.onSelect(({ hits }) => (document.title = hits.map((hit) => ('id' in hit ? hit.id : hit.type)).join(' ')));
    stage.onContextMenu(({ hits }) => (document.title = `menu ${hits.length}`));
  });
  await map.page.mouse.click(CENTRE.x, CENTRE.y);
  await map.page.waitForTimeout(300);
  expect(await map.page.title()).toBe('a v');
  await map.page.mouse.click(CENTRE.x + 150, CENTRE.y);
  await map.page.waitForTimeout(300);
  expect(await map.page.title()).toBe('v');
  await map.page.mouse.click(CENTRE.x, CENTRE.y, { button: 'right' });
  expect(await map.page.title()).toBe('menu 2');
});

test('the selected thing wears a ring, where its symbol is and inside a cluster too', async ({ map }) => {
  const crowd = Array.from({ length: 6 }, (_, index) => hazard(`x${index}`, beside(HERE, 11, index * 3, 0)));
  await map.show({ things: crowd, kinds: KINDS, zoom: 15 });
  const white = colour(paletteOf('dark').selection);
  const before = countOf(await map.patch(HERE, 26), white, 4);
  await map.page.evaluate(() => window.pictures.current().stage.select({ kind: 'hazardPoint', id: 'x0' }));
  await map.settled();
  expect(countOf(await map.patch(HERE, 26), white, 4)).toBeGreaterThan(before + 80);
  await map.flyTo(HERE, 10.5);
  expect(countOf(await map.patch(HERE, 26), white, 4)).toBeGreaterThan(60);
});

test('pinned at one place, a shelter makes way for a hazard point and a thin line says where it stands', async ({ map }) => {
  await map.show({ things: [hazard('a'), thing('shelter', 's', pointAt(HERE), { openState: 'open' })], kinds: ['hazardPoint', 'shelter'], zoom: 15 });
  const green = colour(paletteOf('dark').hues.green);
  expect(countOf(await map.patch(HERE, 20), red)).toBeGreaterThan(60);
  expect(countOf(await map.patch(HERE, 10), green)).toBe(0);
  expect(countOf(await map.patch(beside(HERE, 15, 24, 0), 12), green)).toBeGreaterThan(100);
});

test('names can be put away, all but those of places', async ({ map }) => {
  const village = thing('village', 'v', { type: 'Polygon', coordinates: [[beside(HERE, 15, -200, 200), beside(HERE, 15, 200, 200), beside(HERE, 15, 200, -200), beside(HERE, 15, -200, -200), beside(HERE, 15, -200, 200)]] }, {}, '水南村');
  await map.show({ things: [hazard('a', beside(HERE, 15, 0, -80)), village], kinds: ['hazardPoint', 'village'], zoom: 15 });
  const places = { thing: beside(HERE, 15, 50, -80), village: HERE };
  const drawn = async () => ({ thing: await map.patch(places.thing, 22), village: await map.patch(places.village, 22) });
  const all = await drawn();
  const put = async (names: 'all' | 'places' | 'none') => {
    await map.page.evaluate((which) => window.pictures.current().stage.setNames(which), names);
    await map.settled();
    return drawn();
  };
  const [onlyPlaces, none] = [await put('places'), await put('none')];
  expect(differenceOf(all.thing, onlyPlaces.thing)).toBeGreaterThan(60);
  expect(differenceOf(all.village, onlyPlaces.village)).toBe(0);
  expect(differenceOf(onlyPlaces.village, none.village)).toBeGreaterThan(40);
});

test('text scale makes symbols and names larger', async ({ map }) => {
  await map.show({ things: [hazard('a')], kinds: KINDS, zoom: 15 });
  const usual = countOf(await map.patch(HERE, 40), red);
  await map.page.evaluate(() => window.pictures.current().stage.setTextScale(1.6));
  await map.settled();
  expect(countOf(await map.patch(HERE, 40), red)).toBeGreaterThan(usual * 1.9);
});

test('a filter shows what it lets through and nothing else', async ({ map }) => {
  await map.show({ things: [hazard('a'), hazard('b', beside(HERE, 15, 120, 0), 'blue')], kinds: KINDS, zoom: 15 });
  await map.page.evaluate(() => window.pictures.current().stage.setFilter('hazardPoint', { levels: ['red'] }));
  await map.settled();
  const blue = colour(paletteOf('dark').levels.blue.fill);
  expect(countOf(await map.patch(HERE, 20), red)).toBeGreaterThan(60);
  expect(countOf(await map.patch(beside(HERE, 15, 120, 0), 20), blue)).toBe(0);
});

test('fifty maps made and put away leave nothing behind', async ({ map }) => {
  const left = await map.page.evaluate(async () => {
    const before = document.querySelectorAll('*').length;
    let followers = 0;
    for (let turn = 0; turn < 50; turn += 1) {
      const { station } = window.pictures.open({ things: [], visibleKinds: ['hazardPoint', 'road'], hasTerrain: turn % 10 === 0 });
      await new Promise((resolve) => setTimeout(resolve, 20));
      window.pictures.close();
      followers += station.followerCount();
    }
    const target = document.getElementById('map');
    return { elements: document.querySelectorAll('*').length - before, followers, children: target?.childElementCount, classes: target?.className };
  });
  expect(left).toEqual({ elements: 0, followers: 0, children: 0, classes: '' });
});

test('highlighted things wear a dashed ring, those inside a cluster at their own place', async ({ map }) => {
  await map.show({ things: [hazard('a')], kinds: KINDS, zoom: 15 });
  const accent = colour(paletteOf('dark').sketch);
  const hidden = beside(HERE, 15, 160, 0);
  await map.page.evaluate(
    (lonLat) =>
      window.pictures.current().stage.highlight([
        { kind: 'hazardPoint', id: 'a' },
        { kind: 'hazardPoint', id: 'elsewhere', lonLat },
        { kind: 'hazardPoint', id: 'nowhere' },
      ]),
    hidden,
  );
  await map.settled();
  expect(countOf(await map.patch(HERE, 26), accent)).toBeGreaterThan(40);
  expect(countOf(await map.patch(hidden, 26), accent)).toBeGreaterThan(40);
  await map.page.evaluate(() => window.pictures.current().stage.highlight([]));
  await map.settled();
  expect(countOf(await map.patch(HERE, 26), accent)).toBe(0);
});

test('the names of base maps’ makers stand at the edge and go with them', async ({ map }) => {
  await map.show({ things: [], kinds: [], zoom: 12 });
  const set = (specs: readonly string[]): Promise<void> =>
    map.page.evaluate(
      (names) =>
        window.pictures.current().stage.setBasemaps(
          names.map((name) => ({ id: name, name, opacity: 1, minZoom: 0, maxZoom: 18, attribution: name, datum: 'WGS-84' as const, type: 'tiles' as const, readTile: async () => null })),
        ),
      specs,
    );
  await set(['© 测绘']);
  await map.page.waitForTimeout(500);
  expect(await map.page.locator('.map-attribution').innerText()).toContain('© 测绘');
  await set([]);
  await map.page.waitForTimeout(500);
  expect(await map.page.locator('.map-attribution').innerText()).not.toContain('© 测绘');
});
