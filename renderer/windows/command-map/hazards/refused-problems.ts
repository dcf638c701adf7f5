// The problems a refused hazard carries, read with care: they travel as free detail of the refusal.
import type { Refusal } from '../../../../shared/contract/refusal.ts';
import { ZONE_GRADES } from '../../../../shared/domain/hazard/hazard-zone.ts';
import { SHAPE_PROBLEM_REASONS } from '../../../../shared/domain/hazard/shape-problem.ts';
import type { ShapeProblems } from './problem-list.tsx';

type Entries = { readonly [key: string]: unknown };

const isEntries = (value: unknown): value is Entries => typeof value === 'object' && value !== null && !Array.isArray(value);

const positionOf = (value: unknown): readonly [number, number] | null => {
  if (!Array.isArray(value)) return null;
  const [longitude, latitude]: readonly unknown[] = value;
  return typeof longitude === 'number' && typeof latitude === 'number' ? [longitude, latitude] : null;
};

export const problemsOf = (refusal: Refusal | null): ShapeProblems => {
  const problems = refusal?.detail?.['problems'];
  if (!Array.isArray(problems)) return [];
  return problems.flatMap((problem: unknown): ShapeProblems => {
    if (!isEntries(problem)) return [];
    const reason = SHAPE_PROBLEM_REASONS.find((known) => known === problem['reason']);
    if (reason === undefined) return [];
    const grade = ZONE_GRADES.find((known) => known === problem['grade']) ?? null;
    const value = typeof problem['value'] === 'number' ? problem['value'] : null;
    return [{ reason, isFatal: problem['isFatal'] !== false, at: positionOf(problem['at']), grade, value }];
  });
};
