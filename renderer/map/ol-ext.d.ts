// The few parts of ol-ext the map uses; the package ships no types.
declare module 'ol-ext/style/FillPattern.js' {
  import Fill from 'ol/style/Fill.js';

  export interface FillPatternOptions {
    readonly pattern: 'hatch' | 'cross' | 'dot';
    readonly color: string;
    readonly size: number;
    readonly spacing: number;
    readonly angle: number | boolean;
  }

  export default class FillPattern extends Fill {
    constructor(options: FillPatternOptions);
  }
}
