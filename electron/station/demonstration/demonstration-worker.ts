// The generator in a thread of its own, a few batches ahead of the station that takes them.
import { parentPort, workerData } from 'node:worker_threads';
import { generateCounty, type DemonstrationBatch } from './generate-county.ts';
import type { DemonstrationMessage, DemonstrationOrder } from './demonstration-wire.ts';

const SOURCE = '演练数据';

const port = parentPort;
if (port === null) throw new Error('the generator runs in a worker thread');

// Sent by fill-demonstration.ts of this same program.
const order = workerData as DemonstrationOrder;

const send = (message: DemonstrationMessage): void => port.postMessage(message);

/** Batches that may be under way at once: enough that neither side waits for the other, few enough to fit in memory. */
const AHEAD = 4;

let underWay = 0;
let wake: (() => void) | null = null;

port.on('message', () => {
  underWay -= 1;
  wake?.();
});

const room = async (): Promise<void> => {
  while (underWay >= AHEAD) await new Promise<void>((resolve) => (wake = resolve));
};

/** The station keeps one terrain; a province of several counties is shown without. */
const messageOf = (batch: DemonstrationBatch, isProvince: boolean): DemonstrationMessage | null => {
  if (batch.type === 'county') return null;
  if (batch.type === 'terrain') return isProvince ? null : batch;
  if (batch.type === 'residents') return { ...batch, statement: { source: SOURCE, asOf: order.asOf } };
  return batch;
};

let counties = 0;
const FULL_COUNTY = 16;
for await (const batch of generateCounty({ ...order, onProgress: (fraction, stage) => send({ type: 'progress', fraction, stage }) })) {
  if (batch.type === 'county') counties += 1;
  const message = messageOf(batch, counties > 1 || order.townships > FULL_COUNTY);
  if (message === null) continue;
  await room();
  underWay += 1;
  send(message);
}
send({ type: 'done' });
port.close();
