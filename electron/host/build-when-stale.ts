// Builds the windows (and, for the desktop, the shell) when a source is newer than what was built.
import { spawn } from 'node:child_process';
import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';

export interface BuildTarget {
  readonly name: string;
  /** Written last by the build: its age is the build's age. */
  readonly mark: string;
  readonly sources: readonly string[];
  readonly command: readonly string[];
}

export const WINDOWS_BUILD: BuildTarget = {
  name: '窗口 windows',
  mark: 'out/renderer/index.html',
  sources: ['renderer', 'shared', 'resources', 'electron/windows.vite.config.ts', 'package-lock.json'],
  command: ['node_modules/vite/bin/vite.js', 'build', '--config', 'electron/windows.vite.config.ts', '--logLevel', 'warn'],
};

export const DESKTOP_BUILD: BuildTarget = {
  name: '桌面程序 desktop application',
  mark: 'out/main/main.js',
  sources: ['electron', 'renderer', 'shared', 'resources', 'package-lock.json'],
  command: ['node_modules/electron-vite/bin/electron-vite.js', 'build', '--config', 'electron/electron.vite.config.ts', '--logLevel', 'warn'],
};

const newest = async (path: string): Promise<number> => {
  const info = await stat(path).catch(() => null);
  if (info === null) return 0;
  if (!info.isDirectory()) return info.mtimeMs;
  const entries = await readdir(path, { recursive: true, withFileTypes: true });
  const times = await Promise.all(entries.filter((entry) => entry.isFile()).map(async (entry) => (await stat(join(entry.parentPath, entry.name))).mtimeMs));
  return times.reduce((latest, time) => Math.max(latest, time), info.mtimeMs);
};

const run = (root: string, command: readonly string[]): Promise<number> =>
  new Promise((resolve) => {
    const child = spawn(process.execPath, [...command], { cwd: root, stdio: ['ignore', 'ignore', 'inherit'] });
    child.on('close', (code) => resolve(code ?? 1));
    child.on('error', () => resolve(1));
  });

/** False where the build failed; its own words are on standard error. */
export const buildWhenStale = async (root: string, target: BuildTarget, say: (line: string) => void): Promise<boolean> => {
  const built = (await stat(join(root, target.mark)).catch(() => null))?.mtimeMs ?? 0;
  const changed = Math.max(...(await Promise.all(target.sources.map((source) => newest(join(root, source))))));
  if (built > changed) return true;
  say(`正在构建 building: ${target.name} …`);
  return (await run(root, target.command)) === 0;
};
