// The loud facts about people: kept in a ledger, told to every window.
import { success } from '../../../shared/kernel/result.ts';
import type { Sources } from '../../../shared/contract/feature.ts';
import type { PEOPLE_STREAMS, PeopleNotice } from '../../../shared/contract/people.ts';
import { canonicalJson } from '../../../shared/kernel/json.ts';
import { createListeners } from '../store/listeners.ts';
import type { NewEntry } from '../store/store.ts';
import { factsOf } from './people-facts.ts';
import type { Tables } from './people-tables.ts';

const KEPT = 50;

/** Keeps what is loud about an entry, in the entry's own transaction. */
export const writeNotices = async (tables: Tables, entry: NewEntry, sequence: number, time: string): Promise<void> => {
  for (const fact of factsOf({ ...entry, payload: canonicalJson(entry.payload), sequence, time })) {
    if (fact.kind !== 'noticed') continue;
    const { id, kind, personName, seat } = fact.notice;
    await tables.insertInto('people_notice').values({ id, sequence, time, kind, person_name: personName, seat }).execute();
  }
};

const readNotices = async (tables: Tables): Promise<PeopleNotice[]> => {
  const rows = await tables.selectFrom('people_notice').selectAll().orderBy('sequence', 'desc').limit(KEPT).execute();
  return rows.toReversed().flatMap(({ id, time, kind, person_name, seat }) =>
    kind === 'breakGlassUsed' || kind === 'accountLocked' ? [{ id, time, kind, personName: person_name, seat }] : [],
  );
};

export interface Notices {
  readonly sources: Sources<typeof PEOPLE_STREAMS>;
  /** Tells of a notice that is written. */
  readonly tell: (notice: PeopleNotice) => void;
}

export const createNotices = async (tables: Tables): Promise<Notices> => {
  const listeners = createListeners<PeopleNotice>();
  let notices = await readNotices(tables);
  return {
    tell: (notice) => {
      notices = [...notices, notice].slice(-KEPT);
      listeners.tell(notice);
    },
    sources: {
      peopleNotices: {
        open: (_parameters, _caller, push) => {
          const off = listeners.add(push);
          return success({ snapshot: () => ({ notices: [...notices] }), dispose: off });
        },
      },
    },
  };
};
