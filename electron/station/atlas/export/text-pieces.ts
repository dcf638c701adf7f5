// Joins small texts into pieces worth writing.

const PIECE_CHARACTERS = 64 * 1024;

/** UTF-8 pieces of about 64 KiB. */
export async function* textPieces(texts: AsyncIterable<string>): AsyncGenerator<Uint8Array> {
  const encoder = new TextEncoder();
  let [waiting, length]: [string[], number] = [[], 0];
  for await (const text of texts) {
    waiting.push(text);
    length += text.length;
    if (length < PIECE_CHARACTERS) continue;
    yield encoder.encode(waiting.join(''));
    [waiting, length] = [[], 0];
  }
  if (waiting.length > 0) yield encoder.encode(waiting.join(''));
}
