// 户籍, 常住 and 当晚在村 side by side, each with who said so and when; what nobody has said stays unknown and is never added to either side.
import type { ReactNode } from 'react';
import type { OutputOf } from '../../../../shared/contract/catalogue.ts';
import type { Caution } from '../../../../shared/domain/hazard/caution.ts';
import type { TextKey } from '../../../../shared/i18n/texts.ts';
import { useSeat } from '../../../seat/seat-context.ts';
import { asOfText } from './as-of.ts';
import { isNotCountable } from './not-countable.ts';

export type PersonTotals = OutputOf<'readAffected'>['persons'];
type Tally = PersonTotals['registered'];

const COLUMNS: readonly { readonly key: 'registered' | 'resident' | 'presentTonight'; readonly name: TextKey }[] = [
  { key: 'registered', name: 'hazard.registered' },
  { key: 'resident', name: 'hazard.resident' },
  { key: 'presentTonight', name: 'hazard.present' },
];

const STATEMENTS_SHOWN = 3;

const Column = ({ name, tally, isBrief, hasData }: { readonly name: string; readonly tally: Tally; readonly isBrief: boolean; readonly hasData: boolean }): ReactNode => {
  const { t, language } = useSeat();
  const further = tally.furtherStatements + Math.max(0, tally.statements.length - STATEMENTS_SHOWN);
  return (
    <div className="population">
      <dt>{name}</dt>
      <dd>
        <strong className={hasData ? 'population-count' : 'population-count unknown'}>{hasData ? tally.yes.toLocaleString('en') : t('hazard.unsaid')}</strong>
        <span className={tally.unknown > 0 ? 'unknown' : 'second'}>{t('hazard.unknownCount', { count: tally.unknown.toLocaleString('en') })}</span>
        <span className="second">{t('hazard.noCount', { count: tally.no.toLocaleString('en') })}</span>
        {!isBrief && (
          <ul className="statements">
            {tally.statements.slice(0, STATEMENTS_SHOWN).map(({ source, asOf, persons }) => (
              <li key={`${source} ${asOf}`}>{t('hazard.statement', { source: source === '' ? t('hazard.sourceUnknown') : source, asOf: asOfText(asOf, language, t), persons: persons.toLocaleString('en') })}</li>
            ))}
            {further > 0 && <li>{t('hazard.furtherStatements', { count: further })}</li>}
            {tally.statements.length === 0 && <li>{t('hazard.nobodySaid')}</li>}
          </ul>
        )}
      </dd>
    </div>
  );
};

export interface ThreePopulationsProps {
  readonly persons: PersonTotals;
  readonly cautions: readonly Caution[];
  /** Without who said so, while it changes with every move of the hand. */
  readonly isBrief?: boolean;
}

export const ThreePopulations = ({ persons, cautions, isBrief = false }: ThreePopulationsProps): ReactNode => {
  const { t } = useSeat();
  const hasData = !isNotCountable('persons', persons.persons, cautions);
  return (
    <dl className="populations" aria-label={t('hazard.populations')}>
      {COLUMNS.map(({ key, name }) => (
        <Column key={key} name={t(name)} tally={persons[key]} isBrief={isBrief} hasData={hasData} />
      ))}
    </dl>
  );
};
