// While thousands of rows come in, nothing holds the station's thread for longer than 20 ms.
import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';

const NODE = fileURLToPath(new URL('../../../node_modules/.bin/node', import.meta.url));
const LONGEST_MS = 20;
const RUNS = 3;

const run = promisify(execFile);

/** The longest turn of the station's thread, in its own processor time: what other processes of the machine take does not count. */
const longestTurn = async (rows: number, offenceMs = 0): Promise<number> => {
  const { stdout } = await run(NODE, [fileURLToPath(new URL('measured-import.ts', import.meta.url)), String(rows), String(offenceMs)], { timeout: 120_000 });
  const { longestMs } = JSON.parse(stdout) as { readonly longestMs: unknown };
  if (typeof longestMs !== 'number') throw new Error(`no measure in ${stdout}`);
  return longestMs;
};

test('20,000 rows are compared and saved in turns of less than 20 ms', { timeout: 400_000 }, async () => {
  const measured: number[] = [];
  // A busy machine costs any one run its caches; one of three without a long turn shows there is none in the work itself.
  while (measured.length < RUNS && !measured.some((longest) => longest < LONGEST_MS)) measured.push(await longestTurn(20_000));
  expect(Math.min(...measured)).toBeLessThan(LONGEST_MS);
});

test('a turn that is too long is seen by this measure', { timeout: 120_000 }, async () => {
  expect(await longestTurn(1_000, 2 * LONGEST_MS)).toBeGreaterThan(LONGEST_MS);
});
