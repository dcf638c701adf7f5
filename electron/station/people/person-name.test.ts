import { describe, expect, test } from 'vitest';
import { signInKey, tidyName } from './person-name.ts';

describe('a sign-in name', () => {
  test.each([
    ['zhang.wei', ' ZHANG.WEI '],
    ['zhang.wei', 'ｚｈａｎｇ．ｗｅｉ'],
    ['\u00e9lise', 'E\u0301LISE'],
    ['straße', 'STRASSE'],
    ['σίσυφος', 'ΣΊΣΥΦΟΣ'],
    ['张伟', '张伟　'],
  ])('%j is the same as %j', (one, other) => {
    expect(signInKey(other)).toBe(signInKey(one));
  });

  test('is another where a character is another', () => {
    expect(signInKey('张伟')).not.toBe(signInKey('张玮'));
  });
});

describe('a name', () => {
  test('is composed and has no space around it', () => {
    expect(tidyName('  e\u0301lise\u3000')).toEqual({ ok: true, value: '\u00e9lise' });
  });

  test('keeps rare characters that old files hold in the private area', () => {
    expect(tidyName('王\uE863')).toEqual({ ok: true, value: '王\uE863' });
    expect(tidyName('王𬱖')).toEqual({ ok: true, value: '王𬱖' });
  });

  test.each([
    ['', 'blank'],
    ['\u3000', 'blank'],
    ['张\u0000伟', 'unseenCharacters'],
    ['张\u200b伟', 'unseenCharacters'],
    ['张\n伟', 'unseenCharacters'],
    ['\ud83d', 'unseenCharacters'],
    ['长'.repeat(61), 'tooLong'],
  ])('%j is refused as %s', (text, problem) => {
    expect(tidyName(text)).toEqual({ ok: false, error: problem });
  });
});
