// Reads an exact number of bytes at a time from chunks, for binary formats.

export interface ExactReader {
  /** The next `count` bytes; null at a clean end, `short` where the end comes in between. */
  readonly take: (count: number) => Promise<Uint8Array | null | 'short'>;
  readonly dispose: () => Promise<void>;
}

export const exactReader = (chunks: AsyncGenerator<Uint8Array>): ExactReader => {
  let held: Uint8Array = new Uint8Array(0);
  let isDone = false;
  const fill = async (count: number): Promise<void> => {
    const parts = [held];
    let length = held.length;
    while (length < count && !isDone) {
      const next = await chunks.next();
      if (next.done === true) isDone = true;
      else {
        parts.push(next.value);
        length += next.value.length;
      }
    }
    held = parts.length === 1 ? held : Buffer.concat(parts);
  };
  return {
    take: async (count) => {
      if (held.length < count) await fill(count);
      if (held.length < count) return held.length === 0 ? null : 'short';
      const taken = held.subarray(0, count);
      held = held.subarray(count);
      return taken;
    },
    dispose: async () => {
      await chunks.return(undefined);
    },
  };
};
