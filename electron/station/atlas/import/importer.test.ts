import { copyFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { temporaryFolder, type TemporaryFolder } from '../../../../tests/fixtures/import/temporary-folder.ts';
import type { Clock } from '../../../../shared/kernel/clock.ts';
import type { ConvertedRow } from './convert-row.ts';
import { openImport, type ImportOptions, type ImportSession } from './importer.ts';

const clock: Clock = {
  now: () => Date.now(),
  elapsed: () => performance.now(),
  after: (delayMs, callback) => {
    const timer = setTimeout(callback, delayMs);
    return { dispose: () => clearTimeout(timer) };
  },
};

let folder: TemporaryFolder;
beforeAll(async () => {
  folder = await temporaryFolder();
});
afterAll(() => folder.dispose());

const opened = async (path: string, options: Partial<ImportOptions> = {}): Promise<ImportSession> => {
  const session = await openImport(path, { clock, ...options });
  if (!session.ok) throw new Error(`refused: ${JSON.stringify(session.error)}`);
  return session.value;
};

const list = (rows: number): string => `编号,避灾点名称,经度,纬度,可容纳人数\n${Array.from({ length: rows }, (_, index) => `B${index},点${index},119.${1000 + index},28.4,${index}`).join('\n')}\n`;

const requestOf = (session: ImportSession) => {
  const mapping = session.report.sheets[0]?.guess?.mapping;
  if (mapping === undefined) throw new Error('nothing guessed');
  return { sheet: 0, mapping, source: '测试', asOf: '2026-11-22' };
};

describe('an import in a thread of its own', () => {
  it('opens, shows the first fifty on the map, and converts in batches of at most 500 that never run ahead', async () => {
    const session = await opened(await folder.write('list.csv', list(2600)));
    expect(session.report).toMatchObject({ format: 'csv', sheets: [{ guess: { mapping: { kind: 'shelter' } } }] });
    expect(session.report.sheets[0]?.preview).toHaveLength(50);
    expect(session.report.sheets[0]?.preview[0]).toMatchObject({ outcome: 'thing', content: { geometry: { type: 'Point', coordinates: [119.1, 28.4] } } });
    let [running, most] = [0, 0];
    const rows: ConvertedRow[] = [];
    const summary = await session.convert(requestOf(session), {
      onBatch: async (batch) => {
        running += 1;
        most = Math.max(most, running);
        expect(batch.length).toBeLessThanOrEqual(500);
        await sleep(5);
        rows.push(...batch);
        running -= 1;
      },
    });
    expect(summary).toEqual({ ok: true, value: { things: 2600, located: 2600, notLocated: 0, withWarnings: 0, faults: 0, blank: 0 } });
    expect(most).toBe(1);
    expect(rows.map((row) => row.row)).toEqual(Array.from({ length: 2600 }, (_, index) => index + 2));
    await session.dispose();
  });

  it('guesses again for the kind the user names and previews a mapping the user has corrected', async () => {
    const session = await opened(await folder.write('list.csv', list(60)));
    const again = await session.guess(0, 'team');
    expect(again).toMatchObject({ ok: true, value: { guess: { mapping: { kind: 'team' }, confidence: 1 } } });
    const request = requestOf(session);
    const preview = await session.preview({ ...request, mapping: { ...request.mapping, position: { from: 'none' } } });
    expect(preview.ok && preview.value).toHaveLength(50);
    expect(preview.ok && preview.value[0]).toMatchObject({ content: { geometry: null } });
    expect(await session.preview({ ...request, mapping: { ...request.mapping, kind: 'nothing' } })).toEqual({ ok: false, error: { reason: 'badMapping' } });
    expect(await session.guess(9, 'team')).toEqual({ ok: false, error: { reason: 'noSuchSheet' } });
    await session.dispose();
  });

  it('stops when cancelled, and the session goes on', async () => {
    const session = await opened(await folder.write('long.csv', list(30_000)));
    const controller = new AbortController();
    let batches = 0;
    const cancelled = await session.convert(
      requestOf(session),
      {
        onBatch: () => {
          batches += 1;
          controller.abort();
        },
      },
      controller.signal,
    );
    expect(cancelled).toEqual({ ok: false, error: { reason: 'cancelled' } });
    expect(batches).toBeLessThan(10);
    expect(await session.convert(requestOf(session), { onBatch: () => {} }, AbortSignal.abort())).toEqual({ ok: false, error: { reason: 'cancelled' } });
    expect(await session.convert(requestOf(session), { onBatch: () => {} })).toMatchObject({ ok: true, value: { things: 30_000 } });
    await session.dispose();
  });

  it('a refused file leaves no thread behind', async () => {
    const before = process.getActiveResourcesInfo().filter((name) => name === 'MessagePort').length;
    expect(await openImport(await folder.write('a.pdf', '%PDF-1.7'), { clock })).toEqual({ ok: false, error: { reason: 'unreadableKind', kind: 'pdf' } });
    expect(process.getActiveResourcesInfo().filter((name) => name === 'MessagePort').length).toBe(before);
  });

  it('requests under way end when the session is disposed, later ones at once', async () => {
    const session = await opened(await folder.write('long.csv', list(30_000)));
    const running = session.convert(requestOf(session), { onBatch: () => sleep(50) });
    await sleep(20);
    await session.dispose();
    expect(await running).toEqual({ ok: false, error: { reason: 'cancelled' } });
    expect(await session.guess(0, 'team')).toEqual({ ok: false, error: { reason: 'cancelled' } });
  });

  it('a worker that says nothing is given up, one that dies is said to be lost, one out of memory too', async () => {
    const silent = await folder.write('silent.mjs', "import { parentPort } from 'node:worker_threads'; parentPort.on('message', () => {});");
    const dying = await folder.write('dying.mjs', "import { parentPort } from 'node:worker_threads'; parentPort.on('message', () => process.exit(3));");
    const greedy = await folder.write('greedy.mjs', "import { parentPort } from 'node:worker_threads'; parentPort.on('message', () => { const all = []; for (;;) all.push(Array.from({ length: 1e5 }, () => ({}))); });");
    const path = await folder.write('list.csv', list(3));
    const entry = (file: string): URL => new URL(`file://${file}`);
    expect(await openImport(path, { clock, entry: entry(silent), stallMs: 300 })).toEqual({ ok: false, error: { reason: 'stalled' } });
    expect(await openImport(path, { clock, entry: entry(dying) })).toEqual({ ok: false, error: { reason: 'workerLost' } });
    expect(await openImport(path, { clock, entry: entry(greedy), stallMs: 60_000 })).toEqual({ ok: false, error: { reason: 'outOfMemory' } });
  });

  it('the listener’s own failure ends the import instead of hanging it', async () => {
    const session = await opened(await folder.write('list.csv', list(900)));
    const failed = session.convert(requestOf(session), { onBatch: () => Promise.reject(new Error('disk')) });
    await expect(failed).rejects.toThrow('disk');
    expect(await session.convert(requestOf(session), { onBatch: () => {} })).toMatchObject({ ok: true, value: { things: 900 } });
    await session.dispose();
  });

  it('keeps the name the user knows the file by', async () => {
    const fixture = join(import.meta.dirname, '../../../../tests/fixtures/import/shelters-gbk.csv');
    await copyFile(fixture, folder.path('upload-1'));
    const session = await opened(folder.path('upload-1'), { fileName: '避灾点.csv' });
    expect(session.report.notes.some(({ code }) => code === 'wrongExtension')).toBe(false);
    await session.dispose();
  });
});
