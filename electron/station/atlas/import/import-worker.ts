// Entry of the import worker: reads, guesses and converts one file off the station's thread.
import { parentPort } from 'node:worker_threads';
import { failure } from '../../../../shared/kernel/result.ts';
import { openImportDesk, type DeskCall, type ImportDesk } from './import-desk.ts';
import { BATCHES_AHEAD, type WorkerReply, type WorkerRequest } from './import-wire.ts';

const HEARTBEAT_MS = 1000;

/** Lets so many batches go ahead of their acknowledgement. */
interface Gate {
  readonly pass: () => Promise<void>;
  readonly open: () => void;
}

const gate = (ahead: number): Gate => {
  let free = ahead;
  let waiting: (() => void) | null = null;
  return {
    pass: async () => {
      if (free === 0) await new Promise<void>((resolve) => (waiting = resolve));
      free -= 1;
    },
    open: () => {
      free += 1;
      const wake = waiting;
      waiting = null;
      wake?.();
    },
  };
};

interface Running {
  readonly controller: AbortController;
  readonly gate: Gate;
}

const serve = (post: (reply: WorkerReply) => void): ((request: WorkerRequest) => Promise<void>) => {
  const running = new Map<number, Running>();
  let desk: ImportDesk | null = null;

  const during = async (id: number, work: (call: DeskCall, gate: Gate) => Promise<WorkerReply>): Promise<void> => {
    const call: Running = { controller: new AbortController(), gate: gate(BATCHES_AHEAD) };
    running.set(id, call);
    let done = 0;
    const heartbeat = setInterval(() => post({ type: 'progress', id, done }), HEARTBEAT_MS);
    const onProgress = (progress: number): void => {
      done = progress;
    };
    const reply = await work({ signal: call.controller.signal, onProgress }, call.gate);
    clearInterval(heartbeat);
    running.delete(id);
    post(reply);
  };

  const openFile = (id: number, request: Extract<WorkerRequest, { type: 'open' }>['request']): Promise<void> =>
    during(id, async (call) => {
      const opened = await openImportDesk(request, call);
      if (!opened.ok) return { type: 'opened', id, result: opened };
      desk = opened.value;
      return { type: 'opened', id, result: await desk.report(call) };
    });

  return async (message) => {
    const { id } = message;
    const opened = desk;
    if (message.type === 'ready') running.get(id)?.gate.open();
    else if (message.type === 'cancel') {
      running.get(id)?.controller.abort();
      running.get(id)?.gate.open();
    } else if (message.type === 'open') await openFile(id, message.request);
    else if (message.type === 'guess') {
      await during(id, async (call) => ({ type: 'guessed', id, result: await (opened?.guess(message.sheet, message.kind, call) ?? failure({ reason: 'noSuchSheet' })) }));
    } else if (message.type === 'preview') {
      await during(id, async (call) => ({ type: 'previewed', id, result: await (opened?.preview(message.request, call) ?? failure({ reason: 'noSuchSheet' })) }));
    } else {
      await during(id, async (call, turn) => {
        const sink = async (rows: Extract<WorkerReply, { type: 'batch' }>['rows'], done: number): Promise<void> => {
          await turn.pass();
          if (!call.signal.aborted) post({ type: 'batch', id, rows, done });
        };
        return { type: 'converted', id, result: await (opened?.convert(message.request, sink, call) ?? failure({ reason: 'noSuchSheet' })) };
      });
    }
  };
};

const port = parentPort;
if (port !== null) {
  const answer = serve((reply) => port.postMessage(reply));
  // Messages come from the importer of this same program: the type is its own.
  port.on('message', (request: WorkerRequest) => {
    answer(request).catch((error: unknown) => {
      // A bug: let the thread die of it, so that the importer says the worker was lost.
      setImmediate(() => {
        throw error;
      });
    });
  });
}
