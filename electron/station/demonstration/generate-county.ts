// The demonstration: one county, or a province of them, made up anew from a seed and given out in batches.
import { setImmediate as breathe } from 'node:timers/promises';
import type { Resident } from '../../../shared/domain/atlas/thing.ts';
import type { ThingGeometry } from '../../../shared/domain/atlas/thing.ts';
import type { TerrainGrid } from '../../../shared/geo/terrain-grid.ts';
import { buildGround, divideCounty, layCountyRoads, populate, type County } from './county.ts';
import { planCounties, type CountyPlan } from './county-plan.ts';
import { emitThings } from './emit-things.ts';
import { createScene } from './layers/scene.ts';
import { residentsOf } from './layers/settlement-things.ts';
import { toTerrainGrid } from './terrain/terrain-grid-of.ts';
import type { DemonstrationThing } from './thing-maker.ts';

/** No batch carries more. */
export const BATCH_SIZE = 500;

export interface GenerateOptions {
  readonly seed: number;
  /** 1–1,440; 16 is a county, 1,365 a province. */
  readonly townships: number;
  /** The date the data speaks of: `2026-11-22` or a full UTC time. */
  readonly asOf: string;
  /** Share done, 0…1, and what is being made. */
  readonly onProgress?: (fraction: number, stage: string) => void;
  readonly signal?: AbortSignal;
}

/** What a county is, before any of its things. */
export interface CountySummary {
  readonly name: string;
  /** 6 digits. */
  readonly code: string;
  readonly outline: ThingGeometry;
  readonly townships: number;
  readonly villages: number;
}

export type DemonstrationBatch =
  | { readonly type: 'county'; readonly county: CountySummary }
  | { readonly type: 'terrain'; readonly grid: TerrainGrid }
  | { readonly type: 'things'; readonly things: readonly DemonstrationThing[] }
  | { readonly type: 'residents'; readonly residents: readonly Resident[] };

export type GenerateOutcome = 'finished' | 'aborted';

/** Shares of a county's time, by stage. */
const STAGES = [['地形', 0.24], ['政区', 0.08], ['道路', 0.28], ['住户', 0.08], ['图层', 0.2], ['居民', 0.12]] as const;

const inBatches = function* <T>(items: Iterable<T>): Generator<readonly T[]> {
  let batch: T[] = [];
  for (const item of items) {
    batch.push(item);
    if (batch.length < BATCH_SIZE) continue;
    yield batch;
    batch = [];
  }
  if (batch.length > 0) yield batch;
};

interface Run {
  readonly options: GenerateOptions;
  readonly plan: CountyPlan;
  readonly counties: number;
}

/** Reports the beginning of a stage, lets the thread's messages in, and tells whether to go on. */
const enter = async ({ options, plan, counties }: Run, stage: number): Promise<boolean> => {
  const done = STAGES.slice(0, stage).reduce((sum, [, share]) => sum + share, 0);
  options.onProgress?.((plan.number - 1 + done) / counties, `${plan.name} ${STAGES[stage]![0]}`);
  await breathe();
  return options.signal?.aborted !== true;
};

const buildCounty = async function* (run: Run): AsyncGenerator<DemonstrationBatch, County | undefined> {
  const { options, plan } = run;
  if (!(await enter(run, 0))) return undefined;
  const ground = buildGround(plan);
  if (!(await enter(run, 1))) return undefined;
  const areas = divideCounty(ground);
  const at = { ...ground, ...areas };
  yield { type: 'county', county: { name: plan.name, code: plan.code, outline: areas.outline, townships: plan.townships, villages: areas.sites.cells.length } };
  yield { type: 'terrain', grid: toTerrainGrid(ground.land) };
  if (!(await enter(run, 2))) return undefined;
  const roads = layCountyRoads(at, options.seed);
  if (!(await enter(run, 3))) return undefined;
  return populate(at, roads, options.asOf);
};

const generateOne = async function* (run: Run): AsyncGenerator<DemonstrationBatch, GenerateOutcome> {
  const county = yield* buildCounty(run);
  if (county === undefined || !(await enter(run, 4))) return 'aborted';
  const isAlone = run.counties === 1;
  const scene = createScene(county);
  for (const things of inBatches(emitThings(scene, !isAlone))) {
    if (run.options.signal?.aborted === true) return 'aborted';
    yield { type: 'things', things };
  }
  if (!isAlone) return 'finished';
  if (!(await enter(run, 5))) return 'aborted';
  for (const residents of inBatches(residentsOf(scene))) {
    if (run.options.signal?.aborted === true) return 'aborted';
    yield { type: 'residents', residents };
  }
  return 'finished';
};

/**
 * Made county by county, so that memory stays that of one. The same seed, size and date give the same data. A
 * province lists no residents: its households carry head counts. Ends early, with `aborted`, once the signal is given.
 */
export const generateCounty = async function* (options: GenerateOptions): AsyncGenerator<DemonstrationBatch, GenerateOutcome> {
  const plans = planCounties(options.seed, options.townships);
  for (const plan of plans) {
    const outcome = yield* generateOne({ options, plan, counties: plans.length });
    if (outcome === 'aborted') return outcome;
  }
  options.onProgress?.(1, '完成');
  return 'finished';
};
