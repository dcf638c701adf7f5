import { describe, expect, test } from 'vitest';
import { createKeyedLines } from './keyed-lines.ts';

describe('keyed lines', () => {
  test('run one at a time for a key, in order, and keys beside each other', async () => {
    const lines = createKeyedLines(10);
    const events: string[] = [];
    const gate = Promise.withResolvers<void>();
    const first = lines.run('a', async () => {
      events.push('a1 starts');
      await gate.promise;
      events.push('a1 ends');
    });
    const second = lines.run('a', async () => void events.push('a2'));
    await lines.run('b', async () => void events.push('b1'));
    gate.resolve();
    await Promise.all([first, second]);
    expect(events).toEqual(['a1 starts', 'b1', 'a1 ends', 'a2']);
  });

  test('turn away who would stand too far back, and take them when the line is shorter', async () => {
    const lines = createKeyedLines(1);
    const gate = Promise.withResolvers<void>();
    const running = [lines.run('a', async () => gate.promise), lines.run('a', async () => gate.promise)];
    expect(await lines.run('a', async () => 'too late')).toEqual({ ok: false, error: 'tooMany' });
    gate.resolve();
    await Promise.all(running);
    expect(await lines.run('a', async () => 'now')).toEqual({ ok: true, value: 'now' });
  });

  test('go on after a task that threw', async () => {
    const lines = createKeyedLines(1);
    const broken = lines.run('a', async () => {
      throw new Error('broken');
    });
    const after = lines.run('a', async () => 'fine');
    await expect(broken).rejects.toThrow('broken');
    expect(await after).toEqual({ ok: true, value: 'fine' });
  });
});
