// dialog of the double: what was asked, waiting for the test to press a button.

export interface AskedDialog {
  readonly message: string;
  readonly detail?: string;
  readonly buttons?: readonly string[];
}

export class DoubleDialogs {
  readonly #open: { readonly asked: AskedDialog; readonly press: (button: number) => void }[] = [];

  get asked(): readonly AskedDialog[] {
    return this.#open.map(({ asked }) => asked);
  }

  showMessageBox = (asked: AskedDialog): Promise<{ readonly response: number }> => new Promise((resolve) => this.#open.push({ asked, press: (response) => resolve({ response }) }));

  showErrorBox = (message: string, detail: string): void => void this.#open.push({ asked: { message, detail }, press: () => undefined });

  press(button: number): void {
    this.#open.shift()?.press(button);
  }
}
