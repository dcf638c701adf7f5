// A station's worth of writing, made to be killed: changes a store as fast as it can and says so on its output.
import { writeSync } from 'node:fs';
import { sql } from 'kysely';
import { openStore } from '../../electron/station/store/open-store.ts';
import { ChangeRefused, type Store } from '../../electron/station/store/store.ts';
import { systemClock } from '../../electron/station/system.ts';
import { type Halves, halvesMigration, writeHalves } from './halves.ts';

/** Straight to the pipe: what has been said has left the process, whatever happens to it next. */
const say = (line: string): void => void writeSync(1, `${line}\n`);

const ask = async (store: Store, commandId: string, size: number) =>
  store.change<Halves>({ seat: 'writer', person: null, operation: 'writeHalves', payload: 'x'.repeat(size), commandId }, writeHalves);

/** Written without waiting for the disk; the change after it must be on disk all the same. */
const stageSomething = async (store: Store): Promise<void> => {
  const staged = await store.stage(async (transaction) => sql`update journal_head set probed = probed + 1`.execute(transaction));
  if (!staged.ok) throw new Error(JSON.stringify(staged.error));
};

/** Asks, acknowledges, asks some again, and lets some be refused when half done. */
const work = async (store: Store, worker: string, changes: number): Promise<void> => {
  for (let number = 0; number < changes; number += 1) {
    const commandId = `${worker}-${number}`;
    say(`ask ${commandId}`);
    if (number % 3 === 2) await stageSomething(store);
    const changed = await ask(store, commandId, (number * 7_919) % 9_000);
    if (!changed.ok) throw new Error(JSON.stringify(changed.error));
    say(`ack ${commandId} ${changed.value.entry.sequence}`);
    if (number % 5 === 4) {
      const again = await ask(store, commandId, 1);
      if (!again.ok || !again.value.repeated) throw new Error(`${commandId} was written twice`);
    }
    if (number % 7 === 6)
      await store.change({ seat: 'writer', person: null, operation: 'refuse', payload: null }, async (transaction, sequence, time) => {
        await writeHalves(transaction, sequence, time);
        throw new ChangeRefused('half done');
      });
  }
};

const [folder, run, workers = '4', changes = '1000000'] = process.argv.slice(2);
if (folder === undefined || run === undefined) throw new Error('which folder, which run?');
const opened = await openStore({ engine: 'sqlite', folder }, { migrations: [halvesMigration], clock: systemClock });
if (!opened.ok) throw new Error(JSON.stringify(opened.error));
say('open');
await Promise.all(Array.from({ length: Number(workers) }, async (_, worker) => work(opened.value, `${run}.${worker}`, Number(changes))));
await opened.value.dispose();
say('closed');
