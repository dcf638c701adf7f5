// The map's colours for the hall (dark) and for daylight and projectors (light); level colours belong to levels alone.
import type { Level } from '../../shared/domain/atlas/levels.ts';

export type Theme = 'dark' | 'light';

export interface LevelColours {
  readonly fill: string;
  /** Written on `fill`; at least 4.5:1 against it. */
  readonly word: string;
}

/** Hues that tell families of symbols apart; none of them can be taken for a level. */
export type Hue = 'ink' | 'green' | 'violet' | 'slate' | 'plum' | 'grey';

export interface Palette {
  readonly theme: Theme;
  /** What lies under everything where there is no relief. */
  readonly ground: string;
  /** Inside of hollow symbols and of badges, and the halo of symbols. */
  readonly paper: string;
  readonly ink: string;
  readonly mutedInk: string;
  readonly halo: string;
  readonly hues: { readonly [hue in Hue]: string };
  /** Drawn on a body of any hue. */
  readonly glyph: string;
  readonly levels: { readonly [level in Level]: LevelColours };
  readonly water: string;
  readonly waterEdge: string;
  readonly waterWord: string;
  readonly roadCore: string;
  readonly roadMinor: string;
  readonly roadCasing: string;
  readonly boundary: string;
  readonly boundaryMinor: string;
  readonly placeWord: string;
  readonly zone: string;
  readonly selection: string;
  readonly selectionCasing: string;
  readonly sketch: string;
  readonly gap: string;
}

const LEVEL_COLOURS: Palette['levels'] = {
  red: { fill: '#d8232a', word: '#ffffff' },
  orange: { fill: '#ef7d00', word: '#1b1204' },
  yellow: { fill: '#f2c500', word: '#1b1704' },
  blue: { fill: '#1f6fd1', word: '#ffffff' },
};

const DARK: Palette = {
  theme: 'dark',
  ground: '#171f23',
  paper: '#12181b',
  ink: '#edf2f3',
  mutedInk: '#a9b5b8',
  halo: 'rgba(12, 17, 19, 0.88)',
  hues: { ink: '#e6ecec', green: '#4cb98a', violet: '#a98be8', slate: '#9db3b7', plum: '#d58bbd', grey: '#a7b0b3' },
  glyph: '#10171a',
  levels: LEVEL_COLOURS,
  water: '#2a4650',
  waterEdge: '#3d626f',
  waterWord: '#8fb9c6',
  roadCore: '#8d9391',
  roadMinor: '#5d6666',
  roadCasing: '#12181a',
  boundary: '#93a09f',
  boundaryMinor: '#5f6d6d',
  placeWord: '#d5dddd',
  zone: '#c3cdcd',
  selection: '#ffffff',
  selectionCasing: '#000000',
  sketch: '#5fd6c5',
  gap: '#75828a',
};

const LIGHT: Palette = {
  theme: 'light',
  ground: '#eef0ea',
  paper: '#ffffff',
  ink: '#1c2629',
  mutedInk: '#566266',
  halo: 'rgba(255, 255, 255, 0.9)',
  hues: { ink: '#26343a', green: '#15764c', violet: '#6a41ab', slate: '#4c6469', plum: '#96336d', grey: '#5d686c' },
  glyph: '#ffffff',
  levels: LEVEL_COLOURS,
  water: '#bcd3d9',
  waterEdge: '#86aab4',
  waterWord: '#33616e',
  roadCore: '#ffffff',
  roadMinor: '#fbfbf7',
  roadCasing: '#9b9a90',
  boundary: '#6e7573',
  boundaryMinor: '#a4aaa6',
  placeWord: '#2b3537',
  zone: '#414c4f',
  selection: '#000000',
  selectionCasing: '#ffffff',
  sketch: '#0b6e63',
  gap: '#7c858a',
};

export const paletteOf = (theme: Theme): Palette => (theme === 'dark' ? DARK : LIGHT);
