import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { chmod, mkdir, mkdtemp, readdir, readFile, rm, stat, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { inspect } from 'node:util';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Result } from '../../../shared/kernel/result.ts';
import { createManualClock } from '../../../tests/contract/people/manual-clock.ts';
import { createKeyFileGuard, keyFilePath } from './key-file.ts';
import { createOperatingSystemGuard, type KeyGuard, type KeystoreFailure, type OperatingSystemSecrets } from './key-guard.ts';
import { createKeystore, type Keystore } from './keystore.ts';
import { seal, unseal } from './sealed-box.ts';

const MAP_KEY = '天地图-4f1c0d2b7e';

let folder: string;
let data: string;
let keyPath: string;
let vaultPath: string;
const clock = createManualClock();

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'fenghuotai-keystore-'));
  data = join(folder, 'data');
  await mkdir(data);
  keyPath = join(folder, 'config', 'fenghuotai', 'county.key');
  vaultPath = join(data, 'secrets.vault');
});
afterEach(async () => rm(folder, { recursive: true, force: true }));

const keyFile = (path = keyPath): KeyGuard => createKeyFileGuard({ path, outside: [data], randomBytes });

const open = async (guards: readonly KeyGuard[] = [keyFile()]) => createKeystore({ path: vaultPath, guards, clock, randomBytes });

const valueOf = <T>(result: Result<T, KeystoreFailure>): T => {
  if (!result.ok) throw new Error(`refused: ${JSON.stringify(result.error)}`);
  return result.value;
};

const reasonOf = (result: Result<unknown, KeystoreFailure>): string => (result.ok ? 'ok' : result.error.reason);

const withSecret = async (): Promise<Keystore> => {
  const keystore = valueOf(await open());
  valueOf(await keystore.keep('map.tianditu', MAP_KEY));
  return keystore;
};

/** The operating system's store as Electron's safeStorage behaves: sealed to this user, refusing what is another's. */
const systemSecrets = (user = randomBytes(32)): OperatingSystemSecrets => ({
  isAvailable: async () => true,
  encrypt: async (text) => seal(user, Buffer.from(text), 'user', randomBytes(12)),
  decrypt: async (sealed) => {
    const plain = unseal(user, sealed, 'user');
    if (plain === null) throw new Error('Error while decrypting the ciphertext provided to safeStorage.decryptString.');
    return Buffer.from(plain).toString();
  },
});

describe('a keystore', () => {
  test('gives back what it kept, after it was opened again', async () => {
    const first = await withSecret();
    valueOf(await first.keep('camera/c-17', 'admin:hunter2'));
    valueOf(await first.keep('camera/c-17', 'admin:hunter3'));
    await first.dispose();
    const again = valueOf(await open());
    expect(again.names()).toEqual(['camera/c-17', 'map.tianditu']);
    expect([again.read('map.tianditu'), again.read('camera/c-17'), again.read('another')]).toEqual([MAP_KEY, 'admin:hunter3', null]);
    valueOf(await again.remove('camera/c-17'));
    expect(valueOf(await open()).names()).toEqual(['map.tianditu']);
  });

  test('has nothing readable on disk, and files only their owner may read', async () => {
    const keystore = await withSecret();
    const texts = await Promise.all([vaultPath, keyPath].map(async (path) => readFile(path)));
    for (const bytes of texts) for (const secret of [MAP_KEY, 'map.tianditu', Buffer.from(MAP_KEY).toString('base64')]) expect(bytes.includes(secret)).toBe(false);
    for (const path of [vaultPath, keyPath]) expect((await stat(path)).mode & 0o777).toBe(0o600);
    expect((await stat(join(folder, 'config', 'fenghuotai'))).mode & 0o777).toBe(0o700);
    expect((await readdir(data)).filter((name) => name !== 'secrets.vault')).toEqual([]);
    expect(inspect(keystore, { depth: 9, showHidden: true }) + JSON.stringify(keystore)).not.toContain(MAP_KEY);
  });

  test('keeps every one of many secrets kept at once', async () => {
    const keystore = valueOf(await open());
    const names = Array.from({ length: 40 }, (_, index) => `camera/c-${index}`);
    await Promise.all(names.map(async (name) => keystore.keep(name, `password of ${name}`)));
    const again = valueOf(await open());
    expect(names.map(again.read)).toEqual(names.map((name) => `password of ${name}`));
  });

  test('seals the same secrets into another box each time', async () => {
    const keystore = await withSecret();
    const before = await readFile(vaultPath, 'utf8');
    valueOf(await keystore.keep('map.tianditu', MAP_KEY));
    expect(await readFile(vaultPath, 'utf8')).not.toBe(before);
  });

  test('forgets everything when it is closed', async () => {
    const keystore = await withSecret();
    await keystore.dispose();
    expect(keystore.read('map.tianditu')).toBeNull();
    expect(reasonOf(await keystore.keep('map.tianditu', 'another'))).toBe('unwritable');
    expect(valueOf(await open()).read('map.tianditu')).toBe(MAP_KEY);
  });

  test('refuses what is too large, and throws at what is no name', async () => {
    const keystore = await withSecret();
    expect(reasonOf(await keystore.keep('map.tianditu', 'x'.repeat(65_537)))).toBe('tooLarge');
    expect(keystore.read('map.tianditu')).toBe(MAP_KEY);
    await expect(keystore.keep('../etc', 'x')).rejects.toThrow(RangeError);
  });

  test('that cannot be written says so and still has what it had', async () => {
    const keystore = await withSecret();
    // A folder where the file beside would go.
    await mkdir(`${vaultPath}.new`);
    await writeFile(join(`${vaultPath}.new`, 'x'), '');
    const refused = await keystore.keep('map.tianditu', 'another');
    expect(reasonOf(refused)).toBe('unwritable');
    expect(JSON.stringify(refused)).not.toContain('another');
    expect(keystore.read('map.tianditu')).toBe(MAP_KEY);
    expect(valueOf(await open()).read('map.tianditu')).toBe(MAP_KEY);
  });

  test('is not troubled by what a write that was cut short left beside', async () => {
    const keystore = await withSecret();
    await writeFile(`${vaultPath}.new`, 'half a fi', { mode: 0o644 });
    valueOf(await keystore.keep('map.tianditu', 'another'));
    expect((await stat(vaultPath)).mode & 0o777).toBe(0o600);
    expect(valueOf(await open()).read('map.tianditu')).toBe('another');
  });
});

