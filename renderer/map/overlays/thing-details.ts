// Attributes of things in view that tiles do not carry, asked for one by one and kept while they are good.
import type { Attributes } from '../../../shared/domain/atlas/field.ts';
import { disposeAll, type Disposable } from '../../../shared/kernel/disposable.ts';
import type { StationClient } from '../../station-client/station-client.ts';
import { createRequestPool } from '../tiles/request-pool.ts';

export interface ThingDetails extends Disposable {
  /** What is known; null until it is, and then `onArrived` is called. */
  readonly of: (kind: string, id: string) => Attributes | null;
  readonly forget: (kind: string, ids: readonly string[] | null) => void;
}

const MOST_HELD = 600;
const AT_ONCE = 3;
const TIMEOUT_MS = 8_000;

export const createThingDetails = (client: Pick<StationClient, 'request'>, onArrived: () => void): ThingDetails => {
  /** Null while asked for, and for as long as the station would not say. */
  const held = new Map<string, Attributes | null>();
  const pool = createRequestPool(AT_ONCE);
  const ask = (kind: string, id: string, key: string): void => {
    held.set(key, null);
    pool.run(0, async (signal) => {
      const answer = await client.request('readThing', { kind, id }, { signal, timeoutMs: TIMEOUT_MS });
      if (signal.aborted || !answer.ok) return;
      held.set(key, answer.value.value.thing.attributes);
      onArrived();
    });
  };
  return {
    of: (kind, id) => {
      const key = `${kind} ${id}`;
      const found = held.get(key);
      if (found !== undefined) return found;
      const oldest = held.size >= MOST_HELD ? held.keys().next().value : undefined;
      if (oldest !== undefined) held.delete(oldest);
      ask(kind, id, key);
      return null;
    },
    forget: (kind, ids) => {
      if (ids === null) for (const key of [...held.keys()].filter((each) => each.startsWith(`${kind} `))) held.delete(key);
      else for (const id of ids) held.delete(`${kind} ${id}`);
    },
    ...disposeAll(pool),
  };
};
