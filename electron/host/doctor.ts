// Looks the machine over: what the product can use here, and the remedy for what is missing.
import { accessSync, constants } from 'node:fs';
import { mkdir, statfs } from 'node:fs/promises';
import { userInfo } from 'node:os';
import { spawnSync } from 'node:child_process';
import { findElectron } from './electron-binary.ts';
import { findProgram, hasDisplay } from './open-browser.ts';

export interface Finding {
  readonly what: string;
  readonly state: 'good' | 'missing' | 'warning';
  readonly found: string;
  /** Empty where nothing is to be done. */
  readonly remedy: string;
}

const GIB = 1_073_741_824;
const LEAST_FREE_GIB = 5;

const program = (what: string, names: readonly string[], remedy: string): Finding => {
  const found = names.map((name) => findProgram(name)).find((path) => path !== null) ?? null;
  return found === null ? { what, state: 'missing', found: '', remedy } : { what, state: 'good', found, remedy: '' };
};

const electron = (root: string): Finding => {
  const found = findElectron(root);
  return found === null
    ? { what: 'Electron', state: 'missing', found: '', remedy: '在能访问 github.com 的网络上运行 npx install-electron；否则窗口在浏览器中打开。 Run npx install-electron where github.com is reachable; until then windows open in the browser.' }
    : { what: 'Electron', state: 'good', found, remedy: '' };
};

const display = (): Finding =>
  hasDisplay()
    ? { what: '显示器 display', state: 'good', found: process.env['WAYLAND_DISPLAY'] ?? process.env['DISPLAY'] ?? process.platform, remedy: '' }
    : { what: '显示器 display', state: 'missing', found: '', remedy: '用另一台机器的浏览器访问（ssh -L）。 Use a browser on another machine (ssh -L).' };

const serialGroup = (): Finding => {
  const what = '串口权限 serial rights';
  if (process.platform !== 'linux') return { what, state: 'good', found: process.platform, remedy: '' };
  const groups = spawnSync('id', ['-nG'], { encoding: 'utf8' }).stdout.trim().split(' ');
  const isAllowed = userInfo().uid === 0 || groups.includes('dialout');
  return isAllowed
    ? { what, state: 'good', found: groups.join(' '), remedy: '' }
    : { what, state: 'missing', found: groups.join(' '), remedy: 'sudo usermod -aG dialout $USER，重新登录。 then sign in again.' };
};

const keyring = (): Finding => {
  const what = '系统密钥环 keyring';
  const isThere = process.platform !== 'linux' || process.env['DBUS_SESSION_BUS_ADDRESS'] !== undefined;
  return isThere
    ? { what, state: 'good', found: process.env['DBUS_SESSION_BUS_ADDRESS'] ?? process.platform, remedy: '' }
    : { what, state: 'warning', found: '', remedy: '没有会话总线：密钥改存加密文件（0600 密钥文件，不在数据与备份内）。 No session bus: secrets go to an encrypted file whose 0600 key stays outside data and backups.' };
};

const disk = async (folder: string): Promise<Finding> => {
  const what = '数据盘 data disk';
  try {
    await mkdir(folder, { recursive: true });
    accessSync(folder, constants.W_OK);
    const info = await statfs(folder);
    const freeGib = (info.bavail * info.bsize) / GIB;
    const found = `${folder}  ${freeGib.toFixed(1)} GiB`;
    return freeGib >= LEAST_FREE_GIB
      ? { what, state: 'good', found, remedy: '' }
      : { what, state: 'warning', found, remedy: `剩余不足 ${LEAST_FREE_GIB} GiB，请清理或用 --data 换盘。 Less than ${LEAST_FREE_GIB} GiB free: clean up or choose another disk with --data.` };
  } catch (error) {
    return { what, state: 'missing', found: folder, remedy: `不可写，检查权限或用 --data 换目录。 Cannot be written: check rights or choose another folder with --data. (${error instanceof Error ? error.message : String(error)})` };
  }
};

export const examine = async (root: string, dataFolder: string): Promise<readonly Finding[]> => [
  electron(root),
  display(),
  program('浏览器 browser', ['chromium', 'google-chrome', 'microsoft-edge', 'firefox'], 'sudo apt-get install chromium'),
  program('ffmpeg', ['ffmpeg'], 'sudo apt-get install ffmpeg（视频中继需要 for video relays）'),
  program('语音合成 speech', ['espeak-ng'], 'sudo apt-get install espeak-ng（播报文字需要 for spoken warnings）'),
  serialGroup(),
  keyring(),
  await disk(dataFolder),
];
