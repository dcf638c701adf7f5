// dialog of the double: what was asked, waiting for the test to press a button.

export interface AskedDialog {
  readonly message: string;
  readonly detail?: string;
  readonly buttons?: readonly string[];
}

interface Asking extends AskedDialog {
  readonly cancelId?: number;
  readonly signal?: AbortSignal;
}

interface OpenDialog {
  readonly asked: AskedDialog;
  readonly press: (button: number) => void;
}

export class DoubleDialogs {
  #open: readonly OpenDialog[] = [];

  get asked(): readonly AskedDialog[] {
    return this.#open.map(({ asked }) => asked);
  }

  showMessageBox = ({ signal, ...asked }: Asking): Promise<{ readonly response: number }> =>
    new Promise((resolve) => {
      const dialog: OpenDialog = { asked, press: (response) => resolve({ response }) };
      this.#open = [...this.#open, dialog];
      signal?.addEventListener('abort', () => {
        this.#open = this.#open.filter((other) => other !== dialog);
        dialog.press(asked.cancelId ?? 0);
      });
    });

  showErrorBox = (message: string, detail: string): void => {
    this.#open = [...this.#open, { asked: { message, detail }, press: () => undefined }];
  };

  /** Of the dialog that has been open longest. */
  press(button: number): void {
    const [first, ...others] = this.#open;
    this.#open = others;
    first?.press(button);
  }
}
