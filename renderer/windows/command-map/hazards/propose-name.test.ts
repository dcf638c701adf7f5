import { describe, expect, it } from 'vitest';
import type { LonLat } from '../../../../shared/kernel/units.ts';
import { proposeName, type NamedPlace } from './propose-name.ts';

const village = (name: string, position: LonLat | null): NamedPlace => ({ name, level: 'village', position });

const VILLAGES: readonly NamedPlace[] = [
  { name: '青溪镇', level: 'township', position: [119.5, 28.4] },
  village('上坞村', [119.501, 28.401]),
  village('下坞村', [119.504, 28.404]),
  village('横坑村', [119.508, 28.408]),
  village('远山村', [119.9, 28.9]),
  village('无处村', null),
];

const box = (size: number): readonly (readonly (readonly LonLat[])[])[] => [[[[119.5, 28.4], [119.5 + size, 28.4], [119.5 + size, 28.4 + size], [119.5, 28.4 + size], [119.5, 28.4]]]];

describe('the proposed name', () => {
  it('names the one village inside and the kind', () => expect(proposeName(box(0.002), VILLAGES, '滑坡', 'zh-CN')).toBe('上坞村滑坡'));

  it('names two villages, the one nearer to the middle first', () => expect(proposeName(box(0.006), VILLAGES, '滑坡', 'zh-CN')).toBe('下坞村、上坞村滑坡'));

  it('says how many villages there are when there are more than two', () => expect(proposeName(box(0.01), VILLAGES, '山洪', 'zh-CN')).toBe('下坞村、横坑村等3村山洪'));

  it('says near which village it is where none lies inside', () => expect(proposeName(box(0.0005), VILLAGES, '滑坡', 'zh-CN')).toBe('上坞村附近滑坡'));

  it('finds the nearest village of a single place', () => {
    const place: LonLat = [119.5, 28.4];
    expect(proposeName([[[place, place, place]]], VILLAGES, '泄漏', 'zh-CN')).toBe('上坞村附近泄漏');
  });

  it('gives the kind alone far from every village', () => {
    const place: LonLat = [100, 40];
    expect(proposeName([[[place, place, place]]], VILLAGES, '地震', 'zh-CN')).toBe('地震');
  });

  it('speaks English in an English window', () => expect(proposeName(box(0.01), VILLAGES, 'flash flood', 'en')).toBe('下坞村, 横坑村 and 1 more villages: flash flood'));

  it('proposes nothing for an empty area', () => expect(proposeName([], VILLAGES, '滑坡', 'zh-CN')).toBe(''));
});
