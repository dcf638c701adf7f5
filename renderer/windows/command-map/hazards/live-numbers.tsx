// The count of a drawing as it is drawn: big numbers first, then the lists in short, dimmed while they belong to an earlier shape.
import type { ReactNode } from 'react';
import { AFFECTED_CATEGORY_TERMS } from '../../../../shared/domain/hazard/affected-category.ts';
import type { Caution } from '../../../../shared/domain/hazard/caution.ts';
import { inLanguage } from '../../../../shared/i18n/language.ts';
import { areaText } from '../../../map/tools/measure-text.ts';
import { refusalText } from '../../../seat/refusal-text.ts';
import { useSeat } from '../../../seat/seat-context.ts';
import { ApartCounts } from './apart-counts.tsx';
import { asOfRange, momentText } from './as-of.ts';
import { CautionList } from './caution-list.tsx';
import { listText } from './list-text.ts';
import type { CountAnswer, LiveCount } from './live-counter.ts';
import { ThreePopulations } from './three-populations.tsx';

const SPOKEN_FOR = new Set(['persons', 'households', 'vulnerable']);
/** Told with their numbers beside the totals. */
const TOLD_IN_NUMBERS: ReadonlySet<Caution> = new Set<Caution>(['presentTonightUnknown', 'unlocatedHouseholds', 'nearEdge']);

/** What is said of a list when it has something in it. */
const ASIDE = /（.*）$|:.*$/;

type Counted = NonNullable<CountAnswer['counted']>;

const Figure = ({ name, count }: { readonly name: string; readonly count: number }): ReactNode => (
  <div className="figure">
    <dt>{name}</dt>
    <dd>{count.toLocaleString('en')}</dd>
  </div>
);

const Numbers = ({ counted }: { readonly counted: Counted }): ReactNode => {
  const { t, language } = useSeat();
  const { persons, categories, squareMetres, computedAt, cautions } = counted;
  const others = categories.filter(({ category }) => !SPOKEN_FOR.has(category));
  const [present, absent] = [others.filter(({ count }) => count > 0), others.filter(({ count }) => count === 0)];
  return (
    <>
      <ThreePopulations persons={persons} cautions={cautions} isBrief />
      <dl className="figures">
        <Figure name={t('hazard.households')} count={persons.households} />
        <Figure name={t('hazard.personsListed')} count={persons.persons} />
        <Figure name={t('hazard.vulnerable')} count={persons.vulnerable} />
        {present.map(({ category, count }) => (
          <Figure key={category} name={inLanguage(AFFECTED_CATEGORY_TERMS[category], language)} count={count} />
        ))}
      </dl>
      {absent.length > 0 && <p className="second">{t('hazard.count.absent', { categories: listText(absent.map(({ category }) => inLanguage(AFFECTED_CATEGORY_TERMS[category], language).replace(ASIDE, '')), language) })}</p>}
      <ApartCounts persons={persons} />
      <CautionList cautions={cautions.filter((caution) => !TOLD_IN_NUMBERS.has(caution))} />
      <p className="second">
        {t('hazard.countedOf', { area: areaText(squareMetres, language), time: momentText(computedAt, language, true), dates: asOfRange(persons.asOfFrom, persons.asOfTo, language, t) })}
      </p>
    </>
  );
};

export const LiveNumbers = ({ count }: { readonly count: LiveCount }): ReactNode => {
  const { t } = useSeat();
  const counted = count.answer?.counted ?? null;
  const isOld = count.state === 'counting';
  return (
    <section className="live-numbers" aria-label={t('hazard.count')} aria-busy={isOld}>
      <p className="live-state second" role="status">
        {count.state === 'nothing' && t('hazard.count.nothing')}
        {isOld && t(counted === null ? 'hazard.count.first' : 'hazard.count.counting')}
        {count.state === 'counted' && t(counted === null ? 'hazard.count.impossible' : 'hazard.count.now')}
      </p>
      {count.refusal !== null && <p role="alert" className="stale-note">{t('hazard.count.refused', { reason: refusalText(count.refusal, t) })}</p>}
      {counted !== null && (
        <div className={isOld ? 'outdated' : ''}>
          <Numbers counted={counted} />
        </div>
      )}
    </section>
  );
};
