// Every list of the affected in one line: how many, how many are unsure or unplaced, of what date; each opens.
import type { ReactNode } from 'react';
import { Button } from 'antd';
import { RightOutlined } from '@ant-design/icons';
import { AFFECTED_CATEGORY_TERMS, type AffectedCategoryName } from '../../../../shared/domain/hazard/affected-category.ts';
import { thingKind } from '../../../../shared/domain/atlas/thing-kinds.ts';
import { inLanguage } from '../../../../shared/i18n/language.ts';
import { useSeat } from '../../../seat/seat-context.ts';
import { asOfRange } from './as-of.ts';
import { kindOfCategory, namesPersons } from './category-things.ts';
import { listText } from './list-text.ts';
import { isNotCountable } from './not-countable.ts';
import type { Affected } from './use-affected.ts';

type Totals = Affected['categories'][number];

export interface CategoryTableProps {
  readonly affected: Affected;
  readonly maySeePersons: boolean;
  readonly onCategory: (category: AffectedCategoryName) => void;
}

const number = (value: number): string => value.toLocaleString('en');

const useSums = (totals: Totals): readonly string[] => {
  const { t, language } = useSeat();
  const fields = thingKind(kindOfCategory(totals.category) ?? '')?.fields ?? [];
  return totals.sums.map(({ key, sum, unknown }) => {
    const field = fields.find((each) => each.key === key);
    const name = field === undefined ? key : inLanguage(field.term, language);
    return t(unknown > 0 ? 'hazard.sumUnknown' : 'hazard.sum', { name, sum: number(sum), unknown: number(unknown) });
  });
};

const Line = ({ totals, isLocked, isUnknown, onCategory }: { readonly totals: Totals; readonly isLocked: boolean; readonly isUnknown: boolean; readonly onCategory: CategoryTableProps['onCategory'] }): ReactNode => {
  const { t, language } = useSeat();
  const { category, count, insideMaybeOut, outsideMaybeIn, unlocated, unlocatedHere, asOfFrom, asOfTo, sources } = totals;
  const name = inLanguage(AFFECTED_CATEGORY_TERMS[category], language);
  const sums = useSums(totals);
  const apart = [
    insideMaybeOut > 0 ? t('hazard.cell.maybeOut', { count: number(insideMaybeOut) }) : null,
    outsideMaybeIn > 0 ? t('hazard.cell.maybeIn', { count: number(outsideMaybeIn) }) : null,
    unlocatedHere > 0 ? t('hazard.cell.unlocatedHere', { count: number(unlocatedHere) }) : unlocated > 0 ? t('hazard.cell.unlocated', { count: number(unlocated) }) : null,
  ].filter((words) => words !== null);
  return (
    <li className="category">
      <Button type="text" className="category-open" disabled={isLocked} onClick={() => onCategory(category)}>
        <span>{name}</span>
        <strong className={isUnknown ? 'unknown' : ''}>{isUnknown ? t('hazard.unsaid') : number(count)}</strong>
        <RightOutlined aria-hidden="true" />
      </Button>
      <div className="category-more">
        {sums.length > 0 && <span>{sums.join(' · ')}</span>}
        {apart.length > 0 && <span className="unknown">{apart.join(' · ')}</span>}
        <span className="second" title={listText(sources, language)}>
          {count === 0 && asOfFrom === '' && asOfTo === '' ? t('hazard.noDate') : t('layers.asOf', { dates: asOfRange(asOfFrom, asOfTo, language, t) })}
        </span>
      </div>
    </li>
  );
};

export const CategoryTable = ({ affected, maySeePersons, onCategory }: CategoryTableProps): ReactNode => {
  const { t } = useSeat();
  return (
    <section aria-label={t('hazard.lists')}>
      <h3 className="panel-heading">{t('hazard.lists')}</h3>
      {!maySeePersons && <p className="denied">{t('hazard.noNames')}</p>}
      <ul className="categories">
        {affected.categories.map((totals) => (
          <Line key={totals.category} totals={totals} isLocked={!maySeePersons && namesPersons(totals.category)} isUnknown={isNotCountable(totals.category, totals.count, affected.cautions)} onCategory={onCategory} />
        ))}
      </ul>
    </section>
  );
};
