// Any history of changes, batches and undoings must leave what a naive model of the ledger leaves, at every moment of it.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { StagedBatch } from '../../../electron/station/atlas/bulk.ts';
import { assertNever } from '../../../shared/kernel/assert-never.ts';
import { type AtlasPlace, content, entry, list, officer, refusalOf, staged, thing, valueOf } from './atlas-place.ts';

type OneStep = { readonly act: 'change' | 'remove'; readonly which: number; readonly name: string };
type EndStep = { readonly act: 'publish' | 'undo' | 'abandon'; readonly which: number };

type Step =
  | { readonly act: 'add'; readonly name: string }
  | OneStep
  | { readonly act: 'stage'; readonly put: readonly number[]; readonly remove: readonly number[]; readonly name: string }
  | EndStep
  | { readonly act: 'reopen' };

interface ModelRow {
  readonly id: string;
  readonly version: number;
  readonly name: string;
  readonly isRemoved: boolean;
  readonly from: number | ModelBatch;
}

interface ModelBatch {
  readonly batch: StagedBatch;
  published: number;
  undone: number;
  isAbandoned: boolean;
}

interface Model {
  rows: ModelRow[];
  readonly batches: ModelBatch[];
  sequence: number;
}

const isVisible = ({ from }: ModelRow, at: number): boolean => (typeof from === 'number' ? from <= at : from.published <= at && from.undone > at);

/** Id → version and name. */
const stateAt = (model: Model, at: number): readonly (readonly [string, number, string])[] => {
  const last = new Map<string, ModelRow>();
  for (const row of model.rows) if (isVisible(row, at) && row.version > (last.get(row.id)?.version ?? 0)) last.set(row.id, row);
  return [...last.values()].filter(({ isRemoved }) => !isRemoved).map(({ id, version, name }) => [id, version, name] as const).toSorted(([left], [right]) => (left < right ? -1 : 1));
};

const nextVersion = (model: Model, id: string): number => Math.max(0, ...model.rows.filter((row) => row.id === id).map(({ version }) => version)) + 1;

const pick = <T>(items: readonly T[], which: number): T | undefined => (items.length === 0 ? undefined : items[which % items.length]);

const addOne = async (place: AtlasPlace, model: Model, name: string): Promise<void> => {
  const { thing: added } = valueOf(await place.atlas().handlers.addThing({ kind: 'team', content: content(name) }, officer));
  model.sequence += 1;
  model.rows.push({ id: added.id, version: 1, name, isRemoved: false, from: model.sequence });
};

const changeOne = async (place: AtlasPlace, model: Model, step: OneStep): Promise<void> => {
  const current = pick(stateAt(model, model.sequence), step.which);
  if (current === undefined) return;
  const [id, version] = current;
  const { handlers } = place.atlas();
  expect(refusalOf(await handlers.changeThing({ kind: 'team', id, version: version + 1, content: content('旧') }, officer)).reason).toBe('stale');
  if (step.act === 'change') valueOf(await handlers.changeThing({ kind: 'team', id, version, content: content(step.name) }, officer));
  else valueOf(await handlers.removeThing({ kind: 'team', id, version, reason: step.name }, officer));
  model.sequence += 1;
  model.rows.push({ id, version: nextVersion(model, id), name: step.name, isRemoved: step.act === 'remove', from: model.sequence });
};

const stageOne = async (place: AtlasPlace, model: Model, step: Extract<Step, { readonly act: 'stage' }>): Promise<void> => {
  // Some of the ids are new, some are current: those of things added one by one take part too.
  const known = stateAt(model, model.sequence).map(([id]) => id);
  const idOf = (number: number): string => (number % 2 === 0 ? undefined : pick(known, number)) ?? `import-${number % 5}`;
  const batch = await staged(place.atlas());
  const from: ModelBatch = { batch, published: Infinity, undone: Infinity, isAbandoned: false };
  const put = step.put.map((number) => ({ id: idOf(number), isRemoved: false }));
  const removed = step.remove.map((number) => ({ id: idOf(number), isRemoved: true }));
  valueOf(await batch.addThings(put.map(({ id }) => thing('team', id, {}, { name: step.name }))));
  valueOf(await batch.removeThings('team', removed.map(({ id }) => id)));
  for (const { id, isRemoved } of [...put, ...removed]) model.rows.push({ id, version: nextVersion(model, id), name: step.name, isRemoved, from });
  model.batches.push(from);
};

