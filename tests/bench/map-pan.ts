// Frames a second while the map is dragged, with very many points behind the tiles, against plain OpenLayers with the same features in view.
import { chromium, type Page } from '@playwright/test';
import type { LonLat } from '../../shared/kernel/units.ts';
import { startPictureServer } from '../pictures/picture-server.ts';
import type { Bench, Figure } from './bench.ts';

type Report = (figure: Figure) => void;

const CENTRE: LonLat = [119.5, 28.44];
const WIDTH = 1_280;
const HEIGHT = 800;
const DRAG_PX = 900;
const STEPS = 90;
const STEP_MS = 16;
const ROUNDS = 5;
const SETTLE_MS = 600;

/** Drags there and back at some 560 pixels a second, as a hand does that looks for something. */
const drag = async (page: Page, direction: 1 | -1): Promise<void> => {
  const from = WIDTH / 2 - (direction * DRAG_PX) / 2;
  await page.mouse.move(from, HEIGHT / 2);
  await page.mouse.down();
  for (let step = 1; step <= STEPS; step += 1) {
    await page.mouse.move(from + (direction * DRAG_PX * step) / STEPS, HEIGHT / 2);
    await page.waitForTimeout(STEP_MS);
  }
  await page.mouse.up();
};

interface Pan {
  readonly fps: number;
  readonly longestMs: number;
}

const median = (values: readonly number[]): number => values.toSorted((left, right) => left - right)[Math.floor(values.length / 2)] ?? 0;

const pan = async (page: Page): Promise<Pan> => {
  const runs: Pan[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    await page.evaluate(() => window.bench.startFrames());
    await drag(page, round % 2 === 0 ? -1 : 1);
    runs.push(await page.evaluate(() => window.bench.stopFrames()));
    await page.waitForTimeout(SETTLE_MS);
  }
  return { fps: median(runs.map(({ fps }) => fps)), longestMs: median(runs.map(({ longestMs }) => longestMs)) };
};

const measure = async (page: Page, count: number, zoom: number, report: Report): Promise<void> => {
  const name = `${count.toLocaleString('en')} points, zoom ${zoom}`;
  const features = await page.evaluate(([centre, at, reach]) => window.bench.plain(centre, at, reach), [CENTRE, zoom, DRAG_PX] as const);
  const plain = await pan(page);
  await page.evaluate(([centre, at]) => window.bench.ours(centre, at), [CENTRE, zoom] as const);
  const ours = await pan(page);
  report({ name, metric: 'features drawn along the way', value: features, unit: '' });
  report({ name, metric: 'frames while dragging', value: ours.fps, unit: 'fps', peer: `plain OpenLayers ${plain.fps.toFixed(1)} fps`, ratio: ours.fps / plain.fps });
  report({ name, metric: 'longest frame', value: ours.longestMs, unit: 'ms', peer: `plain OpenLayers ${plain.longestMs.toFixed(0)} ms` });
};

const run = async (report: Report): Promise<void> => {
  const server = await startPictureServer();
  const browser = await chromium.launch({ executablePath: process.env['CHROMIUM'] ?? '/usr/bin/chromium', args: process.getuid?.() === 0 ? ['--no-sandbox'] : [] });
  try {
    const page = await browser.newPage({ viewport: { width: WIDTH, height: HEIGHT } });
    await page.goto(new URL('bench.html', server.url).href);
    await page.waitForFunction(() => 'bench' in window);
    for (const [count, zooms] of [
      [100_000, [12.5, 15.5]],
      [1_000_000, [12.5, 16.5]],
    ] as const) {
      await page.evaluate((howMany) => window.bench.fill(howMany), count);
      for (const zoom of zooms) await measure(page, count, zoom, report);
    }
  } finally {
    await browser.close();
    await server.close();
  }
};

export const bench: Bench = { name: 'map-pan', run };
