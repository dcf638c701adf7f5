// The drawing tools a hazard can be drawn with, in the order of their keys.
import type { TextKey } from '../../../../shared/i18n/texts.ts';
import type { ToolKind } from '../../../map/tools/sketch.ts';

export interface DrawTool {
  readonly tool: ToolKind;
  /** Pressed while the strip is open. */
  readonly key: string;
  readonly name: TextKey;
  readonly hint: TextKey;
}

export const DRAW_TOOLS: readonly DrawTool[] = [
  { tool: 'polygon', key: '1', name: 'hazard.tool.polygon', hint: 'hazard.hint.polygon' },
  { tool: 'freehand', key: '2', name: 'hazard.tool.freehand', hint: 'hazard.hint.freehand' },
  { tool: 'circle', key: '3', name: 'hazard.tool.circle', hint: 'hazard.hint.circle' },
  { tool: 'sector', key: '4', name: 'hazard.tool.sector', hint: 'hazard.hint.sector' },
  { tool: 'bufferedLine', key: '5', name: 'hazard.tool.bufferedLine', hint: 'hazard.hint.bufferedLine' },
  { tool: 'twoRings', key: '6', name: 'hazard.tool.twoRings', hint: 'hazard.hint.twoRings' },
  { tool: 'twoCircles', key: '7', name: 'hazard.tool.twoCircles', hint: 'hazard.hint.twoCircles' },
  { tool: 'pick', key: '8', name: 'hazard.tool.toxic', hint: 'hazard.hint.toxic' },
];

export const drawTool = (tool: string): DrawTool | undefined => DRAW_TOOLS.find((each) => each.tool === tool);

/** Pressed anywhere outside a text field: opens the strip. */
export const STRIP_KEY = 'd';
