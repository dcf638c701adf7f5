// `npm run bench -- NAME [--json]`: runs one benchmark, or lists them. Machines are shared: read the ratios.
import { readdir } from 'node:fs/promises';
import { loadavg } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Bench, Figure } from './bench.ts';

const say = (line: string): void => void process.stdout.write(`${line}\n`);

const isBench = (value: unknown): value is Bench => typeof value === 'object' && value !== null && 'name' in value && 'run' in value && typeof value.run === 'function';

const findBenches = async (): Promise<readonly Bench[]> => {
  const files = (await readdir(import.meta.dirname)).filter((file) => file.endsWith('.ts') && !['run.ts', 'bench.ts'].includes(file));
  const found: Bench[] = [];
  for (const file of files.toSorted()) {
    const module = (await import(pathToFileURL(join(import.meta.dirname, file)).href)) as { readonly bench?: unknown };
    if (isBench(module.bench)) found.push(module.bench);
  }
  return found;
};

const DIGITS = 3;

const line = (figure: Figure): string => {
  const against = figure.peer === undefined ? '' : `  against ${figure.peer}`;
  const ratio = figure.ratio === undefined ? '' : `  ratio ${figure.ratio.toFixed(DIGITS)}`;
  return `${figure.name}  ${figure.metric}  ${Number(figure.value.toPrecision(4))} ${figure.unit}${against}${ratio}`;
};

const [name, ...options] = process.argv.slice(2);
const isJson = options.includes('--json');
const benches = await findBenches();
const wanted = benches.find((bench) => bench.name === name);

if (wanted === undefined) {
  say(`npm run bench -- NAME [--json]   NAME: ${benches.map((bench) => bench.name).join(', ')}`);
  process.exitCode = name === undefined ? 0 : 2;
} else {
  if (!isJson) say(`load before: ${loadavg().map((value) => value.toFixed(1)).join(' ')}`);
  await wanted.run((figure) => say(isJson ? JSON.stringify(figure) : line(figure)));
  if (!isJson) say(`load after: ${loadavg().map((value) => value.toFixed(1)).join(' ')}`);
}
