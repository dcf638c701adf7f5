// What is wrong with a drawing, in words, each with its place; nothing is mended silently.
import type { ReactNode } from 'react';
import { Button } from 'antd';
import { AimOutlined, CloseCircleOutlined, InfoCircleOutlined } from '@ant-design/icons';
import type { OutputOf } from '../../../../shared/contract/catalogue.ts';
import { ZONE_GRADE_TERMS } from '../../../../shared/domain/hazard/hazard-zone.ts';
import { SHAPE_PROBLEM_TERMS } from '../../../../shared/domain/hazard/shape-problem.ts';
import { inLanguage } from '../../../../shared/i18n/language.ts';
import type { LonLat } from '../../../../shared/kernel/units.ts';
import { useSeat } from '../../../seat/seat-context.ts';

export type ShapeProblems = OutputOf<'countAffected'>['problems'];

export interface ProblemListProps {
  readonly problems: ShapeProblems;
  /** Said aloud at once; not while the hand is still drawing. */
  readonly isLoud: boolean;
  readonly onPlace: (position: LonLat) => void;
}

export const ProblemList = ({ problems, isLoud, onPlace }: ProblemListProps): ReactNode => {
  const { t, language } = useSeat();
  if (problems.length === 0) return null;
  return (
    <ul className="problems" aria-live={isLoud ? 'assertive' : 'off'} aria-label={t('hazard.problems')}>
      {problems.map(({ reason, isFatal, at, grade }, index) => (
        <li key={`${reason} ${index}`} className={isFatal ? 'problem-fatal' : ''}>
          {isFatal ? <CloseCircleOutlined aria-hidden="true" /> : <InfoCircleOutlined aria-hidden="true" />}
          <span>
            {isFatal && <strong>{t('hazard.problem.fatal')} </strong>}
            {grade !== null && `${inLanguage(ZONE_GRADE_TERMS[grade], language)}：`}
            {inLanguage(SHAPE_PROBLEM_TERMS[reason], language)}
          </span>
          {at !== null && (
            <Button size="small" icon={<AimOutlined />} onClick={() => onPlace(at)}>
              {t('hazard.problem.show', { number: index + 1 })}
            </Button>
          )}
        </li>
      ))}
    </ul>
  );
};
