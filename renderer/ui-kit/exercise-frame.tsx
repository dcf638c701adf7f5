// 演练: the striped frame and the word on every window of a demonstration station.
import type { ReactNode } from 'react';
import type { Translate } from '../../shared/i18n/translate.ts';

export const ExerciseFrame = ({ t }: { readonly t: Translate }): ReactNode => (
  <>
    <div className="exercise-frame" aria-hidden="true" />
    <div className="exercise-word" role="note" aria-label={t('exercise.notice')} title={t('exercise.notice')}>
      {t('exercise.word')}
    </div>
  </>
);
