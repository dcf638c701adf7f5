// The host's HTTP face as an attacker and as a browser meet it: names, origins, cookies, headers, TLS.
import { mkdtemp, rm, stat, writeFile } from 'node:fs/promises';
import { request as plainRequest, type IncomingHttpHeaders } from 'node:http';
import { request as tlsRequest } from 'node:https';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { WebSocket } from 'ws';
import type { HostSetting } from '../../electron/host/host-setting.ts';
import { readSetting } from '../../electron/host/host-setting.ts';
import type { RunningHost } from '../../electron/host/run-host.ts';
import type { StationMessage } from '../../shared/contract/message.ts';

let folder: string;
let host: RunningHost;
let claimCode = '';

interface Answer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

const ask = (address: string, options: { readonly method?: string; readonly headers?: { readonly [name: string]: string }; readonly body?: string } = {}): Promise<Answer> =>
  new Promise((resolve, reject) => {
    const send = address.startsWith('https:') ? tlsRequest : plainRequest;
    const outgoing = send(address, { method: options.method ?? 'GET', headers: options.headers ?? {}, rejectUnauthorized: false }, (response) => {
      let body = '';
      response.setEncoding('utf8');
      response.on('data', (chunk: string) => (body += chunk));
      response.on('end', () => resolve({ status: response.statusCode ?? 0, headers: response.headers, body }));
    });
    outgoing.on('error', reject);
    outgoing.end(options.body);
  });

const setting = (args: readonly string[]): HostSetting => {
  const read = readSetting(args, {});
  if (!read.ok) throw new Error(read.error.text);
  return read.value;
};

/** The pages of the test: the host reads where they lie when it is first imported. */
const startHost = async (args: readonly string[]): Promise<RunningHost> => {
  process.env['FENGHUOTAI_PAGES'] = join(folder, 'pages');
  const { runHost } = await import('../../electron/host/run-host.ts');
  return runHost(setting(args), { say: (line) => (claimCode = /code: (\S+)/.exec(line)?.[1] ?? claimCode) });
};

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'web-server-'));
  const { mkdir } = await import('node:fs/promises');
  await mkdir(join(folder, 'pages', 'assets'), { recursive: true });
  await writeFile(join(folder, 'pages', 'index.html'), '<!doctype html><title>烽火台</title><script nonce="__CSP_NONCE__" type="module" src="/assets/a.js"></script>');
  await writeFile(join(folder, 'pages', 'assets', 'a.js'), 'export {};');
  await writeFile(join(folder, 'secret.txt'), 'not a page');
  host = await startHost(['--station', 'web-test', '--data', join(folder, 'data'), '--port', '0', '--no-browser']);
  await host.station.settled;
});

afterAll(async () => {
  await host.dispose();
  await rm(folder, { recursive: true, force: true });
});

const authority = (): string => new URL(host.address).host;

/** Resolves with what became of an attempt to enter the WebSocket door. */
const enter = (headers: { readonly [name: string]: string }, origin: string | undefined, cookie = ''): Promise<'open' | 'refused'> =>
  new Promise((resolve) => {
    const socket = new WebSocket(`ws://${authority()}/station`, { ...(origin === undefined ? {} : { origin }), headers: { ...headers, ...(cookie === '' ? {} : { cookie }) } });
    socket.once('open', () => {
      socket.close();
      resolve('open');
    });
    socket.once('error', () => resolve('refused'));
  });

describe('a page', () => {
  test('comes with a strict policy whose nonce is new each time, and with no way to be framed or sniffed', async () => {
    const [first, second] = [await ask(host.address), await ask(host.address)];
    expect(first.status).toBe(200);
    const policy = String(first.headers['content-security-policy']);
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("script-src 'self'");
    expect(policy).not.toContain('unsafe-inline');
    expect(policy).not.toContain('unsafe-eval');
    expect(policy).toContain("frame-ancestors 'none'");
    const nonce = /'nonce-([^']+)'/.exec(policy)?.[1] ?? '';
    expect(first.body).toContain(`nonce="${nonce}"`);
    expect(String(second.headers['content-security-policy'])).not.toContain(nonce);
    expect(first.headers['x-content-type-options']).toBe('nosniff');
  });

  test('is not served under a name that is not the station’s: a rebinding attempt', async () => {
    expect((await ask(host.address, { headers: { host: 'attacker.example' } })).status).toBe(421);
    expect((await ask(host.address, { headers: { host: `attacker.example:${new URL(host.address).port}` } })).status).toBe(421);
  });

  test.each(['/../secret.txt', '/%2e%2e/secret.txt', '/assets/../../secret.txt', '/index.html', '/etc/passwd', '/station.json'])('is the only thing there is: %s is not found', async (path) => {
    const answer = await ask(`http://${authority()}${path}`);
    expect(answer.status).toBe(404);
    expect(answer.body).not.toContain('not a page');
  });

  test('is only read: other methods are refused', async () => {
    expect((await ask(host.address, { method: 'DELETE' })).status).toBe(405);
    expect((await ask(host.address, { method: 'POST', body: 'x' })).status).toBe(405);
  });
});

