// Whether the map has changed since a moment ago: one kind of it, or any.
import type { SnapshotOf } from '../../../../shared/contract/catalogue.ts';

/** Of one kind, or of all where no kind is named; grows with every change. */
export const mapRevisions = (held: SnapshotOf<'layers'> | null): ((kind: string) => number) => {
  const layers = held?.layers ?? [];
  return (kind) => layers.reduce((sum, layer) => (kind === '' || layer.kind === kind ? sum + layer.revision : sum), 0);
};
