// The one token file: colours, sizes and type for the dark hall and the light projector.

export type ThemeName = 'dark' | 'light';

export interface Tokens {
  readonly ground: string;
  readonly panel: string;
  readonly panelSolid: string;
  readonly line: string;
  readonly text: string;
  readonly textSecond: string;
  readonly accent: string;
  readonly accentText: string;
  readonly stale: string;
  readonly denied: string;
  readonly danger: string;
}

export const TOKENS: { readonly [theme in ThemeName]: Tokens } = {
  dark: {
    ground: '#0e1418',
    panel: 'rgba(18, 26, 31, 0.88)',
    panelSolid: '#121a1f',
    line: '#33424b',
    text: '#e9eff2',
    textSecond: '#a9b8c0',
    accent: '#4fb3a5',
    accentText: '#06201c',
    stale: '#c9b458',
    denied: '#8d99a0',
    danger: '#e2e8ea',
  },
  light: {
    ground: '#f3f5f4',
    panel: 'rgba(252, 253, 252, 0.93)',
    panelSolid: '#fcfdfc',
    line: '#b9c4c2',
    text: '#14201f',
    textSecond: '#475653',
    accent: '#0b6e63',
    accentText: '#ffffff',
    stale: '#7a6210',
    denied: '#5b6663',
    danger: '#14201f',
  },
};

/** Levels alone wear these, always beside the word and the shape. */
export const LEVEL_COLOURS = {
  red: '#d8232a',
  orange: '#ef7d00',
  yellow: '#f2c500',
  blue: '#1f6fd1',
} as const;

export const FONT_FAMILY = "'Noto Sans SC Variable', 'Noto Sans SC', 'WenQuanYi Micro Hei', 'Microsoft YaHei', 'PingFang SC', sans-serif";
