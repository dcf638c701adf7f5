// The scale bar: a round length on the ground at the middle of the view, as long as it is there.
import { metresPerDegreeEast } from '../../../shared/geo/ellipsoid.ts';
import { mercatorToLonLat } from '../../../shared/geo/tile-grid.ts';
import { disposable, type Disposable } from '../../../shared/kernel/disposable.ts';
import type { Metres } from '../../../shared/kernel/units.ts';
import type { Language } from '../../../shared/i18n/language.ts';

export interface ScaleBar extends Disposable {
  /** `resolution` in metres of the Mercator plane a pixel, at the northing of the view's middle. */
  readonly show: (resolution: number, northing: number) => void;
  readonly setLanguage: (language: Language) => void;
}

const LONGEST_PX = 130;
const DEGREES_PER_PLANE_METRE = 180 / 20_037_508.342789244;

/** Metres on the ground for one pixel; the plane stretches with latitude. */
export const groundResolution = (resolution: number, northing: number): Metres =>
  resolution * DEGREES_PER_PLANE_METRE * metresPerDegreeEast(mercatorToLonLat([0, northing])[1]);

/** The largest of 1, 2, 5 × 10ⁿ metres not longer than `most`. */
export const roundLength = (most: Metres): Metres => {
  const power = 10 ** Math.floor(Math.log10(most));
  const step = [5, 2, 1].find((factor) => factor * power <= most) ?? 1;
  return step * power;
};

export const lengthText = (metres: Metres, language: Language): string => {
  const [metre, kilometre] = language === 'zh-CN' ? ['米', '公里'] : ['m', 'km'];
  return metres >= 1_000 ? `${metres / 1_000} ${kilometre}` : `${metres} ${metre}`;
};

export const createScaleBar = (parent: HTMLElement, first: Language): ScaleBar => {
  const bar = document.createElement('div');
  bar.className = 'map-scale';
  const label = document.createElement('span');
  bar.append(label);
  parent.append(bar);
  let language = first;
  let shown: readonly [number, number] | null = null;
  const draw = (): void => {
    if (shown === null) return;
    const metresPerPixel = groundResolution(...shown);
    const length = roundLength(metresPerPixel * LONGEST_PX);
    bar.style.width = `${Math.round(length / metresPerPixel)}px`;
    label.textContent = lengthText(length, language);
  };
  return {
    show: (resolution, northing) => {
      shown = [resolution, northing];
      draw();
    },
    setLanguage: (next) => {
      language = next;
      draw();
    },
    ...disposable(() => bar.remove()),
  };
};
