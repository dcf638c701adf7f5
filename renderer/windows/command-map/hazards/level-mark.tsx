// A level as a shape with its word: red ◆, orange ▲, yellow ■, blue ●; no level is a hollow, dashed circle with a question mark.
import type { ReactNode } from 'react';
import { LEVELS, type Level } from '../../../../shared/domain/atlas/levels.ts';
import { inLanguage } from '../../../../shared/i18n/language.ts';
import { assertNever } from '../../../../shared/kernel/assert-never.ts';
import { LEVEL_COLOURS } from '../../../ui-kit/tokens.ts';
import { useSeat } from '../../../seat/seat-context.ts';

const BOX = 20;
const MIDDLE = BOX / 2;

const shape = (level: Level): ReactNode => {
  const fill = LEVEL_COLOURS[level];
  switch (level) {
    case 'red':
      return <path d="M10 0 20 10 10 20 0 10Z" fill={fill} />;
    case 'orange':
      return <path d="M10 0.5 20 19 0 19Z" fill={fill} />;
    case 'yellow':
      return <rect x="1" y="1" width="18" height="18" fill={fill} />;
    case 'blue':
      return <circle cx={MIDDLE} cy={MIDDLE} r="9.5" fill={fill} />;
    default:
      return assertNever(level);
  }
};

/** The word always stands beside the shape. */
export const LevelMark = ({ level }: { readonly level: Level | null }): ReactNode => {
  const { t, language } = useSeat();
  const choice = LEVELS.find(({ value }) => value === level);
  return (
    <span className="level-mark">
      <svg viewBox={`0 0 ${BOX} ${BOX}`} aria-hidden="true">
        {level === null ? <circle cx={MIDDLE} cy={MIDDLE} r="8.5" fill="none" stroke="currentColor" strokeWidth="1.6" strokeDasharray="3 2.4" /> : shape(level)}
      </svg>
      {choice === undefined ? t('hazard.level.none') : inLanguage(choice, language)}
    </span>
  );
};
