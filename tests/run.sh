#!/usr/bin/env bash
# The whole test run: system packages, types, lint, unit to reliability, then the journeys in a real browser.
set -euo pipefail
cd "$(dirname "$0")/.."
bash tests/system-packages.sh
npm run --silent typecheck
npm run --silent lint
npx vitest run --config tests/vitest.config.ts
npx vite build --config electron/windows.vite.config.ts --logLevel warn
npx playwright test --config tests/playwright.config.ts
