import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Clock } from '../../../shared/kernel/clock.ts';
import { disposable } from '../../../shared/kernel/disposable.ts';
import { failure, type Result, success } from '../../../shared/kernel/result.ts';
import { backupName, backupTime } from './backup-name.ts';
import { type ScheduledBackup, startBackupSchedule } from './backup-schedule.ts';
import type { Store, StoreFailure } from './store.ts';

const START = Date.UTC(2026, 10, 22, 3, 15);
const MINUTE = 60_000;

/** A clock turned by hand; the schedule reads and removes files in between, and is done when it has set its next timer. */
const createTurnedClock = () => {
  let now = START;
  const timers = new Set<{ readonly at: number; readonly callback: () => void }>();
  const clock: Clock = {
    now: () => now,
    elapsed: () => now - START,
    after: (delayMs, callback) => {
      const timer = { at: now + delayMs, callback };
      timers.add(timer);
      return disposable(() => timers.delete(timer));
    },
  };
  const settle = async (): Promise<void> => {
    for (let attempt = 0; timers.size === 0 && attempt < 2_000; attempt += 1) await wait(2);
    if (timers.size === 0) throw new Error('the schedule set no timer within 4 s');
  };
  const pass = async (minutes: number): Promise<void> => {
    await settle();
    const end = now + minutes * MINUTE;
    for (;;) {
      const due = [...timers].filter(({ at }) => at <= end).toSorted((left, right) => left.at - right.at)[0];
      if (due === undefined) break;
      timers.delete(due);
      now = Math.max(now, due.at);
      due.callback();
      await settle();
    }
    now = end;
  };
  return { clock, pass, waiting: () => timers.size };
};

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'backup-schedule-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const start = (turned: ReturnType<typeof createTurnedClock>, fault: () => StoreFailure | undefined = () => undefined) => {
  const outcomes: Result<ScheduledBackup, StoreFailure>[] = [];
  const backup: Store['backup'] = async (into) => {
    const failed = fault();
    if (failed !== undefined) return failure(failed);
    const path = join(into, backupName(turned.clock.now(), 7, 'sqlite'));
    writeFileSync(path, 'a backup');
    return success({ path, entries: 7, headHash: '', bytes: 8, durationMs: 0 });
  };
  const plan = { store: { backup }, folder, everyMinutes: 60, keep: 3, clock: turned.clock };
  return { outcomes, schedule: startBackupSchedule({ ...plan, onReport: (outcome) => outcomes.push(outcome) }) };
};

test('with none there the first backup is made at once, then one each interval, and the newest few are kept', async () => {
  const turned = createTurnedClock();
  writeFileSync(join(folder, 'before-20260101T000000000Z-schema-2.sqlite'), 'not a scheduled backup');
  writeFileSync(join(folder, 'notes.txt'), 'nor this');
  const { outcomes, schedule } = start(turned);
  await turned.pass(5 * 60 + 1);
  expect(outcomes).toHaveLength(6);
  const kept = readdirSync(folder).filter((name) => backupTime(name) !== undefined);
  expect(kept.map((name) => ((backupTime(name) ?? 0) - START) / MINUTE)).toEqual([180, 240, 300]);
  expect(outcomes.at(-1)).toMatchObject({ ok: true, value: { removed: [expect.stringContaining('T0515')] } });
  expect(readdirSync(folder).filter((name) => backupTime(name) === undefined)).toHaveLength(2);
  await schedule.dispose();
  expect(turned.waiting()).toBe(0);
});

test('after a restart the next backup comes when the last one is an interval old, not at once', async () => {
  const turned = createTurnedClock();
  writeFileSync(join(folder, backupName(START - 40 * MINUTE, 1, 'sqlite')), 'made before the restart');
  const { outcomes, schedule } = start(turned);
  await turned.pass(19);
  expect(outcomes).toHaveLength(0);
  await turned.pass(2);
  expect(outcomes).toHaveLength(1);
  await schedule.dispose();
});

test('a clock set back does not put the next backup off beyond an interval', async () => {
  const turned = createTurnedClock();
  writeFileSync(join(folder, backupName(START + 10_000 * MINUTE, 1, 'sqlite')), 'made before the clock was set back');
  const { outcomes, schedule } = start(turned);
  await turned.pass(61);
  expect(outcomes).toHaveLength(1);
  await schedule.dispose();
});

test('a failure is reported, removes nothing old, and is tried again after ten minutes', async () => {
  const turned = createTurnedClock();
  for (const hours of [5, 4, 3, 2]) writeFileSync(join(folder, backupName(START - hours * 60 * MINUTE, 1, 'sqlite')), 'older');
  let fault: StoreFailure | undefined = { reason: 'diskFull', detail: 'no room' };
  const { outcomes, schedule } = start(turned, () => fault);
  await turned.pass(1);
  expect(outcomes).toEqual([{ ok: false, error: { reason: 'diskFull', detail: 'no room' } }]);
  expect(readdirSync(folder)).toHaveLength(4);
  fault = undefined;
  await turned.pass(10);
  expect(outcomes.map(({ ok }) => ok)).toEqual([false, true]);
  expect(readdirSync(folder)).toHaveLength(3);
  await schedule.dispose();
});

test('a folder that cannot be had is reported as a failure', async () => {
  const turned = createTurnedClock();
  rmSync(folder, { recursive: true });
  writeFileSync(folder, 'a file is in the way');
  const { outcomes, schedule } = start(turned);
  await turned.pass(1);
  expect(outcomes[0]).toMatchObject({ ok: false, error: { reason: 'unreachable' } });
  await schedule.dispose();
});

test('nothing more is made once it is stopped', async () => {
  const turned = createTurnedClock();
  const { outcomes, schedule } = start(turned);
  await turned.pass(1);
  await schedule.dispose();
  expect(turned.waiting()).toBe(0);
  expect(outcomes).toHaveLength(1);
});
