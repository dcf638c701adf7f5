// Reads a system-call trace of a writing station: was the log on disk before each change was acknowledged?

export interface SyncTrace {
  readonly acknowledged: number;
  /** One line for each acknowledgement that came too early. */
  readonly offences: readonly string[];
}

const CALL = /^(\d+)\s+(\w+)\((\d+)<([^>]*)>(.*)$/;
const RESUMED = /^(\d+)\s+<\.\.\. (\w+) resumed>(.*)$/;
const isSync = (call: string): boolean => call === 'fsync' || call === 'fdatasync';
const isLog = (path: string): boolean => path.endsWith('-wal');
const hasSucceeded = (rest: string): boolean => /=\s0\b/.test(rest);

/** Lines of `strace -f -y -e trace=write,pwrite64,fsync,fdatasync`; acknowledgements are lines `ack …` on descriptor 1. */
export const readSyncTrace = (lines: readonly string[]): SyncTrace => {
  const offences: string[] = [];
  const syncing = new Set<string>();
  let acknowledged = 0;
  let hasWritten = false;
  let isOnDisk = true;
  for (const line of lines) {
    const resumed = RESUMED.exec(line);
    if (resumed !== null) {
      const [, thread = '', call = '', rest = ''] = resumed;
      if (isSync(call) && syncing.delete(thread) && hasSucceeded(rest)) isOnDisk = true;
      continue;
    }
    const [, thread = '', call = '', descriptor = '', path = '', rest = ''] = CALL.exec(line) ?? [];
    if (call === 'pwrite64' && isLog(path)) {
      hasWritten = true;
      isOnDisk = false;
    } else if (isSync(call) && isLog(path)) {
      if (rest.includes('<unfinished')) syncing.add(thread);
      else if (hasSucceeded(rest)) isOnDisk = true;
    } else if (call === 'write' && descriptor === '1' && rest.startsWith(', "ack ')) {
      acknowledged += 1;
      if (!hasWritten) offences.push(`acknowledged without a write: ${line}`);
      if (!isOnDisk) offences.push(`acknowledged before the log was on disk: ${line}`);
      hasWritten = false;
    }
  }
  return { acknowledged, offences };
};
