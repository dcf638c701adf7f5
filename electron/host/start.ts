// `npm start`: builds what is stale, opens Electron where its binary and a screen are, and the host where they are not.
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { buildWhenStale, DESKTOP_BUILD, WINDOWS_BUILD } from './build-when-stale.ts';
import { fetchElectronOnce, findElectron } from './electron-binary.ts';
import { hasDisplay } from './open-browser.ts';

const root = join(import.meta.dirname, '..', '..');
const args = process.argv.slice(2);
const say = (line: string): void => void process.stdout.write(`${line}\n`);

const hand = (program: string, programArgs: readonly string[]): void => {
  const child = spawn(program, [...programArgs], { cwd: process.cwd(), stdio: 'inherit' });
  const pass = (signal: NodeJS.Signals): void => void child.kill(signal);
  process.on('SIGINT', pass);
  process.on('SIGTERM', pass);
  child.on('close', (code, signal) => process.exit(code ?? (signal === null ? 1 : 0)));
  child.on('error', (error) => {
    process.stderr.write(`${error.message}\n`);
    process.exit(1);
  });
};

if (hasDisplay() && findElectron(root) === null) await fetchElectronOnce(root, say);
const electron = hasDisplay() ? findElectron(root) : null;
const isBuilt = await buildWhenStale(root, electron === null ? WINDOWS_BUILD : DESKTOP_BUILD, say);
if (!isBuilt) {
  process.stderr.write('构建失败，见上。 The build failed, see above.\n');
  process.exit(1);
}
if (electron !== null) {
  hand(electron, [root, ...args]);
} else {
  say(hasDisplay() ? 'Electron 不在本机，改用浏览器窗口。 Electron is not on this machine: windows open in the browser.' : '本机没有显示器，改为浏览器访问。 No display here: open the windows in a browser.');
  hand(process.execPath, [join(root, 'electron', 'host', 'main.ts'), ...args]);
}
