// The keystore over the operating system's secret store, asked across processes.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createOperatingSystemGuard } from '../station/keystore/key-guard.ts';
import { createKeyFileGuard } from '../station/keystore/key-file.ts';
import { createKeystore } from '../station/keystore/keystore.ts';
import { randomBytes, systemClock } from '../station/system.ts';
import { createRemoteSecrets, type RemoteSecrets } from './remote-secrets.ts';
import { answerSecret, type SecretStore } from './secret-service.ts';

/** A secret store of one password, turned over byte by byte, that forgets what another password sealed. */
const storeOf = (password: number, backend: ReturnType<SecretStore['getSelectedStorageBackend']> = 'gnome_libsecret'): SecretStore => ({
  isAsyncEncryptionAvailable: async () => true,
  getSelectedStorageBackend: () => backend,
  encryptStringAsync: async (text) => Buffer.from([password, ...Buffer.from(text).map((byte) => byte ^ password)]),
  decryptStringAsync: async (sealed) => {
    if (sealed[0] !== password) throw new Error('another password');
    return { shouldReEncrypt: false, result: Buffer.from(sealed.subarray(1).map((byte) => byte ^ password)).toString() };
  },
});

const joined = (store: SecretStore, platform: NodeJS.Platform = 'linux'): RemoteSecrets => {
  const remote: RemoteSecrets = createRemoteSecrets((id, task) => void answerSecret(store, platform, structuredClone(task)).then((answer) => remote.answered(id, structuredClone(answer))));
  return remote;
};

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'fenghuotai-secrets-'));
});
afterEach(async () => {
  await rm(folder, { recursive: true, force: true });
});

const keystoreOver = (store: SecretStore, platform: NodeJS.Platform = 'linux') =>
  createKeystore({
    path: join(folder, 'data', 'secrets.json'),
    guards: [createOperatingSystemGuard(joined(store, platform).secrets), createKeyFileGuard({ path: join(folder, 'station.key'), outside: [join(folder, 'data')], randomBytes })],
    clock: systemClock,
    randomBytes,
  });

describe('the keystore in the desktop application', () => {
  test('is guarded by the operating system and opens again under it', async () => {
    const first = await keystoreOver(storeOf(7));
    if (!first.ok) throw new Error(first.error.reason);
    expect(first.value.guard).toBe('operatingSystem');
    await first.value.keep('map.tianditu', '天地图密钥');
    await first.value.dispose();
    const again = await keystoreOver(storeOf(7));
    expect(again.ok && again.value.read('map.tianditu')).toBe('天地图密钥');
  });

  test('does not open under another user of the operating system', async () => {
    const first = await keystoreOver(storeOf(7));
    if (!first.ok) throw new Error(first.error.reason);
    await first.value.keep('map.tianditu', '天地图密钥');
    expect(await keystoreOver(storeOf(8))).toMatchObject({ ok: false, error: { reason: 'keyWrong' } });
  });

  test('falls back to a key file where the system only pretends to keep secrets', async () => {
    for (const backend of ['basic_text', 'unknown'] as const) {
      const opened = await keystoreOver(storeOf(7, backend));
      expect(opened.ok && opened.value.guard).toBe('keyFile');
    }
  });

  test('does not ask Windows and macOS for the name of a Linux keyring', async () => {
    expect(await answerSecret({ ...storeOf(7), getSelectedStorageBackend: () => 'unknown' }, 'win32', { verb: 'isAvailable' })).toBe(true);
  });
});

test('a question that is not answered ends with the patience of the asker', async () => {
  const remote = createRemoteSecrets(() => undefined);
  const controller = new AbortController();
  const asked = remote.secrets.encrypt('text', controller.signal);
  controller.abort();
  await expect(asked).rejects.toThrow('did not answer in time');
  await expect(remote.secrets.encrypt('text', controller.signal)).rejects.toThrow('did not answer in time');
});
