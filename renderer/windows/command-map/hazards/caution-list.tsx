// What a count does not know, in words beside it, so that no zero is read as safe.
import type { ReactNode } from 'react';
import { WarningOutlined } from '@ant-design/icons';
import { CAUTION_TERMS, type Caution } from '../../../../shared/domain/hazard/caution.ts';
import { inLanguage } from '../../../../shared/i18n/language.ts';
import { useSeat } from '../../../seat/seat-context.ts';

export const CautionList = ({ cautions }: { readonly cautions: readonly Caution[] }): ReactNode => {
  const { t, language } = useSeat();
  if (cautions.length === 0) return null;
  return (
    <ul className="cautions" aria-label={t('hazard.cautions')}>
      {cautions.map((caution) => (
        <li key={caution} className={caution === 'windExpired' ? 'loud' : ''}>
          <WarningOutlined aria-hidden="true" /> {inLanguage(CAUTION_TERMS[caution], language)}
        </li>
      ))}
    </ul>
  );
};
