// Where roads leave the sheet: fixed by the sheet's edge alone, so that two neighbouring counties meet at the same point and node.
import { mixSeed } from '../random.ts';
import type { Raster } from '../raster.ts';
import type { RoadClass } from './road-class.ts';

export interface Exit {
  readonly roadClass: RoadClass;
  readonly cell: number;
  /** The point on the sheet's edge, local metres. */
  readonly x: number;
  readonly y: number;
  readonly node: number;
}

/** Node numbers from here on belong to sheet edges, not to a county. */
const EDGE_NODE_BASE = 900_000_000;

const EDGE_SLOTS: readonly { readonly roadClass: RoadClass; readonly isUpright: boolean; readonly from: number; readonly to: number }[] = [
  { roadClass: 'motorway', isUpright: true, from: 0.48, to: 0.58 },
  { roadClass: 'provincial', isUpright: true, from: 0.61, to: 0.72 },
  { roadClass: 'national', isUpright: false, from: 0.35, to: 0.65 },
];

/** `sheetColumn`, `sheetRow`: the county's place among the sheets, counted east and north. */
export const findExits = (raster: Raster, sheetColumn: number, sheetRow: number, rootSeed: number): readonly Exit[] =>
  EDGE_SLOTS.flatMap(({ roadClass, isUpright, from, to }, slot) =>
    [0, 1].map((far) => {
      const edgeColumn = sheetColumn + (isUpright ? far : 0);
      const edgeRow = sheetRow + (isUpright ? 0 : far);
      const share = from + (to - from) * (mixSeed(rootSeed, 'exit', edgeColumn, edgeRow, slot) / 4294967296);
      const { columns, rows, margin, cellX, cellY } = raster;
      const column = isUpright ? (far === 0 ? margin : columns - margin - 1) : margin + Math.floor(share * (columns - 2 * margin));
      const row = isUpright ? margin + Math.floor(share * (rows - 2 * margin)) : far === 0 ? rows - margin - 1 : margin;
      return {
        roadClass, cell: row * columns + column,
        x: isUpright ? (far === 0 ? margin : columns - margin) * cellX : (margin + share * (columns - 2 * margin)) * cellX,
        y: isUpright ? (margin + share * (rows - 2 * margin)) * cellY : (far === 0 ? rows - margin : margin) * cellY,
        node: EDGE_NODE_BASE + (edgeColumn * 100 + edgeRow) * 4 + slot,
      };
    }));
