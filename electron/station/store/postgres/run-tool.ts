// Runs one of PostgreSQL's own programs to its end: with the connection in its environment, never on its command line.
import { spawn } from 'node:child_process';
import pg from 'pg';
import { type StoreFailure, StoreUnavailable } from '../store.ts';

const MOST_COMPLAINT = 4_000;
const GRACE_MS = 5_000;

/** How libpq is told of a connection; a password on the command line could be read by everyone on the machine. */
export const connectionEnvironment = (url: string): NodeJS.ProcessEnv => {
  const { host, port, user, database, password } = new pg.Client({ connectionString: url });
  const sslMode = /[?&]sslmode=([a-z-]+)/.exec(url)?.[1];
  return {
    ...process.env,
    PGHOST: host,
    PGPORT: String(port),
    ...(user !== undefined && { PGUSER: user }),
    ...(database !== undefined && { PGDATABASE: database }),
    ...(typeof password === 'string' && { PGPASSWORD: password }),
    ...(sslMode !== undefined && { PGSSLMODE: sslMode }),
  };
};

export type ToolEnd =
  | { readonly state: 'done' }
  | { readonly state: 'missing' }
  | { readonly state: 'failed'; readonly complaint: string };

interface ToolCall {
  readonly program: 'pg_dump' | 'pg_restore';
  readonly parameters: readonly string[];
  readonly environment: NodeJS.ProcessEnv;
  /** Each piece of the program's output; none is kept here. */
  readonly onOutput?: (text: string) => void;
  readonly signal?: AbortSignal | undefined;
}

/** Rejects when aborted, with the program stopped. */
export const runTool = async ({ program, parameters, environment, onOutput, signal }: ToolCall): Promise<ToolEnd> => {
  signal?.throwIfAborted();
  const child = spawn(program, parameters, { env: environment, stdio: ['ignore', 'pipe', 'pipe'] });
  const ended = Promise.withResolvers<ToolEnd>();
  let complaint = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => onOutput?.(text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    complaint = (complaint + text).slice(-MOST_COMPLAINT);
  });
  child.once('error', (error) => {
    const isMissing = 'code' in error && error.code === 'ENOENT';
    ended.resolve(isMissing ? { state: 'missing' } : { state: 'failed', complaint: error.message });
  });
  child.once('close', (code) => ended.resolve(code === 0 ? { state: 'done' } : { state: 'failed', complaint: complaint.trim() }));
  let patience: NodeJS.Timeout | undefined;
  const stop = (): void => {
    child.kill('SIGTERM');
    patience = setTimeout(() => child.kill('SIGKILL'), GRACE_MS);
  };
  signal?.addEventListener('abort', stop, { once: true });
  try {
    const end = await ended.promise;
    signal?.throwIfAborted();
    return end;
  } finally {
    signal?.removeEventListener('abort', stop);
    clearTimeout(patience);
  }
};

/** A tool that failed says why only in words. */
const toolFailure = (program: string, end: Exclude<ToolEnd, { readonly state: 'done' }>): StoreFailure => {
  if (end.state === 'missing') return { reason: 'unreachable', detail: `${program} is not on PATH; install the PostgreSQL client programs` };
  const detail = `${program}: ${end.complaint}`;
  return /No space left on device/.test(end.complaint) ? { reason: 'diskFull', detail } : { reason: 'unreachable', detail };
};

/** Throws what a tool that did not end well means for the store. */
export const insistDone = (program: string, end: ToolEnd): void => {
  if (end.state !== 'done') throw new StoreUnavailable(toolFailure(program, end));
};
