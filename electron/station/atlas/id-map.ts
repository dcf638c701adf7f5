// From ids to slots, in many small maps: one map of a million keys would hold the thread for 100 ms when it grows.
export interface IdMap {
  /** -1 where the id is not known. */
  readonly get: (id: string) => number;
  readonly set: (id: string, slot: number) => void;
  readonly delete: (id: string) => void;
  readonly size: () => number;
}

const SHARDS = 64;

const shardOf = (id: string): number => {
  const last = id.length - 1;
  // The ends of ids differ most: counters and random digits.
  return ((id.charCodeAt(last) * 31 + id.charCodeAt(last - 1)) * 31 + id.charCodeAt(last - 2)) % SHARDS || 0;
};

export const createIdMap = (): IdMap => {
  const shards = Array.from({ length: SHARDS }, () => new Map<string, number>());
  const shard = (id: string): Map<string, number> | undefined => shards[shardOf(id)];
  return {
    get: (id) => shard(id)?.get(id) ?? -1,
    set: (id, slot) => void shard(id)?.set(id, slot),
    delete: (id) => void shard(id)?.delete(id),
    size: () => shards.reduce((sum, { size }) => sum + size, 0),
  };
};
