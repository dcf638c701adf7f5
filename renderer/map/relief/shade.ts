// Shaded relief with a quiet tint by height: the ground a map of symbols can lie on.
import type { Theme } from '../palette.ts';

export const RELIEF_SIDE = 256;
/** A border of one sample from the neighbouring tiles, so that no seam shows. */
export const PADDED_SIDE = RELIEF_SIDE + 2;
/** Heights the terrain does not know. */
export const UNKNOWN_HEIGHT = -32_768;

export interface ShadeInput {
  /** Metres, row 0 in the north, `PADDED_SIDE`² values. */
  readonly heights: Int16Array;
  /** Ground distance between two samples. */
  readonly cellMetres: number;
  readonly zoom: number;
  readonly theme: Theme;
}

type Colour = readonly [red: number, green: number, blue: number];

interface Tint {
  readonly stops: readonly (readonly [metres: number, colour: Colour])[];
  /** How far full light and full shadow go toward white and black. */
  readonly light: number;
  readonly shadow: number;
}

const TINTS: { readonly [theme in Theme]: Tint } = {
  dark: {
    stops: [
      [0, [27, 38, 40]],
      [150, [31, 42, 42]],
      [500, [39, 48, 45]],
      [1_000, [51, 57, 53]],
      [1_600, [66, 69, 66]],
    ],
    light: 0.16,
    shadow: 0.62,
  },
  light: {
    stops: [
      [0, [228, 235, 224]],
      [150, [234, 238, 226]],
      [500, [241, 239, 226]],
      [1_000, [241, 234, 221]],
      [1_600, [245, 241, 236]],
    ],
    light: 0.5,
    shadow: 0.36,
  },
};

/** Azimuths of the lights, clockwise from north in degrees, with their weights (after Mark, USGS 92-422, fixed weights). */
const LIGHTS = [
  [315, 0.46],
  [270, 0.2],
  [0, 0.2],
  [225, 0.14],
] as const;
const ALTITUDE = Math.PI / 4;

interface Light {
  readonly east: number;
  readonly north: number;
  readonly weight: number;
}

const lights = (): readonly Light[] =>
  LIGHTS.map(([azimuth, weight]) => {
    const angle = (azimuth * Math.PI) / 180;
    return { east: Math.sin(angle) * Math.cos(ALTITUDE), north: Math.cos(angle) * Math.cos(ALTITUDE), weight };
  });

/** Far out slopes are too gentle to be seen: they are drawn steeper. */
export const exaggeration = (zoom: number): number => Math.min(6, Math.max(1.2, 1.7 * 2 ** ((12 - zoom) * 0.42)));

/** Red, green, blue of every whole metre from 0 to 2,047, higher ground as the highest. */
const tintTable = ({ stops }: Tint): Uint8Array => {
  const table = new Uint8Array(2_048 * 3);
  for (let metres = 0; metres < 2_048; metres += 1) {
    const upper = stops.findIndex(([height]) => height >= metres);
    const [high, highColour] = stops[upper === -1 ? stops.length - 1 : upper] ?? [0, [0, 0, 0]];
    const [low, lowColour] = stops[Math.max(0, (upper === -1 ? stops.length : upper) - 1)] ?? [0, [0, 0, 0]];
    const share = high === low ? 1 : Math.min(1, (metres - low) / (high - low));
    for (let band = 0; band < 3; band += 1) {
      const [from, to] = [lowColour[band] ?? 0, highColour[band] ?? 0];
      table[metres * 3 + band] = Math.round(from + (to - from) * share);
    }
  }
  return table;
};

/** Weighted light on a slope: 0 in full shadow, 1 facing the lights, sin 45° on level ground. */
const brightness = (slopeEast: number, slopeNorth: number, from: readonly Light[]): number => {
  const length = Math.sqrt(slopeEast * slopeEast + slopeNorth * slopeNorth + 1);
  let sum = 0;
  for (const { east, north, weight } of from) sum += weight * Math.max(0, (Math.SQRT1_2 - slopeEast * east - slopeNorth * north) / length);
  return sum;
};

/** RGBA of 256 × 256 pixels; where the height is unknown nothing is drawn. */
export const shadeRelief = ({ heights, cellMetres, zoom, theme }: ShadeInput): Uint8ClampedArray<ArrayBuffer> => {
  const pixels = new Uint8ClampedArray(RELIEF_SIDE * RELIEF_SIDE * 4);
  const tint = TINTS[theme];
  const table = tintTable(tint);
  const from = lights();
  const steepness = exaggeration(zoom) / (8 * cellMetres);
  const at = (row: number, column: number, own: number): number => {
    const height = heights[row * PADDED_SIDE + column] ?? UNKNOWN_HEIGHT;
    return height === UNKNOWN_HEIGHT ? own : height;
  };
  for (let row = 0; row < RELIEF_SIDE; row += 1) {
    for (let column = 0; column < RELIEF_SIDE; column += 1) {
      const own = heights[(row + 1) * PADDED_SIDE + column + 1] ?? UNKNOWN_HEIGHT;
      if (own === UNKNOWN_HEIGHT) continue;
      // Horn 1981: the three samples on each side, the middle one twice.
      const [northWest, northMiddle, northEast] = [at(row, column, own), at(row, column + 1, own), at(row, column + 2, own)];
      const [west, east] = [at(row + 1, column, own), at(row + 1, column + 2, own)];
      const [southWest, southMiddle, southEast] = [at(row + 2, column, own), at(row + 2, column + 1, own), at(row + 2, column + 2, own)];
      const slopeEast = (northEast + 2 * east + southEast - northWest - 2 * west - southWest) * steepness;
      const slopeNorth = (northWest + 2 * northMiddle + northEast - southWest - 2 * southMiddle - southEast) * steepness;
      const difference = brightness(slopeEast, slopeNorth, from) - Math.SQRT1_2;
      const base = Math.min(2_047, Math.max(0, own)) * 3;
      const pixel = (row * RELIEF_SIDE + column) * 4;
      for (let band = 0; band < 3; band += 1) {
        const colour = table[base + band] ?? 0;
        pixels[pixel + band] = difference < 0 ? colour * (1 + difference * tint.shadow * 1.4) : colour + (255 - colour) * difference * tint.light * 2;
      }
      pixels[pixel + 3] = 255;
    }
  }
  return pixels;
};
