// What every part of the atlas works with: store, memory, turns.
import type { Clock } from '../../../shared/kernel/clock.ts';
import type { Ids } from '../../../shared/kernel/ids.ts';
import type { Store } from '../store/store.ts';
import type { AtlasMemory } from './atlas-memory.ts';
import type { SearchTextsOf } from './search-text.ts';
import type { Turns } from './turns.ts';

export interface AtlasDesk {
  readonly store: Store;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly memory: AtlasMemory;
  readonly turns: Turns;
  readonly searchTexts: SearchTextsOf;
  /** The entry this station is writing; any other that is heard of was written by another, or while the answer was lost. */
  writing: number;
  /** Batches staged and neither published nor abandoned. */
  readonly openBatches: Set<number>;
  /** Changes written by another, or of which it is not known whether they were: looked up when the store next shows signs of life. */
  readonly doubts: Set<Doubt>;
}

export type Doubt = { readonly subject: 'thing'; readonly kind: string; readonly id: string } | { readonly subject: 'batch'; readonly batch: number };

/** Removals are remembered only for the sake of rows staged before them. */
export const forgetRemovals = ({ openBatches, memory }: AtlasDesk): void => {
  if (openBatches.size > 0) return;
  for (const layer of memory.layers.values()) layer.removals.clear();
  memory.residents.removals.clear();
};

/** Whoever writes the journal entry of a change. */
export interface Author {
  readonly seat: string;
  readonly person: string | null;
  readonly commandId?: string | undefined;
}

export const authorOf = (caller: { readonly seat: string; readonly person: { readonly id: string } | null; readonly commandId: string | null }): Author => ({
  seat: caller.seat,
  person: caller.person?.id ?? null,
  ...(caller.commandId === null ? {} : { commandId: caller.commandId }),
});
