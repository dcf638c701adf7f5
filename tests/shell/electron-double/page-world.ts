// What the double puts into a page: Electron's two modules of a sandboxed preload, in a world apart, and the bridge out of it.
// Both functions are sent to the page as text: they may use nothing outside themselves.

export const ISOLATED_WORLD = 'electron';
export const BINDING = 'electronDouble';

/** In the page's own world: what `contextBridge` exposed, by events both worlds see, with details cloned between them. */
const mainWorld = (): void => {
  if (window !== window.top) return;
  type Answer = { readonly kind: 'value' | 'promise' | 'function' | 'error'; readonly value: unknown };
  const callbacks = new Map<number, (...args: unknown[]) => void>();
  const settling = new Map<number, PromiseWithResolvers<unknown>>();
  let last = 0;
  let answer: Answer = { kind: 'value', value: undefined };
  const emit = (name: string, detail: unknown): boolean => window.dispatchEvent(new CustomEvent(`electron-double:${name}`, { detail }));
  const on = <T>(name: string, listener: (detail: T) => void): void => window.addEventListener(`electron-double:${name}`, (event) => listener((event as CustomEvent<T>).detail));
  const pass = (argument: unknown): unknown => {
    if (typeof argument !== 'function') return { value: argument };
    last += 1;
    callbacks.set(last, argument as (...args: unknown[]) => void);
    return { callback: last };
  };
  const invoke = (target: string, args: readonly unknown[]): unknown => {
    last += 1;
    const call = last;
    emit('call', { call, target, args: args.map(pass) });
    const { kind, value } = answer;
    if (kind === 'error') throw new Error(String(value));
    if (kind === 'function') return (...more: unknown[]) => invoke(String(value), more);
    if (kind !== 'promise') return value;
    const promise = Promise.withResolvers<unknown>();
    settling.set(call, promise);
    return promise.promise;
  };
  on<Answer>('answer', (given) => (answer = given));
  on<{ call: number; value: unknown }>('settle', ({ call, value }) => settling.get(call)?.resolve(value));
  on<{ callback: number; args: unknown[] }>('callback', ({ callback, args }) => callbacks.get(callback)?.(...args));
  on<{ key: string; verbs: string[] }>('expose', ({ key, verbs }) => {
    const api = Object.freeze(Object.fromEntries(verbs.map((verb) => [verb, (...args: unknown[]) => invoke(verb, args)])));
    Object.defineProperty(window, key, { value: api, enumerable: true });
  });
  window.open = (url = '') => {
    emit('open', { url: new URL(url, location.href).href });
    return null;
  };
};

type Preload = (require: (name: string) => unknown, module: object, exports: object) => void;

