// The menu says every window of the catalogue in the operator's language.
import { expect, test } from 'vitest';
import type { MenuItemConstructorOptions } from 'electron';
import { WINDOWS } from '../../shared/contract/windows.ts';
import { menuTemplate, type MenuRequest } from './menu-template.ts';
import { languageOf, sayIn } from './say.ts';

const opened: string[] = [];
const request = (change: Partial<MenuRequest> = {}): MenuRequest => ({
  language: 'zh-CN',
  windows: WINDOWS,
  actions: { openWindow: (name) => opened.push(name), openAnother: () => opened.push('another'), openOtherPlace: () => opened.push('otherPlace') },
  isMac: false,
  isForDevelopers: false,
  ...change,
});

const itemsOf = (item: MenuItemConstructorOptions): readonly MenuItemConstructorOptions[] => (Array.isArray(item.submenu) ? item.submenu : []);
const all = (template: readonly MenuItemConstructorOptions[]): readonly MenuItemConstructorOptions[] => template.flatMap((item) => [item, ...all(itemsOf(item))]);

test('opens each window of the catalogue by its name, with its own keys', () => {
  const items = all(menuTemplate(request()));
  opened.length = 0;
  for (const entry of WINDOWS) {
    const item = items.find(({ label }) => label === entry.term.zh);
    expect(item?.accelerator).toBe(entry.accelerator);
    item?.click?.(undefined as never, undefined, undefined as never);
  }
  expect(opened).toEqual(WINDOWS.map(({ name }) => name));
});

test('is wholly Chinese in Chinese and wholly English in English', () => {
  const labels = (language: 'zh-CN' | 'en') => all(menuTemplate(request({ language, isForDevelopers: true }))).flatMap(({ label, type }) => (type === 'separator' ? [] : [label ?? '(none)']));
  expect(labels('zh-CN').filter((label) => !/\p{Script=Han}/u.test(label))).toEqual([]);
  expect(labels('en').filter((label) => /\p{Script=Han}/u.test(label) || label === '(none)')).toEqual([]);
});

test('offers developer tools to developers alone', () => {
  const roles = (isForDevelopers: boolean) => all(menuTemplate(request({ isForDevelopers }))).map(({ role }) => role);
  expect(roles(true)).toContain('toggleDevTools');
  expect(roles(false)).not.toContain('toggleDevTools');
});

test('has one way to quit, under the application on macOS and under the windows elsewhere', () => {
  for (const isMac of [true, false]) expect(all(menuTemplate(request({ isMac }))).filter(({ role }) => role === 'quit').length).toBe(1);
});

test('speaks Chinese unless the system is English', () => {
  expect(['zh-CN', 'en-US', 'en', 'EN-gb', 'ja', ''].map(languageOf)).toEqual(['zh-CN', 'en', 'en', 'en', 'zh-CN', 'zh-CN']);
  expect(sayIn('zh-CN')('claimMessage', { code: '7KQM-3XWP' })).toBe('一次性认领代码：7KQM-3XWP');
});
