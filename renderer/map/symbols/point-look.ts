// What the symbol of a kind of thing looks like, and how its working state shows without borrowing a level's colour.
import type { Hue } from '../palette.ts';

/**
 * How a state is told by body and line:
 * `solid` ready or good, `hollow` not in use, `crossed` broken or unusable, `hatched` resting,
 * `active` at work now (solid with rays), `full` (solid with a bar and the word), `unknown` (dashed, question mark).
 */
export type StateLook = 'solid' | 'hollow' | 'crossed' | 'hatched' | 'active' | 'full' | 'unknown';

export interface PointLook {
  /** File under resources/map-symbols/bodies. */
  readonly body: string;
  readonly hue: Hue;
  /** In place of `hue` while the state is `solid`: for kinds so many that those at rest must not outshine the rest. */
  readonly calmHue?: Hue;
  readonly glyphScale: number;
  /** Centre of the glyph in the body's 24 × 24 box. */
  readonly glyphCentre: readonly [x: number, y: number];
  readonly hasLevel: boolean;
  /** Stored state to look; null where the kind has no state. A value missing here is drawn as unknown. */
  readonly states: { readonly [state: string]: StateLook } | null;
}

export const stateLook = (look: PointLook, state: string): StateLook => {
  if (look.states === null) return 'solid';
  return Object.hasOwn(look.states, state) ? (look.states[state] ?? 'unknown') : 'unknown';
};

/** How much of the symbol the scale leaves room for. */
export type Stage = 'mark' | 'small' | 'full';

/** Side of the body in CSS pixels. */
export const stageSize = (stage: Stage): number => (stage === 'mark' ? 10 : stage === 'small' ? 18 : 24);
