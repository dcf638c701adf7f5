// What is wrong with a drawing, as counted and as refused, pinned on the map by number.
import { useEffect, useMemo } from 'react';
import type { Refusal } from '../../../../shared/contract/refusal.ts';
import { SHAPE_PROBLEM_TERMS } from '../../../../shared/domain/hazard/shape-problem.ts';
import { inLanguage } from '../../../../shared/i18n/language.ts';
import { useSeat } from '../../../seat/seat-context.ts';
import type { SetMarks } from '../map-marks.ts';
import type { LiveCount } from './live-counter.ts';
import type { ShapeProblems } from './problem-list.tsx';
import { problemsOf } from './refused-problems.ts';

const MARKS = 'hazard-problems';

const firstClause = (text: string): string => text.split(/[：:；;]/)[0] ?? text;

export const useProblems = (count: LiveCount, refusal: Refusal | null, setMarks: SetMarks): ShapeProblems => {
  const { language } = useSeat();
  const problems = useMemo(() => {
    const drawn = count.answer?.problems ?? [];
    return [...drawn, ...problemsOf(refusal).filter(({ reason }) => drawn.every((known) => known.reason !== reason))];
  }, [count.answer, refusal]);
  useEffect(() => {
    const marks = problems.flatMap(({ reason, at }, index) => {
      const name = firstClause(inLanguage(SHAPE_PROBLEM_TERMS[reason], language));
      return at === null ? [] : [{ id: `${reason} ${index}`, lonLat: at, name, look: 'result' as const, sign: String(index + 1) }];
    });
    setMarks(MARKS, marks);
  }, [problems, language, setMarks]);
  return problems;
};
