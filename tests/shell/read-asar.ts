// Reads the archive an application is packed into: a header of JSON, then the files one after another.
import { mkdirSync, openSync, readSync, closeSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

interface Entry {
  readonly files?: { readonly [name: string]: Entry };
  readonly size?: number;
  readonly offset?: string;
}

const HEADER_AT = 16;

const walk = (entry: Entry, path: string): readonly (readonly [string, Entry])[] =>
  entry.files === undefined ? [[path, entry]] : Object.entries(entry.files).flatMap(([name, child]) => walk(child, path === '' ? name : `${path}/${name}`));

export interface Asar {
  readonly paths: readonly string[];
  readonly extract: (folder: string) => void;
}

export const readAsar = (path: string): Asar => {
  const file = openSync(path, 'r');
  const bytes = (position: number, length: number): Buffer => {
    const buffer = Buffer.alloc(length);
    readSync(file, buffer, 0, length, position);
    return buffer;
  };
  const sizes = bytes(0, HEADER_AT);
  const header = JSON.parse(bytes(HEADER_AT, sizes.readUInt32LE(12)).toString('utf8')) as Entry;
  const dataAt = 8 + sizes.readUInt32LE(4);
  const entries = walk(header, '');
  return {
    paths: entries.map(([name]) => name),
    extract: (folder) => {
      for (const [name, { size, offset }] of entries) {
        if (size === undefined || offset === undefined) continue;
        mkdirSync(dirname(join(folder, name)), { recursive: true });
        writeFileSync(join(folder, name), bytes(dataAt + Number(offset), size));
      }
      closeSync(file);
    },
  };
};
