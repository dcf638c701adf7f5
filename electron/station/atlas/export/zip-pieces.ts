// Packs parts into a zip archive as they are made, deflated off the thread, nothing held whole (APPNOTE 6.3.3, 4.3).
import { crc32, createDeflateRaw } from 'node:zlib';

export interface ZipPart {
  readonly name: string;
  readonly pieces: AsyncIterable<Uint8Array>;
}

interface Packed {
  readonly name: Uint8Array;
  readonly offset: number;
  readonly crc: number;
  readonly packedSize: number;
  readonly size: number;
}

/** Sizes follow the data (bit 3), names are UTF-8 (bit 11). */
const FLAGS = 0x0808;
const DEFLATED = 8;
const VERSION = 20;
/** 1980-01-01: archives of equal content are equal. */
const DATE = 0x21;
const MOST_BYTES = 0xffff_fff0;

const record = (size: number, fill: (view: DataView) => void): Uint8Array => {
  const bytes = new Uint8Array(size);
  fill(new DataView(bytes.buffer));
  return bytes;
};

const localHeader = (name: Uint8Array): Uint8Array =>
  Buffer.concat([
    record(30, (view) => {
      view.setUint32(0, 0x0403_4b50, true);
      view.setUint16(4, VERSION, true);
      view.setUint16(6, FLAGS, true);
      view.setUint16(8, DEFLATED, true);
      view.setUint16(12, DATE, true);
      view.setUint16(26, name.length, true);
    }),
    name,
  ]);

const setSizes = (view: DataView, at: number, { crc, packedSize, size }: Packed): void => {
  view.setUint32(at, crc, true);
  view.setUint32(at + 4, packedSize, true);
  view.setUint32(at + 8, size, true);
};

const descriptor = (packed: Packed): Uint8Array =>
  record(16, (view) => {
    view.setUint32(0, 0x0807_4b50, true);
    setSizes(view, 4, packed);
  });

const directoryEntry = (packed: Packed): Uint8Array =>
  Buffer.concat([
    record(46, (view) => {
      view.setUint32(0, 0x0201_4b50, true);
      view.setUint16(4, VERSION, true);
      view.setUint16(6, VERSION, true);
      view.setUint16(8, FLAGS, true);
      view.setUint16(10, DEFLATED, true);
      view.setUint16(14, DATE, true);
      setSizes(view, 16, packed);
      view.setUint16(28, packed.name.length, true);
      view.setUint32(42, packed.offset, true);
    }),
    packed.name,
  ]);

const directoryEnd = (count: number, size: number, offset: number): Uint8Array =>
  record(22, (view) => {
    view.setUint32(0, 0x0605_4b50, true);
    view.setUint16(8, count, true);
    view.setUint16(10, count, true);
    view.setUint32(12, size, true);
    view.setUint32(16, offset, true);
  });

interface Counted {
  crc: number;
  size: number;
}

async function* deflated(pieces: AsyncIterable<Uint8Array>, counted: Counted): AsyncGenerator<Uint8Array> {
  const deflate = createDeflateRaw();
  const feed = async (): Promise<void> => {
    for await (const piece of pieces) {
      counted.crc = crc32(piece, counted.crc);
      counted.size += piece.length;
      if (!deflate.write(piece)) await new Promise<void>((resolve) => deflate.once('drain', () => resolve()));
    }
    deflate.end();
  };
  const feeding = feed().catch((error: unknown) => deflate.destroy(error instanceof Error ? error : new Error(String(error))));
  try {
    for await (const chunk of deflate) if (chunk instanceof Uint8Array) yield chunk;
    await feeding;
  } finally {
    deflate.destroy();
  }
}

/** Throws where the archive would pass 4 GiB, which this form cannot say. */
export async function* zipPieces(parts: Iterable<ZipPart>): AsyncGenerator<Uint8Array> {
  const directory: Packed[] = [];
  let offset = 0;
  for (const part of parts) {
    const name = new TextEncoder().encode(part.name);
    const header = localHeader(name);
    const counted: Counted = { crc: 0, size: 0 };
    let packedSize = 0;
    yield header;
    for await (const chunk of deflated(part.pieces, counted)) {
      packedSize += chunk.length;
      if (offset + packedSize > MOST_BYTES || counted.size > MOST_BYTES) throw new RangeError('archive over 4 GiB');
      yield chunk;
    }
    const packed: Packed = { name, offset, packedSize, ...counted };
    yield descriptor(packed);
    directory.push(packed);
    offset += header.length + packedSize + 16;
  }
  const entries = Buffer.concat(directory.map(directoryEntry));
  yield entries;
  yield directoryEnd(directory.length, entries.length, offset);
}
