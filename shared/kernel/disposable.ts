// What opens can be closed, once, and closing twice is harmless.
export interface Disposable {
  readonly dispose: () => void;
}

export interface AsyncDisposable {
  readonly dispose: () => Promise<void>;
}

/** Wraps a closing function so that only its first call has an effect. */
export const disposable = (close: () => void): Disposable => {
  let isOpen = true;
  return {
    dispose: () => {
      if (!isOpen) return;
      isOpen = false;
      close();
    },
  };
};

/** Joins several disposables; they are closed in the reverse of the order given. */
export const disposeAll = (...items: readonly Disposable[]): Disposable =>
  disposable(() => {
    for (const item of items.toReversed()) item.dispose();
  });
