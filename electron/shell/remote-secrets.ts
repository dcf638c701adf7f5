// The operating system's secret store as the station's process reaches it: through the shell, by question and answer.
import type { OperatingSystemSecrets } from '../station/keystore/key-guard.ts';
import type { SecretAnswer, SecretTask } from './station-wire.ts';

export interface RemoteSecrets {
  readonly secrets: OperatingSystemSecrets;
  readonly answered: (id: number, answer: SecretAnswer) => void;
}

export const createRemoteSecrets = (ask: (id: number, task: SecretTask) => void): RemoteSecrets => {
  const waiting = new Map<number, (answer: SecretAnswer) => void>();
  let lastId = 0;

  /** Rejects where the asker gives up; its signal is the time limit. */
  const answerTo = (task: SecretTask, signal: AbortSignal): Promise<SecretAnswer> => {
    lastId += 1;
    const id = lastId;
    const { promise, resolve, reject } = Promise.withResolvers<SecretAnswer>();
    const giveUp = (): void => {
      waiting.delete(id);
      reject(new Error('the secret store did not answer in time'));
    };
    if (signal.aborted) giveUp();
    else {
      signal.addEventListener('abort', giveUp, { once: true });
      waiting.set(id, (answer) => {
        signal.removeEventListener('abort', giveUp);
        resolve(answer);
      });
      ask(id, task);
    }
    return promise;
  };

  return {
    secrets: {
      isAvailable: async (signal) => (await answerTo({ verb: 'isAvailable' }, signal)) === true,
      encrypt: async (text, signal) => {
        const sealed = await answerTo({ verb: 'encrypt', text }, signal);
        if (!(sealed instanceof Uint8Array)) throw new Error('the secret store took nothing');
        return sealed;
      },
      decrypt: async (sealed, signal) => {
        const text = await answerTo({ verb: 'decrypt', sealed }, signal);
        if (typeof text !== 'string') throw new Error('the secret store gave nothing back');
        return text;
      },
    },
    answered: (id, answer) => {
      waiting.get(id)?.(answer);
      waiting.delete(id);
    },
  };
};
