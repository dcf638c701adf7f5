// Opens the default browser where there is a screen to open it on.
import { spawn } from 'node:child_process';
import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';

export const hasDisplay = (environment: NodeJS.ProcessEnv = process.env): boolean =>
  process.platform === 'win32' || process.platform === 'darwin' || environment['DISPLAY'] !== undefined || environment['WAYLAND_DISPLAY'] !== undefined;

/** The full path of a program on PATH, or null. */
export const findProgram = (name: string, environment: NodeJS.ProcessEnv = process.env): string | null => {
  for (const folder of (environment['PATH'] ?? '').split(delimiter)) {
    const path = join(folder, name);
    try {
      accessSync(path, constants.X_OK);
      return path;
    } catch {
      continue;
    }
  }
  return null;
};

const opener = (): readonly [string, ...string[]] | null => {
  if (process.platform === 'win32') return ['explorer.exe'];
  if (process.platform === 'darwin') return ['open'];
  const found = findProgram('xdg-open') ?? findProgram('chromium');
  return found === null ? null : [found];
};

/** True where a browser was started; whether it shows the page is for the person to see. */
export const openBrowser = (address: string): boolean => {
  const program = hasDisplay() ? opener() : null;
  if (program === null) return false;
  const child = spawn(program[0], [...program.slice(1), address], { stdio: 'ignore', detached: true });
  child.on('error', () => undefined);
  child.unref();
  return true;
};
