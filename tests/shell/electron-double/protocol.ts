// protocol of the double: the application's handlers answer its own scheme; every other address is a foreign page.
type Handler = (request: Request) => Response | Promise<Response>;

export interface ProtocolAnswer {
  readonly status: number;
  readonly headers: { readonly [name: string]: string };
  readonly body: Uint8Array;
}

export class DoubleProtocol {
  readonly #handlers = new Map<string, Handler>();
  readonly #foreign: string[] = [];
  readonly #registered = new Map<string, unknown>();

  /** Addresses outside the application that were really loaded. */
  get foreign(): readonly string[] {
    return this.#foreign;
  }

  get registered(): ReadonlyMap<string, unknown> {
    return this.#registered;
  }

  registerSchemesAsPrivileged = (schemes: readonly { readonly scheme: string; readonly privileges: unknown }[]): void => {
    for (const { scheme, privileges } of schemes) this.#registered.set(scheme, privileges);
  };

  handle = (scheme: string, handler: Handler): void => void this.#handlers.set(scheme, handler);

  async answer(url: string, method: string): Promise<ProtocolAnswer> {
    const handler = this.#handlers.get(url.slice(0, url.indexOf(':')));
    if (handler === undefined) {
      this.#foreign.push(url);
      return { status: 200, headers: { 'Content-Type': 'text/html' }, body: Buffer.from('<!doctype html><title>foreign</title>') };
    }
    const response = await handler(new Request(url, { method }));
    return { status: response.status, headers: Object.fromEntries(response.headers), body: new Uint8Array(await response.arrayBuffer()) };
  }
}
