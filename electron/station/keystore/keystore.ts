// The station's secrets by name: map keys, camera passwords, signing keys. On disk they are sealed; their key lies elsewhere.
import type { Clock } from '../../../shared/kernel/clock.ts';
import { failure, type Result, success } from '../../../shared/kernel/result.ts';
import type { Milliseconds } from '../../../shared/kernel/units.ts';
import { KEY_BYTES, type KeyGuard, type KeystoreFailure } from './key-guard.ts';
import { readPrivate, replacePrivate } from './private-file.ts';
import { NONCE_BYTES } from './sealed-box.ts';
import { decodeVault, encodeVault, type Secrets, sealSecrets, unsealSecrets } from './vault.ts';

const NAME = /^[a-z][A-Za-z0-9./_-]{0,119}$/;
const SECRET_BYTES = 65_536;
const SEALED_BYTES = 4 * 1_048_576;
const VAULT_BYTES = 2 * SEALED_BYTES;
const WRITES_WAITING = 100;
/** A keyring may first ask its owner for the password. */
const GUARD_MS = 60_000;

export interface KeystoreOptions {
  /** The file of secrets. */
  readonly path: string;
  /** Best first. Secrets once sealed stay with the kind they were sealed under. */
  readonly guards: readonly KeyGuard[];
  readonly clock: Clock;
  /** From a cryptographic source. */
  readonly randomBytes: (count: number) => Uint8Array;
  readonly guardMs?: Milliseconds;
}

/** Names are `map.tianditu`, `camera/<id>`: a letter, then letters, digits and `. / _ -`, 120 at most; another throws. */
export interface Keystore {
  readonly guard: KeyGuard['kind'];
  /** Null where there is no secret of that name. */
  readonly read: (name: string) => string | null;
  readonly names: () => readonly string[];
  /** On disk once resolved; a failure leaves what was. */
  readonly keep: (name: string, secret: string) => Promise<Result<null, KeystoreFailure>>;
  readonly remove: (name: string) => Promise<Result<null, KeystoreFailure>>;
  /** Forgets secrets and key; what is being written is finished. */
  readonly dispose: () => Promise<void>;
}

interface Opened {
  readonly guard: KeyGuard['kind'];
  readonly key: Uint8Array;
  readonly wrappedKey: Uint8Array;
  readonly secrets: Secrets;
}

type Asked<T> = (signal: AbortSignal) => Promise<Result<T, KeystoreFailure>>;

const askGuard = async <T>({ clock, guardMs = GUARD_MS }: KeystoreOptions, ask: Asked<T>): Promise<Result<T, KeystoreFailure>> => {
  const late = Promise.withResolvers<Result<T, KeystoreFailure>>();
  const controller = new AbortController();
  const timer = clock.after(guardMs, () => {
    controller.abort();
    late.resolve(failure({ reason: 'guardUnavailable', detail: `no answer within ${guardMs} ms` }));
  });
  try {
    return await Promise.race([ask(controller.signal), late.promise]);
  } finally {
    timer.dispose();
  }
};

const isAvailable = async (options: KeystoreOptions, guard: KeyGuard): Promise<boolean> => {
  const answer = await askGuard(options, async (signal) => success(await guard.isAvailable(signal).catch(() => false)));
  return answer.ok && answer.value;
};

const begin = async (options: KeystoreOptions): Promise<Result<Opened, KeystoreFailure>> => {
  const key = options.randomBytes(KEY_BYTES);
  for (const guard of options.guards) {
    if (!(await isAvailable(options, guard))) continue;
    const wrapped = await askGuard(options, async (signal) => guard.wrap(key, signal));
    return wrapped.ok ? success({ guard: guard.kind, key, wrappedKey: wrapped.value, secrets: new Map() }) : wrapped;
  }
  return failure({ reason: 'guardUnavailable', detail: 'nothing on this machine can guard a key' });
};

