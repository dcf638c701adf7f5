// Reading hazards and what they affect: versions, lists, counts while drawing, the full report and its pages.
import type { Handlers } from '../../../shared/contract/feature.ts';
import type { HAZARD_OPERATIONS, HazardRecord } from '../../../shared/contract/hazards.ts';
import { refusal, type Refusal } from '../../../shared/contract/refusal.ts';
import { areaLevel, significantDigits } from '../../../shared/domain/atlas/area-code.ts';
import { AFFECTED_CATEGORY_NAMES } from '../../../shared/domain/hazard/affected-category.ts';
import type { AreaTally } from '../../../shared/domain/hazard/count-persons.ts';
import { changedFields } from '../../../shared/domain/hazard/hazard.ts';
import { affectedSquareMetres } from '../../../shared/domain/hazard/hazard-zone.ts';
import type { CategoriesCounted } from '../../../shared/domain/hazard/quick-count.ts';
import { windState } from '../../../shared/domain/hazard/toxic-release.ts';
import type { Clock } from '../../../shared/kernel/clock.ts';
import { failure, success, type Result } from '../../../shared/kernel/result.ts';
import type { Store } from '../store/store.ts';
import type { AreaNames } from './area-names.ts';
import { rowsOf } from './affected-rows.ts';
import { checkDraft, isFatal } from './content-check.ts';
import type { CountyData } from './county-data.ts';
import { countPresent, listPresent, readPresent, readVersion, readVersions } from './hazard-ledger.ts';
import { asSeenBy, isAtDesk } from './hazard-record.ts';
import type { HazardSettings } from './hazard-settings.ts';
import type { Reports } from './reports.ts';
import { orStoreRefusal } from './store-refusal.ts';
import type { ToxicTable } from './toxic-table.ts';

export interface ReadingDesk {
  readonly store: Store;
  readonly clock: Clock;
  readonly county: Pick<CountyData, 'bounds'>;
  readonly reports: Reports;
  readonly table: ToxicTable;
  readonly areas: AreaNames;
  readonly settings: HazardSettings;
}

type ReadingHandlers = Pick<Handlers<typeof HAZARD_OPERATIONS>, 'countAffected' | 'readHazard' | 'listHazards' | 'readAffected' | 'listAffected'>;

const MOST_VERSIONS = 200;

const categoryRows = (categories: CategoriesCounted) =>
  AFFECTED_CATEGORY_NAMES.flatMap((category) => {
    const totals = categories[category];
    return totals === undefined ? [] : [{ category, ...totals }];
  });

/** Villages with someone affected, and their townships summed, townships first. */
const areaRows = (villages: readonly AreaTally[], areas: AreaNames) => {
  const rows = new Map<string, AreaTally>();
  for (const village of villages) {
    const digits = village.areaCode === '' ? '' : significantDigits(village.areaCode).slice(0, 9).padEnd(12, '0');
    const known = rows.get(digits);
    const { areaCode: _areaCode, ...counts } = village;
    rows.set(
      digits,
      known === undefined
        ? { areaCode: digits, ...counts }
        : {
            areaCode: digits,
            households: known.households + counts.households,
            persons: known.persons + counts.persons,
            registered: known.registered + counts.registered,
            resident: known.resident + counts.resident,
            presentTonight: known.presentTonight + counts.presentTonight,
            presentUnknown: known.presentUnknown + counts.presentUnknown,
            vulnerable: known.vulnerable + counts.vulnerable,
          },
    );
  }
  const deeper = villages.filter(({ areaCode }) => areaCode !== '' && areaLevel(areaCode) === 'village');
  return [...rows.values(), ...deeper].map((row) => ({ ...row, name: areas.nameOf(row.areaCode), level: row.areaCode === '' ? ('county' as const) : areaLevel(row.areaCode) }));
};

export const hazardReading = (desk: ReadingDesk): ReadingHandlers => {
  const { store, clock, county, reports, table, areas, settings } = desk;

  const hazardAt = async (id: string, version: number | undefined): Promise<Result<HazardRecord, Refusal>> => {
    const hazard = version === undefined ? await readPresent(store.read, id) : await readVersion(store.read, id, version);
    return hazard === null ? failure(refusal('notFound')) : success(hazard);
  };

  return {
    countAffected: (draft, caller) =>
      orStoreRefusal(async (): ReturnType<ReadingHandlers['countAffected']> => {
        const { problems, zones } = checkDraft(draft, table, county.bounds(), clock.now());
        if (isFatal(problems)) return success({ problems, counted: null });
        const counted = await reports.quick(zones, draft.toxic, caller.signal);
        if (!counted.ok) return failure(refusal('cancelled'));
        const { persons: { villages: _villages, ...persons }, categories, cautions, computedAt } = counted.value;
        return success({ problems, counted: { computedAt, zones, squareMetres: affectedSquareMetres(zones), persons, categories: categoryRows(categories), cautions } });
      }),
    readHazard: ({ id, version }, caller) =>
      orStoreRefusal(async () => {
        const hazard = await hazardAt(id, version);
        if (!hazard.ok) return hazard;
        const versions = await readVersions(store.read, id, MOST_VERSIONS);
        const lines = versions.map((each, index) => {
          const before = versions[index - 1];
          return { version: each.version, changedAt: each.changedAt, changedBy: each.changedBy, changed: before === undefined ? [] : changedFields(before, each) };
        });
        return success({ hazard: asSeenBy(caller, hazard.value), versions: lines });
      }),
    listHazards: ({ state, offset, limit }, caller) =>
      orStoreRefusal(async () => {
        const [total, hazards] = [await countPresent(store.read, state), await listPresent(store.read, state, offset, limit)];
        return success({ total, hazards: hazards.map((hazard) => asSeenBy(caller, hazard)) });
      }),
    readAffected: ({ hazardId, version }) =>
      orStoreRefusal(async () => {
        const hazard = await hazardAt(hazardId, version);
        if (!hazard.ok) return hazard;
        const { report, computedAt, revision } = await reports.full(hazard.value);
        const { villages, ...persons } = report.persons;
        const { none, onlyFaulty, onlyUnknown, persons: blindPersons } = report.blind;
        const { screened, nearRegistered, unknownGround } = report.screening;
        return success({
          hazardId,
          version: hazard.value.version,
          computedAt,
          revision,
          isExercise: hazard.value.isExercise,
          squareMetres: affectedSquareMetres(hazard.value.zones),
          persons,
          categories: categoryRows(report.categories),
          areas: areaRows(villages, areas),
          blind: { none, onlyFaulty, onlyUnknown, persons: blindPersons },
          screening: { settings: { ...settings.screening }, screened, nearRegistered, unknownGround },
          wind: hazard.value.toxic === null ? null : windState(hazard.value.toxic.wind, clock.now()),
          cautions: report.cautions,
        });
      }),
    listAffected: ({ hazardId, version, category, offset, limit }, caller) =>
      orStoreRefusal(async () => {
        const hazard = await hazardAt(hazardId, version);
        if (!hazard.ok) return hazard;
        const kept = await reports.full(hazard.value);
        const page = await rowsOf({ ...kept, areaName: areas.nameOf }, category, { offset, limit, isDesk: isAtDesk(caller) });
        return success({ version: hazard.value.version, revision: kept.revision, computedAt: kept.computedAt, ...page });
      }),
  };
};
