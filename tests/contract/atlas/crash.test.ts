// A station killed between staging and publishing: nothing of the batch is ever seen, and its rows are swept away.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Kysely } from 'kysely';
import { expect, test } from 'vitest';
import type { AtlasTables } from '../../../electron/station/atlas/atlas-tables.ts';
import { list, openAtlasPlace } from './atlas-place.ts';

const NODE = fileURLToPath(new URL('../../../node_modules/.bin/node', import.meta.url));

const killWhileStaging = async (folder: string): Promise<void> => {
  const station = spawn(NODE, [fileURLToPath(new URL('holding-station.ts', import.meta.url)), folder], { stdio: ['pipe', 'pipe', 'inherit'] });
  const [said] = (await once(station.stdout, 'data')) as [Buffer];
  expect(said.toString()).toBe('staged\n');
  const ended = once(station, 'exit');
  station.kill('SIGKILL');
  expect(await ended).toEqual([null, 'SIGKILL']);
};

test('a station killed between staging and publishing leaves nothing of the batch', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'atlas-crash-'));
  await killWhileStaging(folder);
  const place = await openAtlasPlace(async () => ({ engine: 'sqlite', folder }));
  try {
    const tables: Kysely<AtlasTables> = place.store().read;
    expect((await list(place.atlas(), 'shelter')).things.map(({ id }) => id)).toEqual(['kept-1', 'kept-2']);
    await place.atlas().whenIdle();
    expect((await tables.selectFrom('atlas_things').select('id').orderBy('id').execute()).map(({ id }) => id)).toEqual(['kept-1', 'kept-2']);
    expect(await tables.selectFrom('atlas_batches').select('title').execute()).toHaveLength(1);
    expect((await place.store().head()).sequence).toBe(1);
  } finally {
    await place.remove();
    rmSync(folder, { recursive: true, force: true });
  }
});
