// The house as it stands keeps its own rules, and the check that says so catches planted offences.
import { readdirSync, readFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { describe, expect, test } from 'vitest';
import { checkHouse, type Sources } from './check-house.ts';

const root = join(import.meta.dirname, '..', '..');

const readSources = (): Map<string, string> => {
  const sources = new Map<string, string>();
  for (const top of ['electron', 'renderer', 'shared']) {
    for (const entry of readdirSync(join(root, top), { recursive: true, withFileTypes: true })) {
      if (!entry.isFile() || !/\.tsx?$/.test(entry.name)) continue;
      const path = join(entry.parentPath, entry.name);
      sources.set(relative(root, path).split(sep).join('/'), readFileSync(path, 'utf8'));
    }
  }
  return sources;
};

const planted = (path: string, text: string): readonly string[] => {
  const sources: Sources = new Map([
    ['shared/kernel/result.ts', '// Outcomes.\nexport const a = 1;\n'],
    ['electron/station/people/people.ts', '// People.\nexport const b = 1;\n'],
    ['renderer/windows/ledgers/window.tsx', '// A window.\nexport const c = 1;\n'],
    [path, text],
  ]);
  return checkHouse(sources);
};

describe('the house', () => {
  test('keeps its rules', () => {
    expect(checkHouse(readSources())).toEqual([]);
  });

  test('is read at all: hundreds of imports, not none', () => {
    expect(readSources().size).toBeGreaterThan(60);
  });
});

describe('the check catches', () => {
  const offences: readonly (readonly [string, string, string, RegExp])[] = [
    ['a file no rule covers', 'electron/cellar/x.ts', '// X.\n', /no room owns/],
    ['Node in shared code', 'shared/domain/x.ts', "// X.\nimport { readFile } from 'node:fs';\n", /may not use the package node:fs/],
    ['a feature that imports its sibling', 'electron/station/hazards/x.ts', "// X.\nimport { b } from '../people/people.ts';\n", /may not import station\/people/],
    ['a type-only import of a sibling', 'electron/station/hazards/x.ts', "// X.\nimport type { b } from '../people/people.ts';\n", /may not import station\/people/],
    ['a dynamic import of a sibling', 'electron/station/hazards/x.ts', "// X.\nexport const y = () => import('../people/people.ts');\n", /may not import station\/people/],
    ['a worker address in a forbidden room', 'electron/station/hazards/x.ts', "// X.\nexport const y = new URL('../people/people.ts', import.meta.url);\n", /may not import station\/people/],
    ['an export from a forbidden room', 'shared/kernel/x.ts', "// X.\nexport { b } from '../../electron/station/people/people.ts';\n", /may not import station\/people/],
    ['a window that imports another window', 'renderer/windows/command-map/x.tsx', "// X.\nimport { c } from '../ledgers/window.tsx';\n", /may not import its sibling/],
    ['ol outside the map', 'renderer/ui-kit/x.ts', "// X.\nimport Map from 'ol/Map';\n", /may not use the package ol\/Map/],
    ['a file that imports what is not there', 'shared/kernel/x.ts', "// X.\nimport { z } from './nowhere.ts';\n", /does not exist/],
    ['a circle', 'shared/kernel/result.ts', "// X.\nimport { a } from './result.ts';\n", /circle/],
    ['a file over the wall', 'shared/kernel/x.ts', `// X.\n${'export {};\n'.repeat(510)}`, /the wall is 500/],
    ['a file without its first sentence', 'shared/kernel/x.ts', 'export const x = 1;\n', /does not begin with one sentence/],
    ['a name that says nothing', 'shared/kernel/utils.ts', '// X.\n', /a name that says nothing/],
  ];
  test.each(offences)('%s', (_name, path, text, breach) => {
    expect(planted(path, text).join('\n')).toMatch(breach);
  });

  test('nothing in a tree without offences', () => {
    expect(planted('shared/kernel/x.ts', "// X.\nimport { a } from './result.ts';\nexport const x = a;\n")).toEqual([]);
  });
});
