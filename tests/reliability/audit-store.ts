// Holds a store that was killed against what its writer had said: every fault found, one line each.
import type { Kysely } from 'kysely';
import type { JournalEntry, Store } from '../../electron/station/store/store.ts';
import { type Halves, type HalvesTables, writeHalves } from './halves.ts';

/** Command id → the sequence that was acknowledged. */
export type Acknowledged = ReadonlyMap<string, number>;

const allEntries = async (store: Store): Promise<readonly JournalEntry[]> => {
  const entries: JournalEntry[] = [];
  for (;;) {
    const page = await store.entries(entries.length, 1_000);
    if (page.length === 0) return entries;
    entries.push(...page);
  }
};

const auditLedger = async (store: Store, entries: readonly JournalEntry[]): Promise<readonly string[]> => {
  const tables: Kysely<HalvesTables> = store.read;
  const sides = new Map<number, string>();
  for (const { sequence, side } of await tables.selectFrom('half').selectAll().orderBy('side').execute())
    sides.set(sequence, `${sides.get(sequence) ?? ''}${side} `);
  const { changes } = await tables.selectFrom('half_count').select('changes').executeTakeFirstOrThrow();
  const faults = entries.filter(({ sequence }) => sides.get(sequence) !== 'left right ').map(({ sequence }) => `entry ${sequence} has ${sides.get(sequence) ?? 'no rows'}`);
  if (sides.size !== entries.length) faults.push(`${sides.size} changes in the ledger, ${entries.length} in the journal`);
  if (changes !== entries.length) faults.push(`the ledger counts ${changes} changes, the journal ${entries.length}`);
  return faults;
};

const auditAcknowledged = (entries: readonly JournalEntry[], acknowledged: Acknowledged): readonly string[] => {
  const written = new Map(entries.map(({ commandId, sequence }) => [commandId, sequence]));
  const faults = [...acknowledged].filter(([id, sequence]) => written.get(id) !== sequence).map(([id]) => `${id} was acknowledged and is lost`);
  if (written.size !== entries.length) faults.push('a command id is in the journal twice');
  return faults;
};

/** Asks for every command again, as a window does that never heard: what was written must not be written twice. */
const auditRepeats = async (store: Store, asked: readonly string[]): Promise<readonly string[]> => {
  const faults: string[] = [];
  for (const commandId of asked) {
    const known = (await store.head()).sequence;
    const again = await store.change<Halves>({ seat: 'audit', person: null, operation: 'writeHalves', payload: 'again', commandId }, writeHalves);
    if (!again.ok) faults.push(`${commandId} could not be asked again: ${JSON.stringify(again.error)}`);
    else if (again.value.repeated && again.value.outcome.sequence !== again.value.entry.sequence) faults.push(`${commandId} has another's outcome`);
    else if (!again.value.repeated && again.value.entry.sequence <= known) faults.push(`${commandId} was written over an entry`);
  }
  return faults;
};

/** `asked` are asked for again, which may add entries; do not audit the same store against older expectations after. */
export const auditStore = async (store: Store, acknowledged: Acknowledged, asked: readonly string[]): Promise<readonly string[]> => {
  const verification = await store.verify();
  const chain = verification.intact ? [] : [`the chain is broken: ${verification.detail}`];
  const entries = await allEntries(store);
  const before = [...chain, ...(await auditLedger(store, entries)), ...auditAcknowledged(entries, acknowledged)];
  const repeats = await auditRepeats(store, asked);
  const after = await allEntries(store);
  return [...before, ...repeats, ...auditAcknowledged(after, acknowledged), ...(await auditLedger(store, after))];
};
