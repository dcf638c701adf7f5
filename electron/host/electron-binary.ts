// Whether Electron's binary is here, and one attempt to fetch it where it is not.
import { spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';

const FETCH_LIMIT_MS = 60_000;

/** The path of the executable, or null where it is not installed. */
export const findElectron = (root: string): string | null => {
  const given = process.env['ELECTRON_EXEC_PATH'];
  if (given !== undefined && existsSync(given)) return given;
  const packageFolder = join(root, 'node_modules', 'electron');
  const pathFile = join(packageFolder, 'path.txt');
  if (!existsSync(pathFile)) return null;
  const path = join(packageFolder, 'dist', readFileSync(pathFile, 'utf8').trim());
  return existsSync(path) ? path : null;
};

const version = (root: string): string => String((JSON.parse(readFileSync(join(root, 'node_modules', 'electron', 'package.json'), 'utf8')) as { readonly version: string }).version);

/** Tries once for each Electron version; later starts do not wait for a network that is not there. */
export const fetchElectronOnce = async (root: string, say: (line: string) => void): Promise<void> => {
  const mark = join(root, 'out', `electron-${version(root)}-tried`);
  if (existsSync(mark)) return;
  say('正在尝试取得 Electron（最多 60 秒）… trying to fetch Electron (60 s at most) …');
  await mkdir(dirname(mark), { recursive: true });
  await writeFile(mark, new Date().toISOString());
  await new Promise<void>((resolve) => {
    const child = spawn(process.execPath, [join(root, 'node_modules', 'electron', 'install.js')], { cwd: root, stdio: 'ignore', detached: true });
    const end = (): void => {
      clearTimeout(timer);
      resolve();
    };
    const timer = setTimeout(() => {
      if (child.pid !== undefined) process.kill(-child.pid, 'SIGKILL');
    }, FETCH_LIMIT_MS);
    child.on('close', end);
    child.on('error', end);
  });
};
