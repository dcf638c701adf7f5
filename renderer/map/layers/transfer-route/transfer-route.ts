// 转移路线: a dashed line with arrows toward the shelter; on foot in dots, by vehicle in dashes, mixed in both.
import { layer, type LayerDefinition } from '../layer-definition.ts';
import { routeStyles } from './route-styles.ts';

export const transferRouteLayer: LayerDefinition = layer({
  kind: 'transferRoute',
  order: 30,
  importance: 35,
  minZoom: 11.9,
  hasDirection: true,
  shape: routeStyles,
  shapeLabel: (_shape, { palette, zoom }) => (zoom >= 15 ? { px: 11, weight: 500, colour: palette.hues.green, isAlong: true } : null),
});