/** In the world apart: `electron` for the preload, ports pumped through the binding. */
const isolatedWorld = (preload: Preload, binding: string): void => {
  if (window !== window.top) return;
  type Frame = { readonly port: string; readonly data?: unknown; readonly ports?: readonly string[]; readonly closed?: true };
  type Incoming = { readonly kind: 'ipc'; readonly channel: string; readonly args: readonly unknown[]; readonly ports: readonly string[] } | { readonly kind: 'port'; readonly frame: Frame };
  const world = globalThis as unknown as { [name: string]: (text: string) => void };

  const toText = (value: unknown): string =>
    JSON.stringify(value, (_key, item: unknown) => {
      if (!(item instanceof Uint8Array)) return item;
      let text = '';
      for (const byte of item) text += String.fromCharCode(byte);
      return { $bytes: btoa(text) };
    });
  const fromText = (text: string): unknown =>
    JSON.parse(text, (_key, item: unknown) => (typeof item === 'object' && item !== null && '$bytes' in item ? Uint8Array.from(atob(String(item.$bytes)), (letter) => letter.charCodeAt(0)) : item));

  const send = (message: unknown): void => world[binding]?.(toText(message));
  const emit = (name: string, detail: unknown): boolean => window.dispatchEvent(new CustomEvent(`electron-double:${name}`, { detail }));
  const on = <T>(name: string, listener: (detail: T) => void): void => window.addEventListener(`electron-double:${name}`, (event) => listener((event as CustomEvent<T>).detail));

  const ports = new Map<string, MessagePort>();
  let last = 0;
  const carry = (id: string, port: MessagePort): void => {
    ports.set(id, port);
    port.addEventListener('message', (event: MessageEvent) => send({ kind: 'port', frame: { port: id, data: event.data as unknown, ports: event.ports.map(away) } }));
    port.addEventListener('close', () => ports.delete(id) && send({ kind: 'port', frame: { port: id, closed: true } }));
    port.start();
  };
  const away = (port: MessagePort): string => {
    last += 1;
    carry(`p${last}`, port);
    return `p${last}`;
  };
  const arrived = (id: string): MessagePort => {
    const { port1, port2 } = new MessageChannel();
    carry(id, port2);
    return port1;
  };
  const hear = (frame: Frame): void => {
    const port = ports.get(frame.port);
    if (frame.closed === true) ports.delete(frame.port);
    if (frame.closed === true) port?.close();
    else port?.postMessage(frame.data, (frame.ports ?? []).map(arrived));
  };

  const listeners: { readonly channel: string; readonly listener: (event: unknown, ...args: unknown[]) => void }[] = [];
  world['electronDoubleDeliver'] = (text) => {
    const message = fromText(text) as Incoming;
    if (message.kind === 'port') return hear(message.frame);
    const event = { ports: message.ports.map(arrived) };
    for (const { channel, listener } of listeners) if (channel === message.channel) listener(event, ...message.args);
  };

  const functions = new Map<string, (...args: unknown[]) => unknown>();
  const give = (call: number, value: unknown): void => {
    if (value instanceof Promise) {
      emit('answer', { kind: 'promise' });
      void value.then((settled: unknown) => emit('settle', { call, value: settled }));
    } else if (typeof value === 'function') {
      functions.set(`function ${call}`, value as () => unknown);
      emit('answer', { kind: 'function', value: `function ${call}` });
    } else {
      emit('answer', { kind: 'value', value });
    }
  };
  on<{ call: number; target: string; args: { value?: unknown; callback?: number }[] }>('call', ({ call, target, args }) => {
    try {
      const given = args.map(({ value, callback }) => (callback === undefined ? value : (...more: unknown[]) => void emit('callback', { callback, args: more })));
      give(call, functions.get(target)?.(...given));
    } catch (error) {
      emit('answer', { kind: 'error', value: String(error) });
    }
  });
  on<{ url: string }>('open', ({ url }) => send({ kind: 'open', url }));

  const electron = {
    ipcRenderer: {
      send: (channel: string, ...args: unknown[]) => send({ kind: 'ipc', channel, args }),
      on: (channel: string, listener: (event: unknown, ...args: unknown[]) => void) => void listeners.push({ channel, listener }),
    },
    contextBridge: {
      exposeInMainWorld: (key: string, api: { readonly [verb: string]: (...args: unknown[]) => unknown }) => {
        for (const [verb, run] of Object.entries(api)) functions.set(verb, run);
        emit('expose', { key, verbs: Object.keys(api) });
      },
    },
  };
  const require = (name: string): unknown => {
    // What Electron lets a sandboxed preload require.
    if (name !== 'electron') throw new Error(`module not found: ${name}`);
    return electron;
  };
  preload(require, { exports: {} }, {});
};

export const mainWorldScript = `(${mainWorld.toString()})();`;

export const isolatedWorldScript = (preloadText: string): string =>
  `(${isolatedWorld.toString()})(function (require, module, exports) {\n${preloadText}\n}, ${JSON.stringify(BINDING)});`;

/** The same text form on the other side of the binding. */
export const toPageText = (value: unknown): string => JSON.stringify(value, (_key, item: unknown) => (item instanceof Uint8Array ? { $bytes: Buffer.from(item).toString('base64') } : item));

export const fromPageText = (text: string): unknown =>
  JSON.parse(text, (_key, item: unknown) => (typeof item === 'object' && item !== null && '$bytes' in item ? new Uint8Array(Buffer.from(String(item.$bytes), 'base64')) : item));
