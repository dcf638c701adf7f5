import { expect, test } from 'vitest';
import type { PointItem } from '../tiles/tile-content.ts';
import { addSums, groupDense, groupPoints } from './group-points.ts';

const point = (id: string, east: number, north: number, level = ''): PointItem => ({ id, name: id, lonLat: [0, 0], position: [east, north], symbol: '', level, state: '' });

test('points in one cell become a cluster at their mean place with their levels counted', () => {
  const { points, clusters } = groupPoints([point('a', 10, 10, 'red'), point('b', 30, 50, 'blue'), point('c', 20, 30, 'blue')], [], 100);
  expect(points).toEqual([]);
  expect(clusters.map(({ count, position, levels }) => ({ count, position, levels }))).toEqual([{ count: 3, position: [20, 30], levels: { red: 1, blue: 2 } }]);
});

test('a point alone in its cell stays a point', () => {
  const { points, clusters } = groupPoints([point('a', 10, 10), point('b', 510, 10)], [], 100);
  expect([points.map(({ id }) => id), clusters]).toEqual([['a', 'b'], []]);
});

test('clusters of the station count with their weight', () => {
  const cluster = { key: 'k', lonLat: [0, 0] as const, position: [90, 10] as const, count: 9, levels: { orange: 4 } };
  const [grouped] = groupPoints([point('a', 10, 10, 'red')], [cluster], 100).clusters;
  expect([grouped?.count, grouped?.position[0], grouped?.levels]).toEqual([10, 82, { red: 1, orange: 4 }]);
});

test('no point is lost or counted twice, whatever the cell', () => {
  const points = Array.from({ length: 500 }, (_, index) => point(`p${index}`, (index * 7919) % 1_000, (index * 104_729) % 1_000));
  for (const cell of [10, 77, 333, 5_000]) {
    const grouped = groupPoints(points, [], cell);
    expect(grouped.points.length + grouped.clusters.reduce((sum, { count }) => sum + count, 0)).toBe(500);
  }
});

test('sums add level by level', () => {
  expect(addSums({ count: 2, levels: { red: 1 } }, { count: 3, levels: { red: 1, blue: 2 } })).toEqual({ count: 5, levels: { red: 2, blue: 2 } });
});

test('in a crowd only what is calm is gathered; what wants to be seen stays', () => {
  const crowd = Array.from({ length: 9 }, (_, index) => ({ ...point(`p${index}`, 10 + index, 10), state: index === 4 ? 'fault' : 'idle' }));
  const alone = point('alone', 900, 10);
  const { points, clusters } = groupDense([...crowd, alone], 100, 5, ({ state }) => state !== 'fault');
  expect(points.map(({ id }) => id).toSorted()).toEqual(['alone', 'p4']);
  expect(clusters.map(({ count }) => count)).toEqual([8]);
});

test('as many as are allowed are no crowd', () => {
  const few = Array.from({ length: 5 }, (_, index) => point(`p${index}`, 10 + index, 10));
  expect(groupDense(few, 100, 5, () => true)).toEqual({ points: few, clusters: [] });
});