describe('a process killed while it keeps secrets', () => {
  test('leaves the old ones or the new ones, whole', async () => {
    const here = new URL('.', import.meta.url);
    const script = `
      import { randomBytes } from 'node:crypto';
      import { createKeyFileGuard } from '${new URL('key-file.ts', here).href}';
      import { createKeystore } from '${new URL('keystore.ts', here).href}';
      const clock = { now: Date.now, elapsed: () => 0, after: () => ({ dispose: () => undefined }) };
      const guard = createKeyFileGuard({ path: ${JSON.stringify(keyPath)}, outside: [], randomBytes });
      const opened = await createKeystore({ path: ${JSON.stringify(vaultPath)}, guards: [guard], clock, randomBytes });
      for (let number = Number(process.argv[1]); ; number += 1) {
        const kept = await opened.value.keep('map.tianditu', String(number).padStart(5000, '.'));
        if (kept.ok) console.log(number);
      }`;
    for (let round = 0; round < 4; round += 1) {
      const child = spawn(process.execPath, ['--input-type=module', '--no-warnings', '-e', script, String(1_000 * round + 1)], { stdio: ['ignore', 'pipe', 'inherit'] });
      const told = createInterface(child.stdout)[Symbol.asyncIterator]();
      let last = 0;
      for (let count = 0; count < 5 + round * 3; count += 1) last = Number((await told.next()).value);
      child.kill('SIGKILL');
      await once(child, 'close');
      const found = Number((valueOf(await open()).read('map.tianditu') ?? '').replaceAll('.', ''));
      expect(found).toBeGreaterThanOrEqual(last);
    }
  });
});

describe('the key file', () => {
  test('that is gone is missed, and nothing is made in its place', async () => {
    await (await withSecret()).dispose();
    await rm(keyPath);
    expect(reasonOf(await open())).toBe('keyMissing');
    await expect(stat(keyPath)).rejects.toThrow('ENOENT');
  });

  test('of another station is the wrong one', async () => {
    await (await withSecret()).dispose();
    await writeFile(keyPath, `${randomBytes(32).toString('base64')}\n`, { mode: 0o600 });
    expect(reasonOf(await open())).toBe('keyWrong');
    await writeFile(keyPath, 'no key\n');
    expect(reasonOf(await open())).toBe('keyWrong');
  });

  test('that others may read is refused until it is closed to them', async () => {
    await (await withSecret()).dispose();
    await chmod(keyPath, 0o640);
    expect(reasonOf(await open())).toBe('keyExposed');
    await chmod(keyPath, 0o600);
    expect(reasonOf(await open())).toBe('ok');
  });

  test('may not lie among the data, directly or through a link', async () => {
    expect(reasonOf(await open([keyFile(join(data, 'county.key'))]))).toBe('keyInsideData');
    await symlink(data, join(folder, 'elsewhere'));
    expect(reasonOf(await open([keyFile(join(folder, 'elsewhere', 'deep', 'county.key'))]))).toBe('keyInsideData');
    expect(await readdir(data)).toEqual([]);
    expect(reasonOf(await open([keyFile(join(folder, 'data-keys', 'county.key'))]))).toBe('ok');
  });

  test('serves a second set of secrets of the same station', async () => {
    await (await withSecret()).dispose();
    await rm(vaultPath);
    const fresh = valueOf(await open());
    expect(fresh.names()).toEqual([]);
    valueOf(await fresh.keep('map.tianditu', 'second'));
    expect(valueOf(await open()).read('map.tianditu')).toBe('second');
  });

  test('that cannot be written leaves a closed reason', async () => {
    await writeFile(join(folder, 'config'), 'a file where the folder should be');
    expect(['unwritable', 'unreadable']).toContain(reasonOf(await open()));
  });

  test.each([
    ['linux', { XDG_CONFIG_HOME: '/xdg' }, '/xdg/fenghuotai/county-1.key'],
    ['linux', { XDG_CONFIG_HOME: 'relative' }, '/home/duty/.config/fenghuotai/county-1.key'],
    ['linux', {}, '/home/duty/.config/fenghuotai/county-1.key'],
    ['darwin', {}, '/home/duty/Library/Application Support/fenghuotai/county-1.key'],
    ['win32', { LOCALAPPDATA: '/local' }, '/local/fenghuotai/county-1.key'],
  ] as const)('on %s with %j is %s', (platform, environment, path) => {
    expect(keyFilePath({ platform, environment, homeFolder: '/home/duty', station: 'county-1' })).toBe(path);
  });

  test('never leaves its folder, whatever the station is called', () => {
    const path = keyFilePath({ platform: 'linux', environment: {}, homeFolder: '/home/duty', station: '../../青溪县/\u0000' });
    expect(path).toBe('/home/duty/.config/fenghuotai/------青溪县--.key');
  });
});

