// What the operator drew, with its parameters kept, so that it can be edited later as it was drawn.
import type { LineCoordinates, PolygonCoordinates } from '../../geo/geometry.ts';
import type { Degrees, LonLat, Metres } from '../../kernel/units.ts';

export type DrawnShape =
  /** Outer ring first, then holes. */
  | { readonly type: 'polygon'; readonly polygon: PolygonCoordinates }
  | { readonly type: 'circle'; readonly centre: LonLat; readonly radiusMetres: Metres }
  /** Clockwise from one azimuth to the other. */
  | { readonly type: 'sector'; readonly centre: LonLat; readonly radiusMetres: Metres; readonly fromAzimuth: Degrees; readonly toAzimuth: Degrees }
  | { readonly type: 'bufferedLine'; readonly line: LineCoordinates; readonly eachSideMetres: Metres }
  /** 重点 inside 一般, both drawn. */
  | { readonly type: 'twoRings'; readonly key: PolygonCoordinates; readonly general: PolygonCoordinates }
  | { readonly type: 'twoCircles'; readonly centre: LonLat; readonly keyRadiusMetres: Metres; readonly generalRadiusMetres: Metres }
  | ToxicShape;

export interface ToxicShape {
  readonly type: 'toxic';
  readonly centre: LonLat;
  readonly heavyMetres: Metres;
  readonly lightMetres: Metres;
  /** Null: no outer limit of the 安全区 is drawn. */
  readonly safeMetres: Metres | null;
  /** `downwind` follows the measured wind; without a valid one only `allRound` is honest. */
  readonly spread: { readonly type: 'allRound' } | { readonly type: 'downwind'; readonly spanDegrees: Degrees };
}
