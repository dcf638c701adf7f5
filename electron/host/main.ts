// The host: the whole station in plain Node, its windows in a browser.
import { openBrowser } from './open-browser.ts';
import { isLoopback, readSetting, type HostSetting } from './host-setting.ts';
import { runHost, type RunningHost } from './run-host.ts';

const say = (line: string): void => void process.stdout.write(`${line}\n`);

const announce = (host: RunningHost, setting: HostSetting): void => {
  const { port } = new URL(host.address);
  say(`烽火台 Fenghuotai  ${host.address}`);
  if (host.tls !== null) say(`TLS SHA-256 ${host.tls.fingerprint}${host.tls.isSelfMade ? '  (本站自签 made by this station)' : ''}`);
  if (setting.isBrowserWanted && openBrowser(host.address)) return;
  if (isLoopback(setting.address)) {
    say(`远程查看 from another machine:  ssh -L ${port}:127.0.0.1:${port} <this machine>, then open http://127.0.0.1:${port}/`);
    say('在网络上提供 on the network:  npm start -- --listen <address of this machine>');
  }
};

const isAddressInUse = (error: unknown): boolean => error instanceof Error && 'code' in error && error.code === 'EADDRINUSE';

const setting = readSetting(process.argv.slice(2), process.env);
if (!setting.ok) {
  process.stderr.write(`${setting.error.text}\n`);
  process.exitCode = 2;
} else {
  try {
    const host = await runHost(setting.value, { say });
    const stop = (): void => void host.dispose().finally(() => process.exit(0));
    process.once('SIGINT', stop);
    process.once('SIGTERM', stop);
    announce(host, setting.value);
  } catch (error) {
    if (!isAddressInUse(error)) throw error;
    process.stderr.write(`端口 ${setting.value.port} 已被占用：站点可能已在运行，请直接打开 http://127.0.0.1:${setting.value.port}/ ，或用 --port 换一个端口。\n`);
    process.stderr.write(`Port ${setting.value.port} is taken: the station may already be running; open that address, or choose another with --port.\n`);
    process.exitCode = 1;
  }
}
