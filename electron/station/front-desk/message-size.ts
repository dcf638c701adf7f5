// How large a request is before anything reads it, whichever door it came through.

const PER_VALUE_BYTES = 8;

/** An estimate of a value's size in bytes that stops counting once it passes `limit`; cycles end by the limit too. */
export const measure = (value: unknown, limit: number): number => {
  let total = 0;
  const waiting: unknown[] = [value];
  while (waiting.length > 0 && total <= limit) {
    const item = waiting.pop();
    total += PER_VALUE_BYTES;
    if (typeof item === 'string') total += item.length * 2;
    else if (item instanceof Uint8Array) total += item.byteLength;
    else if (Array.isArray(item)) {
      if (item.length * PER_VALUE_BYTES > limit) return item.length * PER_VALUE_BYTES;
      for (const child of item as readonly unknown[]) waiting.push(child);
    } else if (typeof item === 'object' && item !== null) {
      for (const [key, child] of Object.entries(item)) {
        total += key.length * 2;
        waiting.push(child);
      }
    }
  }
  return total;
};
