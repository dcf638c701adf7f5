// Which addresses and frames the desktop application takes for its own.
import { describe, expect, test } from 'vitest';
import { isOwnFrame, ownUrl, windowOfUrl, windowUrl } from './app-origin.ts';

describe('an address', () => {
  test('is its own under the own scheme and host alone', () => {
    expect(ownUrl('app://fenghuotai/assets/a.js')?.pathname).toBe('/assets/a.js');
    const foreign = ['https://fenghuotai/', 'app://fenghuotai.example/', 'app://other/', 'app://someone@fenghuotai/', 'app://fenghuotai:8080/', 'file:///app/', 'javascript:alert(1)', 'not an address', ''];
    expect(foreign.filter((text) => ownUrl(text) !== null)).toEqual([]);
  });

  test('names a window of the catalogue with its place, the first one where none is given', () => {
    expect(windowOfUrl('app://fenghuotai/ledgers?place=2')).toEqual({ name: 'ledgers', place: '2', rest: '' });
    expect(windowOfUrl('app://fenghuotai/command-map')).toEqual({ name: 'command-map', place: '1', rest: '' });
    expect(windowOfUrl(windowUrl({ name: 'ledgers', place: '3', rest: '' }))).toEqual({ name: 'ledgers', place: '3', rest: '' });
  });

  test('keeps what else it asks of the window', () => {
    const address = windowOfUrl('app://fenghuotai/ledgers?kind=避灾&place=2&row=7');
    expect(address).toEqual({ name: 'ledgers', place: '2', rest: 'kind=%E9%81%BF%E7%81%BE&row=7' });
    expect(address === null ? '' : windowUrl(address)).toBe('app://fenghuotai/ledgers?place=2&kind=%E9%81%BF%E7%81%BE&row=7');
    expect(windowOfUrl(`app://fenghuotai/ledgers?kind=${'x'.repeat(600)}`)).toBe(null);
  });

  test('names none where the window is not in the catalogue or the place is malformed', () => {
    expect(['app://fenghuotai/', 'app://fenghuotai/nowhere', 'app://fenghuotai/ledgers?place=../x', 'https://fenghuotai/ledgers'].map(windowOfUrl)).toEqual([null, null, null, null]);
  });
});

describe('a frame', () => {
  test('may speak where it is the main frame of an own window', () => {
    expect(isOwnFrame({ url: 'app://fenghuotai/command-map?place=1', parent: null })).toBe(true);
  });

  test('is refused where it is foreign, below another frame, another page or already gone', () => {
    const frames = [
      { url: 'https://example.org/command-map', parent: null },
      { url: 'app://fenghuotai/command-map', parent: { url: 'app://fenghuotai/command-map' } },
      { url: 'app://fenghuotai/assets/picture.svg', parent: null },
      { url: 'about:blank', parent: null },
      null,
    ];
    expect(frames.map(isOwnFrame)).toEqual([false, false, false, false, false]);
  });
});
