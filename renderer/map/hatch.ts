// Hatching for areas, from ol-ext's pattern fill.
// oxlint-disable-next-line typescript/triple-slash-reference -- an ambient declaration cannot be imported
/// <reference path="./ol-ext.d.ts" />
import type Fill from 'ol/style/Fill.js';
import FillPattern from 'ol-ext/style/FillPattern.js';

export interface Hatch {
  readonly colour: string;
  readonly spacing: number;
  readonly width: number;
  /** Degrees; 45 rises to the right. */
  readonly angle: number;
  readonly isCrossed?: boolean;
}

export const hatchFill = ({ colour, spacing, width, angle, isCrossed = false }: Hatch): Fill =>
  isCrossed
    ? new FillPattern({ pattern: 'cross', color: colour, size: width, spacing, angle: true })
    : new FillPattern({ pattern: 'hatch', color: colour, size: width, spacing, angle });
