// Fills a new demonstration station: the county is generated in a worker, staged out of sight, and published by one entry.
import { Worker } from 'node:worker_threads';
import type { Atlas } from './atlas/atlas.ts';
import type { StagedBatch } from './atlas/bulk.ts';
import type { DemonstrationMessage, DemonstrationOrder } from './demonstration/demonstration-wire.ts';
import type { FeatureOptions } from './station-options.ts';

const SEAT = 'station';
const OPERATION = 'generateDemonstration';

const take = async (atlas: Atlas, batch: StagedBatch, message: DemonstrationMessage): Promise<void> => {
  if (message.type === 'terrain') {
    const saved = await atlas.terrain.save(message.grid);
    if (!saved.ok) throw new Error(`terrain: ${saved.error.reason}`);
    return;
  }
  const taken =
    message.type === 'things' ? await batch.addThings(message.things) : message.type === 'residents' ? await batch.addResidents(message.residents, message.statement) : null;
  if (taken !== null && !taken.ok) throw new Error(`${message.type}: ${JSON.stringify(taken.error)}`);
};

/** Taken one after another; each `taken` lets the worker send another, so nothing heaps up between them. */
const receiveAll = (worker: Worker, options: FeatureOptions, onMessage: (message: DemonstrationMessage) => Promise<void>): Promise<void> =>
  new Promise((resolve, reject) => {
    let queue: Promise<void> = Promise.resolve();
    worker.on('message', (message: DemonstrationMessage) => {
      if (options.isClosing()) return reject(new Error('the station is closing'));
      if (message.type === 'done') return void queue.then(resolve, reject);
      if (message.type === 'progress') return options.onProgress(message.fraction, message.stage);
      queue = queue.then(() => onMessage(message)).then(() => worker.postMessage('taken'));
      queue.catch(reject);
    });
    worker.on('error', reject);
    worker.on('exit', (code) => void queue.then(() => reject(new Error(`the generator ended with ${code}`)), reject));
  });

/** Does nothing where the county is already there; a half made one was never published and is swept away. */
export const fillDemonstration = async (options: FeatureOptions, atlas: Atlas): Promise<void> => {
  const made = await atlas.bulk.listBatches();
  if (made.some((batch) => batch.published_seq !== null)) return;
  const staged = await atlas.bulk.stageBatch('演练县');
  if (!staged.ok) throw new Error(`demonstration: ${staged.error.reason}`);
  const order: DemonstrationOrder = { seed: options.seed, townships: options.townships, asOf: new Date(options.clock.now()).toISOString().slice(0, 10) };
  const worker = new Worker(options.locate('demonstration'), { workerData: order });
  try {
    await receiveAll(worker, options, (message) => take(atlas, staged.value, message));
    const published = await staged.value.publish({ seat: SEAT, person: null, operation: OPERATION, payload: { ...order } });
    if (!published.ok) throw new Error(`demonstration: ${published.error.reason}`);
  } catch (error) {
    await staged.value.abandon();
    throw error;
  } finally {
    await worker.terminate();
  }
};
