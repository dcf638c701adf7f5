// Watches the system calls of a writing station: the log is forced to disk between each change's write and its acknowledgement.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { readSyncTrace } from './sync-trace.ts';

const CHANGES = 40;

const trace = (file: string, command: readonly string[]) =>
  spawnSync('strace', ['-f', '-y', '-s', '32', '-e', 'trace=write,pwrite64,fsync,fdatasync', '-o', file, ...command], { encoding: 'utf8', timeout: 50_000 });

/** Why the calls cannot be watched here; undefined where they can. */
const obstacle = (): string | undefined => {
  const { error, status, stderr } = trace('/dev/null', ['true']);
  if (error !== undefined) {
    if (process.env['CI'] !== undefined) throw new Error('strace is not installed; in CI the log must be watched');
    return 'strace is not installed';
  }
  return status === 0 ? undefined : `strace is not permitted: ${stderr.trim()}`;
};

const why = process.platform === 'linux' ? obstacle() : 'strace is only on Linux';
if (why !== undefined) process.stdout.write(`the test that watches the log reach the disk is skipped: ${why}\n`);

describe.skipIf(why !== undefined)('the system calls of a writing station', () => {
  test('force the log to disk between the write of each change and its acknowledgement', () => {
    const folder = mkdtempSync(join(tmpdir(), 'store-sync-'));
    try {
      const file = join(folder, 'trace');
      const writer = join(import.meta.dirname, 'store-writer.ts');
      const { status, stderr } = trace(file, [process.execPath, writer, join(folder, 'store'), '0', '1', String(CHANGES)]);
      expect({ status, stderr }).toMatchObject({ status: 0 });
      const lines = readFileSync(file, 'utf8').split('\n');
      expect(readSyncTrace(lines)).toEqual({ acknowledged: CHANGES, offences: [] });
      const unsynced = lines.filter((line) => !/\b(?:fsync|fdatasync)\b/.test(line));
      expect(readSyncTrace(unsynced).offences.length).toBeGreaterThanOrEqual(CHANGES);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });
});

describe('reading the trace', () => {
  const write = '7 pwrite64(20</d/station.sqlite-wal>, "x"..., 4096, 32) = 4096';
  const sync = '7 fdatasync(20</d/station.sqlite-wal>) = 0';
  const ack = '7 write(1<pipe:[9]>, "ack 0.0-1 2\\n", 12) = 12';

  test('a sync after the last write and before the acknowledgement is right', () => {
    expect(readSyncTrace([write, write, sync, ack])).toEqual({ acknowledged: 1, offences: [] });
    const cut = ['7 fdatasync(20</d/station.sqlite-wal> <unfinished ...>', '8 write(3<pipe>, "x") = 1', '7 <... fdatasync resumed>) = 0'];
    expect(readSyncTrace([write, ...cut, ack])).toEqual({ acknowledged: 1, offences: [] });
  });

  test.each([
    ['no sync at all', [write, ack]],
    ['a sync too late', [write, ack, sync]],
    ['a sync before the last write', [write, sync, write, ack]],
    ['a sync of another file', [write, '7 fdatasync(21</d/station.sqlite>) = 0', ack]],
    ['a sync that failed', [write, '7 fdatasync(20</d/station.sqlite-wal>) = -1 EIO (Input/output error)', ack]],
    ['a sync not yet ended', [write, '7 fdatasync(20</d/station.sqlite-wal> <unfinished ...>', ack]],
    ['nothing written', [ack]],
  ])('%s is an offence', (_, lines) => {
    expect(readSyncTrace(lines).offences).toHaveLength(1);
  });
});
