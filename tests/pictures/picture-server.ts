// Serves the picture page from source for as long as a test file runs.
import { createServer } from 'vite';

export interface PictureServer {
  readonly url: string;
  readonly close: () => Promise<void>;
}

export const startPictureServer = async (): Promise<PictureServer> => {
  const server = await createServer({
    configFile: false,
    root: new URL('page', import.meta.url).pathname,
    cacheDir: new URL('../../node_modules/.vite-pictures', import.meta.url).pathname,
    logLevel: 'error',
    server: { host: '127.0.0.1', port: 0, hmr: false, watch: null, fs: { allow: [new URL('../..', import.meta.url).pathname] } },
    optimizeDeps: { entries: ['page.ts'] },
  });
  await server.listen();
  const [url] = server.resolvedUrls?.local ?? [];
  if (url === undefined) throw new Error('the picture server has no address');
  return { url, close: () => server.close() };
};
