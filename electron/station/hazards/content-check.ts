// Everything that can be said against a hazard before it is counted or saved.
import { checkCounty } from '../../../shared/domain/hazard/county-check.ts';
import type { DrawnShape } from '../../../shared/domain/hazard/drawn-shape.ts';
import { hazardKind } from '../../../shared/domain/hazard/hazard-kind.ts';
import type { HazardZone } from '../../../shared/domain/hazard/hazard-zone.ts';
import { shapeProblem, type ShapeProblem } from '../../../shared/domain/hazard/shape-problem.ts';
import type { ToxicRelease } from '../../../shared/domain/hazard/toxic-release.ts';
import { zonesOfShape } from '../../../shared/domain/hazard/zones-of-shape.ts';
import type { Bounds, Milliseconds } from '../../../shared/kernel/units.ts';
import type { ToxicTable } from './toxic-table.ts';

export interface DraftHazard {
  readonly kind: string;
  readonly shape: DrawnShape;
  readonly toxic: ToxicRelease | null;
}

export interface CheckedDraft {
  readonly problems: readonly ShapeProblem[];
  /** Empty where a problem is fatal. */
  readonly zones: readonly HazardZone[];
}

const toxicProblems = ({ kind, shape, toxic }: DraftHazard, table: Pick<ToxicTable, 'find'>): readonly ShapeProblem[] => {
  const isToxicKind = hazardKind(kind)?.isToxic === true;
  if (toxic === null) return isToxicKind || shape.type === 'toxic' ? [shapeProblem('toxicDetailsMissing')] : [];
  if (!isToxicKind) return [shapeProblem('toxicDetailsUnexpected')];
  if (toxic.substanceId === null) return [];
  const substance = table.find(toxic.substanceId);
  if (substance === undefined) return [shapeProblem('unknownSubstance')];
  return toxic.unNumber === null || substance.unNumber === toxic.unNumber ? [] : [shapeProblem('unNumberMismatch')];
};

export const isFatal = (problems: readonly ShapeProblem[]): boolean => problems.some((problem) => problem.isFatal);

export const checkDraft = (draft: DraftHazard, table: Pick<ToxicTable, 'find'>, county: Bounds | null, now: Milliseconds): CheckedDraft => {
  const kindProblems = hazardKind(draft.kind) === undefined ? [shapeProblem('unknownKind')] : [];
  const before = [...kindProblems, ...toxicProblems(draft, table)];
  const drawn = zonesOfShape(draft.shape, draft.toxic, now);
  if (!drawn.ok) return { problems: [...before, ...drawn.error.filter(({ reason }) => !before.some((known) => known.reason === reason))], zones: [] };
  const problems = [...before, ...drawn.value.notes, ...checkCounty(drawn.value.zones, county)];
  return { problems, zones: isFatal(problems) ? [] : drawn.value.zones };
};

/** A desk's clock may be this far ahead of the station's. */
const CLOCK_DIFFERENCE_MS: Milliseconds = 120_000;

export const factTimeProblems = (factTime: string, now: Milliseconds): readonly ShapeProblem[] =>
  Date.parse(factTime) > now + CLOCK_DIFFERENCE_MS ? [shapeProblem('factInFuture')] : [];
