// Builds the shell, its child entries, the preload and the windows.
import { resolve } from 'node:path';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'electron-vite';
import { CHILD_ENTRIES } from './station/processes.ts';

const root = resolve(import.meta.dirname, '..');
const inElectron = (path: string): string => resolve(import.meta.dirname, path);

export default defineConfig({
  main: {
    build: {
      outDir: resolve(root, 'out/main'),
      rollupOptions: {
        input: {
          main: inElectron('shell/main.ts'),
          station: inElectron('shell/station-process.ts'),
          ...Object.fromEntries(CHILD_ENTRIES.map((entry) => [entry.name, inElectron(entry.source)])),
        },
      },
    },
  },
  preload: {
    build: {
      outDir: resolve(root, 'out/preload'),
      // A sandboxed preload must be CommonJS.
      rollupOptions: { input: { preload: inElectron('preload/preload.ts') }, output: { format: 'cjs', entryFileNames: '[name].cjs' } },
    },
  },
  renderer: {
    root: resolve(root, 'renderer'),
    plugins: [react()],
    html: { cspNonce: '__CSP_NONCE__' },
    build: {
      outDir: resolve(root, 'out/renderer'),
      emptyOutDir: true,
      chunkSizeWarningLimit: 4_000,
      assetsInlineLimit: 0,
      rollupOptions: { input: resolve(root, 'renderer/index.html') },
    },
  },
});
