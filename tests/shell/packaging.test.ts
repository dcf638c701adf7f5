// The packed application: its settings, its fuses, what is in its archive, and that it runs from there alone.
import { execFileSync } from 'node:child_process';
import { createRequire } from 'node:module';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { CHILD_ENTRIES } from '../../electron/station/processes.ts';
import { buildApplication, ROOT, type BuiltApplication } from './built-application.ts';
import { readAsar, type Asar } from './read-asar.ts';
import { createMachine, DESKTOP_TEST_MS, type Machine } from './start-application.ts';

/** Electron's own mark before its fuses: a version, a count, then one letter a fuse. */
const SENTINEL = 'dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX';
const FUSES_AS_SHIPPED = '10110001';
/** runAsNode, cookie encryption, NODE_OPTIONS, inspector, archive integrity, archive only, (left as shipped), file:// privileges. */
const FUSES_WANTED = '01001100';

vi.setConfig({ testTimeout: DESKTOP_TEST_MS, hookTimeout: DESKTOP_TEST_MS });

let folder: string;
let packed: string;
let asar: Asar;
let built: BuiltApplication;
let machine: Machine | undefined;

/** As much of an Electron as packing touches: a program with fuses, and its licences. */
const makeElectron = (path: string): void => {
  mkdirSync(join(path, 'resources'), { recursive: true });
  const program = [Buffer.from('stub '), Buffer.from(SENTINEL), Buffer.from([1, FUSES_AS_SHIPPED.length]), Buffer.from(FUSES_AS_SHIPPED)];
  writeFileSync(join(path, 'electron'), Buffer.concat(program), { mode: 0o755 });
  for (const name of ['LICENSE', 'LICENSES.chromium.html', 'version']) writeFileSync(join(path, name), '45.4.1');
};

beforeAll(async () => {
  built = await buildApplication();
  folder = mkdtempSync(join(tmpdir(), 'fenghuotai-packed-'));
  makeElectron(join(folder, 'electron'));
  const builder = join(ROOT, 'node_modules', 'electron-builder', 'cli.js');
  const args = ['--linux', 'dir', '--config', 'electron-builder.yml', `-c.electronDist=${join(folder, 'electron')}`, `-c.directories.output=${join(folder, 'dist')}`];
  execFileSync(process.execPath, [builder, ...args], { cwd: ROOT, stdio: 'pipe' });
  packed = join(folder, 'dist', 'linux-unpacked');
  asar = readAsar(join(packed, 'resources', 'app.asar'));
});

afterAll(async () => {
  await machine?.dispose();
  built.dispose();
  rmSync(folder, { recursive: true, force: true });
});

describe('the settings of the packer', () => {
  const requireOfBuilder = createRequire(createRequire(import.meta.url).resolve('electron-builder'));

  const validate = async (change: object): Promise<void> => {
    const { getConfig, validateConfiguration } = requireOfBuilder('app-builder-lib/out/util/config/config') as {
      readonly getConfig: (root: string, path: string, options: null) => Promise<object>;
      readonly validateConfiguration: (config: object, log: object) => Promise<void>;
    };
    await validateConfiguration({ ...(await getConfig(ROOT, 'electron-builder.yml', null)), ...change }, { isEnabled: false, add: () => undefined });
  };

  test('are valid, and the check refuses a setting there is not', async () => {
    await validate({});
    await expect(validate({ fuzes: true })).rejects.toThrow('fuzes');
  });
});

describe('the packed application', () => {
  test('has its fuses blown: no Node, no inspector, no options from outside, its own archive alone', () => {
    const program = readFileSync(join(packed, 'fenghuotai')).toString('latin1');
    const at = program.indexOf(SENTINEL) + SENTINEL.length + 2;
    expect(program.slice(at, at + FUSES_WANTED.length)).toBe(FUSES_WANTED);
  });

  test('holds what is built and what it needs to run, and neither sources nor what only builds', () => {
    const wanted = ['package.json', 'out/main/main.js', 'out/main/station.js', 'out/preload/preload.cjs', 'out/renderer/index.html', ...CHILD_ENTRIES.map(({ name }) => `out/main/${name}.js`)];
    expect(wanted.filter((path) => !asar.paths.includes(path))).toEqual([]);
    const tops = new Set(asar.paths.map((path) => path.split('/')[0]));
    expect([...tops].toSorted()).toEqual(['node_modules', 'out', 'package.json']);
    expect(asar.paths.filter((path) => /^node_modules\/(electron|vite|react|antd|ol|dexie|typescript|playwright)[/-]/.test(path))).toEqual([]);
  });

  test('carries its resources beside the archive', () => {
    expect(readFileSync(join(packed, 'resources', 'resources', 'hazards', 'toxic-substances.json'), 'utf8').length).toBeGreaterThan(100);
  });

  test('starts from its archive alone, up to the claim code of a new station', async () => {
    const root = join(folder, 'extracted');
    asar.extract(root);
    symlinkSync(join(packed, 'resources', 'resources'), join(root, 'resources'));
    machine = createMachine(root);
    const application = machine.start();
    await application.window(({ title }) => title.includes('认领代码'));
    const page = await application.page();
    await page.getByText('认领新站点').waitFor();
    expect(application.output()).not.toContain('fault');
    expect(await application.quit()).toBe(0);
  });
});