describe('the WebSocket door', () => {
  test('opens for the station’s own pages alone', async () => {
    expect(await enter({}, `http://${authority()}`)).toBe('open');
    expect(await enter({}, 'http://attacker.example')).toBe('refused');
    expect(await enter({}, undefined)).toBe('refused');
    expect(await enter({}, 'null')).toBe('refused');
    expect(await enter({ host: 'attacker.example' }, 'http://attacker.example')).toBe('refused');
  });
});

describe('the session exchange', () => {
  const sign = async (): Promise<string> => {
    const socket = new WebSocket(`ws://${authority()}/station`, { origin: `http://${authority()}` });
    await new Promise((resolve) => socket.once('open', resolve));
    const reply = new Promise<StationMessage>((resolve) => socket.on('message', (data: Buffer) => resolve(JSON.parse(data.toString()) as StationMessage)));
    socket.send(JSON.stringify({ type: 'request', id: 1, operation: 'claimStation', input: { code: claimCode, signInName: 'admin', name: '管理员', password: 'Beacon-tower-7781' }, commandId: 'claim-0001' }));
    const message = await reply;
    socket.close();
    if (message.type !== 'reply' || !message.result.ok) throw new Error(JSON.stringify(message));
    return (message.result.value as { readonly sessionTicket: string }).sessionTicket;
  };

  test('keeps a seat signed in by a cookie no script can read, once for each ticket, and ends it', async () => {
    const origin = { origin: `http://${authority()}` };
    expect((await ask(`${host.address}session`, { method: 'POST', headers: origin, body: 'invented' })).status).toBe(403);
    const ticket = await sign();
    expect((await ask(`${host.address}session`, { method: 'POST', headers: { origin: 'http://attacker.example' }, body: ticket })).status).toBe(403);
    const kept = await ask(`${host.address}session`, { method: 'POST', headers: origin, body: ticket });
    expect(kept.status).toBe(200);
    const cookie = String(kept.headers['set-cookie']);
    expect(cookie).toMatch(/HttpOnly/);
    expect(cookie).toMatch(/SameSite=Strict/);
    expect((await ask(`${host.address}session`, { method: 'POST', headers: origin, body: ticket })).status).toBe(403);
    const sent = cookie.split(';')[0] ?? '';
    expect(await whoIs(sent)).toBe('管理员');
    expect((await ask(`${host.address}session/end`, { method: 'POST', headers: { ...origin, cookie: sent } })).status).toBe(200);
    expect(await whoIs(sent)).toBe(null);
  });

  const whoIs = async (cookie: string): Promise<string | null> => {
    const socket = new WebSocket(`ws://${authority()}/station`, { origin: `http://${authority()}`, headers: { cookie } });
    await new Promise((resolve) => socket.once('open', resolve));
    const reply = new Promise<StationMessage>((resolve) => socket.on('message', (data: Buffer) => resolve(JSON.parse(data.toString()) as StationMessage)));
    socket.send(JSON.stringify({ type: 'request', id: 1, operation: 'whoAmI', input: {} }));
    const message = await reply;
    socket.close();
    if (message.type !== 'reply' || !message.result.ok) throw new Error(JSON.stringify(message));
    return (message.result.value as { readonly person: { readonly name: string } | null }).person?.name ?? null;
  };

  test('refuses a place that is none', async () => {
    expect((await ask(`${host.address}session?place=..%2F`, { method: 'POST', headers: { origin: `http://${authority()}` }, body: 'x' })).status).toBe(403);
  });
});

describe('a host on the network', () => {
  test('speaks TLS alone, with a certificate of its own that stays the same, its key readable by its owner only', async () => {
    const args = ['--station', 'tls-test', '--data', join(folder, 'tls-data'), '--port', '0', '--no-browser', '--listen', '0.0.0.0', '--host-name', 'localhost'];
    const first = await startHost(args);
    const fingerprint = first.tls?.fingerprint;
    expect(first.address).toMatch(/^https:/);
    const port = new URL(first.address).port;
    expect((await ask(`https://localhost:${port}/`)).status).toBe(200);
    await expect(ask(`http://localhost:${port}/`)).rejects.toThrow();
    expect((await stat(join(folder, 'tls-data', 'tls', 'tls.key'))).mode & 0o077).toBe(0);
    await first.dispose();
    const again = await startHost(args);
    expect(again.tls?.fingerprint).toBe(fingerprint);
    await again.dispose();
  });
});