const endOne = async (place: AtlasPlace, model: Model, step: EndStep): Promise<void> => {
  const open = model.batches.filter(({ published, isAbandoned }) => published === Infinity && !isAbandoned);
  const visible = model.batches.filter(({ published, undone }) => published !== Infinity && undone === Infinity);
  const chosen = pick(step.act === 'undo' ? visible : open, step.which);
  if (chosen === undefined) return;
  if (step.act === 'abandon') {
    await chosen.batch.abandon();
    chosen.isAbandoned = true;
    model.rows = model.rows.filter(({ from }) => from !== chosen);
    return;
  }
  model.sequence += 1;
  if (step.act === 'publish') {
    valueOf(await chosen.batch.publish(entry()));
    chosen.published = model.sequence;
  } else {
    valueOf(await place.atlas().bulk.undoBatch(chosen.batch.batch, entry('undo')));
    chosen.undone = model.sequence;
  }
};

const reopen = async (place: AtlasPlace, model: Model): Promise<void> => {
  await (await place.reopen()).whenIdle();
  for (const batch of model.batches.filter(({ published }) => published === Infinity)) {
    batch.isAbandoned = true;
    model.rows = model.rows.filter(({ from }) => from !== batch);
  }
};

const carryOut = async (place: AtlasPlace, model: Model, step: Step): Promise<void> => {
  switch (step.act) {
    case 'add':
      return addOne(place, model, step.name);
    case 'change':
    case 'remove':
      return changeOne(place, model, step);
    case 'stage':
      return stageOne(place, model, step);
    case 'publish':
    case 'undo':
    case 'abandon':
      return endOne(place, model, step);
    case 'reopen':
      return reopen(place, model);
    default:
      return assertNever(step);
  }
};

const expectSame = async (place: AtlasPlace, model: Model): Promise<void> => {
  const expected = stateAt(model, model.sequence);
  const { things, total } = await list(place.atlas(), 'team');
  expect(things.map(({ id, version, name }) => [id, version, name]).toSorted()).toEqual(expected.map((one) => [...one]));
  expect(total).toBe(expected.length);
  const tile = valueOf(await place.atlas().handlers.readTile({ kind: 'team', z: 0, x: 0, y: 0 }, officer));
  expect(tile.points.ids.toSorted()).toEqual(expected.map(([id]) => id));
  const opened = place.atlas().sources.layers.open({}, officer, () => undefined);
  if (!opened.ok) throw new Error('not opened');
  expect(opened.value.snapshot().layers.find(({ kind }) => kind === 'team')?.count).toBe(expected.length);
  opened.value.dispose();
};

const expectSamePast = async (place: AtlasPlace, model: Model): Promise<void> => {
  for (let at = 0; at <= model.sequence; at += 1) {
    const things = await place.atlas().reader.thingsAt('team', at);
    expect(things.map(({ id, version, name }) => [id, version, name]).toSorted()).toEqual(stateAt(model, at).map((one) => [...one]));
  }
};

const name = fc.constantFrom('甲', '乙', '丙', '丁', '戊');
const which = fc.nat({ max: 100 });
const some = fc.array(which, { maxLength: 4 });

const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 3, arbitrary: fc.record({ act: fc.constant('add' as const), name }) },
  { weight: 4, arbitrary: fc.record({ act: fc.constantFrom('change' as const, 'remove' as const), which, name }) },
  { weight: 4, arbitrary: fc.record({ act: fc.constant('stage' as const), put: some, remove: some, name }) },
  { weight: 6, arbitrary: fc.record({ act: fc.constantFrom('publish' as const, 'publish' as const, 'undo' as const, 'abandon' as const), which }) },
  { weight: 1, arbitrary: fc.record({ act: fc.constant('reopen' as const) }) },
);

export const modelContract = (newPlace: () => Promise<AtlasPlace>, histories: number): void => {
  test('any history of changes, batches and undoings leaves what a naive ledger leaves, at every moment and after a restart', { timeout: 300_000 }, async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 5, maxLength: 25 }), async (steps) => {
        const place = await newPlace();
        try {
          const model: Model = { rows: [], batches: [], sequence: 0 };
          for (const one of steps) {
            await carryOut(place, model, one);
            await expectSame(place, model);
          }
          await expectSamePast(place, model);
          await reopen(place, model);
          await expectSame(place, model);
          await expectSamePast(place, model);
          expect(place.faults).toEqual([]);
        } finally {
          await place.remove();
        }
      }),
      { numRuns: histories },
    );
  });
};
