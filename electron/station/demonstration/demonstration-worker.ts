// The generator in a thread of its own: one batch at a time, the next only when the station has taken the last.
import { parentPort, workerData } from 'node:worker_threads';
import { generateCounty, type DemonstrationBatch } from './generate-county.ts';
import type { DemonstrationMessage, DemonstrationOrder } from './demonstration-wire.ts';

const SOURCE = '演练数据';

const port = parentPort;
if (port === null) throw new Error('the generator runs in a worker thread');

// Sent by fill-demonstration.ts of this same program.
const order = workerData as DemonstrationOrder;

const send = (message: DemonstrationMessage): void => port.postMessage(message);

const taken = (): Promise<void> => new Promise((resolve) => port.once('message', () => resolve()));

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
  const answer = taken();
  send(message);
  await answer;
}
send({ type: 'done' });
port.unref();
