// Entry of the import worker: reads, guesses and converts one file off the station's thread.
import { parentPort } from 'node:worker_threads';
import { assertNever } from '../../../../shared/kernel/assert-never.ts';
import { failure } from '../../../../shared/kernel/result.ts';
import { openImportDesk, type BatchSink, type DeskCall, type ImportDesk } from './import-desk.ts';
import { BATCHES_AHEAD, type ConvertRequest, type OpenRequest, type WorkerReply, type WorkerRequest } from './import-wire.ts';

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

type Post = (reply: WorkerReply) => void;

interface Requests {
  /** Runs one request with a heartbeat and posts what comes of it. */
  readonly during: (id: number, work: (call: DeskCall, gate: Gate) => Promise<WorkerReply>) => Promise<void>;
  readonly ready: (id: number) => void;
  readonly cancel: (id: number) => void;
}

const requestsOf = (post: Post): Requests => {
  const running = new Map<number, Running>();
  return {
    during: async (id, work) => {
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
    },
    ready: (id) => running.get(id)?.gate.open(),
    cancel: (id) => {
      running.get(id)?.controller.abort();
      running.get(id)?.gate.open();
    },
  };
};

const notOpened = failure({ reason: 'noSuchSheet' } as const);

const convertReply = async (desk: ImportDesk | null, id: number, request: ConvertRequest, call: DeskCall, turn: Gate, post: Post): Promise<WorkerReply> => {
  const sink: BatchSink = async (rows, done) => {
    await turn.pass();
    if (!call.signal.aborted) post({ type: 'batch', id, rows: JSON.stringify(rows), done });
  };
  return { type: 'converted', id, result: await (desk?.convert(request, sink, call) ?? notOpened) };
};

const serve = (post: Post): ((request: WorkerRequest) => Promise<void>) => {
  const requests = requestsOf(post);
  let desk: ImportDesk | null = null;
  const openReply = async (id: number, request: OpenRequest, call: DeskCall): Promise<WorkerReply> => {
    const opened = await openImportDesk(request, call);
    if (!opened.ok) return { type: 'opened', id, result: opened };
    desk = opened.value;
    return { type: 'opened', id, result: await desk.report(call) };
  };
  return async (message) => {
    const { id } = message;
    const opened = desk;
    switch (message.type) {
      case 'ready':
        return requests.ready(id);
      case 'cancel':
        return requests.cancel(id);
      case 'open':
        return requests.during(id, (call) => openReply(id, message.request, call));
      case 'guess':
        return requests.during(id, async (call) => ({ type: 'guessed', id, result: await (opened?.guess(message.sheet, message.kind, call) ?? notOpened) }));
      case 'preview':
        return requests.during(id, async (call) => ({ type: 'previewed', id, result: await (opened?.preview(message.request, call) ?? notOpened) }));
      case 'convert':
        return requests.during(id, (call, turn) => convertReply(opened, id, message.request, call, turn, post));
      default:
        return assertNever(message);
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
