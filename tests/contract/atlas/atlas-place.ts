// An atlas over a real store that can be closed, opened again and asked as any role.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createAtlas, type Atlas } from '../../../electron/station/atlas/atlas.ts';
import { ATLAS_MIGRATIONS } from '../../../electron/station/atlas/atlas-tables.ts';
import type { BatchEntry, StagedBatch } from '../../../electron/station/atlas/bulk.ts';
import type { NewThing } from '../../../electron/station/atlas/staged-rows.ts';
import { openStore } from '../../../electron/station/store/open-store.ts';
import type { Store, StoreSetting } from '../../../electron/station/store/store.ts';
import { systemClock, systemIds } from '../../../electron/station/system.ts';
import { ATLAS_OPERATIONS } from '../../../shared/contract/atlas.ts';
import type { Caller } from '../../../shared/contract/feature.ts';
import type { Refusal } from '../../../shared/contract/refusal.ts';
import type { Attributes } from '../../../shared/domain/atlas/field.ts';
import type { ThingContent, ThingGeometry } from '../../../shared/domain/atlas/thing.ts';
import type { Role } from '../../../shared/domain/people/role.ts';
import type { Result } from '../../../shared/kernel/result.ts';
import type { LonLat } from '../../../shared/kernel/units.ts';

export interface AtlasPlace {
  readonly atlas: () => Atlas;
  readonly store: () => Store;
  readonly folder: string;
  /** Defects reported by what runs on its own. */
  readonly faults: readonly unknown[];
  readonly reopen: () => Promise<Atlas>;
  readonly remove: () => Promise<void>;
}

export const openAtlasPlace = async (setting: (folder: string) => Promise<StoreSetting>): Promise<AtlasPlace> => {
  const folder = mkdtempSync(join(tmpdir(), 'atlas-'));
  const chosen = await setting(folder);
  const faults: unknown[] = [];
  const open = async (): Promise<{ readonly store: Store; readonly atlas: Atlas }> => {
    const opened = await openStore(chosen, { migrations: ATLAS_MIGRATIONS, clock: systemClock, limits: { retryMs: 100 } });
    if (!opened.ok) throw new Error(`the store did not open: ${JSON.stringify(opened.error)}`);
    const atlas = await createAtlas({ store: opened.value, clock: systemClock, ids: systemIds, folder, onFault: (error) => faults.push(error) });
    return { store: opened.value, atlas };
  };
  let current = await open();
  const close = async (): Promise<void> => {
    await current.atlas.dispose();
    await current.store.dispose();
  };
  return {
    atlas: () => current.atlas,
    store: () => current.store,
    folder,
    faults,
    reopen: async () => {
      await close();
      current = await open();
      return current.atlas;
    },
    remove: async () => {
      await close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
};

export const openSqlitePlace = async (): Promise<AtlasPlace> => openAtlasPlace(async (folder) => ({ engine: 'sqlite', folder }));

export const callerAs = (role: Role, commandId: string | null = null, signal = new AbortController().signal): Caller => ({
  seat: 'seat-1',
  person: { id: `person-${role}`, name: '王芳', post: '', roles: [role] },
  signal,
  commandId,
  become: () => undefined,
});

export const officer = callerAs('dutyOfficer');
export const screen = callerAs('audience');

export const valueOf = <T>(result: Result<T, Refusal>): T => {
  if (!result.ok) throw new Error(`refused: ${JSON.stringify(result.error)}`);
  return result.value;
};

export const refusalOf = <T>(result: Result<T, Refusal>): Refusal => {
  if (result.ok) throw new Error(`expected a refusal, got ${JSON.stringify(result.value)}`);
  return result.error;
};

export const point = (coordinates: LonLat): ThingGeometry => ({ type: 'Point', coordinates });

export const content = (name: string, parts: Partial<ThingContent> = {}): ThingContent => ({
  name,
  areaCode: '330603001002',
  geometry: point([120.45, 30.05]),
  attributes: {},
  source: '测试',
  asOf: '2026-11-22',
  ...parts,
});

export const thing = (kind: string, id: string, attributes: Attributes = {}, parts: Partial<ThingContent> = {}): NewThing => ({
  kind,
  id,
  ...content(`${kind} ${id}`, { attributes, ...parts }),
});

export const entry = (operation = 'importThings', commandId?: string): BatchEntry => ({ seat: 'seat-1', person: 'person-1', operation, payload: { file: '名册.xlsx' }, commandId });

export const staged = async (atlas: Atlas, things: readonly NewThing[] = []): Promise<StagedBatch> => {
  const batch = valueOf(await atlas.bulk.stageBatch('导入'));
  for (let first = 0; first < things.length; first += 500) valueOf(await batch.addThings(things.slice(first, first + 500)));
  return batch;
};

/** Stages and publishes; returns the batch's number. */
export const published = async (atlas: Atlas, things: readonly NewThing[]): Promise<number> => {
  const batch = await staged(atlas, things);
  valueOf(await batch.publish(entry()));
  return batch.batch;
};

/** Answers are looked at as the front desk looks at them: what does not have the contract's shape throws. */
export const read = async (atlas: Atlas, kind: string, id: string, caller = officer) => {
  const answer = await atlas.handlers.readThing({ kind, id }, caller);
  if (answer.ok) ATLAS_OPERATIONS.readThing.output.parse(answer.value);
  return answer;
};

export const list = async (atlas: Atlas, kind: string, parts: Partial<Parameters<Atlas['handlers']['listThings']>[0]> = {}, caller = officer) =>
  ATLAS_OPERATIONS.listThings.output.parse(valueOf(await atlas.handlers.listThings({ kind, offset: 0, limit: 500, ...parts }, caller)));

/** The atlas as it is, and then as it is after the station has restarted. */
export async function* beforeAndAfterRestart(place: AtlasPlace): AsyncGenerator<Atlas> {
  yield place.atlas();
  yield await place.reopen();
}
