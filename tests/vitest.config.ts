// Unit, contract, architecture and reliability tests; the journeys run under Playwright.
import { defineConfig } from 'vitest/config';

const exclude = ['**/node_modules/**', 'out/**'];

export default defineConfig({
  root: new URL('..', import.meta.url).pathname,
  test: {
    reporters: ['default'],
    testTimeout: 240_000,
    hookTimeout: 240_000,
    maxWorkers: 2,
    projects: [
      {
        extends: true,
        test: {
          name: 'station',
          environment: 'node',
          include: ['shared/**/*.test.ts', 'electron/**/*.test.ts', 'tests/{architecture,contract,reliability,host,shell}/**/*.test.ts'],
          exclude,
        },
      },
      { extends: true, test: { name: 'renderer', environment: 'happy-dom', include: ['renderer/**/*.test.{ts,tsx}'], exclude } },
    ],
  },
});
