// Boxes on the plane of the screen, and whether a new one would cover any of them.

export interface Box {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

export interface BoxIndex {
  readonly add: (box: Box) => void;
  readonly isFree: (box: Box) => boolean;
}

const CELL_PX = 48;

export const boxAround = (x: number, y: number, halfWidth: number, halfHeight: number): Box => ({
  left: x - halfWidth,
  top: y - halfHeight,
  right: x + halfWidth,
  bottom: y + halfHeight,
});

const overlaps = (left: Box, right: Box): boolean =>
  left.left < right.right && right.left < left.right && left.top < right.bottom && right.top < left.bottom;

const cellsOf = function* (box: Box): Generator<number> {
  const [firstColumn, lastColumn] = [Math.floor(box.left / CELL_PX), Math.floor(box.right / CELL_PX)];
  const [firstRow, lastRow] = [Math.floor(box.top / CELL_PX), Math.floor(box.bottom / CELL_PX)];
  // Rows are folded into one number; two cells that fold together only cost a comparison.
  for (let row = firstRow; row <= lastRow; row += 1) for (let column = firstColumn; column <= lastColumn; column += 1) yield row * 65_536 + column;
};

export const createBoxIndex = (): BoxIndex => {
  const cells = new Map<number, Box[]>();
  return {
    add: (box) => {
      for (const cell of cellsOf(box)) {
        const held = cells.get(cell);
        if (held === undefined) cells.set(cell, [box]);
        else held.push(box);
      }
    },
    isFree: (box) => {
      for (const cell of cellsOf(box)) if (cells.get(cell)?.some((held) => overlaps(held, box)) === true) return false;
      return true;
    },
  };
};
