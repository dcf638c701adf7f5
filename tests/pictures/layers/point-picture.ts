// What every layer of points must show, tried with its own symbols, states and levels.
import { paletteOf } from '../../../renderer/map/palette.ts';
import { MAP_LAYERS } from '../../../renderer/map/layers/index.ts';
import type { LayerDefinition } from '../../../renderer/map/layers/layer-definition.ts';
import { thingKind } from '../../../shared/domain/atlas/thing-kinds.ts';
import type { Attributes } from '../../../shared/domain/atlas/field.ts';
import { beside, colour, countOf, differenceOf, expect, HERE, pointAt, test, thing, type MapPicture, type Patch } from '../picture-test.ts';

const definitionOf = (kind: string): LayerDefinition => {
  const found = MAP_LAYERS.find((layer) => layer.kind === kind);
  if (found === undefined) throw new Error(`no layer of ${kind}`);
  return found;
};

const choices = (kind: string, key: string | undefined): readonly string[] => {
  const field = thingKind(kind)?.fields.find((each) => each.key === key);
  return field?.type === 'choice' ? field.choices.map(({ value }) => value) : [];
};

const HALF = 17;
const APART = 90;

/** Each of the attribute sets drawn apart from the others in one picture. */
const drawnApart = async (map: MapPicture, kind: string, zoom: number, all: readonly Attributes[]): Promise<readonly Patch[]> => {
  const places = all.map((_, index) => beside(HERE, zoom, (index % 8) * APART - 300, Math.floor(index / 8) * APART - 180));
  const things = all.map((attributes, index) => thing(kind, `x${index}`, pointAt(places[index] ?? HERE), attributes));
  await map.show({ things, kinds: [kind], zoom });
  const patches: Patch[] = [];
  for (const place of places) patches.push(await map.patch(place, HALF));
  return patches;
};

const expectAllDifferent = (patches: readonly Patch[], least: number): void => {
  for (const [index, left] of patches.entries()) {
    for (const right of patches.slice(index + 1)) expect(differenceOf(left, right)).toBeGreaterThanOrEqual(least);
  }
};

interface Subject {
  readonly kind: string;
  readonly definition: LayerDefinition;
  readonly look: NonNullable<LayerDefinition['point']>;
  readonly fullZoom: number;
  readonly usual: Attributes;
}

const subjectOf = (kind: string): Subject => {
  const definition = definitionOf(kind);
  const look = definition.point;
  if (look === null) throw new Error(`${kind} has no point look`);
  const stateField = thingKind(kind)?.stateField;
  const solid = Object.keys(look.states ?? {}).find((state) => look.states?.[state] === 'solid') ?? '';
  return { kind, definition, look, fullZoom: Math.min(18, definition.stages.full + 0.2), usual: stateField === undefined ? {} : { [stateField]: solid } };
};

const placeAndHue = ({ kind, look, fullZoom, usual }: Subject, theme: 'dark' | 'light'): void => {
  test(`is drawn in its hue at its place in the ${theme} theme, and not while the layer is off`, async ({ map }) => {
    await map.show({ things: [thing(kind, 'a', pointAt(HERE), usual)], kinds: [kind], zoom: fullZoom, theme });
    const hue = colour(paletteOf(theme).hues[look.calmHue ?? look.hue]);
    expect(countOf(await map.patch(HERE, HALF), hue)).toBeGreaterThan(90);
    await map.page.evaluate((each) => window.pictures.current().stage.setLayerVisible(each, false), kind);
    await map.settled();
    expect(countOf(await map.patch(HERE, HALF), hue)).toBe(0);
  });
};

const symbols = ({ kind, look, fullZoom, usual }: Subject): void => {
  const field = thingKind(kind)?.symbolField;
  const values = choices(kind, field);
  if (look.glyphScale === 0 || values.length < 2) return;
  test('has a symbol of its own for each value', async ({ map }) => {
    expectAllDifferent(await drawnApart(map, kind, fullZoom, values.map((value) => ({ ...usual, [field ?? '']: value }))), 6);
  });
};

const states = ({ kind, fullZoom }: Subject): void => {
  const field = thingKind(kind)?.stateField;
  if (field === undefined) return;
  test('tells every state apart, the unknown one too', async ({ map }) => {
    const known = choices(kind, field).filter((state) => state !== 'unknown');
    expectAllDifferent(await drawnApart(map, kind, fullZoom, [...known.map((state) => ({ [field]: state })), {}]), 25);
  });
};

const levels = ({ kind, fullZoom }: Subject): void => {
  const field = thingKind(kind)?.levelField;
  if (field === undefined) return;
  test('wears its level with its word, and an unknown level wears no level colour', async ({ map }) => {
    const colours = paletteOf('dark').levels;
    const names = ['red', 'orange', 'yellow', 'blue'] as const;
    const patches = await drawnApart(map, kind, fullZoom, [...names.map((level) => ({ [field]: level })), {}]);
    for (const [index, level] of names.entries()) {
      const patch = patches[index] ?? [];
      expect(countOf(patch, colour(colours[level].fill))).toBeGreaterThan(60);
      expect(countOf(patch, colour(colours[level].word), 40)).toBeGreaterThan(8);
    }
    for (const level of names) expect(countOf(patches[4] ?? [], colour(colours[level].fill))).toBe(0);
  });
};

const counted = ({ kind, definition, usual }: Subject): void => {
  test('is counted in one plate where the scale has no room', async ({ map }) => {
    const zoom = Math.max(definition.minZoom, definition.stages.single - 1.5);
    const things = Array.from({ length: 12 }, (_, index) => thing(kind, `x${index}`, pointAt(beside(HERE, zoom, (index % 4) * 2, index)), usual));
    await map.show({ things, kinds: [kind], zoom });
    expect(countOf(await map.patch(HERE, 60), colour(paletteOf('dark').paper), 10)).toBeGreaterThan(250);
  });
};

/** Symbols of all values, states without colour, levels with theirs, hidden means gone, both themes. */
export const pointLayerPictures = (kind: string): void => {
  const subject = subjectOf(kind);
  test.describe(`${kind} on the map`, () => {
    for (const theme of ['dark', 'light'] as const) placeAndHue(subject, theme);
    symbols(subject);
    states(subject);
    levels(subject);
    counted(subject);
  });
};
