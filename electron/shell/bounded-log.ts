// A log file that stays small: when it is full it becomes the old one, and the one before that is gone.
import { appendFileSync, mkdirSync, renameSync, statSync } from 'node:fs';
import { dirname } from 'node:path';

export interface BoundedLog {
  readonly write: (text: string) => void;
}

/** At most twice `limitBytes` on disk: the file and `<path>.old`. */
export const createBoundedLog = (path: string, limitBytes: number): BoundedLog => {
  const size = (): number => statSync(path, { throwIfNoEntry: false })?.size ?? 0;
  return {
    write: (text) => {
      try {
        mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
        if (size() > 0 && size() + Buffer.byteLength(text) > limitBytes) renameSync(path, `${path}.old`);
        appendFileSync(path, text, { mode: 0o600 });
      } catch {
        // A full disk must not end the shell over its log; the store says that the disk is full.
      }
    },
  };
};
