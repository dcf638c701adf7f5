// Every so often: writes down who was active, ends the sessions nobody used, and carries out sign-outs the store missed.
import type { AsyncDisposable, Disposable } from '../../../shared/kernel/disposable.ts';
import type { PeopleEntry } from '../../../shared/contract/people-entries.ts';
import { isIdle, orNull, type SessionDesk } from './session-desk.ts';
import { endSessionsAt, idleSittings, touchSessions, type Sitting } from './session-ledger.ts';
import { change, write } from './store-refusal.ts';

const SITTINGS_AT_ONCE = 1_000;

const writeActivity = async ({ store, activity }: SessionDesk): Promise<void> => {
  const uses = activity.takeUnwritten();
  if (uses.length === 0) return;
  // Lost where the store cannot write: the next use is written down again.
  await write(store, async (transaction) => {
    for (const use of uses) await touchSessions(transaction, use);
  });
};

const expire = async ({ store }: SessionDesk, { seat, personId }: Sitting): Promise<void> => {
  const payload: PeopleEntry<'sessionExpired'> = { personId };
  await change(store, { seat, person: personId, operation: 'sessionExpired', payload }, async (transaction) => {
    await endSessionsAt(transaction, personId, seat);
    return null;
  });
};

const endRevoked = async ({ store, revoked }: SessionDesk): Promise<void> => {
  for (const [key, { personId, seat, atMs }] of revoked) {
    const written = await write(store, async (transaction) => endSessionsAt(transaction, personId, seat, atMs));
    if (written.ok) revoked.delete(key);
  }
};

const sweep = async (desk: SessionDesk, isStopped: () => boolean): Promise<void> => {
  const { store, clock, settings, register } = desk;
  await writeActivity(desk);
  await endRevoked(desk);
  for (const sitting of await idleSittings(store.read, clock.now() - settings.sessionIdleMs, SITTINGS_AT_ONCE)) {
    if (isStopped()) return;
    if (isIdle(desk, sitting, await register.find(store.read, sitting.personId))) await expire(desk, sitting);
  }
};

/** Sweeps again `sweepMs` after each sweep has ended; disposing waits for the one that runs. */
export const startSweeping = (desk: SessionDesk, onFault: (error: unknown) => void): AsyncDisposable => {
  let isStopped = false;
  let running: Promise<void> = Promise.resolve();
  const run = async (): Promise<void> => {
    try {
      await orNull(async () => sweep(desk, () => isStopped));
    } catch (error) {
      onFault(error);
    }
    if (!isStopped) timer = wait();
  };
  const wait = (): Disposable => desk.clock.after(desk.settings.sweepMs, () => (running = run()));
  let timer = wait();
  return {
    dispose: async () => {
      isStopped = true;
      timer.dispose();
      await running;
    },
  };
};
