import { expect, test } from 'vitest';
import { boxAround, createBoxIndex } from './box-index.ts';
import { placeLabels, type LabelBox } from './place-labels.ts';

const label = (key: string, x: number, more: Partial<LabelBox> = {}): LabelBox => ({ key, x, y: 100, clearance: 10, width: 60, height: 14, importance: 1, spots: [], ...more });
const NOTHING = new Map();

test('a name stands to the right of its symbol where there is room', () => {
  expect(placeLabels([label('a', 100)], createBoxIndex(), NOTHING, 10).get('a')).toEqual({ key: 'a', dx: 43, dy: 0 });
});

test('where the right is taken it stands to the left', () => {
  const taken = createBoxIndex();
  taken.add(boxAround(150, 100, 20, 10));
  expect(placeLabels([label('a', 100)], taken, NOTHING, 10).get('a')?.dx).toBe(-43);
});

test('of two names for one place the more important is written and the other left out', () => {
  const centred = { clearance: 0 };
  const places = placeLabels([label('minor', 100, { ...centred, importance: 1 }), label('major', 105, { ...centred, importance: 9 })], createBoxIndex(), NOTHING, 10);
  expect([...places.keys()]).toEqual(['major']);
});

test('the name of an area moves to another of its spots before it is given up', () => {
  const taken = createBoxIndex();
  taken.add(boxAround(100, 100, 40, 10));
  expect(placeLabels([label('town', 100, { clearance: 0, spots: [[0, -30]] })], taken, NOTHING, 10).get('town')).toEqual({ key: 'town', dx: 0, dy: -30 });
});

test('no more names are written than the screen bears, the important ones first', () => {
  const many = Array.from({ length: 30 }, (_, index) => label(`n${index}`, index * 500, { importance: index }));
  const places = placeLabels(many, createBoxIndex(), NOTHING, 4);
  expect([...places.keys()].toSorted()).toEqual(['n26', 'n27', 'n28', 'n29']);
});
