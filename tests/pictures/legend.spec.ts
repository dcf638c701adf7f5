// The legend says what is on the map, with pictures of its own.
import { THING_KINDS } from '../../shared/domain/atlas/thing-kinds.ts';
import { expect, test } from './picture-test.ts';

const ALL = THING_KINDS.map(({ kind }) => kind);

test('every visible layer has a section, every sign a picture of its own and a word in both languages', async ({ map }) => {
  await map.show({ things: [], kinds: ALL, zoom: 12 });
  const legend = await map.page.evaluate(() => window.pictures.current().stage.legend());
  const kinds = legend.map(({ kind }) => kind);
  expect(ALL.filter((kind) => kind !== 'riskPoint' && !kinds.includes(kind))).toEqual([]);
  expect(kinds).toContain('level');
  for (const { kind, entries } of legend) {
    expect(entries.every(({ image, term }) => image.startsWith('data:image/png') && term.zh !== '' && term.en !== '')).toBe(true);
    // Enterprises with one glyph for two sectors aside, no two signs of a section look alike.
    const images = new Set(entries.map(({ image }) => image));
    expect([kind, images.size >= entries.length - 2]).toEqual([kind, true]);
  }
});

test('layers that are off are not in it, hazards only while there are any', async ({ map }) => {
  await map.show({ things: [], kinds: ['shelter'], zoom: 12 });
  const kinds = () => map.page.evaluate(() => window.pictures.current().stage.legend().map(({ kind }) => kind));
  expect(await kinds()).toEqual(['shelter', 'cluster']);
  await map.page.evaluate(() => window.pictures.current().stage.setHazards([{ id: 'h', name: 'x', level: 'red', zones: [], isSelected: false }]));
  expect(await kinds()).toEqual(['level', 'hazard', 'shelter', 'cluster']);
});
