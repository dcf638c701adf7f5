// Declaring, changing and closing a hazard: checked, counted, and written down with the version the operator saw.
import type { Caller, Handlers } from '../../../shared/contract/feature.ts';
import type { HAZARD_OPERATIONS, HazardRecord } from '../../../shared/contract/hazards.ts';
import { refusal, type Refusal } from '../../../shared/contract/refusal.ts';
import { changedFields, type HazardContent, type NamedPerson } from '../../../shared/domain/hazard/hazard.ts';
import { affectedSquareMetres, type HazardZone } from '../../../shared/domain/hazard/hazard-zone.ts';
import type { ShapeProblem } from '../../../shared/domain/hazard/shape-problem.ts';
import type { Clock } from '../../../shared/kernel/clock.ts';
import type { Ids } from '../../../shared/kernel/ids.ts';
import { failure, success, type Result } from '../../../shared/kernel/result.ts';
import type { Store } from '../store/store.ts';
import { checkDraft, factTimeProblems, isFatal } from './content-check.ts';
import type { CountyData } from './county-data.ts';
import { readPresent, readVersion, writeVersion } from './hazard-ledger.ts';
import { hazardOfFact, type HazardFact } from './hazard-record.ts';
import type { HazardReader, HazardTransaction } from './hazard-tables.ts';
import type { Reports } from './reports.ts';
import { change, changeRefused, entryOf, orStoreRefusal } from './store-refusal.ts';
import type { ToxicTable } from './toxic-table.ts';

export interface ChangeDesk {
  readonly store: Store;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly county: Pick<CountyData, 'bounds'>;
  readonly reports: Reports;
  readonly table: ToxicTable;
  readonly isDemonstration: boolean;
}

type ChangeHandlers = Pick<Handlers<typeof HAZARD_OPERATIONS>, 'declareHazard' | 'changeHazard' | 'closeHazard'>;

const personOf = (caller: Caller): NamedPerson => ({ id: caller.person?.id ?? '', name: caller.person?.name ?? '' });

const plain = ({ reason, isFatal: fatal, at, grade, value }: ShapeProblem) => ({ reason, isFatal: fatal, at: at === null ? null : [at[0], at[1]], grade, value });

interface Prepared {
  readonly zones: readonly HazardZone[];
  readonly counted: HazardRecord['counted'];
}

/** Checks a hazard and counts it, so that what was known when it was saved is on the record with it. */
const prepare = async ({ county, table, clock, reports }: ChangeDesk, content: HazardContent, caller: Caller): Promise<Result<Prepared, Refusal>> => {
  const now = clock.now();
  const { problems, zones } = checkDraft(content, table, county.bounds(), now);
  const all = [...problems, ...factTimeProblems(content.factTime, now)];
  if (isFatal(all)) return failure(refusal('invalid', { problems: all.map(plain) }));
  const counted = await reports.quick(zones, content.toxic, caller.signal);
  if (!counted.ok) return failure(refusal('cancelled'));
  const { persons } = counted.value;
  return success({
    zones,
    counted: {
      households: persons.households,
      persons: persons.persons,
      presentTonight: persons.presentTonight.yes,
      presentUnknown: persons.presentTonight.unknown,
      vulnerable: persons.vulnerable,
      unlocatedHouseholdsHere: persons.unlocatedHere.households,
      squareMetres: affectedSquareMetres(zones),
    },
  });
};

const stale = async (tables: HazardReader, present: HazardRecord, seenVersion: number): Promise<Refusal> => {
  const seen = await readVersion(tables, present.id, seenVersion);
  return refusal('stale', {
    currentVersion: present.version,
    changedAt: present.changedAt,
    changedBy: present.changedBy.name,
    changed: seen === null ? [] : [...changedFields(seen, present)],
  });
};

/** The hazard may have gone on while the change waited for its turn: it is looked at once more, inside. */
const mustBe = async (tables: HazardTransaction, id: string, version: number): Promise<void> => {
  const present = await readPresent(tables, id);
  if (present === null) throw changeRefused(refusal('notFound'));
  if (present.version !== version) throw changeRefused(await stale(tables, present, version));
  if (present.state === 'closed') throw changeRefused(refusal('conflict', { problem: 'closed', closedAt: present.changedAt }));
};

/** A fact in the form the journal keeps; records are JSON through and through. */
const payloadOf = (fact: HazardFact) => JSON.parse(JSON.stringify(fact));

const withoutTimes = ({ changedAt: _changedAt, closing: _closing, ...hazard }: HazardRecord) => hazard;

export const hazardChanges = (desk: ChangeDesk): ChangeHandlers => {
  const { store, ids, isDemonstration } = desk;

  const write = async (caller: Caller, operation: string, fact: HazardFact, seen: number | null): Promise<Result<{ hazard: HazardRecord }, Refusal>> =>
    change(store, entryOf(caller, operation, payloadOf(fact)), async (tables, sequence, time) => {
      if (seen !== null) await mustBe(tables, fact.hazard.id, seen);
      const hazard = hazardOfFact(fact, time);
      await writeVersion(tables, sequence, hazard);
      return JSON.parse(JSON.stringify({ hazard }));
    });

  /** The version seen, if it still is the present one; what was declared when and by whom is taken over from it. */
  const presentOf = async (id: string, version: number): Promise<Result<HazardRecord, Refusal>> => {
    const present = await readPresent(store.read, id);
    if (present === null) return failure(refusal('notFound'));
    if (present.version !== version) return failure(await stale(store.read, present, version));
    if (present.state === 'closed') return failure(refusal('conflict', { problem: 'closed', closedAt: present.changedAt }));
    return success(present);
  };

  return {
    declareHazard: ({ content }, caller) =>
      orStoreRefusal(async () => {
        const prepared = await prepare(desk, content, caller);
        if (!prepared.ok) return prepared;
        const by = personOf(caller);
        const hazard = { ...content, ...prepared.value, id: ids.next(), version: 1, state: 'active' as const, closing: null, declaredAt: null, declaredBy: by, changedBy: by, isExercise: isDemonstration };
        return write(caller, 'declareHazard', { hazard }, null);
      }),
    changeHazard: ({ id, version, content }, caller) =>
      orStoreRefusal(async () => {
        const present = await presentOf(id, version);
        if (!present.ok) return present;
        const prepared = await prepare(desk, content, caller);
        if (!prepared.ok) return prepared;
        const hazard = { ...withoutTimes(present.value), ...content, ...prepared.value, version: version + 1, changedBy: personOf(caller), closing: null };
        return write(caller, 'changeHazard', { hazard }, version);
      }),
    closeHazard: ({ id, version, reason }, caller) =>
      orStoreRefusal(async () => {
        const present = await presentOf(id, version);
        if (!present.ok) return present;
        const by = personOf(caller);
        const hazard = { ...withoutTimes(present.value), version: version + 1, state: 'closed' as const, changedBy: by, closing: { reason, by } };
        return write(caller, 'closeHazard', { hazard }, version);
      }),
  };
};
