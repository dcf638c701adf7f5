// A PostgreSQL server of the tests' own, from the machine's binaries, in a temporary folder, gone when they are done.
import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chownSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import pg from 'pg';

export interface PostgresServer {
  readonly url: (database: string) => string;
  readonly createDatabase: () => Promise<string>;
  readonly query: (database: string, statements: readonly string[]) => Promise<void>;
  /** `immediate` is the server's own crash: no goodbye, recovery from its log at the next start. */
  readonly stop: (how: 'fast' | 'immediate') => Promise<void>;
  readonly start: () => Promise<void>;
  readonly remove: () => Promise<void>;
}

const DEBIAN = '/usr/lib/postgresql';

/** The folder with `initdb` and `postgres`; undefined where PostgreSQL is not installed. */
export const postgresBinaries = (): string | undefined => {
  const debian = existsSync(DEBIAN) ? readdirSync(DEBIAN).toSorted((left, right) => Number(right) - Number(left)) : [];
  const folders = [...debian.map((version) => join(DEBIAN, version, 'bin')), ...(process.env['PATH'] ?? '').split(delimiter)];
  return folders.find((folder) => existsSync(join(folder, 'initdb')) && existsSync(join(folder, 'postgres')));
};

interface Account {
  readonly uid: number;
  readonly gid: number;
}

/** PostgreSQL refuses to run as root; as root, it runs as `postgres` or `nobody`. */
const account = (): Account | undefined => {
  if (process.getuid?.() !== 0) return undefined;
  const lines = readFileSync('/etc/passwd', 'utf8').split('\n').map((line) => line.split(':'));
  const line = lines.find(([name]) => name === 'postgres') ?? lines.find(([name]) => name === 'nobody');
  if (line === undefined) throw new Error('neither postgres nor nobody is an account here');
  return { uid: Number(line[2]), gid: Number(line[3]) };
};

const freePort = async (): Promise<number> => {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  if (address === null || typeof address === 'string') throw new Error('no port');
  return address.port;
};

const answers = async (url: string): Promise<boolean> => {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 1_000 });
  client.on('error', () => undefined);
  try {
    await client.connect();
    await client.query('select 1');
    return true;
  } catch {
    return false;
  } finally {
    await client.end().catch(() => undefined);
  }
};

const initialise = (binaries: string, folder: string, who: Account | undefined): void => {
  if (who !== undefined) chownSync(folder, who.uid, who.gid);
  const parameters = ['-D', join(folder, 'data'), '-U', 'postgres', '-A', 'trust', '-E', 'UTF8', '--locale=C', '--no-sync'];
  execFileSync(join(binaries, 'initdb'), parameters, { ...who, cwd: folder, stdio: 'ignore' });
};

const query = async (url: string, statements: readonly string[]): Promise<void> => {
  const client = new pg.Client({ connectionString: url });
  client.on('error', () => undefined);
  await client.connect();
  try {
    for (const statement of statements) await client.query(statement);
  } finally {
    await client.end();
  }
};

const createProcess = (binaries: string, folder: string, port: number, who: Account | undefined, url: string) => {
  let child: ChildProcess | undefined;
  const start = async (): Promise<void> => {
    const settings = ['-c', 'fsync=off', '-c', 'listen_addresses=127.0.0.1', '-c', `port=${port}`, '-c', `unix_socket_directories=${folder}`];
    child = spawn(join(binaries, 'postgres'), ['-D', join(folder, 'data'), ...settings], { ...who, cwd: folder, stdio: 'ignore' });
    for (let attempt = 0; attempt < 300; attempt += 1) {
      if (await answers(url)) return;
      if (child.exitCode !== null) throw new Error(`postgres ended with ${child.exitCode}`);
      await wait(100);
    }
    throw new Error('postgres did not start within 30 s');
  };
  const stop = async (how: 'fast' | 'immediate'): Promise<void> => {
    if (child === undefined || child.exitCode !== null) return;
    const ended = once(child, 'exit');
    child.kill(how === 'fast' ? 'SIGINT' : 'SIGQUIT');
    await ended;
  };
  return { start, stop };
};

export const startPostgresServer = async (binaries: string): Promise<PostgresServer> => {
  const folder = mkdtempSync(join(tmpdir(), 'store-postgres-'));
  const port = await freePort();
  const who = account();
  const url = (database: string): string => `postgres://postgres@127.0.0.1:${port}/${database}`;
  let databases = 0;
  initialise(binaries, folder, who);
  const { start, stop } = createProcess(binaries, folder, port, who, url('postgres'));
  await start();
  return {
    url,
    start,
    stop,
    createDatabase: async () => {
      databases += 1;
      await query(url('postgres'), [`create database store_${databases}`]);
      return `store_${databases}`;
    },
    query: async (database, statements) => query(url(database), statements),
    remove: async () => {
      await stop('immediate');
      rmSync(folder, { recursive: true, force: true });
    },
  };
};
