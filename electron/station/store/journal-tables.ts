// The store's own tables: journal, its head, the outcomes of commands, the schema steps applied.
import type { JournalEntry } from './store.ts';

export interface JournalTables {
  readonly journal: {
    readonly sequence: number;
    readonly time: string;
    readonly seat: string;
    readonly person: string | null;
    readonly operation: string;
    readonly payload: string;
    readonly command_id: string | null;
    readonly previous_hash: string;
    readonly hash: string;
  };
  readonly journal_head: {
    readonly id: number;
    readonly sequence: number;
    readonly hash: string;
    /** Counts the attempts to write made only to see whether writing works. */
    readonly probed: number;
  };
  readonly command_outcome: { readonly command_id: string; readonly sequence: number; readonly outcome: string };
  readonly schema_step: { readonly name: string; readonly applied_at: string };
}

/** The journal's columns under the names of `JournalEntry`. */
export const ENTRY_COLUMNS = [
  'sequence',
  'time',
  'seat',
  'person',
  'operation',
  'payload',
  'command_id as commandId',
  'previous_hash as previousHash',
  'hash',
] as const;

export const rowOf = (entry: JournalEntry): JournalTables['journal'] => ({
  sequence: entry.sequence,
  time: entry.time,
  seat: entry.seat,
  person: entry.person,
  operation: entry.operation,
  payload: entry.payload,
  command_id: entry.commandId,
  previous_hash: entry.previousHash,
  hash: entry.hash,
});
