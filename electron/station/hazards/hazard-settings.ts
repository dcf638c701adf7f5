// Every number of the hazards' room in one place: how sure positions are, when a village counts as silent, what is kept.
import { DEFAULT_SCREENING, type ScreeningSettings } from '../../../shared/domain/hazard/unregistered-threat.ts';
import type { Metres } from '../../../shared/kernel/units.ts';

export interface HazardSettings {
  /** How far off a household's position may be; so near an edge it may be on the other side. */
  readonly edgeMetres: Metres;
  readonly screening: ScreeningSettings;
  /** A village not heard from for so long is silent, and its state unknown. */
  readonly silentAfterMinutes: number;
  /** Reports kept for paging through their lists. */
  readonly reportsKept: number;
  /** Closed hazards in the stream's snapshot. */
  readonly closedShown: number;
  /** Telephone notes in the stream's snapshot. */
  readonly notesShown: number;
  readonly substances: number;
}

/** Of no standard: the county sets its own. */
export const DEFAULT_HAZARD_SETTINGS: HazardSettings = {
  edgeMetres: 30,
  screening: DEFAULT_SCREENING,
  silentAfterMinutes: 60,
  reportsKept: 6,
  closedShown: 50,
  notesShown: 200,
  substances: 500,
};
