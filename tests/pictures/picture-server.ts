// Builds the picture page as the windows are built, and serves it for as long as a test file runs.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build, preview } from 'vite';

export interface PictureServer {
  readonly url: string;
  readonly close: () => Promise<void>;
}

const PAGE = new URL('page/', import.meta.url).pathname;

export const startPictureServer = async (): Promise<PictureServer> => {
  const outDir = await mkdtemp(join(tmpdir(), 'map-pictures-'));
  const usual = { configFile: false, root: PAGE, logLevel: 'error' } as const;
  await build({
    ...usual,
    build: { outDir, emptyOutDir: true, minify: false, chunkSizeWarningLimit: 10_000, assetsInlineLimit: 0, rolldownOptions: { input: [join(PAGE, 'index.html'), join(PAGE, 'bench.html')] } },
  });
  const server = await preview({ ...usual, build: { outDir }, preview: { host: '127.0.0.1', port: 0 } });
  const [url] = server.resolvedUrls?.local ?? [];
  if (url === undefined) throw new Error('the picture server has no address');
  return {
    url,
    close: async () => {
      await server.close();
      await rm(outDir, { recursive: true, force: true });
    },
  };
};
