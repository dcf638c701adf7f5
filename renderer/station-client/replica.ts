// What this seat has heard, kept on its own disk: shown at once at the next start and while the station is away.
import { Dexie, type Table } from 'dexie';
import { canonicalJson, type Json } from '../../shared/kernel/json.ts';

const ANSWER_LIMIT = 6_000;
const TRIM_EVERY = 200;

interface HeldAnswer {
  readonly key: string;
  readonly value: unknown;
  readonly heardAt: number;
}

interface HeldStream {
  readonly key: string;
  readonly epoch: string;
  readonly number: number;
  readonly value: unknown;
  readonly heardAt: number;
}

/** A command that waits for the station; it is marked “not yet saved” wherever it shows. */
export interface WaitingCommand {
  readonly commandId: string;
  readonly operation: string;
  readonly input: unknown;
  readonly madeAt: number;
}

export interface Replica {
  /** From now on reads and keeps what this person heard; nobody reads on with another's rights. */
  readonly setOwner: (personId: string | null) => void;
  /** Forgets everything the present owner heard; what waits to be sent stays. */
  readonly forget: () => Promise<void>;
  readonly answer: (operation: string, input: unknown) => Promise<HeldAnswer | undefined>;
  readonly keepAnswer: (operation: string, input: unknown, value: unknown, heardAt: number) => void;
  readonly stream: (name: string, parameters: unknown) => Promise<HeldStream | undefined>;
  readonly keepStream: (name: string, parameters: unknown, held: Omit<HeldStream, 'key'>) => void;
  readonly waiting: () => Promise<readonly WaitingCommand[]>;
  readonly keepWaiting: (command: WaitingCommand) => Promise<void>;
  readonly dropWaiting: (commandId: string) => Promise<void>;
  readonly dispose: () => void;
}

class ReplicaDatabase extends Dexie {
  declare answers: Table<HeldAnswer, string>;
  declare streams: Table<HeldStream, string>;
  declare waiting: Table<WaitingCommand, string>;
  constructor(name: string) {
    super(name);
    this.version(1).stores({ answers: 'key, heardAt', streams: 'key', waiting: 'commandId, madeAt' });
  }
}

const keyOf = (owner: string, name: string, input: unknown): string => `${owner} ${name} ${canonicalJson(JSON.parse(JSON.stringify(input)) as Json)}`;

const END_OF_KEYS = '\uffff';

/** One database for each place, its entries apart by person. Failing storage only costs the replica. */
export const openReplica = (place: string): Replica => {
  const database = new ReplicaDatabase(`fenghuotai-${place}`);
  let owner = '';
  let puts = 0;
  const ignoreStorageLoss = (): undefined => undefined;

  const trim = async (): Promise<void> => {
    const excess = (await database.answers.count()) - ANSWER_LIMIT;
    if (excess > 0) await database.answers.orderBy('heardAt').limit(excess).delete();
  };

  return {
    setOwner: (personId) => void (owner = personId ?? ''),
    forget: async () => {
      const [from, to] = [`${owner} `, `${owner} ${END_OF_KEYS}`];
      await database.answers.where('key').between(from, to).delete().catch(ignoreStorageLoss);
      await database.streams.where('key').between(from, to).delete().catch(ignoreStorageLoss);
    },
    answer: (operation, input) => database.answers.get(keyOf(owner, operation, input)).catch(ignoreStorageLoss),
    keepAnswer: (operation, input, value, heardAt) => {
      puts += 1;
      void database.answers
        .put({ key: keyOf(owner, operation, input), value, heardAt })
        .then(() => (puts % TRIM_EVERY === 0 ? trim() : undefined))
        .catch(ignoreStorageLoss);
    },
    stream: (name, parameters) => database.streams.get(keyOf(owner, name, parameters)).catch(ignoreStorageLoss),
    keepStream: (name, parameters, held) => void database.streams.put({ key: keyOf(owner, name, parameters), ...held }).catch(ignoreStorageLoss),
    waiting: () => database.waiting.orderBy('madeAt').toArray(),
    keepWaiting: async (command) => void (await database.waiting.put(command)),
    dropWaiting: (commandId) => database.waiting.delete(commandId),
    dispose: () => database.close(),
  };
};