describe('the file of secrets', () => {
  test('with any one bit changed is damaged, or its key wrong, and never opens', async () => {
    await (await withSecret()).dispose();
    const good = JSON.parse(await readFile(vaultPath, 'utf8')) as { readonly [name: string]: string };
    for (const field of ['sealed', 'wrappedKey']) {
      const bytes = Buffer.from(good[field] ?? '', 'base64');
      for (let position = 0; position < bytes.length; position += 7) {
        const changed = Buffer.from(bytes);
        changed[position] = (changed[position] ?? 0) ^ 1;
        await writeFile(vaultPath, JSON.stringify({ ...good, [field]: changed.toString('base64') }));
        expect(reasonOf(await open())).toBe(field === 'sealed' ? 'damaged' : 'keyWrong');
      }
    }
  });

  test.each([
    ['', 'damaged'],
    ['not json', 'damaged'],
    ['null', 'damaged'],
    ['{"format":"fenghuotai-keystore-1"}', 'damaged'],
    ['{"format":"fenghuotai-keystore-1","guard":"keyFile","wrappedKey":"AA==","sealed":"AA=="}', 'keyWrong'],
    ['{"format":"fenghuotai-keystore-2","guard":"keyFile"}', 'newerFormat'],
  ])('%j is %s', async (text, reason) => {
    await (await withSecret()).dispose();
    await writeFile(vaultPath, text);
    expect(reasonOf(await open())).toBe(reason);
    expect(await readFile(vaultPath, 'utf8')).toBe(text);
  });

  test('that is a folder is unreadable', async () => {
    await mkdir(vaultPath);
    expect(reasonOf(await open())).toBe('unreadable');
  });
});

describe('the operating system’s secret store', () => {
  test('is used before a key file, and no key file is made', async () => {
    const system = createOperatingSystemGuard(systemSecrets());
    const keystore = valueOf(await open([system, keyFile()]));
    expect(keystore.guard).toBe('operatingSystem');
    valueOf(await keystore.keep('map.tianditu', MAP_KEY));
    expect(valueOf(await open([system, keyFile()])).read('map.tianditu')).toBe(MAP_KEY);
    await expect(stat(keyPath)).rejects.toThrow('ENOENT');
  });

  test('that is not there leaves the key file', async () => {
    const none = createOperatingSystemGuard({ ...systemSecrets(), isAvailable: async () => false });
    const broken = createOperatingSystemGuard({ ...systemSecrets(), isAvailable: async () => Promise.reject(new Error('no bus')) });
    expect(valueOf(await open([none, broken, keyFile()])).guard).toBe('keyFile');
    expect(reasonOf(await open([none]))).toBe('guardUnavailable');
  });

  test('keeps what was sealed under it from any other, and says which is wanted', async () => {
    valueOf(await (valueOf(await open([createOperatingSystemGuard(systemSecrets()), keyFile()]))).keep('map.tianditu', MAP_KEY));
    expect(reasonOf(await open([keyFile()]))).toBe('guardUnavailable');
    expect(reasonOf(await open([createOperatingSystemGuard(systemSecrets()), keyFile()]))).toBe('keyWrong');
  });

  test('does not take over what a key file guards', async () => {
    await (await withSecret()).dispose();
    expect(valueOf(await open([createOperatingSystemGuard(systemSecrets()), keyFile()])).guard).toBe('keyFile');
  });

  test('that never answers is given up, and asked to stop', async () => {
    let wasStopped = false;
    const silent: OperatingSystemSecrets = {
      ...systemSecrets(),
      encrypt: async (_text, signal) => {
        signal.addEventListener('abort', () => (wasStopped = true));
        return new Promise(() => undefined);
      },
    };
    const opening = open([createOperatingSystemGuard(silent), keyFile()]);
    await new Promise((resolve) => setTimeout(resolve, 20));
    clock.pass(60_000);
    expect(reasonOf(await opening)).toBe('guardUnavailable');
    expect(wasStopped).toBe(true);
  });
});
