// Under plain Node a child runs from its source.
import { CHILD_ENTRIES, type Locate } from '../station/processes.ts';

export const locateSource: Locate = (name) => {
  const entry = CHILD_ENTRIES.find((candidate) => candidate.name === name);
  if (entry === undefined) throw new Error(`no child entry ${String(name)}`);
  return new URL(`../${entry.source}`, import.meta.url);
};
