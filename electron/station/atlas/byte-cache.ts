// Keeps what was used last, up to a number of bytes.
export interface ByteCache<V> {
  readonly get: (key: string) => V | undefined;
  readonly set: (key: string, value: V, bytes: number) => void;
  readonly bytes: () => number;
}

export const createByteCache = <V>(mostBytes: number): ByteCache<V> => {
  const kept = new Map<string, { readonly value: V; readonly bytes: number }>();
  let total = 0;
  const drop = (key: string): void => {
    total -= kept.get(key)?.bytes ?? 0;
    kept.delete(key);
  };
  return {
    get: (key) => {
      const found = kept.get(key);
      if (found === undefined) return undefined;
      kept.delete(key);
      kept.set(key, found);
      return found.value;
    },
    set: (key, value, bytes) => {
      drop(key);
      if (bytes > mostBytes) return;
      kept.set(key, { value, bytes });
      total += bytes;
      for (const oldest of kept.keys()) {
        if (total <= mostBytes) break;
        drop(oldest);
      }
    },
    bytes: () => total,
  };
};
