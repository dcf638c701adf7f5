// Adding, changing and removing one thing: checked, journalled, kept, then seen.
import { ATLAS_OPERATIONS } from '../../../shared/contract/atlas.ts';
import type { Caller, Handlers } from '../../../shared/contract/feature.ts';
import { type Refusal, refusal } from '../../../shared/contract/refusal.ts';
import { checkContent, type ContentFault } from '../../../shared/domain/atlas/check-content.ts';
import type { Thing, ThingContent } from '../../../shared/domain/atlas/thing.ts';
import type { Json } from '../../../shared/kernel/json.ts';
import { failure, type Result, success } from '../../../shared/kernel/result.ts';
import { type Changed, ChangeRefused, type Transaction } from '../store/store.ts';
import { type AtlasDesk, authorOf } from './atlas-desk.ts';
import { announceLayer, tellListeners } from './atlas-memory.ts';
import type { ThingRow } from './atlas-tables.ts';
import { findSlot, type Layer, removeThing, showStaged, stageRow } from './layer.ts';
import type { SearchTexts } from './search-text.ts';
import { changeRefusal } from './store-refusal.ts';
import { rowOfRemoval, rowOfThing, type RowPlace } from './stored-thing.ts';
import { highestRow, insertThings, lastVersion, lastVisibleRow, visibleFrom } from './thing-ledger.ts';

type ChangeHandlers = Pick<Handlers<typeof ATLAS_OPERATIONS>, 'addThing' | 'changeThing' | 'removeThing'>;

type ContentJson = { readonly [key: string]: Json };

const contentJson = (content: ThingContent): ContentJson => ({
  ...content,
  attributes: { ...content.attributes },
  geometry: content.geometry === null ? null : { ...content.geometry },
});

const MOST_FAULTS = 20;

/** Faults as a refusal carries them. */
export const faultsDetail = (faults: readonly ContentFault[]): Record<keyof ContentFault, string>[] => faults.slice(0, MOST_FAULTS).map((fault) => ({ ...fault }));

/** What is to be written once the thing has been found to be as the operator saw it. */
interface Planned {
  readonly operation: 'addThing' | 'changeThing' | 'removeThing';
  readonly layer: Layer;
  readonly id: string;
  /** The version the operator saw; null for a new thing. */
  readonly version: number | null;
  readonly payload: Json;
  readonly row: (place: RowPlace) => ThingRow;
  readonly outcome: (version: number) => Json;
}

const refuse = (reason: 'stale' | 'notFound'): never => {
  throw new ChangeRefused({ reason });
};

/** The version to write; refuses where the operator saw another one than is current. */
const nextVersion = async (transaction: Transaction, { layer, id, version }: Planned): Promise<number> => {
  const last = await lastVersion(transaction, layer.kind.kind, id);
  if (version === null) return (last?.version ?? 0) + 1;
  if (last === undefined) return refuse('notFound');
  const slot = findSlot(layer, id);
  const current = slot === -1 ? 0 : (layer.columns.versions[slot] ?? 0);
  // A change of its own is always visible: where memory has not heard of the last one, it was written while the answer was lost.
  if (current !== version || (last.fromSequence !== null && last.version !== version)) return refuse('stale');
  return last.version + 1;
};

interface Written {
  readonly changed: Changed<Json>;
  /** Null for a repeated command, which wrote nothing. */
  readonly row: ThingRow | null;
}

const write = async (desk: AtlasDesk, planned: Planned, caller: Caller): Promise<Result<Written, Refusal>> => {
  const { commandId, ...author } = authorOf(caller);
  let row: ThingRow | null = null;
  const changed = await desk.store.change(
    { ...author, operation: planned.operation, payload: planned.payload, ...(commandId === undefined ? {} : { commandId }) },
    async (transaction, sequence) => {
      desk.writing = sequence;
      const version = await nextVersion(transaction, planned);
      const rowNumber = (await highestRow(transaction, 'atlas_things')) + 1;
      row = planned.row({ row_number: rowNumber, version, batch: null, from_seq: sequence });
      await insertThings(transaction, [row]);
      return planned.outcome(version);
    },
  );
  desk.writing = 0;
  if (changed.ok) return success({ changed: changed.value, row: changed.value.repeated ? null : row });
  if (changed.error.reason === 'store' && row !== null) desk.doubts.add({ subject: 'thing', kind: planned.layer.kind.kind, id: planned.id });
  return failure(changeRefusal(changed.error));
};

