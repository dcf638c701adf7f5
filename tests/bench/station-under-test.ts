// A real host in a process of its own, for benches and journeys: real store on a real disk, real sockets.
import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtemp, rm, statfs } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const TMPFS_MAGIC = 0x01021994;
const READY_LIMIT_MS = 180_000;

export interface StationUnderTest {
  readonly address: string;
  readonly process: ChildProcess;
  readonly folder: string;
  readonly dispose: () => Promise<void>;
}

/** A folder on a disk that keeps what is synced to it; memory would flatter every figure. */
export const diskFolder = async (): Promise<string> => {
  const folder = await mkdtemp(join(process.env['FENGHUOTAI_BENCH_FOLDER'] ?? tmpdir(), 'fenghuotai-'));
  if ((await statfs(folder)).type === TMPFS_MAGIC) {
    await rm(folder, { recursive: true });
    throw new Error('the temp folder is in memory (tmpfs): name one on a disk with FENGHUOTAI_BENCH_FOLDER');
  }
  return folder;
};

export const startStation = async (folder: string, args: readonly string[]): Promise<StationUnderTest> => {
  const root = join(import.meta.dirname, '..', '..');
  const child = spawn(process.execPath, [join(root, 'electron/host/main.ts'), '--data', folder, '--port', '0', '--no-browser', ...args], { stdio: ['ignore', 'pipe', 'inherit'] });
  const address = await new Promise<string>((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error('the host did not start')), READY_LIMIT_MS);
    let text = '';
    child.stdout.on('data', (chunk: Buffer) => {
      text += chunk.toString();
      const found = /https?:\/\/[^\s]+/.exec(text);
      if (found === null) return;
      clearTimeout(timer);
      resolve(found[0]);
    });
    child.once('exit', (code) => reject(new Error(`the host ended with ${code}: ${text}`)));
  });
  return {
    address,
    process: child,
    folder,
    dispose: async () => {
      const ended = new Promise((resolve) => child.once('exit', resolve));
      if (child.exitCode === null) {
        child.kill('SIGTERM');
        await ended;
      }
      await rm(folder, { recursive: true, force: true });
    },
  };
};
