// How many of everything there are, where each county's sheet lies, and what it is called.
import { createRandom, mixSeed } from './random.ts';
import { CELL_DEGREES, createRaster, type Raster } from './raster.ts';
import { LAND_MULTIPLE } from './terrain/build-land.ts';

/** The county the counts below belong to: 16 townships and 341 villages, as 柯桥 has; the rest scales with the townships. */
const FULL_TOWNSHIPS = 16;

const FULL_COUNTS = {
  villages: 341, households: 50_000, loudspeakers: 4_500, gridPoints: 4_758, gridLines: 322, gridAreas: 127, cameras: 16,
  enterprises: 235, riskPoints: 7_207, hazardPoints: 500, shelters: 360, stockpiles: 380, stockItems: 4_000, serialGateways: 19,
} as const;

export type Counts = { readonly [key in keyof typeof FULL_COUNTS]: number };

export interface CountyPlan {
  /** 1 for the first county. */
  readonly number: number;
  readonly seed: number;
  readonly name: string;
  /** 6 digits; GB/T 2260 assigns none that begins with 3399. */
  readonly code: string;
  /** Begins every id of the county. */
  readonly idPrefix: string;
  readonly townships: number;
  readonly counts: Counts;
  readonly areaSquareMetres: number;
  /** Linear size against the full county. */
  readonly scale: number;
  readonly raster: Raster;
  readonly outletAngle: number;
  readonly sheetColumn: number;
  readonly sheetRow: number;
  readonly firstNode: number;
}

const FULL_COLUMNS = 540;
const FULL_ROWS = 504;
const MARGIN_CELLS = 24;
const FULL_AREA_SQUARE_METRES = 1.28e9;
const HOME_WEST = 119.33;
const HOME_SOUTH = 28.22;
const HOME_SHEET = { column: 4, row: 3 };
const SHEETS_ACROSS = 10;
const NODES_PER_COUNTY = 1_000_000;
const MOST_COUNTIES = 90;

const CHINESE_DIGITS = ['', '一', '二', '三', '四', '五', '六', '七', '八', '九'];

const chineseNumber = (value: number): string => {
  if (value < 10) return CHINESE_DIGITS[value]!;
  const tens = Math.floor(value / 10);
  return `${tens === 1 ? '' : CHINESE_DIGITS[tens]!}十${CHINESE_DIGITS[value % 10]!}`;
};

const scaleCounts = (townships: number): Counts => {
  const share = townships / FULL_TOWNSHIPS;
  const scaled = (count: number): number => Math.max(1, Math.round(count * share));
  return {
    villages: Math.max(townships * 4, scaled(FULL_COUNTS.villages)), households: scaled(FULL_COUNTS.households), loudspeakers: scaled(FULL_COUNTS.loudspeakers),
    gridPoints: scaled(FULL_COUNTS.gridPoints), gridLines: scaled(FULL_COUNTS.gridLines), gridAreas: scaled(FULL_COUNTS.gridAreas), cameras: FULL_COUNTS.cameras,
    enterprises: scaled(FULL_COUNTS.enterprises), riskPoints: scaled(FULL_COUNTS.riskPoints), hazardPoints: scaled(FULL_COUNTS.hazardPoints),
    shelters: Math.max(scaled(FULL_COUNTS.shelters), scaled(FULL_COUNTS.villages)), stockpiles: scaled(FULL_COUNTS.stockpiles), stockItems: scaled(FULL_COUNTS.stockItems),
    serialGateways: scaled(FULL_COUNTS.serialGateways),
  };
};

/** Sheets in order of nearness to the first county's, so that neighbours come first. */
const sheetOrder = (): readonly { readonly column: number; readonly row: number }[] =>
  Array.from({ length: MOST_COUNTIES }, (_, index) => ({ column: index % SHEETS_ACROSS, row: Math.floor(index / SHEETS_ACROSS) }))
    .toSorted((left, right) => Math.hypot(left.column - HOME_SHEET.column, left.row - HOME_SHEET.row) - Math.hypot(right.column - HOME_SHEET.column, right.row - HOME_SHEET.row));

const cellsFor = (full: number, scale: number): number => Math.ceil((full * scale) / LAND_MULTIPLE) * LAND_MULTIPLE + 2 * MARGIN_CELLS;

/** The way out of the basin lies east for every second county and west for the others, so that trunk roads meet in the gaps. */
const outletAngle = (seed: number, number: number): number => {
  const random = createRandom(seed, 'outlet');
  return random.between(-0.38, 0.38) + (number % 2 === 1 ? 0 : Math.PI);
};

/** `townships` from 1 to 1,440, split evenly over as many counties as have about sixteen each. */
export const planCounties = (seed: number, townships: number): readonly CountyPlan[] => {
  const counties = Math.max(1, Math.round(townships / FULL_TOWNSHIPS));
  const most = Math.ceil(townships / counties);
  const scale = Math.sqrt(most / FULL_TOWNSHIPS);
  const columns = cellsFor(FULL_COLUMNS, scale);
  const rows = cellsFor(FULL_ROWS, scale);
  const sheetWidth = (columns - 2 * MARGIN_CELLS) * CELL_DEGREES;
  const sheetHeight = (rows - 2 * MARGIN_CELLS) * CELL_DEGREES;
  const sheets = sheetOrder();
  return Array.from({ length: counties }, (_, index) => {
    const number = index + 1;
    const sheet = sheets[index]!;
    const own = Math.floor(townships / counties) + (index < townships % counties ? 1 : 0);
    const west = HOME_WEST + (sheet.column - HOME_SHEET.column) * sheetWidth;
    const north = HOME_SOUTH + (sheet.row - HOME_SHEET.row + 1) * sheetHeight;
    const countySeed = mixSeed(seed, 'county', number);
    return {
      number, seed: countySeed, name: number === 1 ? '演练县' : `演练${chineseNumber(number)}县`, code: `3399${String(number).padStart(2, '0')}`,
      idPrefix: `yl${String(number).padStart(2, '0')}`, townships: own, counts: scaleCounts(own), areaSquareMetres: (FULL_AREA_SQUARE_METRES * own) / FULL_TOWNSHIPS, scale,
      raster: createRaster(west - MARGIN_CELLS * CELL_DEGREES, north + MARGIN_CELLS * CELL_DEGREES, columns, rows, MARGIN_CELLS),
      outletAngle: outletAngle(countySeed, number), sheetColumn: sheet.column, sheetRow: sheet.row, firstNode: number * NODES_PER_COUNTY,
    };
  });
};