const resume = async (options: KeystoreOptions, bytes: Uint8Array): Promise<Result<Opened, KeystoreFailure>> => {
  const vault = decodeVault(bytes);
  if (!vault.ok) return vault;
  const { guard: kind, wrappedKey, sealed } = vault.value;
  const guard = options.guards.find((candidate) => candidate.kind === kind);
  if (guard === undefined || !(await isAvailable(options, guard)))
    return failure({ reason: 'guardUnavailable', detail: `the secrets were sealed under ${kind}, which does not answer here` });
  const key = await askGuard(options, async (signal) => guard.unwrap(wrappedKey, signal));
  if (!key.ok) return key;
  if (key.value.length !== KEY_BYTES) return failure({ reason: 'keyWrong', detail: 'what was unwrapped is no key' });
  const secrets = unsealSecrets(key.value, sealed);
  return secrets.ok ? success({ guard: kind, key: key.value, wrappedKey, secrets: secrets.value }) : secrets;
};

const checkName = (name: string): void => {
  if (!NAME.test(name)) throw new RangeError('not a name of a secret');
};

type Edit = (held: Secrets) => Secrets;

interface HeldSecrets {
  readonly now: () => Secrets;
  /** One after another; the edit holds once it is on disk. */
  readonly edit: (edit: Edit) => Promise<Result<null, KeystoreFailure>>;
  readonly forget: () => Promise<void>;
}

const hold = ({ path, randomBytes }: KeystoreOptions, { guard, key, wrappedKey, secrets: first }: Opened): HeldSecrets => {
  let secrets = first;
  let tail: Promise<unknown> = Promise.resolve();
  let waiting = 0;
  let isClosed = false;

  const write = async (edit: Edit): Promise<Result<null, KeystoreFailure>> => {
    if (isClosed) return failure({ reason: 'unwritable', detail: 'the keystore is closed' });
    const next = edit(secrets);
    const sealed = sealSecrets(key, next, randomBytes(NONCE_BYTES));
    if (sealed.length > SEALED_BYTES) return failure({ reason: 'tooLarge', detail: `all secrets together are longer than ${SEALED_BYTES} bytes` });
    const written = await replacePrivate(path, encodeVault({ guard, wrappedKey, sealed }));
    if (!written.ok) return failure({ reason: 'unwritable', detail: `${path}: ${written.error}` });
    secrets = next;
    return success(null);
  };

  return {
    now: () => secrets,
    edit: async (edit) => {
      if (waiting >= WRITES_WAITING) return failure({ reason: 'unwritable', detail: `${WRITES_WAITING} writes are already waiting` });
      waiting += 1;
      const turn = tail.then(async () => write(edit)).finally(() => (waiting -= 1));
      tail = turn.catch(() => undefined);
      return turn;
    },
    forget: async () => {
      await tail;
      isClosed = true;
      secrets = new Map();
      key.fill(0);
    },
  };
};

const keystoreOver = (guard: KeyGuard['kind'], held: HeldSecrets): Keystore => ({
  guard,
  read: (name) => held.now().get(name) ?? null,
  names: () => [...held.now().keys()].toSorted(),
  keep: async (name, secret) => {
    checkName(name);
    if (Buffer.byteLength(secret) > SECRET_BYTES) return failure({ reason: 'tooLarge', detail: `a secret is longer than ${SECRET_BYTES} bytes` });
    return held.edit((secrets) => new Map([...secrets, [name, secret]]));
  },
  remove: async (name) => {
    checkName(name);
    return held.edit((secrets) => new Map([...secrets].filter(([kept]) => kept !== name)));
  },
  dispose: held.forget,
});

/** A failure leaves everything as it was found; a station goes on without its secrets and says which are missing and why. */
export const createKeystore = async (options: KeystoreOptions): Promise<Result<Keystore, KeystoreFailure>> => {
  const file = await readPrivate(options.path, VAULT_BYTES);
  if (!file.ok) return failure({ reason: 'unreadable', detail: `${options.path}: ${file.error}` });
  const opened = file.value === null ? await begin(options) : await resume(options, file.value.bytes);
  return opened.ok ? success(keystoreOver(opened.value.guard, hold(options, opened.value))) : opened;
};
