// Changing the store: one entry and its ledgers in one transaction, the first outcome for a repeated command.
import type { Json } from '../../../shared/kernel/json.ts';
import { failure } from '../../../shared/kernel/result.ts';
import { sealEntry, storedText } from './seal-entry.ts';
import { inTurn, requiredHead, type StoreDesk, tellOf } from './store-desk.ts';
import { type Changed, ChangeRefused, type JournalEntry, type NewEntry, type Store, type Transaction } from './store.ts';
import type { StoreEngine } from './store-engine.ts';
import { within } from './within.ts';

type Apply<T> = (transaction: Transaction, sequence: number, time: string) => Promise<T>;

const repeatOf = <T extends Json>(entry: JournalEntry, asked: NewEntry, outcome: string): Changed<T> => {
  if (entry.operation !== asked.operation)
    throw new Error(`command id ${asked.commandId} was used for ${entry.operation} and now for ${asked.operation}`);
  // The text was made from a T by the change that first bore this command id and this operation.
  return { entry, outcome: JSON.parse(outcome) as T, repeated: true };
};

const changeInside = async <T extends Json>(
  { statements, clock, limits }: StoreDesk,
  transaction: Transaction,
  asked: NewEntry,
  apply: Apply<T>,
): Promise<Changed<T>> => {
  const head = requiredHead(await statements.lockHead(transaction));
  const { commandId } = asked;
  if (commandId !== undefined) {
    const first = await statements.findOutcome(transaction, commandId);
    if (first !== undefined) return repeatOf<T>(first.entry, asked, first.outcome);
  }
  const time = new Date(clock.now()).toISOString();
  const entry = sealEntry(head, asked, storedText(asked.payload, 'the payload', limits.textBytes), time);
  await statements.append(transaction, entry);
  const outcome = await apply(transaction, entry.sequence, time);
  if (commandId !== undefined)
    await statements.keepOutcome(transaction, commandId, entry.sequence, storedText(outcome, 'the outcome', limits.textBytes));
  return { entry, outcome, repeated: false };
};

export const createChange =
  (desk: StoreDesk): Store['change'] =>
  async (asked, apply) => {
    const { engine, clock, limits } = desk;
    const limited = async (transaction: Transaction) =>
      within(clock, limits.changeMs, `the change ${asked.operation}`, changeInside(desk, transaction, asked, apply));
    try {
      const changed = await inTurn(
        desk,
        async () => engine.transact(limited),
        async ({ entry }) => tellOf(desk, entry),
      );
      return changed.ok ? changed : failure({ reason: 'store', failure: changed.error });
    } catch (error) {
      if (!(error instanceof ChangeRefused)) throw error;
      return failure({ reason: 'refused', refusal: error.refusal });
    }
  };

export const createWrite =
  (desk: StoreDesk, transact: StoreEngine['transact']): Store['write'] =>
  async (apply) =>
    inTurn(desk, async () => transact((transaction) => within(desk.clock, desk.limits.changeMs, 'a write', apply(transaction))));
