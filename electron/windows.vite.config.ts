// Builds the windows alone, for the host: no Electron needed.
import { resolve } from 'node:path';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

const root = resolve(import.meta.dirname, '..');

export default defineConfig({
  root: resolve(root, 'renderer'),
  plugins: [react()],
  html: { cspNonce: '__CSP_NONCE__' },
  build: { outDir: resolve(root, 'out/renderer'), emptyOutDir: true, chunkSizeWarningLimit: 4_000, assetsInlineLimit: 0 },
});
