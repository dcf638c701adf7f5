// Labelled cells as clean regions: each label in one 4-connected piece, no two pieces meeting at a corner only.
import type { Raster } from '../raster.ts';

const sidesOf = (raster: Raster): readonly number[] => [1, raster.columns, -1, -raster.columns];

/** Numbers the 4-connected pieces of equal label; cells labelled below 0 are left out (piece −1). */
export const findPieces = (raster: Raster, label: Int32Array): { readonly piece: Int32Array; readonly sizes: readonly number[] } => {
  const piece = new Int32Array(raster.size).fill(-1);
  const sizes: number[] = [];
  const stack = new Int32Array(raster.size);
  const sides = sidesOf(raster);
  for (let start = 0; start < raster.size; start += 1) {
    if (label[start]! < 0 || piece[start] !== -1) continue;
    const id = sizes.length;
    let size = 0;
    let depth = 1;
    stack[0] = start;
    piece[start] = id;
    while (depth > 0) {
      depth -= 1;
      const cell = stack[depth]!;
      size += 1;
      for (const side of sides) {
        const next = cell + side;
        if (piece[next] !== -1 || label[next] !== label[start]) continue;
        piece[next] = id;
        stack[depth] = next;
        depth += 1;
      }
    }
    sizes.push(size);
  }
  return { piece, sizes };
};

/** Gives every piece of a label but its largest to a neighbouring label, until each label is one piece. `label` in place. */
const joinPieces = (raster: Raster, label: Int32Array): void => {
  const sides = sidesOf(raster);
  for (let round = 0; round < 12; round += 1) {
    const { piece, sizes } = findPieces(raster, label);
    const largest = new Map<number, number>();
    for (let cell = 0; cell < raster.size; cell += 1) {
      const id = piece[cell]!;
      const of = label[cell]!;
      if (id >= 0 && sizes[id]! > (sizes[largest.get(of) ?? -1] ?? 0)) largest.set(of, id);
    }
    const orphans: number[] = [];
    for (let cell = 0; cell < raster.size; cell += 1) if (piece[cell]! >= 0 && largest.get(label[cell]!) !== piece[cell]) orphans.push(cell);
    if (orphans.length === 0) return;
    const isOrphan = new Set(orphans);
    for (const cell of orphans) {
      for (const side of sides) {
        const next = cell + side;
        if (isOrphan.has(next) || label[next]! < 0) continue;
        label[cell] = label[next]!;
        isOrphan.delete(cell);
        break;
      }
    }
  }
};

/** Removes corners where two cells of one label touch only diagonally across another pair. `label` in place; true where one was found. */
const partCorners = (raster: Raster, label: Int32Array): boolean => {
  const { columns, rows } = raster;
  let found = false;
  for (let row = 1; row < rows - 2; row += 1) {
    for (let cell = row * columns + 1; cell < (row + 1) * columns - 2; cell += 1) {
      const a = label[cell]!;
      const b = label[cell + 1]!;
      const c = label[cell + columns]!;
      const d = label[cell + columns + 1]!;
      if (a === b || a === c || b === d || c === d || (a !== d && b !== c)) continue;
      found = true;
      if (a === d && a >= 0) label[cell + 1] = a;
      else if (b === c && b >= 0) label[cell] = b;
      else if (a === d) label[cell] = b;
      else label[cell + 1] = a;
    }
  }
  return found;
};

/** Gives the label 0 to cells outside (below 0) that are shut in by others. `label` in place. */
export const fillHoles = (raster: Raster, label: Int32Array): void => {
  const outside = Int32Array.from(label, (value) => (value < 0 ? 0 : -1));
  const { piece } = findPieces(raster, outside);
  // The first cell of the sheet is never inside a county.
  for (let cell = 0; cell < raster.size; cell += 1) if (piece[cell]! >= 0 && piece[cell] !== piece[0]) label[cell] = 0;
};

/** Both rules together; cells labelled below 0 stay outside except at corners. */
export const cleanRegions = (raster: Raster, label: Int32Array): void => {
  for (let round = 0; round < 8; round += 1) {
    joinPieces(raster, label);
    if (!partCorners(raster, label)) return;
  }
  joinPieces(raster, label);
};
