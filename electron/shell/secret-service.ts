// Answers the station's questions to the operating system's secret store, which Electron opens in the main process alone.
import type { SafeStorage } from 'electron';
import { assertNever } from '../../shared/kernel/assert-never.ts';
import type { SecretAnswer, SecretTask } from './station-wire.ts';

export type SecretStore = Pick<SafeStorage, 'isAsyncEncryptionAvailable' | 'getSelectedStorageBackend' | 'encryptStringAsync' | 'decryptStringAsync'>;

/** On Linux without a keyring safeStorage seals with a password everybody knows: that is no secret store. */
const isReal = async (store: SecretStore, platform: NodeJS.Platform): Promise<boolean> => {
  if (!(await store.isAsyncEncryptionAvailable())) return false;
  return platform !== 'linux' || !['basic_text', 'unknown'].includes(store.getSelectedStorageBackend());
};

const perform = async (store: SecretStore, platform: NodeJS.Platform, task: SecretTask): Promise<SecretAnswer> => {
  switch (task.verb) {
    case 'isAvailable':
      return isReal(store, platform);
    case 'encrypt':
      return store.encryptStringAsync(task.text);
    case 'decrypt':
      return (await store.decryptStringAsync(Buffer.from(task.sealed))).result;
    default:
      return assertNever(task);
  }
};

export const answerSecret = (store: SecretStore, platform: NodeJS.Platform, task: SecretTask): Promise<SecretAnswer> => perform(store, platform, task).catch(() => null);
