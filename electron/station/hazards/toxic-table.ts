// The table of toxic substances: as shipped with its sources, and over it what was changed or added here.
import type { Handlers } from '../../../shared/contract/feature.ts';
import { toxicSubstanceShape, type HAZARD_OPERATIONS } from '../../../shared/contract/hazards.ts';
import { refusal } from '../../../shared/contract/refusal.ts';
import type { ToxicSubstance } from '../../../shared/domain/hazard/toxic-release.ts';
import { success, type Result } from '../../../shared/kernel/result.ts';
import type { Refusal } from '../../../shared/contract/refusal.ts';
import type { JournalEntry, Store } from '../store/store.ts';
import type { HazardReader, HazardTransaction } from './hazard-tables.ts';
import { change, changeRefused, entryOf } from './store-refusal.ts';

type SubstanceRecord = ReturnType<typeof toxicSubstanceShape.parse>;

export interface ShippedTable {
  readonly note: string;
  readonly substances: readonly SubstanceRecord[];
}

export interface ToxicTable {
  readonly find: (id: string) => SubstanceRecord | undefined;
  readonly substances: () => readonly SubstanceRecord[];
  readonly handlers: Pick<Handlers<typeof HAZARD_OPERATIONS>, 'readToxicTable' | 'changeToxicSubstance'>;
  readonly follow: (entry: JournalEntry) => void;
}

const OPERATION = 'changeToxicSubstance';

/** The file `resources/hazards/toxic-substances.json`; one that does not fit is a defect and throws. */
export const parseShippedTable = (text: string): ShippedTable => {
  const file: unknown = JSON.parse(text);
  if (typeof file !== 'object' || file === null || !('note' in file) || typeof file.note !== 'string' || !('substances' in file) || !Array.isArray(file.substances))
    throw new Error('the table of toxic substances has no note or no substances');
  return { note: file.note, substances: file.substances.map((substance: unknown) => toxicSubstanceShape.parse(substance)) };
};

const substanceOf = (record: string): SubstanceRecord => toxicSubstanceShape.parse(JSON.parse(record));

const readChanged = async (tables: HazardReader): Promise<readonly SubstanceRecord[]> => {
  const rows = await tables.selectFrom('hazard_substance').select('record').where('to_seq', 'is', null).execute();
  return rows.map(({ record }) => substanceOf(record));
};

const write = async (tables: HazardTransaction, sequence: number, substance: SubstanceRecord): Promise<void> => {
  await tables.updateTable('hazard_substance').set({ to_seq: sequence }).where('id', '=', substance.id).where('to_seq', 'is', null).execute();
  await tables
    .insertInto('hazard_substance')
    .values({ id: substance.id, version: substance.version, from_seq: sequence, to_seq: null, record: JSON.stringify(substance) })
    .execute();
};

export const createToxicTable = async (store: Store, shipped: ShippedTable, most: number): Promise<ToxicTable> => {
  const substances = new Map(shipped.substances.map((substance) => [substance.id, substance]));
  for (const substance of await readChanged(store.read)) substances.set(substance.id, substance);

  const presentVersion = async (tables: HazardTransaction, id: string): Promise<number> => {
    const row = await tables.selectFrom('hazard_substance').select('version').where('id', '=', id).where('to_seq', 'is', null).executeTakeFirst();
    return row?.version ?? 0;
  };

  const changeSubstance: ToxicTable['handlers']['changeToxicSubstance'] = async (input, caller) => {
    const substance: SubstanceRecord = { id: input.id, ...input.content, version: input.version + 1 };
    if (!substances.has(input.id) && substances.size >= most) return { ok: false, error: refusal('tooMany', { limit: most }) };
    return change(store, entryOf(caller, OPERATION, { substance }), async (tables, sequence) => {
      const present = await presentVersion(tables, input.id);
      if (present !== input.version) throw changeRefused(refusal('stale', { currentVersion: present }));
      await write(tables, sequence, substance);
      return { substance };
    });
  };

  return {
    find: (id) => substances.get(id),
    substances: () => [...substances.values()],
    handlers: {
      readToxicTable: async (): Promise<Result<{ note: string; substances: readonly ToxicSubstance[] }, Refusal>> => success({ note: shipped.note, substances: [...substances.values()] }),
      changeToxicSubstance: changeSubstance,
    },
    follow: ({ operation, payload }) => {
      if (operation !== OPERATION) return;
      const fact: unknown = JSON.parse(payload);
      if (typeof fact !== 'object' || fact === null || !('substance' in fact)) return;
      const substance = toxicSubstanceShape.parse(fact.substance);
      substances.set(substance.id, substance);
    },
  };
};
