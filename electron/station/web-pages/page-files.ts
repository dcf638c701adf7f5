// The built windows, read once and served from memory: what is not in the build does not exist.
import { readFile, readdir } from 'node:fs/promises';
import { extname, join, relative, sep } from 'node:path';

const TYPES: { readonly [extension: string]: string } = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.woff2': 'font/woff2',
  '.json': 'application/json',
  '.wasm': 'application/wasm',
  '.webmanifest': 'application/manifest+json',
  '.mp3': 'audio/mpeg',
  '.wav': 'audio/wav',
};

export interface PageFile {
  readonly type: string;
  readonly bytes: Buffer<ArrayBuffer>;
}

export interface PageFiles {
  /** The window page with `nonce` in its style tags, or null where nothing is built. */
  readonly page: (nonce: string) => string | null;
  readonly file: (path: string) => PageFile | undefined;
}

export const NONCE_MARK = '__CSP_NONCE__';

export const readPageFiles = async (folder: string): Promise<PageFiles> => {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => []);
  const files = new Map<string, PageFile>();
  for (const entry of entries) {
    const type = TYPES[extname(entry.name)];
    if (!entry.isFile() || type === undefined) continue;
    const path = join(entry.parentPath, entry.name);
    files.set(`/${relative(folder, path).split(sep).join('/')}`, { type, bytes: await readFile(path) });
  }
  const html = files.get('/index.html')?.bytes.toString('utf8') ?? null;
  return { page: (nonce) => html?.replaceAll(NONCE_MARK, nonce) ?? null, file: (path) => (path === '/index.html' ? undefined : files.get(path)) };
};
