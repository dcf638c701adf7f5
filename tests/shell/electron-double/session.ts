// session of the double: the application's answers about rights, kept to be asked.

type Check = (contents: null, permission: string, origin: string) => boolean;
type Request = (contents: null, permission: string, callback: (isGranted: boolean) => void, details: { readonly requestingUrl: string }) => void;

export class DoubleSession {
  #check: Check = () => true;
  #request: Request = (_contents, _permission, callback) => callback(true);
  #device: () => boolean = () => true;

  setPermissionCheckHandler = (check: Check): void => void (this.#check = check);
  setPermissionRequestHandler = (request: Request): void => void (this.#request = request);
  setDevicePermissionHandler = (device: () => boolean): void => void (this.#device = device);

  /** What the application says about a right: by the check, by the request, and for devices. */
  async verdict(permission: string, origin: string): Promise<{ readonly check: boolean; readonly request: boolean; readonly device: boolean }> {
    const request = await new Promise<boolean>((resolve) => this.#request(null, permission, resolve, { requestingUrl: `${origin}/command-map` }));
    return { check: this.#check(null, permission, origin), request, device: this.#device() };
  }
}
