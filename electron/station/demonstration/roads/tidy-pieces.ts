// After cutting: doubled pieces, stubs and islands are taken away, and pieces that only bend are joined again.
import { lineLength } from './raw-line.ts';
import type { CutNetwork, Piece } from './cut-lines.ts';

/** Shorter dead ends of these kinds are drawing remains, not roads. */
const STUB_METRES: Partial<Record<Piece['line']['kind'], number>> = { lane: 6, street: 55, field: 60, chain: 6 };

const degrees = (pieces: readonly Piece[], nodes: number): Int32Array => {
  const degree = new Int32Array(nodes);
  for (const { from, to } of pieces) {
    degree[from] = degree[from]! + 1;
    degree[to] = degree[to]! + 1;
  }
  return degree;
};

const withoutDoubles = (pieces: readonly Piece[]): Piece[] => {
  const seen = new Map<string, number>();
  return pieces.filter((piece) => {
    const length = lineLength(piece.xs, piece.ys);
    if (piece.from === piece.to && length < 60) return false;
    if (piece.line.isSeparated) return true;
    const key = piece.from < piece.to ? `${piece.from} ${piece.to}` : `${piece.to} ${piece.from}`;
    const known = seen.get(key);
    if (known !== undefined && Math.abs(known - length) < 30) return false;
    seen.set(key, length);
    return true;
  });
};

const withoutStubs = (pieces: readonly Piece[], nodes: number, isKept: (node: number) => boolean): Piece[] => {
  let rest = [...pieces];
  for (let round = 0; round < 6; round += 1) {
    const degree = degrees(rest, nodes);
    const kept = rest.filter((piece) => {
      const isDeadEnd = (degree[piece.from] === 1 && !isKept(piece.from)) || (degree[piece.to] === 1 && !isKept(piece.to));
      return !isDeadEnd || lineLength(piece.xs, piece.ys) >= (STUB_METRES[piece.line.kind] ?? 0);
    });
    if (kept.length === rest.length) return kept;
    rest = kept;
  }
  return rest;
};

/** Only what can be reached from `start`, whatever the direction of travel. */
const withoutIslands = (pieces: readonly Piece[], nodes: number, start: number): Piece[] => {
  const parent = Int32Array.from({ length: nodes }, (_, index) => index);
  const root = (node: number): number => {
    let at = node;
    while (parent[at] !== at) {
      parent[at] = parent[parent[at]!]!;
      at = parent[at]!;
    }
    return at;
  };
  for (const { from, to } of pieces) parent[root(from)] = root(to);
  return pieces.filter(({ from }) => root(from) === root(start));
};

const joinTwo = (first: Piece, second: Piece, node: number): Piece => {
  const head = first.to === node ? first : { ...first, from: first.to, to: first.from, xs: first.xs.toReversed(), ys: first.ys.toReversed() };
  const tail = second.from === node ? second : { ...second, from: second.to, to: second.from, xs: second.xs.toReversed(), ys: second.ys.toReversed() };
  return { line: first.line, from: head.from, to: tail.to, xs: Float64Array.from([...head.xs, ...tail.xs.slice(1)]), ys: Float64Array.from([...head.ys, ...tail.ys.slice(1)]) };
};

const mayJoin = (first: Piece, second: Piece, node: number): boolean => {
  const a = first.line;
  const b = second.line;
  const isSame = a.rank === b.rank && a.route === b.route && a.hamlet === b.hamlet && a.isOneWay === b.isOneWay && a.structure === b.structure && a.isSeparated === b.isSeparated;
  if (!isSame || first === second) return false;
  if (first.from === first.to || second.from === second.to) return false;
  return !a.isOneWay || (first.to === node) === (second.from === node);
};

/** Nodes where nothing branches and nothing changes are no junctions. */
const joinBends = (pieces: readonly Piece[], nodes: number, isKept: (node: number) => boolean): Piece[] => {
  const at: Piece[][] = Array.from({ length: nodes }, () => []);
  const alive = new Set<Piece>(pieces);
  for (const piece of pieces) {
    at[piece.from]!.push(piece);
    at[piece.to]!.push(piece);
  }
  for (let node = 0; node < nodes; node += 1) {
    const [first, second] = at[node]!;
    if (at[node]!.length !== 2 || first === undefined || second === undefined || isKept(node) || !mayJoin(first, second, node)) continue;
    const joined = joinTwo(first, second, node);
    if (joined.from === joined.to) continue;
    alive.delete(first);
    alive.delete(second);
    alive.add(joined);
    for (const end of [joined.from, joined.to]) at[end] = at[end]!.map((piece) => (piece === first || piece === second ? joined : piece));
    at[node] = [];
  }
  return [...alive];
};

export const tidyPieces = ({ pieces, nodeX }: CutNetwork, start: number, isKept: (node: number) => boolean): readonly Piece[] => {
  const nodes = nodeX.length;
  const main = withoutIslands(withoutStubs(withoutDoubles(pieces), nodes, isKept), nodes, start);
  return joinBends(main, nodes, isKept);
};