const takeOver = (desk: AtlasDesk, layer: Layer, row: ThingRow): void => {
  if (row.removed === 0) showStaged(layer, stageRow(layer, row));
  else removeThing(layer, row.id, row.row_number);
  if (desk.openBatches.size === 0) layer.removals.clear();
  announceLayer(desk.memory, layer, [row.id]);
  tellListeners(desk.memory);
};

/** Who made the thing what it is now, and when. */
const staleDetail = async ({ store }: AtlasDesk, layer: Layer, id: string): Promise<Refusal> => {
  const row = await lastVisibleRow(store.read, layer.kind.kind, id);
  const sequence = row === null ? null : await visibleFrom(store.read, row.row_number);
  const entry = sequence === null ? undefined : (await store.entries(sequence - 1, 1))[0];
  return refusal('stale', {
    version: row === null || row.removed !== 0 ? 0 : row.version,
    isRemoved: row === null || row.removed !== 0,
    name: row?.name ?? '',
    changedBy: entry?.person ?? null,
    changedAt: entry?.time ?? '',
    operation: entry?.operation ?? '',
  });
};

const carryOut = async (desk: AtlasDesk, planned: Planned, caller: Caller): Promise<Result<Json, Refusal>> =>
  desk.turns.take(async () => {
    const written = await write(desk, planned, caller);
    if (!written.ok) return written.error.reason === 'stale' ? failure(await staleDetail(desk, planned.layer, planned.id)) : written;
    if (written.value.row !== null) takeOver(desk, planned.layer, written.value.row);
    return success(written.value.changed.outcome);
  });

type Checked = Result<{ readonly layer: Layer; readonly texts: SearchTexts }, Refusal>;

const check = (desk: AtlasDesk, kind: string, id: string, content: ThingContent): Checked => {
  const layer = desk.memory.layers.get(kind);
  if (layer === undefined) return failure(refusal('notFound', { kind }));
  const faults = checkContent(layer.kind, content);
  if (faults.length > 0) return failure(refusal('invalid', { faults: faultsDetail(faults) }));
  return success({ layer, texts: desk.searchTexts(layer.kind, id, content) });
};

const putThing = async (desk: AtlasDesk, caller: Caller, kind: string, id: string, version: number | null, content: ThingContent): Promise<Result<{ readonly thing: Thing }, Refusal>> => {
  const checked = check(desk, kind, id, content);
  if (!checked.ok) return checked;
  const { layer, texts } = checked.value;
  const planned: Planned = {
    operation: version === null ? 'addThing' : 'changeThing',
    layer,
    id,
    version,
    payload: { kind, id, seenVersion: version, content: contentJson(content) },
    row: (place) => rowOfThing(layer.kind, id, content, texts, place),
    outcome: (written) => ({ thing: { kind, id, version: written, ...contentJson(content) } }),
  };
  const outcome = await carryOut(desk, planned, caller);
  // A repeated command answers with what was kept of its first outcome, so the shape is looked at.
  return outcome.ok ? success(ATLAS_OPERATIONS.changeThing.output.parse(outcome.value)) : outcome;
};

export const createThingChanges = (desk: AtlasDesk): ChangeHandlers => ({
  addThing: async ({ kind, content }, caller) => putThing(desk, caller, kind, desk.ids.next(), null, content),
  changeThing: async ({ kind, id, version, content }, caller) => putThing(desk, caller, kind, id, version, content),
  removeThing: async ({ kind, id, version, reason }, caller) => {
    const layer = desk.memory.layers.get(kind);
    if (layer === undefined) return failure(refusal('notFound', { kind }));
    const planned: Planned = {
      operation: 'removeThing',
      layer,
      id,
      version,
      payload: { kind, id, seenVersion: version, reason },
      row: (place) => rowOfRemoval(kind, id, place),
      outcome: () => ({}),
    };
    const outcome = await carryOut(desk, planned, caller);
    return outcome.ok ? success({}) : outcome;
  },
});
