// Roads that cross become junctions; roads that pass over one another do not.
import { describe, expect, test } from 'vitest';
import { cutLines } from './cut-lines.ts';
import type { RawLine } from './raw-line.ts';
import { tidyPieces } from './tidy-pieces.ts';

const line = (points: readonly (readonly [number, number])[], more: Partial<RawLine> = {}): RawLine => ({
  kind: 'chain', rank: 4, route: 0, hamlet: -1, isOneWay: false, isSeparated: false, structure: 'none',
  xs: Float64Array.from(points, ([x]) => x), ys: Float64Array.from(points, ([, y]) => y), ...more,
});

const cut = (lines: readonly RawLine[]): ReturnType<typeof cutLines> => cutLines(lines, 1000, 1000);

describe('cutting', () => {
  test('makes one node of a crossing and four pieces of two roads', () => {
    const { pieces, nodeX } = cut([line([[100, 500], [900, 500]]), line([[500, 100], [500, 900]], { route: 1 })]);
    expect(pieces.length).toBe(4);
    expect(nodeX.length).toBe(5);
    const middle = pieces[0]!.to;
    expect(pieces.every(({ from, to }) => from === middle || to === middle)).toBe(true);
  });

  test('leaves a motorway uncut under a road that crosses it', () => {
    const { pieces } = cut([line([[100, 500], [900, 500]], { isSeparated: true, rank: 0 }), line([[500, 100], [500, 900]])]);
    expect(pieces.length).toBe(2);
  });

  test('joins ends a step apart to one node, and pieces end exactly at their nodes', () => {
    const { pieces, nodeX, nodeY } = cut([line([[100, 500], [500, 500]]), line([[501, 501], [900, 700]], { route: 1 })]);
    expect(pieces[0]!.to).toBe(pieces[1]!.from);
    for (const { from, to, xs, ys } of pieces) expect([xs[0], ys[0], xs.at(-1), ys.at(-1)]).toEqual([nodeX[from], nodeY[from], nodeX[to], nodeY[to]]);
  });
});

describe('tidying', () => {
  const tidy = (lines: readonly RawLine[]): ReturnType<typeof tidyPieces> => {
    const network = cut(lines);
    return tidyPieces(network, network.pieces[0]!.from, () => false);
  };

  test('joins what only bends, keeps what changes its class', () => {
    expect(tidy([line([[100, 500], [500, 500]]), line([[500, 500], [900, 700]])]).length).toBe(1);
    expect(tidy([line([[100, 500], [500, 500]]), line([[500, 500], [900, 700]], { rank: 5 })]).length).toBe(2);
  });

  test('drops stubs of a lane, doubled pieces and islands', () => {
    const pieces = tidy([
      line([[100, 500], [900, 500]]), line([[100, 501], [900, 501]]), line([[500, 498], [500, 700]], { kind: 'lane', rank: 5, route: 2 }), line([[10, 900], [60, 950]], { route: 3 }),
    ]);
    expect(pieces.map(({ line: { kind } }) => kind).toSorted()).toEqual(['chain', 'chain', 'lane']);
  });
});
