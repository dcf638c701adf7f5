// The child entries of the station: build inputs derive from this list, and shell and host start them by name.

export interface ChildEntry {
  readonly name: string;
  /** Path of the source from the project's `electron/` folder. */
  readonly source: string;
  readonly form: 'worker' | 'process';
}

export const CHILD_ENTRIES = [
  { name: 'demonstration', source: 'station/demonstration/demonstration-worker.ts', form: 'worker' },
  { name: 'import', source: 'station/atlas/import/import-worker.ts', form: 'worker' },
] as const satisfies readonly ChildEntry[];

export type ChildName = (typeof CHILD_ENTRIES)[number]['name'];

/** Where a child's code is, as this program was started: its source under plain Node, its bundle in the packaged app. */
export type Locate = (name: ChildName) => URL;
